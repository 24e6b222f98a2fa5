/** What a scan found, and how far chance would explain it. */
import type { ScanFrame } from './scan-frame.ts';
import { type Cylinder, ScanSearch } from './scan-search.ts';

export interface ScanCluster extends Omit<Cylinder, 'aroundEnd'> {
  /** Metres from the centre to the farthest place, which lies in it; 0 for a place alone. */
  radiusMetres: number;
  /** The places, from near to far. */
  places: number[];
  /** Part of the replications, this result counted among them, whose best cylinder reaches this ratio. */
  p: number;
  /** The same by the extreme value distribution that fits the replications: for ratios that none of them reaches. Null without replications. */
  tailP: number | null;
}

/**
 * The clusters of a frame from the most to the least unlikely: the best cylinder of each centre, but for those that share a place with a better one
 * (SaTScan's "no geographical overlap").
 * `maxima` holds the largest ratio of each replication (`ScanSearch.largestRatio` of shuffled days); at most `most` clusters.
 */
export function scanClusters(frame: ScanFrame, maxima: Float64Array, most: number): ScanCluster[] {
  const found = new ScanSearch(frame).bestOfCentres();
  found.sort((a, b) => b.ratio - a.ratio || a.centre - b.centre);
  const taken = new Uint8Array(frame.cases.x.length);
  const tail = tailOf(maxima);
  const clusters: ScanCluster[] = [];
  for (const { aroundEnd, ...cylinder } of found) {
    if (clusters.length >= most) break;
    const places = Array.from(frame.around.subarray(frame.aroundStart[cylinder.centre], aroundEnd));
    if (places.some((place) => taken[place] === 1)) continue;
    for (const place of places) taken[place] = 1;
    const radiusMetres = distance(frame, cylinder.centre, places.at(-1) ?? cylinder.centre);
    const { ratio } = cylinder;
    clusters.push({
      ...cylinder,
      radiusMetres,
      places,
      p: rankP(maxima, ratio),
      tailP: tail?.(ratio) ?? null,
    });
  }
  return clusters;
}

function distance({ cases: { x, y } }: ScanFrame, a: number, b: number): number {
  return Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
}

/** The Monte Carlo p of a statistic among those of R replications: (those that reach it + 1) / (R + 1). */
export function rankP(replications: ArrayLike<number>, observed: number): number {
  let reached = 0;
  for (let i = 0; i < replications.length; i++) if (replications[i]! >= observed) reached++;
  return (reached + 1) / (replications.length + 1);
}

/**
 * Days after which chance alone makes a cluster as unlikely as `p` once, when the scan is made every day (Kleinman, Lazarus, Platt 2004): for
 * scans of what reaches into the last day.
 */
export function recurrenceDays(p: number): number {
  return 1 / p;
}

const EULER = 0.5772156649015329;
/** With fewer the fit says nothing. */
const LEAST_TO_FIT = 99;

/** Probability beyond a ratio of the Gumbel distribution with the mean and variance of the maxima (Abrams, Kulldorff, Kleinman 2010). */
function tailOf(maxima: Float64Array): ((ratio: number) => number) | undefined {
  if (maxima.length < LEAST_TO_FIT) return undefined;
  const mean = maxima.reduce((sum, value) => sum + value, 0) / maxima.length;
  const squares = maxima.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const scale = Math.sqrt((6 * squares) / (maxima.length - 1)) / Math.PI;
  if (!(scale > 0)) return undefined;
  const mode = mean - EULER * scale;
  return (ratio) => -Math.expm1(-Math.exp(-(ratio - mode) / scale));
}
