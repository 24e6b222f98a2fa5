import { cellMetres, type DensityGrid, type MercatorPoints } from '../hotspot/density.ts';
import { kernelPerM2, kernelReach, narrowed, type Smoothing, smoothingOf } from '../hotspot/kernel.ts';

/**
 * Parts that a point's weight is split into along each axis: 16, or 1 for the nearest cell alone. Whole numbers, so that what was added can be
 * taken away exactly.
 */
export type Parts = 1 | 16;
/** A point's own weight is taken to so many parts of 1, up to 63. */
const WEIGHT_PARTS = 1024;
/** Parts of a cell that the reach of a kernel is taken to. */
const REACH_PARTS = 1000;
/** What rounding may add up to is swept away after so many changes. */
const FRESH_AFTER = 500;

/** A kernel laid on cells: for each row of cells what lies left and right of the middle. */
interface Stamp {
  reach: number;
  /** Values of the rows -reach … reach, each of 2 · half + 1 cells. */
  lines: { half: number; values: Float64Array }[];
}

/**
 * The kernel density (see hotspot/density.ts) of a range of rows that moves. Points are split between the four nearest cell middles once
 * (linear binning in sixteenths), or put into the nearest; when the range moves, the weights of the rows that enter or leave change, and only the
 * kernels of cells whose weight changed are laid anew. The kernel is narrower by what cells scatter. Put into the
 * nearest cell a point is drawn up to half a cell beside its place, which does not show where cells are a few pixels wide, at a quarter of the work.
 */
export class BrushedDensity {
  readonly grid: DensityGrid;
  readonly #smoothing: Smoothing;
  readonly #parts: Parts;
  readonly #margin: number;
  /** What lies so many cells outside the grid still shows in it. */
  readonly reach: number;
  readonly #width: number;
  /** The cell of each row of the table, -1 if it is too far away; and how far it lies towards the next ones. */
  readonly #cells: Int32Array;
  readonly #shares: Uint16Array;
  /** Of each row, in parts; none: 1 each. */
  readonly #own: Uint16Array | undefined;
  /** Whole numbers. */
  readonly #weights: Float64Array;
  /** The weights that `#values` shows. */
  readonly #laid: Float64Array;
  readonly #values: Float64Array;
  readonly #stamps = new Map<number, Stamp>();
  #first = 0;
  #end = 0;
  #changes = 0;

  /** For the first `count` of `points`, which count `weights` (by row) instead of 1 each. */
  constructor(
    points: MercatorPoints,
    count: number,
    grid: DensityGrid,
    smoothing: number | Smoothing,
    parts: Parts = 16,
    weights?: ArrayLike<number>,
  ) {
    this.grid = grid;
    this.#parts = parts;
    const cell = cellMetres(grid, grid.rowsDown / 2);
    this.#smoothing = narrowed(smoothingOf(smoothing), (cell.east * cell.north) / (parts === 1 ? 12 : 6));
    this.#own = weights && inParts(weights, count);
    const north = this.#reachAt(0);
    const south = this.#reachAt(grid.rowsDown);
    const reach = Math.ceil(Math.max(north, south) * 1.02) + 1;
    this.reach = reach;
    this.#margin = 2 * reach;
    this.#width = grid.columns + 2 * this.#margin;
    const height = grid.rowsDown + 2 * this.#margin;
    this.#cells = new Int32Array(count);
    this.#shares = new Uint16Array(count);
    this.#bin(points, count, reach);
    this.#weights = new Float64Array(this.#width * height);
    this.#laid = new Float64Array(this.#width * height);
    this.#values = new Float64Array(this.#width * height);
  }

