import type { Span } from '../period/period-bins.ts';
import type { HeldIncidents } from './jobs.ts';

/**
 * The part of the window that there is a history of; null: none of it. Time before or after the history would count as time in which nothing
 * happened: trends would all rise in it, or end, and nothing would reach into its last day.
 */
export function knownWindow({ window, span }: Pick<HeldIncidents, 'window' | 'span'>): Span | null {
  const known = {
    fromMs: Math.max(window.fromMs, span.fromMs),
    toMs: Math.min(window.toMs, span.toMs),
  };
  return known.fromMs < known.toMs ? known : null;
}
