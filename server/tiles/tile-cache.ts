/** Finished tiles by key, the least recently used of which go when the memory is full. */
export class TileCache {
  readonly #limit: number;
  readonly #tiles = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  get(key: string): Uint8Array | undefined {
    const tile = this.#tiles.get(key);
    if (tile) {
      this.#tiles.delete(key);
      this.#tiles.set(key, tile);
    }
    return tile;
  }

  set(key: string, tile: Uint8Array): void {
    if (this.#limit === 0) return;
    const before = this.#tiles.get(key);
    if (before) this.#bytes -= sizeOf(key, before);
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    this.#bytes += sizeOf(key, tile);
    for (const [oldKey, old] of this.#tiles) {
      if (this.#bytes <= this.#limit) return;
      this.#tiles.delete(oldKey);
      this.#bytes -= sizeOf(oldKey, old);
    }
  }
}

function sizeOf(key: string, tile: Uint8Array): number {
  return tile.length + key.length * 2 + 200;
}
