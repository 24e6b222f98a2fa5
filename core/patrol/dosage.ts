/** How much patrol places were given, beside what is known to work: ten minutes or more, not much more, about every two hours, not as expected. */

/** A visit as it was made. Times are milliseconds since 1970. */
export interface PatrolVisit {
  unitId: string;
  placeId: string;
  arrivedMs: number;
  leftMs: number;
}

export interface DosageTarget {
  leastMinutes: number;
  /** Beyond this a longer stay adds nothing. */
  mostMinutes: number;
  /** From the end of one visit that counts to the next, at most. */
  everyMinutes: number;
}

/** C. S. Koper 1995, Justice Quarterly 12 (4): stays of 10 to 16 minutes deter longest; repeated at random, at least every two hours. */
export const KOPER_TARGET: DosageTarget = { leastMinutes: 10, mostMinutes: 16, everyMinutes: 120 };

export interface PlaceDosage {
  placeId: string;
  /** Of all visits, as far as they lie in the period. */
  minutes: number;
  /** Minutes that count: of each visit at most the most of the target. */
  usefulMinutes: number;
  visits: number;
  /** Visits shorter than the target's least; longer than its most. */
  tooShort: number;
  tooLong: number;
  /** Since the end of the last visit that was long enough; null: none in the period. */
  minutesSinceLast: number | null;
  /** When the next is due, milliseconds since 1970: so long after the last, or after the begin of the period. */
  dueMs: number;
  /** Minutes by which that is past; 0: not yet. */
  overdueMinutes: number;
  orderEntropy: OrderEntropy;
}

export interface OrderEntropy {
  /** Visits with a known place that the same unit visited just before. */
  steps: number;
  /**
   * Shannon entropy of which place that was, beside the most it could be with so many steps: 0 always the same, 1 never twice the same; null with fewer than
   * two steps. With few steps it says little.
   */
  evenness: number | null;
}

const MINUTE_MS = 60_000;

/**
 * The dosage of each of `placeIds` in a period that ends now, the place most in need first: longest overdue, then due soonest, then fewest useful
 * minutes. A visit that still goes on counts until now. Throws a RangeError if a visit ends before it begins.
 */
export function dosageLeague(
  placeIds: readonly string[],
  visits: readonly PatrolVisit[],
  period: { fromMs: number; nowMs: number },
  target: DosageTarget = KOPER_TARGET,
): PlaceDosage[] {
  for (const { placeId, unitId, arrivedMs, leftMs } of visits)
    if (!(arrivedMs <= leftMs))
      throw new RangeError(`Visit of ${unitId} to ${placeId} ends before it begins.`);
  const within = visits.filter(({ arrivedMs, leftMs }) => leftMs > period.fromMs && arrivedMs < period.nowMs);
  const before = placesBefore(within);
  const visitsOf = new Map<string, PatrolVisit[]>(placeIds.map((placeId) => [placeId, []]));
  for (const visit of within) visitsOf.get(visit.placeId)?.push(visit);
  return placeIds
    .map((placeId) => ({
      placeId,
      ...dosageOf(visitsOf.get(placeId) ?? [], period, target),
      orderEntropy: orderEntropy(before.get(placeId) ?? []),
    }))
    .sort(
      (a, b) =>
        b.overdueMinutes - a.overdueMinutes ||
        a.dueMs - b.dueMs ||
        a.usefulMinutes - b.usefulMinutes ||
        (a.placeId < b.placeId ? -1 : 1),
    );
}

function dosageOf(
  visits: readonly PatrolVisit[],
  { fromMs, nowMs }: { fromMs: number; nowMs: number },
  target: DosageTarget,
) {
  const lengths = visits.map(({ arrivedMs, leftMs }) => (Math.min(leftMs, nowMs) - arrivedMs) / MINUTE_MS);
  const inPeriod = visits.map(
    ({ arrivedMs, leftMs }) => (Math.min(leftMs, nowMs) - Math.max(arrivedMs, fromMs)) / MINUTE_MS,
  );
  const ends = visits
    .filter((_, at) => (lengths[at] ?? 0) >= target.leastMinutes)
    .map(({ leftMs }) => Math.min(leftMs, nowMs));
  const lastMs = ends.length > 0 ? Math.max(...ends) : null;
  const dueMs = (lastMs ?? fromMs) + target.everyMinutes * MINUTE_MS;
  return {
    minutes: sum(inPeriod),
    usefulMinutes: sum(inPeriod.map((minutes) => Math.min(minutes, target.mostMinutes))),
    visits: visits.length,
    tooShort: lengths.filter((minutes) => minutes < target.leastMinutes).length,
    tooLong: lengths.filter((minutes) => minutes > target.mostMinutes).length,
    minutesSinceLast: lastMs === null ? null : (nowMs - lastMs) / MINUTE_MS,
    dueMs,
    overdueMinutes: Math.max(0, (nowMs - dueMs) / MINUTE_MS),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** For each place the places that a unit visited just before it. */
function placesBefore(visits: readonly PatrolVisit[]): Map<string, string[]> {
  const before = new Map<string, string[]>();
  const lastOf = new Map<string, string>();
  for (const { unitId, placeId } of [...visits].sort((a, b) => a.arrivedMs - b.arrivedMs)) {
    const last = lastOf.get(unitId);
    const known = before.get(placeId) ?? [];
    if (last !== undefined && last !== placeId) known.push(last);
    before.set(placeId, known);
    lastOf.set(unitId, placeId);
  }
  return before;
}

/** How hard it is to foresee a place from those that came before it. */
export function orderEntropy(before: readonly string[]): OrderEntropy {
  const steps = before.length;
  if (steps < 2) return { steps, evenness: null };
  const counts = new Map<string, number>();
  for (const place of before) counts.set(place, (counts.get(place) ?? 0) + 1);
  const bits = sum([...counts.values()].map((count) => (-count / steps) * Math.log2(count / steps)));
  return { steps, evenness: Math.max(0, bits / Math.log2(steps)) };
}
