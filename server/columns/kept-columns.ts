import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);
/** Two million incidents of the whole city and of every district take 40 MB. */
const MOST_BYTES = 64 * 2 ** 20;
/** What an entry takes beside its bytes. */
const ENTRY_BYTES = 400;

interface Kept {
  version: string;
  zipped: Promise<Uint8Array<ArrayBuffer>>;
  size: number;
}

/**
 * Columns as they are sent, gzipped, so that they are made once for all who read them. Of each stretch the version that was last asked for is
 * kept; those that nobody asked for the longest go first when the memory is full.
 */
export class KeptColumns {
  readonly #most: number;
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#most = mostBytes;
  }

  /** The gzipped bytes of a stretch in a version; `encode` makes the plain ones if they are not kept. */
  zipped(stretch: string, version: string, encode: () => Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    const before = this.#kept.get(stretch);
    if (before) this.#drop(stretch, before);
    const kept = before?.version === version ? before : { version, zipped: zip(encode), size: ENTRY_BYTES };
    this.#kept.set(stretch, kept);
    this.#bytes += kept.size;
    if (kept !== before) this.#weigh(stretch, kept).catch(() => undefined);
    return kept.zipped;
  }

  /** Counts what was made, and lets go what is too much. What could not be made is not kept. */
  async #weigh(stretch: string, kept: Kept): Promise<void> {
    const bytes = await kept.zipped.catch(() => undefined);
    if (this.#kept.get(stretch) !== kept) return;
    if (!bytes) return this.#drop(stretch, kept);
    kept.size += bytes.length;
    this.#bytes += bytes.length;
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= this.#most) return;
      this.#drop(oldest, old);
    }
  }

  #drop(stretch: string, kept: Kept): void {
    this.#kept.delete(stretch);
    this.#bytes -= kept.size;
  }
}

/** Gzipped as other answers are. */
export async function zip(encode: () => Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await compress(encode(), { level: 4 }));
}
