import { cellMetres, type DensityGrid, type MercatorPoints } from './density.ts';
import { kernelReach, type Smoothing } from './kernel.ts';
import { Bins } from './raster-spread.ts';

/** A few milliseconds' work. */
const ROWS_A_STEP = 200_000;

/** Which rows count in which raster. */
export interface RowsOfRasters {
  /** The rows [first, end) of the points. */
  first: number;
  end: number;
  /** The raster that row `first + i` counts in; below 0: in none. */
  rasterOf: Int16Array;
}

/**
 * Kernel densities (see density.ts) of several disjoint sets of points on one grid, in points per km² per day, set k over `days[k]` days; `weights` by
 * row count instead of 1. The rows are gone through once, however many sets there are. Yields after each step of the work: null as long as rows are
 * gone through, then the raster of each set in its turn.
 */
export function* splitDensity(
  points: MercatorPoints,
  { first, end, rasterOf }: RowsOfRasters,
  grid: DensityGrid,
  smoothing: Smoothing,
  days: readonly number[],
  weights?: ArrayLike<number>,
): Generator<Float32Array | null> {
  const { columns, rowsDown } = grid;
  const middle = cellMetres(grid, rowsDown / 2);
  const margin = Math.ceil((kernelReach(smoothing) / Math.min(middle.east, middle.north)) * 1.1) + 1;
  const bins = days.map(() => new Bins(grid, margin));
  const { x, y } = points;
  for (let row = first; row < end; row++) {
    if ((row - first) % ROWS_A_STEP === 0) yield null;
    const of = rasterOf[row - first]!;
    if (of < 0) continue;
    const column = (x[row]! - grid.west) / grid.cell;
    const down = (y[row]! - grid.north) / grid.cell;
    if (column < -margin || column > columns + margin || down < -margin || down > rowsDown + margin) continue;
    bins[of]!.add(column, down, weights ? weights[row]! : 1);
  }
  for (const [i, each] of bins.entries()) {
    const values = new Float32Array(columns * rowsDown);
    const target = { columns, rowsDown, values, cellMetres: (row: number) => cellMetres(grid, row) };
    each.spread(target, smoothing, 1e6 / days[i]!);
    yield values;
  }
}
