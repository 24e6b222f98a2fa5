/**
 * PostgreSQL's binary COPY format: a header of 11 bytes, flags and an extension; then for each row its number of fields and each field
 * behind its length (-1: null), all integers big-endian; last the number -1.
 */
const HEADER_BYTES = 19;

/** Where the fields of a row begin; the four bytes before each tell its length. */
export type TakeRow = (view: DataView, bytes: Uint8Array, starts: Int32Array) => void;

/** Reads rows of `fields` fields as they come, in pieces that may end anywhere. */
export class CopyReader {
  readonly #fields: number;
  readonly #takeRow: TakeRow;
  readonly #starts: Int32Array;
  #rest = new Uint8Array(0);
  #isBegun = false;
  #isEnded = false;

  constructor(fields: number, takeRow: TakeRow) {
    this.#fields = fields;
    this.#takeRow = takeRow;
    this.#starts = new Int32Array(fields);
  }

  take(piece: Uint8Array<ArrayBuffer>): void {
    const bytes = this.#rest.length === 0 ? piece : joined(this.#rest, piece);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    if (!this.#isBegun && bytes.length >= HEADER_BYTES) {
      at = HEADER_BYTES + view.getUint32(HEADER_BYTES - 4);
      this.#isBegun = true;
    }
    while (this.#isBegun && !this.#isEnded) {
      const end = this.#row(view, bytes, at);
      if (end < 0) break;
      at = end;
    }
    this.#rest = bytes.slice(at);
  }

  /** All came. Throws if they did not. */
  end(): void {
    if (!this.#isEnded) throw new Error('the copied rows end inside a row');
  }

  /** Takes the row at `at` and answers where it ends, -1 if it is not whole. */
  #row(view: DataView, bytes: Uint8Array, at: number): number {
    if (at + 2 > bytes.length) return -1;
    const fields = view.getInt16(at);
    if (fields === -1) {
      this.#isEnded = true;
      return at + 2;
    }
    if (fields !== this.#fields) throw new Error(`a row of ${fields} fields`);
    const starts = this.#starts;
    let next = at + 2;
    for (let field = 0; field < fields; field++) {
      if (next + 4 > bytes.length) return -1;
      starts[field] = next + 4;
      next += 4 + Math.max(0, view.getInt32(next));
      if (next > bytes.length) return -1;
    }
    this.#takeRow(view, bytes, starts);
    return next;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
