import { nodeCountOf, type Roads } from './roads.ts';

/** A place from which one sets out, and when, in seconds. */
export interface TravelStart {
  node: number;
  seconds: number;
}

const MOST_BUCKETS = 65_536;

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
  const buckets = bucketsFor(roads, starts, speedFactor);
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

/** Buckets of time, one after the other in a ring; each a list of nodes, and each node in one list at most. */
interface Buckets {
  base: number;
  width: number;
  count: number;
  waiting: number;
  /** First node of each bucket; -1: empty. */
  first: Int32Array;
  /** By node: its neighbours in the list (-1: none) and its bucket (-1: it does not wait). */
  before: Int32Array;
  after: Int32Array;
  slotOf: Int32Array;
}

function put(buckets: Buckets, node: number, seconds: number): void {
  const { base, width, count, first, before, after, slotOf } = buckets;
  const slot = Math.floor((seconds - base) / width) % count;
  if (slotOf[node] === slot) return;
  if (slotOf[node]! >= 0) take(buckets, node);
  const head = first[slot]!;
  after[node] = head;
  before[node] = -1;
  if (head >= 0) before[head] = node;
  first[slot] = node;
  slotOf[node] = slot;
  buckets.waiting += 1;
}

function take(buckets: Buckets, node: number): void {
  const { first, before, after, slotOf } = buckets;
  const [left, right] = [before[node]!, after[node]!];
  if (left >= 0) after[left] = right;
  else first[slotOf[node]!] = right;
  if (right >= 0) before[right] = left;
  slotOf[node] = -1;
  buckets.waiting -= 1;
}

/** Buckets of half a usual link each, as many as lie between the first and the last moment that can wait at once. */
function bucketsFor(roads: Roads, starts: readonly TravelStart[], speedFactor: number): Buckets {
  const { longest, usual } = lengthsOf(roads);
  let [base, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { seconds } of starts) {
    base = Math.min(base, seconds);
    latest = Math.max(latest, seconds);
  }
  const span = starts.length === 0 ? 0 : Math.max(longest / speedFactor, latest - base);
  const width = Math.max(usual / speedFactor / 2, span / MOST_BUCKETS) || 1;
  const count = Math.ceil(span / width) + 2;
  const nodes = nodeCountOf(roads);
  const none = (length: number) => new Int32Array(length).fill(-1);
  const lists = { first: none(count), before: none(nodes), after: none(nodes), slotOf: none(nodes) };
  return { base, width, count, waiting: 0, ...lists };
}

interface Lengths {
  longest: number;
  usual: number;
}

const known = new WeakMap<Float64Array, Lengths>();

/** Seconds of the longest and of the mean link that is open. */
function lengthsOf({ linkSeconds }: Roads): Lengths {
  const found = known.get(linkSeconds) ?? measured(linkSeconds);
  known.set(linkSeconds, found);
  return found;
}

function measured(linkSeconds: Float64Array): Lengths {
  let [longest, sum, open] = [0, 0, 0];
  for (const one of linkSeconds) {
    if (one === Number.POSITIVE_INFINITY) continue;
    longest = Math.max(longest, one);
    sum += one;
    open += 1;
  }
  return { longest, usual: open > 0 ? sum / open : 0 };
}
