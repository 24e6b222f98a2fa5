import { put, take, timeBuckets } from '../network/time-buckets.ts';
import { nodeCountOf, type Roads } from './roads.ts';

/** A place from which one sets out, and when, in seconds. */
export interface TravelStart {
  node: number;
  seconds: number;
}

/**
 * Least seconds to every node from the nearest start, as `spread` gives them without its ways; Infinity: never. Nodes wait in buckets of
 * time instead of a queue in order (Dial 1969; Meyer & Sanders 2003), and one that is reached sooner within its bucket is gone through again, so
 * that the times are the same to the last bit. `until`: nodes reached later than it says count as not reached, and nobody goes on from there.
 */
export function travelSeconds(
  roads: Roads,
  starts: readonly TravelStart[],
  speedFactor: number,
  until?: Float64Array,
): Float64Array {
  const { firstLink, linkEnd, linkSeconds } = roads;
  const seconds = new Float64Array(nodeCountOf(roads)).fill(Number.POSITIVE_INFINITY);
  const buckets = timeBuckets(seconds.length, linkSeconds, starts, speedFactor);
  for (const { node, seconds: at } of starts) {
    if (!(at < seconds[node]!) || (until && at > until[node]!)) continue;
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
        seconds[next] = then;
        put(buckets, next, then);
      }
    }
  return seconds;
}
