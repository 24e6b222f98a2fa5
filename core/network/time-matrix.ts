import type { RoadGraph } from './road-graph.ts';
import { type Found, search } from './search.ts';
import {
  arcsTowards,
  type Direction,
  directWay,
  type Origin,
  type Spot,
  seedsAt,
  spotSeconds,
  statesBefore,
} from './spots.ts';

/**
 * Least seconds from each of some spots to each of others, row by row: from i to j at `i * to.length + j`; Infinity: no way. Delays of the
 * `from` count. One search for each of the fewer ones, which ends when the others are sure, or at `mostSeconds`: what takes longer may be told as
 * no way. Exact otherwise.
 */
export function timeMatrix(
  graph: RoadGraph,
  from: readonly Origin[],
  to: readonly Spot[],
  mostSeconds = Number.POSITIVE_INFINITY,
): Float64Array {
  const matrix = new Float64Array(from.length * to.length);
  if (from.length <= to.length) {
    const watch = new Watch(graph, 'from', to, mostSeconds);
    from.forEach((origin, i) => {
      matrix.set(watch.times(origin), i * to.length);
    });
    return matrix;
  }
  const watch = new Watch(graph, 'to', from, mostSeconds);
  to.forEach((target, j) => {
    watch.times(target).forEach((seconds, i) => {
      matrix[i * to.length + j] = seconds + (from[i]!.delaySeconds ?? 0);
    });
  });
  return matrix;
}

/** Spots whose times are asked from one spot after another. */
class Watch {
  readonly #graph: RoadGraph;
  readonly #direction: Direction;
  readonly #spots: readonly Spot[];
  readonly #states: Uint8Array;
  readonly #mostSeconds: number;
  /** Spots by the states from which they are reached. */
  readonly #spotsOf = new Map<number, number[]>();

  constructor(graph: RoadGraph, direction: Direction, spots: readonly Spot[], mostSeconds: number) {
    this.#mostSeconds = mostSeconds;
    this.#graph = graph;
    this.#direction = direction;
    this.#spots = spots;
    this.#states = new Uint8Array(arcsTowards(graph, direction).stateCount);
    spots.forEach((spot, i) => {
      for (const state of statesBefore(graph, direction, spot)) {
        this.#states[state] = 1;
        const known = this.#spotsOf.get(state);
        if (known) known.push(i);
        else this.#spotsOf.set(state, [i]);
      }
    });
  }

  /** Seconds from (or to) an origin to (or from) each of the spots. */
  times(origin: Origin): Float64Array {
    const [graph, direction] = [this.#graph, this.#direction];
    const times = Float64Array.from(this.#spots, (spot) => directSeconds(graph, direction, origin, spot));
    let missing = times.filter((seconds) => seconds === Number.POSITIVE_INFINITY).length;
    const settle = (state: number, found: Found): number => {
      for (const i of this.#spotsOf.get(state) ?? []) {
        const seconds = spotSeconds(graph, direction, found, this.#spots[i]!);
        if (seconds >= times[i]!) continue;
        if (times[i] === Number.POSITIVE_INFINITY) missing -= 1;
        times[i] = seconds;
      }
      return missing > 0 ? Number.POSITIVE_INFINITY : times.reduce((a, b) => Math.max(a, b), 0);
    };
    const watched = { states: this.#states, settle };
    const seeds = seedsAt(graph, direction, origin);
    search(arcsTowards(graph, direction), graph.linkSeconds, seeds, this.#mostSeconds, watched);
    return times;
  }
}

/** Seconds between two spots that are places on one road, along that road alone. */
function directSeconds(graph: RoadGraph, direction: Direction, origin: Origin, spot: Spot): number {
  if ('node' in origin || 'node' in spot) return Number.POSITIVE_INFINITY;
  const way = direction === 'from' ? directWay(graph, origin, spot) : directWay(graph, spot, origin);
  return (origin.delaySeconds ?? 0) + (way?.seconds ?? Number.POSITIVE_INFINITY);
}
