import { useTranslation } from 'react-i18next';
import { useConnection, useServerNow } from '../live/use-live.ts';
import { formatAge, formatClock } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';

/** Says that the picture is frozen, since when, and what still works. Nothing is shown while the stream lives. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { state, lastMessageAtMs } = useConnection();
  const now = useServerNow(1000);
  if (state !== 'cut') return null;
  const silentMs = Date.now() - (lastMessageAtMs ?? Date.now());
  return (
    <div className="connection-banner" role="alert">
      <Icon name="warning" />
      <p>
        <strong>
          {t('shell.cut.title', { time: formatClock(now - silentMs), age: formatAge(silentMs) })}
        </strong>{' '}
        {t('shell.cut.detail')}
      </p>
    </div>
  );
}
