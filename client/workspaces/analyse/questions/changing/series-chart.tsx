import { useTranslation } from 'react-i18next';
import { leastBin } from '../../../../../core/hotspot/changing.ts';
import type { Confidence } from '../../../../../core/hotspot/false-discovery.ts';
import type { ChangingMade } from '../../../../analysis/changing-job.ts';
import { useView } from '../../../../state/view.ts';
import { formatDay } from '../../../../ui/format.ts';
import { CELL_COLOURS } from '../../cells/cell-colours.ts';
import { formatZ } from '../../cells/format-score.ts';
import { seriesOf } from './changing-cells.ts';

const WIDTH = 300;
const HEIGHT = 60;
const LEAST_Z = 3;

/** The scores of a cell as bars, step by step: orange where it was hot, blue where it was cold. */
export function SeriesChart(props: { made: ChangingMade; cell: number; confidence: Confidence }) {
  const { t } = useTranslation();
  const { made, cell, confidence } = props;
  const theme = useView((view) => view.theme);
  const { high, low } = CELL_COLOURS[theme];
  const series = seriesOf(made, cell);
  const most = Math.max(LEAST_Z, ...series.map(({ z }) => Math.abs(z) || 0));
  const step = WIDTH / series.length;
  const least = leastBin(confidence);
  const sideOf = (bin: number) => (Math.abs(bin) < least ? 0 : Math.sign(bin));
  const count = (side: number) => series.filter(({ bin }) => sideOf(bin) === side).length;
  const label = t('changing.seriesLabel', {
    steps: series.length,
    from: formatDay(made.edges[0] ?? 0),
    to: formatDay(made.edges.at(-1) ?? 0),
    hot: count(1),
    cold: count(-1),
    last: formatZ(series.at(-1)?.z ?? Number.NaN),
  });
  return (
    <figure className="series-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} preserveAspectRatio="none">
        {series.map(({ z, bin }, i) => {
          const height = ((Number.isNaN(z) ? 0 : Math.abs(z)) / most) * (HEIGHT / 2);
          const side = sideOf(bin);
          return (
            <rect
              key={made.edges[i]}
              x={i * step + step * 0.1}
              width={step * 0.8}
              y={z > 0 ? HEIGHT / 2 - height : HEIGHT / 2}
              height={Math.max(height, 0.5)}
              fill={side > 0 ? high[2] : side < 0 ? low[2] : 'var(--text-3)'}
            />
          );
        })}
        <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--line)" />
      </svg>
      <figcaption className="muted">{label}</figcaption>
    </figure>
  );
}
