/**
 * A bandwidth by likelihood cross-validation: the σ of a Gaussian kernel at which each point is foretold best by all the others, that is,
 * at which Σ log f₋ᵢ(xᵢ) is greatest (Habbema, Hermans and van den Broek 1974; Duin 1976; `bw.ppl` of R's `spatstat`, whose kernels are
 * corrected at the edge of its window: here they are not). The Gaussian is used whatever is drawn later: a kernel that ends would call every lone
 * point impossible.
 *
 * f is summed over all points, in cells of at most σ / 2: each cell counts at its centre of mass, with its own spread added to σ². The sum of
 * logarithms goes over a sample when there are many points. A few lonely ones weigh as much in it as thousands in a town, so the sample is
 * stratified by how lonely a point is (Cochran, Sampling Techniques, 1977, chapter 5): without that, the next few incidents would lead
 * to quite another bandwidth.
 */
import type { PlanePoints } from '../geometry/city-plane.ts';
import {
  type CellSums,
  cellSums,
  coarser,
  countAt,
  logDensityAt,
  type OrderedPoints,
  orderedPoints,
} from './cell-sums.ts';
import { radiusOf } from './kernel.ts';
import { LonePoints } from './lone-points.ts';

/** `shared_places`: the likelihood only grows as σ shrinks to its least, since many points lie on the very same places. `even`: it grows to the largest. */
export type BandwidthVerdict = 'found' | 'too_few' | 'one_place' | 'shared_places' | 'even';

export interface BandwidthChoice {
  verdict: BandwidthVerdict;
  /** Radius of the quartic kernel as wide as the Gaussian; null when nothing can be told from the points. */
  radiusMetres: number | null;
  /** Points at which the others' density was taken, of how many. */
  sampled: number;
  points: number;
}

const LEAST_SIGMA_METRES = 10;
/** Of two: of the metres of the smallest cells. */
const LEAST_POWER = Math.floor(Math.log2(LEAST_SIGMA_METRES / 2));
const MOST_SIGMA_METRES = 10_000;
/** Points of each stratum, and of all together in proportion: to find the neighbourhood of the best, and the best in it. */
const FIRST_SAMPLE: SampleSize = { ofEach: 60, ofAll: 240 };
const SAMPLE: SampleSize = { ofEach: 300, ofAll: 1500 };
/** Points between two yields, weighed and counted. */
const PIECE = 200;
const COUNTED = 50_000;
const STEP = Math.SQRT2;
const NARROWING = 8;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The bandwidth for points in metres of a plane, between 28 m and the smaller of 28 km and the extent of the points. Yields how far it is, 0 to 1,
 * between pieces of work of some milliseconds.
 */
export function* bandwidthSteps(points: PlanePoints): Generator<number, BandwidthChoice> {
  const count = points.x.length;
  const none = { radiusMetres: null, sampled: 0, points: count };
  if (count < 2) return { ...none, verdict: 'too_few' };
  const extent = extentOf(points);
  if (extent < 1) return { ...none, verdict: 'one_place' };
  const most = Math.max(2 * LEAST_SIGMA_METRES, Math.min(MOST_SIGMA_METRES, extent / radiusOf(1)));
  const levels = new Levels(points);
  yield 0;
  const strata = yield* levels.strata();
  const first = sampleOf(strata, FIRST_SAMPLE);
  const sigmas = [...series(most)];
  const likelihoods: number[] = [];
  for (const sigma of sigmas) {
    const done = (0.4 * likelihoods.length) / sigmas.length;
    likelihoods.push(yield* levels.likelihood(sigma, first, done));
  }
  const best = likelihoods.indexOf(Math.max(...likelihoods));
  const sample = sampleOf(strata, SAMPLE);
  const sigma = yield* narrow(
    (value, done) => levels.likelihood(value, sample, done),
    sigmas[Math.max(0, best - 1)] ?? LEAST_SIGMA_METRES,
    sigmas[Math.min(sigmas.length - 1, best + 1)] ?? most,
  );
  const verdict =
    sigma < LEAST_SIGMA_METRES * 1.05 ? 'shared_places' : sigma > most / 1.05 ? 'even' : 'found';
  return { verdict, radiusMetres: radiusOf(sigma), sampled: sample.points.length, points: count };
}

