/** Finds rows by their id: open addressing over the row numbers, the ids stay with the rows. */
export class IdIndex {
  readonly #slots: Int32Array;
  readonly #ids: Uint32Array;

  /** `ids` holds four words a row; `rows` of them are put in. There is room for as many rows as `ids` has. */
  constructor(ids: Uint32Array, rows: number) {
    const room = ids.length / 4;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, room * 2))));
    this.#ids = ids;
    for (let row = 0; row < rows; row += 1) this.put(row);
  }

  /** The last row that was put in with this id, or -1. */
  find(a: number, b: number, c: number, d: number): number {
    return this.#slots[this.#slotOf(a, b, c, d)]! - 1;
  }

  /** Makes `row` the one of its id. */
  put(row: number): void {
    const at = row * 4;
    const ids = this.#ids;
    this.#slots[this.#slotOf(ids[at]!, ids[at + 1]!, ids[at + 2]!, ids[at + 3]!)] = row + 1;
  }

  #slotOf(a: number, b: number, c: number, d: number): number {
    const mask = this.#slots.length - 1;
    const ids = this.#ids;
    const mixed = Math.imul(a ^ b ^ c ^ d, 0x9e3779b1);
    for (let slot = (mixed ^ (mixed >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const row = this.#slots[slot]! - 1;
      if (row < 0) return slot;
      const at = row * 4;
      if (ids[at] === a && ids[at + 1] === b && ids[at + 2] === c && ids[at + 3] === d) return slot;
    }
  }
}
