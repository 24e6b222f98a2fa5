/** Nodes that wait in buckets of time, for searches that need no order within a bucket (Dial 1969; Meyer & Sanders 2003). */

const MOST_BUCKETS = 65_536;

/** Buckets of time, one after the other in a ring; each a list of nodes, and each node in one list at most. */
export interface TimeBuckets {
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

/** Has a node wait for its seconds, in place of where it waited before. */
export function put(buckets: TimeBuckets, node: number, seconds: number): void {
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

/** Takes a node out of its bucket. */
export function take(buckets: TimeBuckets, node: number): void {
  const { first, before, after, slotOf } = buckets;
  const [left, right] = [before[node]!, after[node]!];
  if (left >= 0) after[left] = right;
  else first[slotOf[node]!] = right;
  if (right >= 0) before[right] = left;
  slotOf[node] = -1;
  buckets.waiting -= 1;
}

/**
 * Buckets for `nodes` nodes, of half a usual link each, as many as lie between the first and the last moment that can wait at once: from any of
 * the moments `starts` to the longest link after it. Travel is `speedFactor` times faster than the links say. `emptied`: buckets of as many nodes in
 * which nobody waits any more, whose room is used again.
 */
export function timeBuckets(
  nodes: number,
  linkSeconds: Float64Array,
  starts: readonly { seconds: number }[],
  speedFactor: number,
  emptied?: TimeBuckets,
): TimeBuckets {
  const { longest, usual } = lengthsOf(linkSeconds);
  let [base, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { seconds } of starts) {
    base = Math.min(base, seconds);
    latest = Math.max(latest, seconds);
  }
  const span = starts.length === 0 ? 0 : Math.max(longest / speedFactor, latest - base);
  const width = Math.max(usual / speedFactor / 2, span / MOST_BUCKETS) || 1;
  const count = Math.ceil(span / width) + 2;
  const { before, after, slotOf } = emptied ?? {
    before: new Int32Array(nodes),
    after: new Int32Array(nodes),
    slotOf: new Int32Array(nodes).fill(-1),
  };
  const first = emptied && emptied.first.length >= count ? emptied.first : new Int32Array(count).fill(-1);
  return { base, width, count, waiting: 0, first, before, after, slotOf };
}

interface Lengths {
  longest: number;
  usual: number;
}

const known = new WeakMap<Float64Array, Lengths>();

/** Seconds of the longest and of the mean link that is open. */
function lengthsOf(linkSeconds: Float64Array): Lengths {
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