function* series(most: number): Generator<number> {
  for (let sigma = LEAST_SIGMA_METRES; sigma < most; sigma *= STEP) yield sigma;
  yield most;
}

/** Golden section on the logarithm of σ, between neighbours of the best. */
function* narrow(
  likelihood: (sigma: number, done: number) => Generator<number, number>,
  low: number,
  high: number,
): Generator<number, number> {
  let [from, to] = [Math.log(low), Math.log(high)];
  let [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [atA, atB] = [yield* likelihood(Math.exp(a), 0.4), yield* likelihood(Math.exp(b), 0.45)];
  for (let i = 0; i < NARROWING; i++) {
    const done = 0.5 + (0.5 * i) / NARROWING;
    if (atA >= atB) {
      [to, b, atB] = [b, a, atA];
      a = to - GOLDEN * (to - from);
      atA = yield* likelihood(Math.exp(a), done);
    } else {
      [from, a, atA] = [a, b, atB];
      b = from + GOLDEN * (to - from);
      atB = yield* likelihood(Math.exp(b), done);
    }
  }
  return Math.exp((from + to) / 2);
}

/** The points as cells of a power of two of metres, made when first asked for. */
class Levels {
  readonly #points: PlanePoints;
  readonly #ordered: OrderedPoints;
  readonly #cells = new Map<number, CellSums>();
  readonly #lone: LonePoints;

  constructor(points: PlanePoints) {
    this.#points = points;
    this.#ordered = orderedPoints(points);
    this.#lone = new LonePoints(points);
  }

  /** Points by the size of the smallest cell that they share with another: the lonelier, the larger. */
  *strata(): Generator<number, number[][]> {
    const { x, y } = this.#points;
    const strata: number[][] = [];
    let power = LEAST_POWER;
    for (let lone = Array.from(x, (_, i) => i); lone.length > 0; power++) {
      const cells = this.#level(power);
      const isLast = cells.starts.length === 2 && cells.starts[1] === 1;
      const alone: number[] = [];
      const together: number[] = [];
      for (let at = 0; at < lone.length; at++) {
        if (at % COUNTED === 0) yield 0;
        const i = lone[at]!;
        (isLast || countAt(cells, x[i]!, y[i]!) > 1 ? together : alone).push(i);
      }
      strata.push(together);
      lone = alone;
    }
    return strata;
  }

  /** Mean of log f₋ᵢ(xᵢ), but for terms that do not depend on σ, from the sample. Yields `done` between pieces. */
  *likelihood(sigma: number, { points, weights }: Sample, done: number): Generator<number, number> {
    const cells = this.#level(Math.floor(Math.log2(sigma / 2)));
    let sum = 0;
    for (let i = 0; i < points.length; i++) {
      if (i % PIECE === 0) yield done;
      sum += weights[i]! * logDensityAt(cells, this.#points, points[i]!, sigma, this.#lone);
    }
    return sum / this.#points.x.length;
  }

  #level(power: number): CellSums {
    const kept = this.#cells.get(power);
    if (kept) return kept;
    const finer = this.#cells.get(power - 1);
    const made = finer ? coarser(finer) : cellSums(this.#ordered, 2 ** power);
    this.#cells.set(power, made);
    return made;
  }
}

interface SampleSize {
  ofEach: number;
  ofAll: number;
}

/** Points, and of how many points each stands for. */
interface Sample {
  points: number[];
  weights: number[];
}

function sampleOf(strata: readonly (readonly number[])[], { ofEach, ofAll }: SampleSize): Sample {
  const count = strata.reduce((sum, { length }) => sum + length, 0);
  const points: number[] = [];
  const weights: number[] = [];
  for (const stratum of strata) {
    const wanted = ofEach + Math.round((ofAll * stratum.length) / count);
    const taken = count <= ofAll ? stratum.length : Math.min(stratum.length, wanted);
    for (let i = 0; i < taken; i++) {
      points.push(stratum[Math.floor(((i + 0.5) * stratum.length) / taken)]!);
      weights.push(stratum.length / taken);
    }
  }
  return { points, weights };
}

function extentOf({ x, y }: PlanePoints): number {
  const span = (values: Float64Array): number => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return high - low;
  };
  return Math.max(span(x), span(y));
}
