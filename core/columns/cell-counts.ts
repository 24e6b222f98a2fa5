/**
 * Counts of cells as `GET /api/incidents/cubes/cells` answers them: for each cell that is not empty, in rising order, how many cells it lies
 * behind the one before (the first: behind the first of the range), and its count; each a base-128 number, least significant seven bits first, the
 * eighth bit set on all but the last byte.
 */
import type { CellCounts } from './cell-cube.ts';

const MOST_BYTES = 5;

/** The bytes of counts whose cells rise. */
export function encodeCellCounts({ cells, counts }: CellCounts): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(cells.length * 2 * MOST_BYTES);
  let at = 0;
  const put = (value: number): void => {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 128;
    bytes[at++] = rest;
  };
  for (let i = 0; i < cells.length; i++) {
    put(cells[i]! - (i === 0 ? 0 : cells[i - 1]!));
    put(counts[i]!);
  }
  return bytes.slice(0, at);
}

/** The counts in `bytes`. Throws RangeError for bytes that end inside a number or hold a cell outside `cellCount`. */
export function decodeCellCounts(bytes: Uint8Array, cellCount: number): CellCounts {
  let numbers = 0;
  for (const byte of bytes) if (byte < 128) numbers++;
  if (numbers % 2 === 1 || (bytes.at(-1) ?? 0) >= 128) throw new RangeError('counts of cells end inside one');
  const cells = new Uint32Array(numbers / 2);
  const counts = new Uint32Array(numbers / 2);
  let [at, cell] = [0, 0];
  const take = (): number => {
    let [value, unit] = [0, 1];
    for (; bytes[at]! >= 128; unit *= 128) value += (bytes[at++]! & 127) * unit;
    return value + bytes[at++]! * unit;
  };
  for (let i = 0; i < cells.length; i++) {
    cell += take();
    if (cell >= cellCount) throw new RangeError(`there is no cell ${cell} of ${cellCount}`);
    cells[i] = cell;
    counts[i] = take();
  }
  return { cells, counts };
}
