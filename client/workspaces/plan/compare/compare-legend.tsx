import { useTranslation } from 'react-i18next';
import type { PlanDifference } from '../../../../core/contract/plan-difference.ts';
import { CHANGE_KINDS, COMPARE_COLOURS } from '../../../planning/compare/compare-colours.ts';
import { useView } from '../../../state/view.ts';
import type { View } from '../../../state/view-state.ts';
import { formatNumber } from '../../../ui/format.ts';

/** What the colours on the map mean. */
export function CompareLegend({ difference }: { difference: PlanDifference }) {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  if (difference.grids.length === 0) return null;
  return (
    <section className="panel-section" aria-labelledby="compare-legend">
      <h3 className="panel-title" id="compare-legend">
        {t('plan.legend')}
      </h3>
      <LegendRows difference={difference} theme={theme} />
    </section>
  );
}

/** The lines and kinds of a legend with how many there are. `theme`: of the map, on paper always the light one. */
export function LegendRows({ difference, theme }: { difference: PlanDifference; theme: View['theme'] }) {
  const { t } = useTranslation();
  const { added, removed, kinds } = COMPARE_COLOURS[theme];
  const count = (kind: (typeof CHANGE_KINDS)[number]) =>
    difference.grids.filter((grid) => grid.kind === kind).length;
  return (
    <ul className="compare-legend">
      <li>
        <i className="line" style={{ borderTopColor: added }} /> {t('compare.added')}
      </li>
      <li>
        <i className="line dashed" style={{ borderTopColor: removed }} /> {t('compare.removed')}
      </li>
      {CHANGE_KINDS.filter((kind) => count(kind) > 0).map((kind) => (
        <li key={kind}>
          <i style={{ background: kinds[kind] }} /> {t(`compare.kind.${kind}`)}{' '}
          <span className="muted">{formatNumber(count(kind))}</span>
        </li>
      ))}
    </ul>
  );
}
