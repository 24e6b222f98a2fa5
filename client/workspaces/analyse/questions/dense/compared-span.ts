import { fromWallTime, toWallTime } from '../../../../../core/zone.ts';
import type { Span } from '../../../../period/period-bins.ts';
import type { Brush } from '../../../../state/view-state.ts';

export const COMPARISONS = ['none', 'before', 'year', 'chosen'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A time to compare with, or why there is none: the whole history is looked at, no time is chosen, or the history begins later. */
export type Reached = { span: Span } | { why: 'whole' | 'unchosen' | 'too_early' };

/** The time that `window` is compared with, in a history of `held`, by the clock of `zone`. */
export function comparedSpan(
  comparison: Exclude<Comparison, 'none'>,
  window: Brush | null,
  chosen: Span | undefined,
  held: Span,
  zone: string,
): Reached {
  if (comparison === 'chosen' && !chosen) return { why: 'unchosen' };
  if (comparison !== 'chosen' && !window) return { why: 'whole' };
  const { fromMs, toMs } = window ?? held;
  const span =
    comparison === 'chosen'
      ? (chosen ?? held)
      : comparison === 'before'
        ? { fromMs: fromMs - (toMs - fromMs), toMs: fromMs }
        : { fromMs: yearBefore(fromMs, zone), toMs: yearBefore(toMs, zone) };
  return span.fromMs < held.fromMs ? { why: 'too_early' } : { span };
}

/** The same date and time of the clock a year ago; 29 February: the 28th. */
function yearBefore(ms: number, zone: string): number {
  const wall = new Date(toWallTime(zone, ms));
  const month = wall.getUTCMonth();
  wall.setUTCFullYear(wall.getUTCFullYear() - 1);
  if (wall.getUTCMonth() !== month) wall.setUTCDate(0);
  return fromWallTime(zone, wall.getTime());
}

/** '1700000000000~1700086400000': milliseconds since 1970, as a parameter in the address holds them. */
export function writeSpan({ fromMs, toMs }: Span): string {
  return `${fromMs}~${toMs}`;
}

/** What `writeSpan` wrote; undefined of anything else. */
export function parseSpan(text: string): Span | undefined {
  const [, from, to] = /^(\d{1,14})~(\d{1,14})$/.exec(text) ?? [];
  const span = { fromMs: Number(from), toMs: Number(to) };
  return span.fromMs < span.toMs ? span : undefined;
}
