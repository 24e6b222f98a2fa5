import { useTranslation } from 'react-i18next';
import type { DifferenceSums, PlanDifference } from '../../../../core/contract/plan-difference.ts';
import { WORKLOAD_MEASURES, type WorkloadMeasure } from '../../../../core/plan/workload/workload.ts';
import { planning, usePlanning } from '../../../planning/planning.ts';
import { useView } from '../../../state/view.ts';
import { formatNumber } from '../../../ui/format.ts';
import { nameIn } from '../../../ui/named.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { FigureTable } from './change-facts.tsx';
import { figureRows } from './figure-rows.ts';

/** What the comparison does to each community and to the whole, with how even the grids are. */
export function CommunityTable({ difference }: { difference: PlanDifference }) {
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  const measure = useMeasure();
  const { communities, whole, days } = difference;
  if (communities.length === 0)
    return (
      <p className="note" role="status">
        <b>{t('compare.noDifference')}</b>
      </p>
    );
  return (
    <div className="compare-areas">
      <label className="field">
        {t('compare.evennessBy')}
        <select
          value={measure}
          onChange={({ target }) => planning.set({ measure: target.value as WorkloadMeasure })}
        >
          {WORKLOAD_MEASURES.map((one) => (
            <option key={one} value={one}>
              {t(`plan.measure.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Area name={t('compare.whole')} {...whole} days={days} measure={measure} />
      {communities.map((community) => (
        <Area
          key={community.code}
          name={nameIn(language, community)}
          before={community.before}
          after={community.after}
          days={days}
          measure={measure}
        />
      ))}
    </div>
  );
}

/** By what evenness is told; where an editor chose none, by incidents. */
export function useMeasure(): WorkloadMeasure {
  return usePlanning((state) => state.measure) ?? 'incidentsPerDay';
}

function Area(props: {
  name: string;
  before: DifferenceSums | null;
  after: DifferenceSums | null;
  days: number;
  measure: WorkloadMeasure;
}) {
  const { name, before, after, days, measure } = props;
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <BalanceTable before={before} after={after} measure={measure} label={name} />
      <FigureTable rows={figureRows(before, after, days)} label={name} />
    </section>
  );
}

const SPREADS = ['variation', 'maxToMean', 'gini'] as const;

/** Grids, those where a role is not filled, and how even they are, before and after. */
export function BalanceTable(props: {
  before: DifferenceSums | null;
  after: DifferenceSums | null;
  measure: WorkloadMeasure;
  label: string;
}) {
  const { t } = useTranslation();
  const { before, after, measure, label } = props;
  const counts = (['grids', 'understaffed'] as const).map((one) => ({
    name: t(`compare.figure.${one}`),
    hint: undefined,
    was: before ? formatNumber(before[one]) : '–',
    is: after ? formatNumber(after[one]) : '–',
  }));
  const spreads = SPREADS.map((one) => ({
    name: t(`plan.spread.${one}`),
    hint: t(`plan.spread.${one}Hint`),
    was: spreadText(before, measure, one),
    is: spreadText(after, measure, one),
  }));
  const heads = [t('compare.column.balance'), t('compare.column.before'), t('compare.column.after')];
  return (
    <table className="desk-table" aria-label={`${label} · ${t('plan.evenness')}`}>
      <TableHead heads={heads} numbers={[1, 2]} />
      <tbody>
        {[...counts, ...spreads].map(({ name, hint, was, is }) => (
          <tr key={name} title={hint}>
            <th scope="row">{name}</th>
            <td className="number">{was}</td>
            <td className="number">{is}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function spreadText(
  sums: DifferenceSums | null,
  measure: WorkloadMeasure,
  one: (typeof SPREADS)[number],
): string {
  return sums?.spread[measure]?.[one].toFixed(3) ?? '–';
}
