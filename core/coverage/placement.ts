/** Which places to add so that most is covered, and what each one that is there adds. */

/** Points reached by a facility or a candidate, by their numbers, each once. */
export type Reached = Int32Array;

/** Weight of the points that at least one of the sets holds. Weights are not negative. */
export function coveredWeight(sets: readonly Reached[], weights: Float64Array): number {
  const covered = new Uint8Array(weights.length);
  for (const set of sets) for (const point of set) covered[point] = 1;
  let sum = 0;
  covered.forEach((is, point) => {
    if (is) sum += weights[point]!;
  });
  return sum;
}

/** For each set the weight that would be covered no more without it alone: that of the points that no other set holds. */
export function soleWeights(sets: readonly Reached[], weights: Float64Array): Float64Array {
  const holders = new Int32Array(weights.length);
  for (const set of sets) for (const point of set) holders[point]! += 1;
  return Float64Array.from(sets, (set) =>
    set.reduce((sum, point) => (holders[point] === 1 ? sum + weights[point]! : sum), 0),
  );
}

export interface Placement {
  /** Candidates, the one that adds most first; fewer than asked for where no other adds anything. */
  chosen: number[];
  /** What each adds to those before it. */
  gains: number[];
  total: number;
  /** No choice of as many candidates adds more than this. */
  atMost: number;
}

/**
 * Chooses up to `count` candidates that together add most weight to what is covered already: maximal covering (Church and ReVelle 1974).
 * Greedy, then single swaps as long as one adds more. The total is at least 1 - 1/e (63 %) of the best possible, and the best possible for
 * one candidate (Nemhauser, Wolsey and Fisher 1978); `atMost` bounds the best for this case: with what any choice S covers, the best is
 * at most that plus the `count` largest gains beyond S, since gains only shrink.
 */
export function placeNext(
  candidates: readonly Reached[],
  weights: Float64Array,
  isCovered: Uint8Array,
  count: number,
): Placement {
  const search = new Search(candidates, weights, isCovered);
  let atMost = Number.POSITIVE_INFINITY;
  const bound = () => {
    atMost = Math.min(atMost, search.total + search.largestGains(count));
  };
  bound();
  while (search.chosen.length < count && search.addBest()) bound();
  while (search.swapOnce()) bound();
  const inOrder = orderByGain(candidates, weights, isCovered, search.chosen);
  return { ...inOrder, total: search.total, atMost: Math.max(atMost, search.total) };
}

/** What is less is rounding. */
const LEAST_GAIN = 1e-9;

/** A choice with how often each point is held by it. */
class Search {
  readonly chosen: number[] = [];
  total = 0;
  readonly #candidates: readonly Reached[];
  readonly #weights: Float64Array;
  readonly #holders: Int32Array;

  constructor(candidates: readonly Reached[], weights: Float64Array, isCovered: Uint8Array) {
    this.#candidates = candidates;
    this.#weights = weights;
    this.#holders = Int32Array.from(isCovered);
  }

  gainOf(candidate: number): number {
    let gain = 0;
    for (const point of this.#candidates[candidate]!)
      if (this.#holders[point] === 0) gain += this.#weights[point]!;
    return gain;
  }

  largestGains(count: number): number {
    const gains = Float64Array.from(this.#candidates, (_, candidate) => this.gainOf(candidate)).sort();
    return gains.subarray(Math.max(0, gains.length - count)).reduce((sum, gain) => sum + gain, 0);
  }

  addBest(): boolean {
    const best = this.#best();
    if (!best) return false;
    this.#put(best.candidate);
    return true;
  }

  /** Takes the first swap of one chosen for another that adds more; tells whether there was one. */
  swapOnce(): boolean {
    for (const out of [...this.chosen]) {
      this.#take(out);
      const loss = this.gainOf(out);
      const best = this.#best();
      if (best && best.gain > loss + LEAST_GAIN * Math.max(1, this.total)) {
        this.#put(best.candidate);
        return true;
      }
      this.#put(out);
    }
    return false;
  }

  #best(): { candidate: number; gain: number } | undefined {
    let best: { candidate: number; gain: number } | undefined;
    for (let candidate = 0; candidate < this.#candidates.length; candidate += 1) {
      const gain = this.gainOf(candidate);
      if (gain > (best?.gain ?? LEAST_GAIN)) best = { candidate, gain };
    }
    return best;
  }

  #put(candidate: number): void {
    this.total += this.gainOf(candidate);
    this.chosen.push(candidate);
    for (const point of this.#candidates[candidate]!) this.#holders[point]! += 1;
  }

  #take(candidate: number): void {
    this.chosen.splice(this.chosen.indexOf(candidate), 1);
    for (const point of this.#candidates[candidate]!) this.#holders[point]! -= 1;
    this.total -= this.gainOf(candidate);
  }
}

/** The chosen in the order in which each adds most to those before. */
function orderByGain(
  candidates: readonly Reached[],
  weights: Float64Array,
  isCovered: Uint8Array,
  chosen: readonly number[],
): { chosen: number[]; gains: number[] } {
  const search = new Search(
    chosen.map((candidate) => candidates[candidate]!),
    weights,
    isCovered,
  );
  const gains: number[] = [];
  for (let before = 0; search.addBest(); before = search.total) gains.push(search.total - before);
  return { chosen: search.chosen.map((at) => chosen[at]!), gains };
}
