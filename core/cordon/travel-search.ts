import { put, type TimeBuckets, take, timeBuckets } from '../network/time-buckets.ts';
import type { Roads } from './roads.ts';

/** A place from which one sets out, and when, in seconds. */
export interface TravelStart {
  node: number;
  seconds: number;
}

/** When one can be at which nodes: those that are reached, ascending, and the least seconds at each. */
export interface Arrivals {
  nodes: Int32Array;
  seconds: Float64Array;
}

/** Infinity: the node is not reached. */
export function secondsAt({ nodes, seconds }: Arrivals, node: number): number {
  const place = placeOf(nodes, node);
  return nodes[place] === node ? seconds[place]! : Number.POSITIVE_INFINITY;
}

/** Where a node stands among ascending ones, or would. */
function placeOf(nodes: Int32Array, node: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]! < node) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sorting one of so many nodes takes as long as looking at all. */
const SORTED_SHARE = 30;

/** Searches on roads of so many nodes, one after the other in the same room: many units that each come to few nodes. */
export class TravelSearch {
  /** Infinity everywhere between searches. */
  readonly #seconds: Float64Array;
  readonly #reached: Int32Array;
  #buckets: TimeBuckets | undefined;

  constructor(nodeCount: number) {
    this.#seconds = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
    this.#reached = new Int32Array(nodeCount);
  }

  /**
   * Least seconds from the nearest start, as `spread` gives them. Nodes wait in buckets of time instead of a queue in order (Dial 1969; Meyer &
   * Sanders 2003), and one that is reached sooner within its bucket is gone through again, so that the times are the same to the last
   * bit. `until`: nodes reached later than it says count as not reached, and nobody goes on from there.
   */
  from(
    { firstLink, linkEnd, linkSeconds }: Roads,
    starts: readonly TravelStart[],
    speedFactor: number,
    until?: Float64Array,
  ): Arrivals {
    const seconds = this.#seconds;
    const buckets = timeBuckets(seconds.length, linkSeconds, starts, speedFactor, this.#buckets);
    this.#buckets = buckets;
    const reached = this.#reached;
    let count = 0;
    for (const { node, seconds: at } of starts) {
      if (!(at < seconds[node]!) || (until && at > until[node]!)) continue;
      if (seconds[node] === Number.POSITIVE_INFINITY) reached[count++] = node;
      seconds[node] = at;
      put(buckets, node, at);
    }
    for (let slot = 0; buckets.waiting > 0; slot = slot + 1 === buckets.count ? 0 : slot + 1)
      for (let node = buckets.first[slot]!; node >= 0; node = buckets.first[slot]!) {
        take(buckets, node);
        const at = seconds[node]!;
        const last = firstLink[node + 1]!;
        for (let link = firstLink[node]!; link < last; link += 1) {
          const next = linkEnd[link]!;
          const then = at + linkSeconds[link]! / speedFactor;
          if (!(then < seconds[next]!) || (until && then > until[next]!)) continue;
          if (seconds[next] === Number.POSITIVE_INFINITY) reached[count++] = next;
          seconds[next] = then;
          put(buckets, next, then);
        }
      }
    const nodes = this.#ascending(count);
    const found = new Float64Array(count);
    for (let i = 0; i < count; i += 1) {
      found[i] = seconds[nodes[i]!]!;
      seconds[nodes[i]!] = Number.POSITIVE_INFINITY;
    }
    return { nodes, seconds: found };
  }

  /** The nodes that were reached, so many, in order: few are sorted, many looked for one by one. */
  #ascending(count: number): Int32Array {
    const seconds = this.#seconds;
    if (count * SORTED_SHARE < seconds.length) return this.#reached.slice(0, count).sort();
    const nodes = new Int32Array(count);
    for (let node = 0, found = 0; found < count; node += 1)
      if (seconds[node]! < Number.POSITIVE_INFINITY) nodes[found++] = node;
    return nodes;
  }
}

/** The same where somebody is at a node since a moment. */
export function standingAt(arrivals: Arrivals, node: number, sinceSeconds: number): Arrivals {
  const place = placeOf(arrivals.nodes, node);
  const rest = arrivals.nodes[place] === node ? place + 1 : place;
  const nodes = new Int32Array(arrivals.nodes.length + place + 1 - rest);
  const seconds = new Float64Array(nodes.length);
  nodes.set(arrivals.nodes.subarray(0, place));
  seconds.set(arrivals.seconds.subarray(0, place));
  nodes.set(arrivals.nodes.subarray(rest), place + 1);
  seconds.set(arrivals.seconds.subarray(rest), place + 1);
  nodes[place] = node;
  seconds[place] = Math.min(secondsAt(arrivals, node), sinceSeconds);
  return { nodes, seconds };
}
