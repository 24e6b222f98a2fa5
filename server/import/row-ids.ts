import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const BYTES = 16;
const POOL_BYTES = BYTES * 1024;

/** Time-ordered ids (UUIDv7) for many rows: random bytes are drawn a thousand ids at once. */
export class RowIds {
  readonly #pool = new Uint8Array(POOL_BYTES);
  #used = POOL_BYTES;

  /** An id of an instant, milliseconds since 1970; of times before, of 1970. */
  at(instantMs: number): string {
    if (this.#used === POOL_BYTES) {
      randomFillSync(this.#pool);
      this.#used = 0;
    }
    const random = this.#pool.subarray(this.#used, this.#used + BYTES);
    this.#used += BYTES;
    return uuidv7({ msecs: Math.max(0, instantMs), random });
  }
}
