/** How long units took beside the time by the roads. */

/** A unit that was sent and arrived: seconds from being sent until it was there, and seconds by the roads from where it was when sent. */
export interface ArrivalTrip {
  byRoadSeconds: number;
  observedSeconds: number;
}

/** Median of observed over by road, with a 95 % interval. */
export interface Calibration {
  trips: number;
  ratio: number;
  low: number;
  high: number;
}

/** Shorter ways tell of getting ready, not of roads. */
const LEAST_BY_ROAD_SECONDS = 60;
/** Fewer tell nothing. */
export const LEAST_TRIPS = 20;
/** 97.5 % point of the normal distribution. */
const Z = 1.96;

/** Trips that say something of the roads. */
export function usableTrips<T extends ArrivalTrip>(trips: readonly T[]): T[] {
  return trips.filter(
    ({ byRoadSeconds, observedSeconds }) =>
      byRoadSeconds >= LEAST_BY_ROAD_SECONDS &&
      byRoadSeconds < Number.POSITIVE_INFINITY &&
      observedSeconds > 0,
  );
}

/**
 * The median ratio of usable trips, which single wild ones do not move, with the interval between two of the ordered ratios that holds the
 * true median in at least about 95 % of cases, whatever the distribution (order statistics; normal approximation of the binomial, rounded
 * outwards; Conover 1999, 3.2). undefined for fewer than 20.
 */
export function calibrate(trips: readonly ArrivalTrip[]): Calibration | undefined {
  const ratios = usableTrips(trips)
    .map(({ byRoadSeconds, observedSeconds }) => observedSeconds / byRoadSeconds)
    .sort((a, b) => a - b);
  const n = ratios.length;
  if (n < LEAST_TRIPS) return undefined;
  const half = (Z * Math.sqrt(n)) / 2;
  const at = (rank: number) => ratios[Math.min(n, Math.max(1, rank)) - 1]!;
  return {
    trips: n,
    ratio: (at(Math.ceil(n / 2)) + at(Math.floor(n / 2) + 1)) / 2,
    low: at(Math.floor(n / 2 - half)),
    high: at(Math.ceil(n / 2 + half) + 1),
  };
}

/** How many trips came so many minutes later than expected (negative: sooner): `counts[i]` from `fromMinutes + i * binMinutes` on; the outermost bins hold all beyond. */
export interface Residuals {
  fromMinutes: number;
  binMinutes: number;
  counts: number[];
  /** Half of the trips lie between the two. */
  quarterMinutes: number;
  threeQuarterMinutes: number;
}

const BIN_MINUTES = 2;
const BINS = 16;

/** What is left of the observed time of each usable trip after ratio × time by road, in bins of two minutes from -16 to 16. */
export function residualsOf(trips: readonly ArrivalTrip[], ratio: number): Residuals {
  const left = usableTrips(trips)
    .map(({ byRoadSeconds, observedSeconds }) => (observedSeconds - ratio * byRoadSeconds) / 60)
    .sort((a, b) => a - b);
  const fromMinutes = (-BINS / 2) * BIN_MINUTES;
  const counts = new Array<number>(BINS).fill(0);
  for (const minutes of left) {
    const bin = Math.floor((minutes - fromMinutes) / BIN_MINUTES);
    counts[Math.min(BINS - 1, Math.max(0, bin))]! += 1;
  }
  const at = (share: number) => left[Math.floor(share * (left.length - 1))] ?? 0;
  return {
    fromMinutes,
    binMinutes: BIN_MINUTES,
    counts,
    quarterMinutes: at(0.25),
    threeQuarterMinutes: at(0.75),
  };
}
