import type { Brush } from '../state/view-state.ts';
import type { Bins, Span } from './period-bins.ts';

/** Changes of the brush; each answers a brush that lies inside the span and is at least one bin long, or null for none. */

/** Between two times, in either order, widened to whole bins. */
export function brushBetween(aMs: number, bMs: number, span: Span, bins: Bins): Brush | null {
  const from = binStart(Math.min(aMs, bMs), bins);
  const to = binStart(Math.max(aMs, bMs), bins) + bins.widthMs;
  return clamp({ fromMs: from, toMs: to }, span);
}

/** Shifted as a whole; stops at the ends of the span without becoming shorter. */
export function moveBrush(brush: Brush, byMs: number, span: Span): Brush {
  const length = brush.toMs - brush.fromMs;
  const fromMs = Math.max(span.fromMs, Math.min(brush.fromMs + byMs, span.toMs - length));
  return { fromMs, toMs: Math.min(span.toMs, fromMs + length) };
}

/** One end moved by a number of bins; without a brush the ends are those of the span. */
export function moveEnd(
  brush: Brush | null,
  end: 'from' | 'to',
  byBins: number,
  span: Span,
  bins: Bins,
): Brush | null {
  const { fromMs, toMs } = brush ?? span;
  const step = byBins * bins.widthMs;
  if (end === 'from') {
    const wanted = binStart(fromMs + step, bins);
    return clamp({ fromMs: Math.min(wanted, toMs - bins.widthMs), toMs }, span);
  }
  const wanted = binStart(toMs + step + bins.widthMs - 1, bins);
  return clamp({ fromMs, toMs: Math.max(wanted, fromMs + bins.widthMs) }, span);
}

/** What to play first when nothing is brushed: an eighth of the span from its start. */
export function firstBrush(span: Span, bins: Bins): Brush {
  const length = Math.max(1, Math.round(bins.count / 8)) * bins.widthMs;
  return { fromMs: span.fromMs, toMs: Math.min(span.toMs, span.fromMs + length) };
}

function binStart(ms: number, { startMs, widthMs }: Bins): number {
  return startMs + Math.floor((ms - startMs) / widthMs) * widthMs;
}

/** Null for what covers the whole span: that is no brush. */
function clamp(brush: Brush, span: Span): Brush | null {
  const fromMs = Math.max(span.fromMs, brush.fromMs);
  const toMs = Math.min(span.toMs, brush.toMs);
  if (fromMs >= toMs || (fromMs === span.fromMs && toMs === span.toMs)) return null;
  return { fromMs, toMs };
}
