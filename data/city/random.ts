/** Deterministic randomness: mulberry32 streams and value noise. No Math.random anywhere in the recipe. */

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole number in [0, count). */
  below(count: number): number;
  /** Standard normal. */
  normal(): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
}

export function hash32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** An independent stream for each named stage, so that a change in one does not move the others. */
export function makeRandom(seed: number, stage: string): Random {
  let state = hash32(seed);
  for (let i = 0; i < stage.length; i++) state = hash32(state ^ stage.charCodeAt(i));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    between: (low, high) => low + (high - low) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    chance: (probability) => next() < probability,
  };
}

function lattice(seed: number, i: number, j: number): number {
  return hash32(seed ^ Math.imul(i, 0x9e3779b1) ^ Math.imul(j, 0x85ebca6b)) / 2147483648 - 1;
}

/** Smooth noise in [-1, 1] over a plane with cells of size 1. */
export function noise2(seed: number, x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const u = smooth(x - i);
  const v = smooth(y - j);
  const low = lattice(seed, i, j) * (1 - u) + lattice(seed, i + 1, j) * u;
  const high = lattice(seed, i, j + 1) * (1 - u) + lattice(seed, i + 1, j + 1) * u;
  return low * (1 - v) + high * v;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** 0 at or below `from`, 1 at or above `to`, smooth between; `from` may be the larger. */
export function ramp(from: number, to: number, value: number): number {
  return smooth(Math.min(1, Math.max(0, (value - from) / (to - from))));
}

/** Picks indices with probability in proportion to weights (one binary search a draw). */
export function makeWeightedPick(weights: ArrayLike<number>): (random: Random) => number {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i] as number;
    sums[i] = total;
  }
  return (random) => {
    const target = random.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
