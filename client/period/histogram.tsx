import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { pastStore } from '../past/past-store.ts';
import { usePast } from '../past/use-past.ts';
import { useView, viewStore } from '../state/view.ts';
import type { Brush } from '../state/view-state.ts';
import { formatAge, formatNumber } from '../ui/format.ts';
import { BrushThumbs } from './brush-thumbs.tsx';
import type { Summary } from './period-store.ts';
import { useBars } from './use-bars.ts';
import { useBrushDrag } from './use-brush-drag.ts';

function setBrush(brush: Brush | null, how: 'push' | 'replace'): void {
  viewStore.set({ brush }, how);
}

/** Incidents over the period as bars, with the brush that is drawn on them. */
export function Histogram({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const brush = useView((view) => view.brush);
  const canvas = useBars(summary, brush);
  const { span, bins } = summary;
  const brushed = { span, bins, brush, onBrush: setBrush };
  const drag = useBrushDrag(brushed);

  const timeAt = (event: MouseEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return span.fromMs + ((event.clientX - box.left) / box.width) * (span.toMs - span.fromMs);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keys the thumbs move the brush, and T goes to its start
    <div
      className="histogram"
      {...drag}
      onDoubleClick={(event) => pastStore.goTo(timeAt(event))}
      title={`${t('period.brushHint')}; ${t('past.histogramHint')}`}
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('period.histogram', {
          bin: formatAge(bins.widthMs),
          total: formatNumber(summary.total),
        })}
      />
      <BrushThumbs {...brushed} />
      <Playhead span={span} />
    </div>
  );
}

/** Where the instant of the past lies that is shown; what came later is veiled. */
function Playhead({ span }: { span: Summary['span'] }) {
  const past = usePast();
  if (!past) return null;
  const part = (past.atMs - span.fromMs) / (span.toMs - span.fromMs);
  return (
    <i className="playhead" aria-hidden="true" style={{ left: `${Math.min(1, Math.max(0, part)) * 100}%` }} />
  );
}
