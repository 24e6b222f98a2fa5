const MOST_RELOADS = 3;
const WITHIN_MS = 3_600_000;

/** The reloads of the last hour with one now, if one more may be tried; undefined when they did not help. Milliseconds since 1970. */
export function reloadsAfter(earlier: readonly number[], nowMs: number): number[] | undefined {
  const recent = earlier.filter((ms) => ms > nowMs - WITHIN_MS && ms <= nowMs);
  return recent.length < MOST_RELOADS ? [...recent, nowMs] : undefined;
}
