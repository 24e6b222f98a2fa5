import { EXTENT, MAX_ZOOM } from './mercator.ts';

/** Cells are tiles of zoom 15: a tile of zoom 14 with its buffer touches 16 of them. */
const CELL = EXTENT * 2 ** (MAX_ZOOM - 15);
const CELLS_ACROSS = 2 ** 15;
/** Above every row number, so that cell and row fit one number. */
const ROWS = 2 ** 22;

/** Rows of points by the cell that they lie in. It does not change: make a new one. */
export class PointCells {
  /** Numbers of the cells that hold rows, ascending: row by row from north, from west in each. */
  readonly #cells: Uint32Array;
  /** Where the rows of each cell start in `rows`; one more than cells. */
  readonly #starts: Uint32Array;
  readonly #rows: Uint32Array;

  /** Of `count` rows, at most 4 million, the one of each is at (`x(row)`, `y(row)`) in world units. */
  constructor(count: number, x: (row: number) => number, y: (row: number) => number) {
    const order = new Float64Array(count);
    for (let row = 0; row < count; row += 1)
      order[row] = (cellOf(y(row)) * CELLS_ACROSS + cellOf(x(row))) * ROWS + row;
    order.sort();
    this.#rows = new Uint32Array(count);
    const cells = new Uint32Array(count);
    const starts = new Uint32Array(count + 1);
    let found = 0;
    for (let i = 0; i < count; i += 1) {
      const cell = Math.floor(order[i]! / ROWS);
      this.#rows[i] = order[i]! - cell * ROWS;
      if (found > 0 && cells[found - 1] === cell) continue;
      cells[found] = cell;
      starts[found] = i;
      found += 1;
    }
    starts[found] = count;
    this.#cells = cells.slice(0, found);
    this.#starts = starts.slice(0, found + 1);
  }

  /** The runs of rows in the cells that a box (world units) touches: [from, to) of `rowAt`, in turn. */
  runs(west: number, north: number, east: number, south: number): number[] {
    const runs: number[] = [];
    const [first, last] = [cellOf(west), cellOf(east)];
    for (let row = cellOf(north); row <= cellOf(south); row += 1) {
      const from = this.#starts[this.#firstFrom(row * CELLS_ACROSS + first)]!;
      const to = this.#starts[this.#firstFrom(row * CELLS_ACROSS + last + 1)]!;
      if (to > from) runs.push(from, to);
    }
    return runs;
  }

  rowAt(place: number): number {
    return this.#rows[place]!;
  }

  /** Place of the first cell whose number is at least `cell`. */
  #firstFrom(cell: number): number {
    let low = 0;
    let high = this.#cells.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#cells[middle]! < cell) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function cellOf(value: number): number {
  return Math.min(CELLS_ACROSS - 1, Math.max(0, Math.floor(value / CELL)));
}
