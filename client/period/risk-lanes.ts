import type { LiveFeature } from '../live/live-diff.ts';

/** A risk file's part of the period, and the lane that it is drawn in; parts are of the whole width, 0 to 1. */
export interface RiskSpan {
  risk: LiveFeature<'risks'>;
  fromPart: number;
  toPart: number;
  lane: number;
}

export const LANES = 4;

/**
 * The files whose period shares time with [fromMs, toMs), in as few lanes as they need, no two over each other; those that begin first
 * come first. What does not fit into the lanes is left out.
 */
export function riskLanes(
  risks: Iterable<LiveFeature<'risks'>>,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): RiskSpan[] {
  const inPeriod = [...risks]
    .map((risk) => ({
      risk,
      startMs: Date.parse(risk.properties.startsAt),
      endMs: Date.parse(risk.properties.endsAt),
    }))
    .filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs)
    .sort((a, b) => a.startMs - b.startMs || (a.risk.id < b.risk.id ? -1 : 1));
  const freeFromMs: number[] = Array.from({ length: LANES }, () => Number.NEGATIVE_INFINITY);
  const part = (ms: number) => Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));
  return inPeriod.flatMap(({ risk, startMs, endMs }): RiskSpan[] => {
    const lane = freeFromMs.findIndex((freeMs) => freeMs <= startMs);
    if (lane < 0) return [];
    freeFromMs[lane] = endMs;
    return [{ risk, fromPart: part(startMs), toPart: part(endMs), lane }];
  });
}
