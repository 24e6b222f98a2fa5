import { useTranslation } from 'react-i18next';
import type { KnownUntil } from '../../../core/contract/dosage.ts';
import { ageSeconds, freshnessOf } from '../../../core/live/freshness.ts';
import { useServerNow } from '../../live/use-live.ts';
import { formatAge } from '../../ui/format.ts';

/** The server goes through positions every 15 s: what is known is that much older. */
const READ_SECONDS = 20;

/** Up to when positions are in the figures; loud where they are too old. */
export function KnownNote({ known }: { known: KnownUntil }) {
  const { t } = useTranslation();
  const now = useServerNow(2000);
  const age = ageSeconds(known.knownUntil, now);
  const freshness = freshnessOf(age, Math.max(known.expectedIntervalSeconds, READ_SECONDS));
  if (age === null)
    return (
      <p className="known-note tone-warn" role="status">
        {t('desks.known.notRead')}
      </p>
    );
  const told = t('desks.known.until', { age: formatAge(age * 1000) });
  if (freshness === 'fresh') return <p className="known-note muted">{told}</p>;
  return (
    <p className={`known-note ${freshness === 'lost' ? 'tone-alert' : 'tone-warn'}`} role="status">
      {told} {t('desks.known.stale')}
    </p>
  );
}
