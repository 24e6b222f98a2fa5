import { sha256 } from '../sha256.ts';

/** Columns of figures, as a result holds them. */
export type Column =
  | Float64Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/**
 * SHA-256 in hex of what `name` says and of the columns in their order, each value as a little-endian float64. Every NaN counts as one
 * and the same, and -0 as 0, since their bits may differ between machines where the figures do not.
 */
export function digestOf(name: string, columns: readonly Column[]): string {
  const head = Uint8Array.from(`${name}\n`, (letter) => letter.charCodeAt(0) & 255);
  const length = columns.reduce((sum, column) => sum + 8 * (column.length + 1), head.length);
  const bytes = new Uint8Array(length);
  bytes.set(head);
  const view = new DataView(bytes.buffer);
  let at = head.length;
  const put = (value: number) => {
    if (Number.isNaN(value)) view.setUint32(at + 4, 0x7ff8_0000, true);
    else view.setFloat64(at, value + 0, true);
    at += 8;
  };
  for (const column of columns) {
    put(column.length);
    for (const value of column) put(value);
  }
  return sha256(bytes);
}
