import type { Passing } from './cube-kind.ts';
import type { CubeRows } from './cube-rows.ts';

/** Cells of the Web Mercator pyramid: `columns` × `rows` of side 2^-zoom of the world, the first at (`column`, `row`) from the north-west. */
export interface CellRange {
  zoom: number;
  column: number;
  row: number;
  columns: number;
  rows: number;
}

/** How many incidents lie in the cells of a range; cells without any are left out. */
export interface CellCounts {
  /** Place in the range: its row times `columns` plus its column; rising. */
  cells: Uint32Array;
  counts: Uint32Array;
}

/** At most so many sums are held in all. */
const MOST_SUMS = 8_000_000;
const MOST_SLOTS = 256;
const LEAST_ROWS = 4096;

/** What was reported before a Unix second, by place in the list of cells that are not empty; later ones are not in it yet. */
interface Slot {
  start: number;
  sums: Uint32Array;
}

/**
 * The places of incidents under one filter, cumulative along time: at some instants how many lie in each cell. Only cells that hold any take
 * room; where they are many fewer instants are held. Any window is exact to the second, see count-cube.ts.
 */
export class CellCube {
  readonly range: CellRange;
  readonly #rows: CubeRows;
  readonly #passing: Passing;
  /** For each cell of the range its place in `#total` plus 1; 0: it is empty. */
  readonly #places: Int32Array;
  #used = 0;
  #total = new Uint32Array(1024);
  #slots: Slot[] = [];

  /** Goes through all rows once. `passing` must know all grids of the rows. */
  constructor(rows: CubeRows, passing: Passing, range: CellRange) {
    this.range = range;
    this.#rows = rows;
    this.#passing = passing;
    this.#places = new Int32Array(range.columns * range.rows);
    let stride = Math.max(LEAST_ROWS, Math.ceil(rows.count / MOST_SLOTS));
    let [row, held] = [0, 0];
    for (let next = stride; next < rows.count; next += stride) {
      const start = rows.seconds[next]!;
      if (start === this.#slots.at(-1)?.start) continue;
      const end = rows.firstAt(start);
      this.#build(row, end);
      row = end;
      this.#slots.push({ start, sums: this.#total.slice(0, this.#used) });
      held += this.#used;
      if (held <= MOST_SUMS) continue;
      this.#slots = this.#slots.filter((_, i) => i % 2 === 1);
      held = this.#slots.reduce((sum, { sums }) => sum + sums.length, 0);
      stride *= 2;
    }
    this.#build(row, rows.count);
  }

  /** Counts in `wanted`, which lies in the range, of the incidents reported in [from, to), Unix seconds. */
  counts(from: number, to: number, wanted: CellRange): CellCounts {
    const sums = new Int32Array(this.#used);
    if (to > from) {
      this.#addUntil(sums, to, 1);
      this.#addUntil(sums, from, -1);
    }
    return this.#found(sums, wanted);
  }

  /** A row was added (`sign` 1) or is about to go (-1). */
  adjust(row: number, sign: 1 | -1): void {
    const cell = this.#cellOf(row);
    if (cell < 0) return;
    const place = this.#placeOf(cell);
    this.#total[place]! += sign;
    const second = this.#rows.seconds[row]!;
    for (let i = this.#slots.length - 1; i >= 0 && this.#slots[i]!.start > second; i--) {
      const slot = this.#slots[i]!;
      if (slot.sums.length <= place) {
        const longer = new Uint32Array(this.#used + 256);
        longer.set(slot.sums);
        slot.sums = longer;
      }
      slot.sums[place]! += sign;
    }
  }

  #build(first: number, end: number): void {
    for (let row = first; row < end; row++) {
      const cell = this.#cellOf(row);
      if (cell >= 0) this.#total[this.#placeOf(cell)]!++;
    }
  }

  /** The cell of a row that passes, -1 for any other. */
  #cellOf(row: number): number {
    const { kinds, hours, grids } = this.#passing;
    const rows = this.#rows;
    if ((kinds[rows.kinds[row]!]! | hours[rows.hours[row]!]! | grids[rows.grids[row]!]!) !== 0) return -1;
    const { zoom, column, row: firstRow, columns, rows: down } = this.range;
    const across = (rows.x[row]! >>> (32 - zoom)) - column;
    const line = (rows.y[row]! >>> (32 - zoom)) - firstRow;
    return across < 0 || across >= columns || line < 0 || line >= down ? -1 : line * columns + across;
  }

  #placeOf(cell: number): number {
    const known = this.#places[cell]!;
    if (known > 0) return known - 1;
    if (this.#used === this.#total.length) {
      const longer = new Uint32Array(this.#total.length * 2);
      longer.set(this.#total);
      this.#total = longer;
    }
    this.#places[cell] = ++this.#used;
    return this.#used - 1;
  }

  /** Adds `sign` times what was reported before `second`. */
  #addUntil(into: Int32Array, second: number, sign: 1 | -1): void {
    const rows = this.#rows;
    const end = rows.firstAt(second);
    let next = 0;
    while (next < this.#slots.length && this.#slots[next]!.start <= second) next++;
    const [slotBefore, slotAfter] = [this.#slots[next - 1], this.#slots[next]];
    const before = slotBefore ? rows.firstAt(slotBefore.start) : 0;
    const after = slotAfter ? rows.firstAt(slotAfter.start) : rows.count;
    const isAfter = after - end < end - before;
    const sums = isAfter ? (slotAfter?.sums ?? this.#total) : slotBefore?.sums;
    if (sums) {
      const length = Math.min(sums.length, into.length);
      for (let i = 0; i < length; i++) into[i]! += sums[i]! * sign;
    }
    const [first, last, step] = isAfter ? [end, after, -sign] : [before, end, sign];
    for (let row = first; row < last; row++) {
      const cell = this.#cellOf(row);
      if (cell >= 0) into[this.#places[cell]! - 1]! += step;
    }
  }

  #found(sums: Int32Array, wanted: CellRange): CellCounts {
    const { columns, column, row } = this.range;
    const cells = new Uint32Array(Math.min(this.#used, wanted.columns * wanted.rows));
    const counts = new Uint32Array(cells.length);
    let found = 0;
    for (let line = 0; line < wanted.rows; line++) {
      const start = (wanted.row + line - row) * columns + wanted.column - column;
      for (let across = 0; across < wanted.columns; across++) {
        const place = this.#places[start + across]!;
        if (place === 0 || sums[place - 1] === 0) continue;
        cells[found] = line * wanted.columns + across;
        counts[found++] = sums[place - 1]!;
      }
    }
    return { cells: cells.slice(0, found), counts: counts.slice(0, found) };
  }
}

/** Whether all cells of `inner` are cells of `outer`. */
export function holdsCells(outer: CellRange, inner: CellRange): boolean {
  return (
    outer.zoom === inner.zoom &&
    inner.column >= outer.column &&
    inner.row >= outer.row &&
    inner.column + inner.columns <= outer.column + outer.columns &&
    inner.row + inner.rows <= outer.row + outer.rows
  );
}

/** The range widened to whole blocks of cells, so that a map that moves a little finds what it needs. */
export function widenedCells({ zoom, column, row, columns, rows }: CellRange): CellRange {
  const down = (at: number): number => Math.floor(at / BLOCK) * BLOCK;
  const up = (at: number): number => Math.min(2 ** zoom, Math.ceil(at / BLOCK) * BLOCK);
  const [left, top] = [down(column), down(row)];
  return { zoom, column: left, row: top, columns: up(column + columns) - left, rows: up(row + rows) - top };
}
const BLOCK = 256;
