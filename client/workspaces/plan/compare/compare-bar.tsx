import { useTranslation } from 'react-i18next';
import type { PlanDifference } from '../../../../core/contract/plan-difference.ts';
import { formatArea, formatNumber } from '../../../ui/format.ts';
import { CountedPeriod } from '../counted-period.tsx';
import { spreadText, useMeasure } from './community-table.tsx';
import { figureRows, figureText, handover } from './figure-rows.ts';

/** The whole before and after in one line. */
export function CompareBar({ difference }: { difference: PlanDifference }) {
  const { t } = useTranslation();
  const { grids, unchanged, movedM2 } = difference;
  const facts = useWholeFacts(difference);
  const { incidentsFrom, incidentsTo } = difference;
  return (
    <footer className="bottom-bar compare-bar">
      <section aria-label={t('compare.whole')}>
        <p role="status">
          {grids.length === 0 ? (
            <b>{t('compare.noDifference')}</b>
          ) : (
            <>
              <b>{t('compare.differs', { n: formatNumber(grids.length) })}</b>{' '}
              {t('compare.moved', { area: formatArea(movedM2 / 1e6) })}
            </>
          )}{' '}
          <span className="muted">{t('compare.unchanged', { n: formatNumber(unchanged) })}</span>
        </p>
        <dl>
          {facts.map(({ name, was, is }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {was === is || was === null ? null : <span className="muted">{was} → </span>}
                {is}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <CountedPeriod from={incidentsFrom} to={incidentsTo} />
    </footer>
  );
}

/** What is told of the whole: `was` null where there is only one number. */
function useWholeFacts({
  whole,
  grids,
  days,
}: PlanDifference): { name: string; was: string | null; is: string }[] {
  const { t } = useTranslation();
  const measure = useMeasure();
  const { leaving, missing } = handover(grids);
  const told = figureRows(whole.before, whole.after, days).filter(
    ({ figure }) => figure === 'residents' || figure === 'incidentsPerWeek',
  );
  const count = (sums: typeof whole.before) => (sums ? formatNumber(sums.grids) : '–');
  return [
    { name: t('compare.figure.grids'), was: count(whole.before), is: count(whole.after) },
    ...told.map(({ figure, before, after }) => ({
      name: t(`compare.figure.${figure}`),
      was: figureText(t, figure, before),
      is: figureText(t, figure, after),
    })),
    {
      name: `${t('plan.spread.variation')} · ${t(`plan.short.${measure}`)}`,
      was: spreadText(whole.before, measure, 'variation'),
      is: spreadText(whole.after, measure, 'variation'),
    },
    { name: t('compare.leaving'), was: null, is: formatNumber(leaving) },
    { name: t('compare.missing'), was: null, is: formatNumber(missing) },
  ];
}
