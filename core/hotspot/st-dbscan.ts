/**
 * ST-DBSCAN (Birant and Kut 2007) on place and time alone: two incidents are neighbours when they are at most so far apart in space and at most so long
 * in time. Which incidents are cores and which are noise does not depend on their order; nor does it here to which cluster a border
 * incident goes.
 */
import type { KnoxPoints } from './knox.ts';
import { eachNear, pointsBySquare, refuseTooMany } from './knox-pairs.ts';

export interface StClusters {
  /** 1 for incidents with at least the least number of neighbours, themselves counted. */
  isCore: Uint8Array;
  /** Cluster of each incident, numbered in order of their first cores; -1: noise. A border incident is in the cluster of its nearest core in space, the first of equally near ones. */
  cluster: Int32Array;
  clusters: number;
  /** The least number of neighbours of a core that was used. */
  minPoints: number;
}

/** The least number that is suggested, however few the incidents are. */
const LEAST_SUGGESTED = 4;
/** So large a part of the incidents are cores at most where the number is suggested: the densest. */
const DENSEST = 0.1;

/**
 * Clusters of incidents that are at most `metres` and `timeReach` (unit of the times) apart from at least `minPoints` incidents, themselves counted.
 * 'suggested': the least number, from 4, at which at most a tenth of the incidents are cores; in a dense city a small number would join everything.
 * Throws TooManyPairs when too many incidents are near one another to look at them all.
 */
export function stDbscan(
  points: KnoxPoints,
  metres: number,
  timeReach: number,
  asked: number | 'suggested',
): StClusters {
  const { x, y, time } = points;
  const count = x.length;
  const grid = pointsBySquare(x, y, metres);
  refuseTooMany(grid);
  const limit = metres * metres;
  const farFrom = (i: number, j: number) =>
    Math.abs(time[i]! - time[j]!) <= timeReach ? (x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2 : Infinity;
  const near = new Uint32Array(count);
  for (let i = 0; i < count; i++)
    eachNear(grid, i, (j) => {
      if (farFrom(i, j) <= limit) near[i]!++;
    });
  const minPoints = asked === 'suggested' ? suggestedFor(near) : asked;
  const isCore = Uint8Array.from(near, (n) => (n >= minPoints ? 1 : 0));
  const sets = new Sets(count);
  const nearestCore = new Int32Array(count).fill(-1);
  for (let i = 0; i < count; i++) {
    let nearest = Infinity;
    eachNear(grid, i, (j) => {
      if (isCore[j] === 0) return;
      const far = farFrom(i, j);
      if (far > limit) return;
      if (isCore[i] === 1) sets.join(i, j);
      else if (far < nearest || (far === nearest && j < nearestCore[i]!)) {
        nearest = far;
        nearestCore[i] = j;
      }
    });
  }
  return { isCore, minPoints, ...numbered(isCore, nearestCore, sets) };
}

function suggestedFor(near: Uint32Array): number {
  const sorted = near.toSorted();
  const densest = sorted[Math.floor((1 - DENSEST) * sorted.length)] ?? 0;
  const isFew = sorted.findIndex((n) => n >= densest) >= (1 - DENSEST) * sorted.length;
  return Math.max(LEAST_SUGGESTED, isFew ? densest : densest + 1);
}

function numbered(isCore: Uint8Array, nearestCore: Int32Array, sets: Sets) {
  const numbers = new Map<number, number>();
  const cluster = new Int32Array(isCore.length).fill(-1);
  for (let i = 0; i < isCore.length; i++) {
    if (isCore[i] === 0) continue;
    const root = sets.rootOf(i);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    cluster[i] = numbers.get(root) ?? -1;
  }
  for (let i = 0; i < isCore.length; i++)
    if (isCore[i] === 0 && nearestCore[i]! >= 0) cluster[i] = cluster[nearestCore[i]!]!;
  return { cluster, clusters: numbers.size };
}

/** Disjoint sets with path halving. */
class Sets {
  readonly #parent: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  rootOf(item: number): number {
    const parent = this.#parent;
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** The lower root stays the root. */
  join(one: number, other: number): void {
    const [a, b] = [this.rootOf(one), this.rootOf(other)];
    if (a !== b) this.#parent[Math.max(a, b)] = Math.min(a, b);
  }
}
