/** Numbers pairs of integers (int32) from 0 in the order they are met: points by lng7 and lat7, segments by the numbers of their ends. */
export class PairIds {
  readonly first: number[] = [];
  readonly second: number[] = [];
  /** Number of the pair plus one, by hash; 0: free. */
  #slots = new Int32Array(1024);

  /** The number of a pair, a new one where it was not met yet. */
  idOf(first: number, second: number): number {
    const slot = this.#slotOf(first, second);
    const found = this.#slots[slot]!;
    if (found > 0) return found - 1;
    const id = this.first.push(first) - 1;
    this.second.push(second);
    this.#slots[slot] = id + 1;
    if (2 * this.first.length > this.#slots.length) this.#grow();
    return id;
  }

  /** The number of a pair, -1 where it was not met. */
  find(first: number, second: number): number {
    return this.#slots[this.#slotOf(first, second)]! - 1;
  }

  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const id = this.#slots[slot]! - 1;
      if (id < 0 || (this.first[id] === first && this.second[id] === second)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#slots = new Int32Array(4 * this.#slots.length);
    for (let id = 0; id < this.first.length; id++)
      this.#slots[this.#slotOf(this.first[id]!, this.second[id]!)] = id + 1;
  }
}
