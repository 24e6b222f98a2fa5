/** Spreads points over the cells of a raster with a kernel. Places are in cells from the north-west corner; the middle of the first is 0.5. */
import { kernelPerM2, kernelReach, narrowed, type Smoothing, sigmaOf } from './kernel.ts';

export interface GridPoints {
  columns: Float64Array;
  rows: Float64Array;
  /** 1 each when absent. */
  weights?: Float32Array | undefined;
  count: number;
}

/** What is added to. */
export interface SpreadTarget {
  columns: number;
  rowsDown: number;
  values: Float32Array;
  /** Metres on the ground of a cell, `row` cells from the north edge. */
  cellMetres(row: number): { east: number; north: number };
}

/** Adds `scale` × the kernel per m² of each point at the middle of each cell: exact at those places. */
export function spreadEach(
  points: GridPoints,
  target: SpreadTarget,
  smoothing: Smoothing,
  scale: number,
): void {
  const add = smoothing.kernel === 'quartic' ? addQuartic : addGaussian;
  for (let i = 0; i < points.count; i++) {
    const weight = points.weights ? points.weights[i]! : 1;
    if (weight > 0) add(points.columns[i]! - 0.5, points.rows[i]! - 0.5, weight * scale, target, smoothing);
  }
}

/**
 * The same after the points are split between the four nearest cell middles, within `margin` cells round the raster. That scatters them by a sixth of
 * a cell's square along each axis, by which the kernel is narrower.
 */
export function spreadBinned(
  points: GridPoints,
  margin: number,
  target: SpreadTarget,
  smoothing: Smoothing,
  scale: number,
): void {
  const bins = new Bins(target, margin);
  for (let i = 0; i < points.count; i++)
    bins.add(points.columns[i]!, points.rows[i]!, points.weights ? points.weights[i]! : 1);
  bins.spread(target, smoothing, scale);
}

/** Points added up on the cell middles of a raster and of `margin` cells round it (linear binning). */
export class Bins {
  readonly #margin: number;
  readonly #width: number;
  readonly #height: number;
  readonly #values: Float32Array;

  constructor({ columns, rowsDown }: { columns: number; rowsDown: number }, margin: number) {
    this.#margin = margin;
    this.#width = columns + 2 * margin + 2;
    this.#height = rowsDown + 2 * margin + 2;
    this.#values = new Float32Array(this.#width * this.#height);
  }

  /** At a place in cells, at most `margin` outside the raster. The middle of the first cell of the raster is bin (margin + 1, margin + 1). */
  add(atColumn: number, atRow: number, weight: number): void {
    const column = atColumn + this.#margin + 0.5;
    const row = atRow + this.#margin + 0.5;
    const left = Math.floor(column);
    const top = Math.floor(row);
    const right = column - left;
    const down = row - top;
    const values = this.#values;
    const width = this.#width;
    const at = top * width + left;
    values[at]! += weight * (1 - right) * (1 - down);
    values[at + 1]! += weight * right * (1 - down);
    values[at + width]! += weight * (1 - right) * down;
    values[at + width + 1]! += weight * right * down;
  }

