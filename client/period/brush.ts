import type { Brush } from '../state/view-state.ts';
import { type Bins, binAt, type Span } from './period-bins.ts';

/** Changes of the brush; each answers a brush that lies inside the span and is at least one bin long, or null for none. */

/** Between two times, in either order, widened to whole bins. */
export function brushBetween(aMs: number, bMs: number, span: Span, bins: Bins): Brush | null {
  const first = binAt(Math.min(aMs, bMs), bins);
  const last = binAt(Math.max(aMs, bMs), bins);
  return clamp({ fromMs: edge(first, bins), toMs: edge(last + 1, bins) }, span);
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
  const first = binAt(fromMs, bins);
  const last = binAt(toMs - 1, bins);
  if (end === 'from') return clamp({ fromMs: edge(Math.min(first + byBins, last), bins), toMs }, span);
  return clamp({ fromMs, toMs: edge(Math.max(last + byBins, first) + 1, bins) }, span);
}

/** What to play first when nothing is brushed: an eighth of the span from its start. */
export function firstBrush(span: Span, bins: Bins): Brush {
  const count = Math.max(1, Math.round((bins.edges.length - 1) / 8));
  return { fromMs: span.fromMs, toMs: Math.min(span.toMs, edge(count, bins)) };
}

/** Where a bin begins, or the last one ends; the nearest there is. */
function edge(number: number, { edges }: Bins): number {
  return edges[Math.max(0, Math.min(number, edges.length - 1))] as number;
}

/** Null for what covers the whole span: that is no brush. */
function clamp(brush: Brush, span: Span): Brush | null {
  const fromMs = Math.max(span.fromMs, brush.fromMs);
  const toMs = Math.min(span.toMs, brush.toMs);
  if (fromMs >= toMs || (fromMs === span.fromMs && toMs === span.toMs)) return null;
  return { fromMs, toMs };
}
