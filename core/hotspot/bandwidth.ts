/**
 * A bandwidth by likelihood cross-validation: the σ of a Gaussian kernel at which each point is foretold best by all the others, that is,
 * at which Σ log f₋ᵢ(xᵢ) is greatest (Habbema, Hermans and van den Broek 1974; Duin 1976; `bw.ppl` of R's `spatstat`, whose kernels are
 * corrected at the edge of its window: here they are not). The Gaussian is used whatever is drawn later: a kernel that ends would call every lone
 * point impossible.
 *
 * f is summed over all points, in cells of at most σ / 2: each cell counts at its centre of mass, with its own spread added to σ². The sum of
 * logarithms goes over an even sample of the points when there are many.
 */
import type { PlanePoints } from '../geometry/city-plane.ts';
import {
  type CellSums,
  cellSums,
  coarser,
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
const MOST_SIGMA_METRES = 10_000;
const SAMPLE = 1500;
const FIRST_SAMPLE = 300;
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
  const first = everyNth(count, FIRST_SAMPLE);
  const sigmas = [...series(most)];
  const likelihoods: number[] = [];
  for (const sigma of sigmas) {
    likelihoods.push(levels.likelihood(sigma, first));
    yield (0.6 * likelihoods.length) / sigmas.length;
  }
  const best = likelihoods.indexOf(Math.max(...likelihoods));
  const sample = everyNth(count, SAMPLE);
  const sigma = yield* narrow(
    (value) => levels.likelihood(value, sample),
    sigmas[Math.max(0, best - 1)] ?? LEAST_SIGMA_METRES,
    sigmas[Math.min(sigmas.length - 1, best + 1)] ?? most,
  );
  const verdict =
    sigma < LEAST_SIGMA_METRES * 1.05 ? 'shared_places' : sigma > most / 1.05 ? 'even' : 'found';
  return { verdict, radiusMetres: radiusOf(sigma), sampled: sample.length, points: count };
}

function* series(most: number): Generator<number> {
  for (let sigma = LEAST_SIGMA_METRES; sigma < most; sigma *= STEP) yield sigma;
  yield most;
}

/** Golden section on the logarithm of σ, between neighbours of the best. */
function* narrow(
  likelihood: (sigma: number) => number,
  low: number,
  high: number,
): Generator<number, number> {
  let [from, to] = [Math.log(low), Math.log(high)];
  let [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [atA, atB] = [likelihood(Math.exp(a)), likelihood(Math.exp(b))];
  for (let i = 0; i < NARROWING; i++) {
    yield 0.6 + (0.4 * i) / NARROWING;
    if (atA >= atB) {
      [to, b, atB] = [b, a, atA];
      a = to - GOLDEN * (to - from);
      atA = likelihood(Math.exp(a));
    } else {
      [from, a, atA] = [a, b, atB];
      b = from + GOLDEN * (to - from);
      atB = likelihood(Math.exp(b));
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

  /** Mean of log f₋ᵢ(xᵢ) over the sample, but for terms that do not depend on σ. */
  likelihood(sigma: number, sample: Uint32Array): number {
    const cells = this.#level(Math.floor(Math.log2(sigma / 2)));
    let sum = 0;
    for (const point of sample) sum += logDensityAt(cells, this.#points, point, sigma, this.#lone);
    return sum / sample.length;
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

function everyNth(count: number, most: number): Uint32Array {
  const length = Math.min(count, most);
  return Uint32Array.from({ length }, (_, i) => Math.floor(((i + 0.5) * count) / length));
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
