import type { Arcs } from '../core/network/arcs.ts';
import type { Seed } from '../core/network/search.ts';

/**
 * Dijkstra's search as a textbook has it, over the arrays that ours walks over: a binary heap of pairs, outdated ones passed over. Seconds
 * by state, Infinity where there is no way. It ends when all of `wanted` are sure.
 */
export function plainSeconds(
  { first, end, link, stateCount }: Arcs,
  linkSeconds: Float64Array,
  seeds: readonly Seed[],
  wanted: readonly number[] = [],
): Float64Array {
  const best = new Float64Array(stateCount).fill(Number.POSITIVE_INFINITY);
  const missing = new Set(wanted);
  const heap = new PairHeap();
  const reach = (state: number, seconds: number) => {
    if (seconds >= best[state]!) return;
    best[state] = seconds;
    heap.push(seconds, state);
  };
  for (const { state, seconds } of seeds) reach(state, seconds);
  for (let [at, state] = heap.pop(); state >= 0; [at, state] = heap.pop()) {
    if (at > best[state]!) continue;
    if (missing.delete(state) && missing.size === 0) break;
    for (let arc = first[state]!; arc < first[state + 1]!; arc += 1)
      reach(end[arc]!, at + linkSeconds[link[arc]!]!);
  }
  return best;
}

class PairHeap {
  readonly #keys: number[] = [];
  readonly #values: number[] = [];

  push(key: number, value: number): void {
    let at = this.#keys.length;
    while (at > 0 && this.#keys[(at - 1) >> 1]! > key) {
      this.#set(at, this.#keys[(at - 1) >> 1]!, this.#values[(at - 1) >> 1]!);
      at = (at - 1) >> 1;
    }
    this.#set(at, key, value);
  }

  /** The least key and its value; value -1: empty. */
  pop(): [key: number, value: number] {
    const least = [this.#keys[0] ?? 0, this.#values[0] ?? -1] as [number, number];
    const [key, value] = [this.#keys.pop(), this.#values.pop()];
    const count = this.#keys.length;
    if (key === undefined || value === undefined || count === 0) return least;
    let at = 0;
    for (let child = 1; child < count; child = at * 2 + 1) {
      if (child + 1 < count && this.#keys[child + 1]! < this.#keys[child]!) child += 1;
      if (this.#keys[child]! >= key) break;
      this.#set(at, this.#keys[child]!, this.#values[child]!);
      at = child;
    }
    this.#set(at, key, value);
    return least;
  }

  #set(at: number, key: number, value: number): void {
    this.#keys[at] = key;
    this.#values[at] = value;
  }
}
