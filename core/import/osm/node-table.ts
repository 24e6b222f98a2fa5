const WALKED = 8;
const MISSING = 0x7fffffff;

/** Places of the nodes that ways use, by their ids; ids may be as large as a double counts exactly. */
export class NodeTable {
  readonly #ids: Float64Array;
  readonly #places: Int32Array;
  #cursor = 0;

  constructor(refs: Float64Array) {
    this.#ids = refs.slice().sort();
    let count = 0;
    for (const id of this.#ids) if (count === 0 || this.#ids[count - 1] !== id) this.#ids[count++] = id;
    this.#ids = this.#ids.slice(0, count);
    this.#places = new Int32Array(count * 2).fill(MISSING);
  }

  get size(): number {
    return this.#ids.length;
  }

  /** Slot of an id, 0 to `size` - 1; -1: no way uses it. Quickest where ids come in order. */
  slotOf(id: number): number {
    const ids = this.#ids;
    let at = this.#cursor;
    for (let step = 0; step < WALKED && at < ids.length && ids[at]! < id; step += 1) at += 1;
    if (at >= ids.length || ids[at]! < id || (at > 0 && ids[at - 1]! >= id)) at = this.#search(id);
    this.#cursor = at;
    return ids[at] === id ? at : -1;
  }

  /** The first place whose id is not below. */
  #search(id: number): number {
    let [low, high] = [0, this.#ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ids[middle]! < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  put(slot: number, lng7: number, lat7: number): void {
    this.#places[slot * 2] = lng7;
    this.#places[slot * 2 + 1] = lat7;
  }

  has(slot: number): boolean {
    return this.#places[slot * 2] !== MISSING;
  }

  lng7(slot: number): number {
    return this.#places[slot * 2]!;
  }

  lat7(slot: number): number {
    return this.#places[slot * 2 + 1]!;
  }
}
