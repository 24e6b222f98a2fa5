import type { FlatRing } from '../geometry/ring.ts';
import { type DensityGrid, mercatorX, mercatorY } from './density.ts';

/**
 * How much of each cell of a grid lies inside polygons, 0 to 1, exact on the Mercator plane. `polygons` are flat [lng7, lat7, ...] closed
 * rings that do not overlap, shells and holes turning opposite ways. Each edge adds the signed area to its right in the rows it passes.
 */
export function coverage(grid: DensityGrid, polygons: readonly (readonly FlatRing[])[]): Float32Array {
  const { columns, rowsDown } = grid;
  const stride = columns + 2;
  const sums = new Float64Array(stride * rowsDown);
  for (const polygon of polygons)
    for (const ring of polygon) {
      const xs = Array.from(
        { length: ring.length / 2 },
        (_, i) => (mercatorX(ring[i * 2]! / 1e7) - grid.west) / grid.cell,
      );
      const ys = xs.map((_, i) => (mercatorY(ring[i * 2 + 1]! / 1e7) - grid.north) / grid.cell);
      for (let i = 0; i + 1 < xs.length; i++)
        addEdge(sums, columns, rowsDown, xs[i]!, ys[i]!, xs[i + 1]!, ys[i + 1]!);
    }
  const covered = new Float32Array(columns * rowsDown);
  for (let row = 0; row < rowsDown; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      sum += sums[row * stride + column]!;
      covered[row * columns + column] = Math.min(1, Math.abs(sum));
    }
  }
  return covered;
}

function addEdge(
  sums: Float64Array,
  columns: number,
  rowsDown: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): void {
  if (ay === by) return;
  const sign = ay < by ? 1 : -1;
  const [topX, topY, bottomX, bottomY] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay];
  const slope = (bottomX - topX) / (bottomY - topY);
  const last = Math.min(rowsDown - 1, Math.ceil(bottomY) - 1);
  for (let row = Math.max(0, Math.floor(topY)); row <= last; row++) {
    const from = Math.max(row, topY);
    const to = Math.min(row + 1, bottomY);
    const x0 = within(topX + slope * (from - topY), columns);
    const x1 = within(topX + slope * (to - topY), columns);
    addSpan(sums, row * (columns + 2), Math.min(x0, x1), Math.max(x0, x1), sign * (to - from));
  }
}

function within(x: number, columns: number): number {
  return Math.min(columns, Math.max(0, x));
}

/** `height` of one row to the right of a slant from `x0` to `x1`, as differences from column to column. */
function addSpan(sums: Float64Array, line: number, x0: number, x1: number, height: number): void {
  const first = Math.floor(x0);
  const last = Math.floor(x1);
  let before = 0;
  for (let column = first; column <= last; column++) {
    // The part of this column to the right of the slant, and all of the columns after it so far.
    const from = Math.max(x0, column);
    const to = Math.min(x1, column + 1);
    const share = x1 > x0 ? (to - from) / (x1 - x0) : 1;
    const passed = x1 > x0 ? (from - x0) / (x1 - x0) : 0;
    const covered = passed + share * (column + 1 - (from + to) / 2);
    sums[line + column]! += height * (covered - before);
    before = covered;
  }
  sums[line + last + 1]! += height * (1 - before);
}
