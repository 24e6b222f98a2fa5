import { useTranslation } from 'react-i18next';
import { useIsLive, usePresentNow, useServerNow } from '../live/use-live.ts';
import { cityZone, zoneName } from '../ui/city-zone.ts';
import { formatClock, formatDay, formatWeekday } from '../ui/format.ts';

/** The server's time in the city's zone; while the past is shown, its time too. */
export function Clock() {
  const { t, i18n } = useTranslation();
  const now = usePresentNow(1000);
  const shown = useServerNow(1000);
  const isLive = useIsLive();
  return (
    <time
      className="clock"
      dateTime={new Date(now).toISOString()}
      title={t('shell.clockHint', { zone: zoneName(now, i18n.language), id: cityZone() })}
    >
      {isLive ? null : (
        <small className="clock-past">
          {t('past.thenClock')} {formatDay(shown).slice(5)} {formatClock(shown)}
        </small>
      )}
      {isLive ? null : <small>{t('past.nowClock')} </small>}
      {formatClock(now)}
      <small>
        {formatDay(now).slice(5)} {formatWeekday(now)}
      </small>
    </time>
  );
}
