import { Pbf, type TagValue, writeValue } from './pbf.ts';

/** Numbers of keys and values for the features of a layer, and the values as a tile holds them: each is encoded once, however many tiles it is in. */
export class TagTable {
  readonly keys: string[] = [];
  readonly #keyNumbers = new Map<string, number>();
  readonly #numbers = new Map<TagValue, number>();
  readonly #encoded = new Pbf();
  /** Where each value starts in `#encoded`; the last one ends where the next would start. */
  readonly #starts = [0];

  /** Number of values. */
  get size(): number {
    return this.#starts.length - 1;
  }

  /** Key and value numbers in turn of what a feature is tagged with; `keys` and `values` correspond, a null value is left out. */
  tagsOf(keys: readonly string[], values: readonly (TagValue | null | undefined)[]): Int32Array {
    const tags: number[] = [];
    for (let i = 0; i < keys.length; i += 1) {
      const value = values[i];
      if (value !== null && value !== undefined) tags.push(this.#keyNumber(keys[i]!), this.#number(value));
    }
    return Int32Array.from(tags);
  }

  /** Appends a value to a layer. */
  write(number: number, layer: Pbf): void {
    const start = this.#starts[number]!;
    layer.copy(this.#encoded.bytes, start, this.#starts[number + 1]! - start);
  }

  #keyNumber(key: string): number {
    let number = this.#keyNumbers.get(key);
    if (number === undefined) {
      number = this.keys.push(key) - 1;
      this.#keyNumbers.set(key, number);
    }
    return number;
  }

  #number(value: TagValue): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.size;
      this.#numbers.set(value, number);
      const message = new Pbf(64);
      writeValue(message, value);
      this.#encoded.message(4, message);
      this.#starts.push(this.#encoded.length);
    }
    return number;
  }
}
