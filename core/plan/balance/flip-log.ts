/** A way from a partition, one block at a time. */
export class FlipLog {
  length = 0;
  readonly #start: Int32Array;
  #blocks = new Int32Array(1024);
  #grids = new Int32Array(1024);

  constructor(start: Int32Array) {
    this.#start = start;
  }

  push(block: number, to: number): void {
    if (this.length === this.#blocks.length) {
      this.#blocks = grown(this.#blocks);
      this.#grids = grown(this.#grids);
    }
    this.#blocks[this.length] = block;
    this.#grids[this.length] = to;
    this.length++;
  }

  /** A copy of the first `length` steps. */
  copy(length: number): FlipLog {
    const copy = new FlipLog(this.#start);
    copy.#blocks = this.#blocks.slice(0, Math.max(1, length));
    copy.#grids = this.#grids.slice(0, Math.max(1, length));
    copy.length = length;
    return copy;
  }

  /** Where the first `length` steps lead. */
  partition(length = this.length): Int32Array {
    const gridOf = this.#start.slice();
    for (let i = 0; i < length; i++) gridOf[this.#blocks[i]!] = this.#grids[i]!;
    return gridOf;
  }
}

function grown(list: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * list.length);
  longer.set(list);
  return longer;
}
