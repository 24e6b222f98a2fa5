import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pastStore } from '../past/past-store.ts';
import { usePast } from '../past/use-past.ts';
import { useView, viewStore } from '../state/view.ts';
import type { Brush } from '../state/view-state.ts';
import { formatAge, formatNumber } from '../ui/format.ts';
import { brushBetween, moveBrush } from './brush.ts';
import { BrushThumbs } from './brush-thumbs.tsx';
import { drawBars } from './draw-bars.ts';
import type { Summary } from './period-store.ts';

/** Pixels of slack for taking hold of an end of the brush. */
const GRIP_PIXELS = 7;
/** A press that moves less is a click: it clears the brush. */
const CLICK_PIXELS = 3;

interface Drag {
  kind: 'new' | 'move' | 'from' | 'to';
  startX: number;
  startMs: number;
  brush: Brush | null;
  moved: boolean;
}

/** Incidents over the period as bars, with the brush that is drawn on them. */
export function Histogram({ summary }: { summary: Summary }) {
  const { t } = useTranslation();
  const brush = useView((view) => view.brush);
  const theme = useView((view) => view.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<Drag | null>(null);
  const { span, bins } = summary;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that drawBars reads
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => drawBars(element, summary, brush);
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [summary, brush, theme]);

  const at = (event: PointerEvent<HTMLElement>): { x: number; ms: number; msPerPixel: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const msPerPixel = (span.toMs - span.fromMs) / box.width;
    const x = event.clientX - box.left;
    return { x, ms: span.fromMs + Math.min(box.width, Math.max(0, x)) * msPerPixel, msPerPixel };
  };
  const timeAt = (event: MouseEvent<HTMLElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return span.fromMs + ((event.clientX - box.left) / box.width) * (span.toMs - span.fromMs);
  };
  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const { x, ms, msPerPixel } = at(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      kind: gripOf(brush, ms, GRIP_PIXELS * msPerPixel),
      startX: x,
      startMs: ms,
      brush,
      moved: false,
    };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current;
    if (!held) return;
    const { x, ms } = at(event);
    if (!held.moved && Math.abs(x - held.startX) < CLICK_PIXELS) return;
    const how = held.moved ? 'replace' : 'push';
    held.moved = true;
    viewStore.set({ brush: dragged(held, ms, summary) }, how);
  };
  const release = () => {
    if (drag.current && !drag.current.moved && drag.current.kind === 'new') viewStore.set({ brush: null });
    drag.current = null;
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keys the thumbs move the brush, and T goes to its start
    <div
      className="histogram"
      onPointerDown={press}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={release}
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
      <BrushThumbs summary={summary} brush={brush} />
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

function gripOf(brush: Brush | null, ms: number, slackMs: number): Drag['kind'] {
  if (!brush) return 'new';
  if (Math.abs(ms - brush.fromMs) <= slackMs) return 'from';
  if (Math.abs(ms - brush.toMs) <= slackMs) return 'to';
  return ms > brush.fromMs && ms < brush.toMs ? 'move' : 'new';
}

function dragged({ kind, startMs, brush }: Drag, ms: number, { span, bins }: Summary): Brush | null {
  if (kind === 'new' || !brush) return brushBetween(startMs, ms, span, bins);
  if (kind === 'move') {
    const steps = Math.round((ms - startMs) / bins.widthMs);
    return moveBrush(brush, steps * bins.widthMs, span);
  }
  return kind === 'from'
    ? brushBetween(brush.toMs - 1, ms, span, bins)
    : brushBetween(brush.fromMs, ms, span, bins);
}
