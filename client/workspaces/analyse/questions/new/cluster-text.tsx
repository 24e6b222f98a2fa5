import { useTranslation } from 'react-i18next';
import { formatDistance } from '../../../../ui/format.ts';
import type { Found } from './new-results.tsx';
import { drawnRadius, surenessOf } from './new-shapes.ts';
import { formatDays, formatExpected, recurrence } from './new-text.ts';
import { useShortPlace } from './use-short-place.ts';

/** What the scan says, for somebody who has never heard of it. */
export function ClusterText({ state: { findings, settings } }: { state: Found }) {
  const { t } = useTranslation();
  const nameOf = useShortPlace();
  const { scan, days } = findings;
  if (scan === 'tooWide') return <p className="note">{t('analyse.new.tooWide')}</p>;
  if (days < 2) return <p className="note">{t('analyse.new.explain.short')}</p>;
  const sure = scan.clusters.filter(({ p }) => surenessOf(p) !== 'chance');
  const [best] = sure;
  const often = best && recurrence(best.p, scan.replications);
  return (
    <div className="new-text">
      <p>
        {best
          ? t(sure.length === 1 ? 'analyse.new.explain.foundOne' : 'analyse.new.explain.found', {
              count: sure.length,
              place: nameOf(best.gridCode),
              radius: formatDistance(drawnRadius(best, settings.cell)),
              when: formatDays(best),
              observed: best.observed,
              expected: formatExpected(best.expected),
            })
          : t('analyse.new.explain.chance')}
        {often && settings.current === 1
          ? ` ${t(often.isFloor ? 'analyse.new.explain.recurrenceFloor' : 'analyse.new.explain.recurrence', { n: often.days })}`
          : null}
      </p>
      <p className="muted">{t('analyse.new.explain.method')}</p>
    </div>
  );
}
