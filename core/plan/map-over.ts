/**
 * A map over another that stays as it is. It reads like a copy of that, but to make it costs what was changed since, not what there is: a plan
 * of a city is tried anew at each move of a pointer. Keys of the map below come first, in its order.
 */
export class MapOver<K, V extends object> implements ReadonlyMap<K, V> {
  readonly #below: ReadonlyMap<K, V>;
  /** What differs from the map below; null: it is no more. */
  readonly #own: Map<K, V | null>;
  #size: number;

  constructor(below: ReadonlyMap<K, V>) {
    const isOver = below instanceof MapOver && !below.#isLoaded();
    this.#below = isOver ? below.#below : below instanceof MapOver ? new Map(below) : below;
    this.#own = new Map(isOver ? below.#own : []);
    this.#size = below.size;
  }

  /** Over so much of its own a copy is cheaper. */
  #isLoaded(): boolean {
    return this.#own.size > 64 && this.#own.size * 8 > this.#below.size;
  }

  get size(): number {
    return this.#size;
  }

  get(key: K): V | undefined {
    const own = this.#own.get(key);
    return own === undefined ? this.#below.get(key) : (own ?? undefined);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  set(key: K, value: V): this {
    if (!this.has(key)) this.#size++;
    this.#own.set(key, value);
    return this;
  }

  delete(key: K): boolean {
    if (!this.has(key)) return false;
    this.#size--;
    if (this.#below.has(key)) this.#own.set(key, null);
    else this.#own.delete(key);
    return true;
  }

  *entries(): Generator<[K, V], undefined> {
    for (const entry of this.#below) {
      const own = this.#own.get(entry[0]);
      if (own === undefined) yield entry;
      else if (own) yield [entry[0], own];
    }
    for (const [key, own] of this.#own) if (own && !this.#below.has(key)) yield [key, own];
  }

  *keys(): Generator<K, undefined> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): Generator<V, undefined> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): Generator<[K, V], undefined> {
    return this.entries();
  }

  forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) callback(value, key, this);
  }
}