  /** Adds `scale` × the kernel per m² of what was added at the middle of each cell. */
  spread(target: SpreadTarget, smoothing: Smoothing, scale: number): void {
    const { east, north } = target.cellMetres(target.rowsDown / 2);
    const kernel = narrowed(smoothing, (east * north) / 6);
    const [bins, width, margin] = [this.#values, this.#width, this.#margin];
    if (kernel.kernel === 'gaussian') {
      spreadGaussianBins(bins, width, this.#height, margin, target, kernel, scale);
      return;
    }
    for (let at = 0; at < bins.length; at++)
      if (bins[at]! > 0)
        addQuartic(
          (at % width) - margin - 1,
          Math.floor(at / width) - margin - 1,
          bins[at]! * scale,
          target,
          kernel,
        );
  }
}

function addQuartic(
  column: number,
  row: number,
  amount: number,
  { columns, rowsDown, values, cellMetres }: SpreadTarget,
  smoothing: Smoothing,
): void {
  const { radiusMetres } = smoothing;
  const cell = cellMetres(row + 0.5);
  const across = cell.east / radiusMetres;
  const along = cell.north / radiusMetres;
  const peak = amount * kernelPerM2(smoothing, 0);
  const top = Math.max(0, Math.ceil(row - 1 / along));
  const bottom = Math.min(rowsDown - 1, Math.floor(row + 1 / along));
  for (let r = top; r <= bottom; r++) {
    const left2 = 1 - ((r - row) * along) ** 2;
    const half = Math.sqrt(Math.max(0, left2)) / across;
    const from = Math.max(0, Math.ceil(column - half));
    const to = Math.min(columns - 1, Math.floor(column + half));
    const line = r * columns;
    for (let c = from; c <= to; c++) {
      const off = (c - column) * across;
      const rest = left2 - off * off;
      values[line + c]! += peak * rest * rest;
    }
  }
}

/** A Gaussian is the product of one along each axis. */
function addGaussian(
  column: number,
  row: number,
  amount: number,
  target: SpreadTarget,
  smoothing: Smoothing,
): void {
  const cell = target.cellMetres(row + 0.5);
  const across = bell(column, cell.east, target.columns, smoothing);
  const down = bell(row, cell.north, target.rowsDown, smoothing);
  const peak = amount * kernelPerM2(smoothing, 0);
  for (let r = 0; r < down.values.length; r++) {
    const line = (down.from + r) * target.columns + across.from;
    const height = peak * down.values[r]!;
    for (let c = 0; c < across.values.length; c++) target.values[line + c]! += height * across.values[c]!;
  }
}

/** exp(−d²/2σ²) at the cell middles within reach of `at`, of `count` cells of `metres` each. */
function bell(
  at: number,
  metres: number,
  count: number,
  smoothing: Smoothing,
): { from: number; values: Float64Array } {
  const sigma = sigmaOf(smoothing.radiusMetres) / metres;
  const reach = kernelReach(smoothing) / metres;
  const from = Math.max(0, Math.ceil(at - reach));
  const to = Math.min(count - 1, Math.floor(at + reach));
  const length = Math.max(0, to - from + 1);
  return {
    from,
    values: Float64Array.from({ length }, (_, i) => Math.exp(-(((from + i - at) / sigma) ** 2) / 2)),
  };
}

/** Rows first, then columns: two passes of one dimension each. */
function spreadGaussianBins(
  bins: Float32Array,
  width: number,
  height: number,
  margin: number,
  target: SpreadTarget,
  smoothing: Smoothing,
  scale: number,
): void {
  const { columns, rowsDown, values } = target;
  const line = new Float64Array(columns);
  const peak = scale * kernelPerM2(smoothing, 0);
  for (let row = 0; row < height; row++) {
    const at = row - margin - 1;
    const cell = target.cellMetres(at + 0.5);
    const down = bell(at, cell.north, rowsDown, smoothing);
    if (down.values.length === 0) continue;
    if (!smoothLine(bins.subarray(row * width, (row + 1) * width), margin + 1, line, cell.east, smoothing))
      continue;
    for (let r = 0; r < down.values.length; r++) {
      const height = peak * down.values[r]!;
      const start = (down.from + r) * columns;
      for (let c = 0; c < columns; c++) values[start + c]! += height * line[c]!;
    }
  }
}

/** One line of bins smoothed into `into`; false when there is nothing in it. */
function smoothLine(
  bins: Float32Array,
  offset: number,
  into: Float64Array,
  metres: number,
  smoothing: Smoothing,
): boolean {
  into.fill(0);
  let found = false;
  const sigma = sigmaOf(smoothing.radiusMetres) / metres;
  const reach = Math.floor(kernelReach(smoothing) / metres);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-((i / sigma) ** 2) / 2));
  for (let i = 0; i < bins.length; i++) {
    const amount = bins[i]!;
    if (amount === 0) continue;
    found = true;
    const at = i - offset;
    const to = Math.min(into.length - 1, at + reach);
    for (let c = Math.max(0, at - reach); c <= to; c++) into[c]! += amount * kernel[Math.abs(c - at)]!;
  }
  return found;
}
