import type { Brush } from '../state/view-state.ts';
import type { Span } from './period-bins.ts';

/** How near an instant may come to an end of the period before the period is moved, as part of its length. */
const MARGIN = 0.05;
/** Where in the period an instant of the past stands when the period is moved to it. */
const BEFORE = 0.75;

/**
 * The period `present` when the instant `atMs` (milliseconds since 1970) lies in it; else one as long round the instant: the one
 * loaded as long as the instant lies well inside. It never ends later than the present one.
 */
export function pastSpan(present: Span, atMs: number, loaded: Span | undefined): Span {
  const length = present.toMs - present.fromMs;
  if (atMs >= present.fromMs) return present;
  const isLoaded = loaded && Math.abs(loaded.toMs - loaded.fromMs - length) < 1000;
  const margin = length * MARGIN;
  if (isLoaded && atMs > loaded.fromMs + margin && atMs < loaded.toMs - margin) return loaded;
  const toMs = Math.min(present.toMs, atMs + length * (1 - BEFORE));
  return { fromMs: toMs - length, toMs };
}

/** What of the brush, or of the whole period, was over at `atMs`; an empty rest is a millisecond before everything. */
export function pastBrush(brush: Brush | null, span: Span, atMs: number): Brush {
  const { fromMs, toMs } = brush ?? span;
  const endMs = Math.min(toMs, atMs);
  return fromMs < endMs ? { fromMs, toMs: endMs } : { fromMs: span.fromMs - 2, toMs: span.fromMs - 1 };
}
