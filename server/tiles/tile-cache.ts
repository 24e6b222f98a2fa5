/** A finished tile. */
export interface FinishedTile {
  etag: string;
  /** Empty when nothing lies in it. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Whether the bytes are gzipped. */
  isZipped: boolean;
}

/** Finished tiles by key, the least recently used of which go when the memory is full. */
export class TileCache {
  readonly #limit: number;
  readonly #tiles = new Map<string, FinishedTile & { state: string }>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  /** The tile of a key, if it was made of what is the state now. */
  get(key: string, state: string): FinishedTile | undefined {
    const tile = this.#tiles.get(key);
    if (tile?.state !== state) return undefined;
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    return tile;
  }

  /** Keeps a tile in place of the one of an earlier state. */
  set(key: string, state: string, tile: FinishedTile): void {
    if (this.#limit === 0) return;
    const before = this.#tiles.get(key);
    if (before) this.#bytes -= sizeOf(key, before);
    this.#tiles.delete(key);
    this.#tiles.set(key, { ...tile, state });
    this.#bytes += sizeOf(key, tile);
    for (const [oldKey, old] of this.#tiles) {
      if (this.#bytes <= this.#limit) return;
      this.#tiles.delete(oldKey);
      this.#bytes -= sizeOf(oldKey, old);
    }
  }
}

function sizeOf(key: string, { bytes }: FinishedTile): number {
  return bytes.length + key.length * 2 + 300;
}