  /** Takes the rows [first, end) of which `fails` is 0, anew if `isOther`: if other rows pass than the last time. */
  show(first: number, end: number, fails: Uint8Array, isOther: boolean): void {
    const kept = Math.min(end, this.#end) - Math.max(first, this.#first);
    const changed = this.#end - this.#first + (end - first) - 2 * Math.max(0, kept);
    if (isOther || kept <= 0 || changed > end - first) {
      this.#weights.fill(0);
      this.#add(first, end, fails, 1);
    } else {
      this.#add(this.#first, first, fails, -1);
      this.#add(first, this.#first, fails, 1);
      this.#add(this.#end, end, fails, 1);
      this.#add(end, this.#end, fails, -1);
    }
    this.#first = first;
    this.#end = end;
  }

  /**
   * Takes, instead of rows, how many points lie in which cells (each counts at its middle): place `cells[i]` of a range of `columns` a row whose
   * first cell is `left` cells east and `top` south of the grid's; all within `reach` of it. `weights`: by place in the range, instead of 1.
   */
  showCells(
    { cells, counts }: { cells: ArrayLike<number>; counts: ArrayLike<number> },
    { left, top, columns }: { left: number; top: number; columns: number },
    weights?: ArrayLike<number>,
  ): void {
    this.#weights.fill(0);
    const unit = this.#parts ** 2 * WEIGHT_PARTS;
    for (let i = 0; i < cells.length; i++) {
      const place = cells[i]!;
      const row = Math.floor(place / columns);
      const at = (top + row + this.#margin) * this.#width + left + place - row * columns + this.#margin;
      this.#weights[at] = counts[i]! * (weights ? Math.round(weights[place]! * unit) : unit);
    }
  }

  /** Points per km² per day at the middle of each cell of the grid, rows from north to south. */
  values(days: number): Float32Array {
    this.#lay();
    const { columns, rowsDown } = this.grid;
    const scale = 1e6 / days / (this.#parts ** 2 * WEIGHT_PARTS);
    const out = new Float32Array(columns * rowsDown);
    for (let row = 0, to = 0; row < rowsDown; row++) {
      let from = (row + this.#margin) * this.#width + this.#margin;
      for (let column = 0; column < columns; column++) out[to++] = this.#values[from++]! * scale;
    }
    return out;
  }

  #bin({ x, y }: MercatorPoints, count: number, reach: number): void {
    const { west, north, cell, columns, rowsDown } = this.grid;
    const margin = this.#margin;
    const width = this.#width;
    // From `reach` cells outside on: what lies there still reaches in, and its own kernel stays inside the arrays.
    const [left, right] = [margin - reach, margin + columns + reach - 1];
    const [top, bottom] = [margin - reach, margin + rowsDown + reach - 1];
    const scale = 1 / cell;
    for (let row = 0; row < count; row++) {
      const across = (x[row]! - west) * scale + margin - 0.5;
      const down = (y[row]! - north) * scale + margin - 0.5;
      if (!(across >= left && across < right && down >= top && down < bottom)) {
        this.#cells[row] = -1;
        continue;
      }
      const column = Math.floor(across);
      const line = Math.floor(down);
      const acrossPart = Math.round((across - column) * this.#parts);
      const downPart = Math.round((down - line) * this.#parts);
      this.#cells[row] = line * width + column;
      this.#shares[row] = (acrossPart << 8) | downPart;
    }
  }

  #add(first: number, end: number, fails: Uint8Array, sign: number): void {
    const cells = this.#cells;
    const shares = this.#shares;
    const parts = this.#parts;
    const weights = this.#weights;
    const own = this.#own;
    const width = this.#width;
    for (let row = first; row < end; row++) {
      const at = cells[row]!;
      if (at < 0 || fails[row] !== 0) continue;
      const right = shares[row]! >> 8;
      const weight = (own ? own[row]! : WEIGHT_PARTS) * sign;
      const below = (shares[row]! & 255) * weight;
      const above = parts * weight - below;
      weights[at]! += (parts - right) * above;
      weights[at + 1]! += right * above;
      weights[at + width]! += (parts - right) * below;
      weights[at + width + 1]! += right * below;
    }
  }

  /** Brings the values up to the weights: by the difference, or anew where that is less work. */
  #lay(): void {
    const weights = this.#weights;
    const laid = this.#laid;
    let [used, changed] = [0, 0];
    for (let at = 0; at < weights.length; at++) {
      if (weights[at] !== 0) used++;
      if (weights[at] !== laid[at]) changed++;
    }
    if (changed === 0) return;
    if (changed >= used || ++this.#changes > FRESH_AFTER) {
      this.#changes = 0;
      laid.fill(0);
      this.#values.fill(0);
    }
    for (let at = 0; at < weights.length; at++) {
      const difference = weights[at]! - laid[at]!;
      if (difference === 0) continue;
      this.#stamp(at, difference);
      laid[at] = weights[at]!;
    }
  }

  #stamp(at: number, weight: number): void {
    const values = this.#values;
    const width = this.#width;
    const { reach, lines } = this.#stampOf(Math.floor(at / width) - this.#margin);
    let middle = at - reach * width;
    for (const { half, values: line } of lines) {
      const start = middle - half;
      for (let i = 0; i < line.length; i++) values[start + i]! += line[i]! * weight;
      middle += width;
    }
  }

  /** The kernel for points in a row of the grid; the same one where its size differs by less than a two-thousandth of a cell. */
  #stampOf(row: number): Stamp {
    const reach = kernelReach(this.#smoothing);
    const key = Math.round((reach / cellMetres(this.grid, row + 0.5).east) * REACH_PARTS);
    let stamp = this.#stamps.get(key);
    if (!stamp) {
      const east = (reach / key) * REACH_PARTS;
      const middle = cellMetres(this.grid, this.grid.rowsDown / 2);
      stamp = makeStamp(this.#smoothing, east, (east * middle.north) / middle.east);
      this.#stamps.set(key, stamp);
    }
    return stamp;
  }

  /** How far a kernel reaches in cells, so many rows below the northern edge: it grows towards the poles as Mercator does. */
  #reachAt(row: number): number {
    const { east, north } = cellMetres(this.grid, row);
    return kernelReach(this.#smoothing) / Math.min(east, north);
  }
}

function inParts(weights: ArrayLike<number>, count: number): Uint16Array {
  const parts = new Uint16Array(count);
  for (let row = 0; row < count; row++)
    parts[row] = Math.min(65_535, Math.round(weights[row]! * WEIGHT_PARTS));
  return parts;
}

/** The kernel on cells of so many metres. One narrower than a cell is laid on its middle alone, with the mass that it has. */
function makeStamp(smoothing: Smoothing, east: number, north: number): Stamp {
  const reach = kernelReach(smoothing);
  if (reach < Math.max(east, north))
    return { reach: 0, lines: [{ half: 0, values: Float64Array.of(1 / (east * north)) }] };
  const rows = Math.ceil(reach / north) - 1;
  const lines = Array.from({ length: 2 * rows + 1 }, (_, i) => {
    const down = (i - rows) * north;
    const half = Math.floor(Math.sqrt(reach * reach - down * down) / east);
    const values = Float64Array.from({ length: 2 * half + 1 }, (_, j) =>
      kernelPerM2(smoothing, down * down + ((j - half) * east) ** 2),
    );
    return { half, values };
  });
  return { reach: rows, lines };
}
