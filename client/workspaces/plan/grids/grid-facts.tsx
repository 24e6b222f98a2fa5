import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { communityOf } from '../../../../core/contract/area-code.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import { COMPACTNESS_MEASURES } from '../../../../core/plan/workload/compactness.ts';
import { WORKLOAD_MEASURES } from '../../../../core/plan/workload/workload.ts';
import type { GridCount } from '../../../planning/grid-rows.ts';
import { neighboursOf } from '../../../planning/neighbours.ts';
import { planning, usePlanning } from '../../../planning/planning.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { useFigures } from '../../../planning/use-figures.ts';
import { useGridLabel } from '../../../planning/use-grid-label.ts';
import { formatDistance } from '../../../ui/format.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { measureText } from '../measure-text.ts';
import { useGridPlace } from '../use-grid-place.ts';

/** All that is known of the chosen grid: every measure before and now, its shape, who lies beside it, what it was made of. */
export function GridFacts({ id }: { id: string }) {
  const { t } = useTranslation();
  const place = useGridPlace()(id);
  const labelOf = useGridLabel();
  const plan = useDraft((state) => state.plan);
  const before = useFigures((state) => state.before);
  const now = useFigures((state) => state.now);
  const community = usePlanning((state) => state.community);
  const grid = plan?.grids.get(id);
  if (!plan || !grid) return null;
  const own = communityOf(grid.code);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="grid-facts" tabIndex={0} aria-label={place}>
      <h3>
        {place}
        {community === own ? null : (
          <button type="button" className="link-button" onClick={() => planning.set({ community: own })}>
            {t('plan.thisCommunity')}
          </button>
        )}
      </h3>
      <p className="muted">{grid.code}</p>
      <MeasureTable before={before.get(id)} now={now.get(id)} />
      <Neighbours plan={plan} id={id} />
      {grid.parents.length > 0 ? (
        <p>
          {t('plan.madeOf')} {grid.parents.map(labelOf).join(t('listSeparator'))}
        </p>
      ) : null}
    </section>
  );
}

function MeasureTable({ before, now }: Record<'before' | 'now', GridCount | undefined>) {
  const { t } = useTranslation();
  const row = (key: string, name: string, was: string, is: string) => (
    <tr key={key} className={before && was !== is ? 'differs' : undefined}>
      <th scope="row">{name}</th>
      <td className="number">{before ? was : '–'}</td>
      <td className="number">{is}</td>
    </tr>
  );
  return (
    <table className="measure-table">
      <TableHead heads={[t('plan.measureTitle'), t('plan.before'), t('plan.now')]} numbers={[1, 2]} />
      <tbody>
        {WORKLOAD_MEASURES.map((measure) => {
          const text = (count: GridCount | undefined) =>
            measureText(t, measure, count?.measures?.[measure] ?? null);
          return row(measure, t(`plan.measure.${measure}`), text(before), text(now));
        })}
        {COMPACTNESS_MEASURES.map((measure) => {
          const text = (count: GridCount | undefined) => count?.compactness[measure].toFixed(2) ?? '–';
          return row(measure, t(`plan.compactness.${measure}`), text(before), text(now));
        })}
      </tbody>
    </table>
  );
}

function Neighbours({ plan, id }: { plan: Plan; id: string }) {
  const { t } = useTranslation();
  const labelOf = useGridLabel();
  const placeOf = useGridPlace();
  const communityOfGrid = (grid: string) => communityOf(plan.grids.get(grid)?.code ?? '');
  const nameOf = (other: string) =>
    communityOfGrid(other) === communityOfGrid(id) ? labelOf(other) : placeOf(other);
  const neighbours = useMemo(() => neighboursOf(plan, id), [plan, id]);
  return (
    <>
      <h4>{t('plan.neighbours')}</h4>
      <ul className="neighbours">
        {neighbours.map(({ id: other, metres }) => (
          <li key={other ?? ''}>
            {other === null ? (
              <span>{t('plan.outside')}</span>
            ) : (
              <button
                type="button"
                className="link-button"
                onClick={() => planning.set({ grids: [other], arc: null, vertex: null })}
              >
                {nameOf(other)}
              </button>
            )}
            <span className="muted">{formatDistance(metres)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
