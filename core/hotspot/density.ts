/**
 * Kernel density of points on a raster of square Web Mercator cells, in points per km² per day.
 *
 * The kernels are those of kernel.ts, in metres on the ground. Distances are taken on the Mercator plane with the scale of the WGS 84
 * ellipsoid at the point, east and north apart, which is exact enough within a bandwidth of a few kilometres. Without weights there is no
 * edge correction: beyond the data's own border the density falls off. With those of edge-correction.ts it adds up to the points inside.
 */
import { ECCENTRICITY2, SEMI_MAJOR_METRES } from '../geometry/metres.ts';
import { kernelReach, type Smoothing, smoothingOf } from './kernel.ts';
import { type GridPoints, spreadBinned, spreadEach } from './raster-spread.ts';

/** Metres round the sphere of EPSG:3857 at the equator. */
export const WORLD_METRES = 2 * Math.PI * 6378137;

/** [west, south, east, north] in degrees, EPSG:4326. */
export type DegreeBbox = readonly [west: number, south: number, east: number, north: number];

/** Points in world units 0-1 of EPSG:3857, from the north-west: made once for many rasters by `mercatorPoints`. */
export interface MercatorPoints {
  x: Float64Array;
  y: Float64Array;
}

/** Where the cells lie: `columns` × `rowsDown` squares of side `cell` from the north-west corner (west, north), all in world units 0–1. */
export interface DensityGrid {
  west: number;
  north: number;
  cell: number;
  columns: number;
  rowsDown: number;
}

export interface DensityRaster {
  grid: DensityGrid;
  /** Points per km² per day at the middle of each cell, rows from north to south. */
  values: Float32Array;
  /** Points that lie inside the grid. */
  inside: number;
}

/** The longitude as part of the world's width, 0 at 180° W. */
export function mercatorX(lng: number): number {
  return (lng + 180) / 360;
}

/** The latitude as part of the world's height in EPSG:3857, 0 in the north. */
export function mercatorY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** The latitude in degrees of a `mercatorY`. */
export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh((1 - 2 * y) * Math.PI)) * 180) / Math.PI;
}

/** Points given as degrees times 1e7, EPSG:4326. */
export function mercatorPoints(lng7: ArrayLike<number>, lat7: ArrayLike<number>): MercatorPoints {
  const points = { x: new Float64Array(lng7.length), y: new Float64Array(lng7.length) };
  for (let i = 0; i < lng7.length; i++) {
    points.x[i] = mercatorX(lng7[i]! / 1e7);
    points.y[i] = mercatorY(lat7[i]! / 1e7);
  }
  return points;
}

/** The degrees that a grid covers. */
export function bboxOfGrid({ west, north, cell, columns, rowsDown }: DensityGrid): DegreeBbox {
  return [
    west * 360 - 180,
    latitudeOf(north + rowsDown * cell),
    (west + columns * cell) * 360 - 180,
    latitudeOf(north),
  ];
}

const MAX_CELLS = 1_000_000;
/** Above this many kernel evaluations points are first added up in the cells they fall in. */
const EXACT_EVALUATIONS = 6_000_000;

/**
 * The grid that covers `bbox` with cells of about `cellMetres` on the ground at its middle. Cells lie on multiples of their own
 * size, so that panning does not make the raster shimmer; they grow if there would be more than a million.
 */
export function densityGrid(bbox: DegreeBbox, cellMetres: number): DensityGrid {
  const [west, south, east, north] = bbox;
  const middle = metresPerWorld((south + north) / 2);
  const x0 = mercatorX(west);
  const y0 = mercatorY(north);
  const width = Math.max(mercatorX(east) - x0, 1e-9);
  const height = Math.max(mercatorY(south) - y0, 1e-9);
  let cell = cellMetres / Math.sqrt(middle.east * middle.north);
  cell = Math.max(cell, Math.sqrt((width * height) / MAX_CELLS));
  const column = Math.floor(x0 / cell);
  const row = Math.floor(y0 / cell);
  return {
    west: column * cell,
    north: row * cell,
    cell,
    columns: Math.max(1, Math.ceil((x0 + width) / cell) - column),
    rowsDown: Math.max(1, Math.ceil((y0 + height) / cell) - row),
  };
}

/** Metres on the ground in a unit of the world's width and of its height in EPSG:3857 at a latitude, on the WGS 84 ellipsoid. */
export function metresPerWorld(lat: number): { east: number; north: number } {
  const radians = (lat * Math.PI) / 180;
  const w2 = 1 - ECCENTRICITY2 * Math.sin(radians) ** 2;
  const round = 2 * Math.PI * Math.cos(radians) * SEMI_MAJOR_METRES;
  return { east: round / Math.sqrt(w2), north: (round * (1 - ECCENTRICITY2)) / w2 ** 1.5 };
}

/**
 * The density of `points` over `days` at the middle of each cell of `grid`, spread as `smoothing` says (a number: quartic of that radius
 * in metres). `rowsUsed` picks some of the points, in any order; `weights` by point count instead of 1. A few points are evaluated where
 * they are; many are split between the four nearest cell middles first (linear binning), which keeps their sum and centre, and their spread too:
 * the kernel is narrower by what cells scatter.
 */
export function densityRaster(
  points: MercatorPoints,
  grid: DensityGrid,
  smoothing: number | Smoothing,
  days: number,
  rowsUsed?: ArrayLike<number>,
  weights?: ArrayLike<number>,
): DensityRaster {
  const kernel = smoothingOf(smoothing);
  const { columns, rowsDown } = grid;
  const reach = kernelReach(kernel);
  const middle = cellMetres(grid, rowsDown / 2);
  const margin = Math.ceil((reach / Math.min(middle.east, middle.north)) * 1.1) + 1;
  const near = nearbyPoints(points, rowsUsed, weights, grid, margin);
  const values = new Float32Array(columns * rowsDown);
  const target = { columns, rowsDown, values, cellMetres: (row: number) => cellMetres(grid, row) };
  const perPoint = (Math.PI * reach * reach) / (middle.east * middle.north) + 1;
  const isExact = near.count * perPoint <= EXACT_EVALUATIONS || reach < middle.east;
  if (isExact) spreadEach(near, target, kernel, 1e6 / days);
  else spreadBinned(near, margin, target, kernel, 1e6 / days);
  return { grid, values, inside: near.inside };
}

/** Metres on the ground that a cell measures, `row` cells from the north edge of the grid. */
export function cellMetres({ north, cell }: DensityGrid, row: number): { east: number; north: number } {
  const scale = metresPerWorld(latitudeOf(north + row * cell));
  return { east: scale.east * cell, north: scale.north * cell };
}

function nearbyPoints(
  { x, y }: MercatorPoints,
  rowsUsed: ArrayLike<number> | undefined,
  weights: ArrayLike<number> | undefined,
  grid: DensityGrid,
  margin: number,
): GridPoints & { inside: number } {
  const total = rowsUsed ? rowsUsed.length : x.length;
  const near = {
    columns: new Float64Array(total),
    rows: new Float64Array(total),
    weights: weights && new Float32Array(total),
    count: 0,
    inside: 0,
  };
  for (let i = 0; i < total; i++) {
    const at = rowsUsed ? rowsUsed[i]! : i;
    const column = (x[at]! - grid.west) / grid.cell;
    const row = (y[at]! - grid.north) / grid.cell;
    if (column < -margin || column > grid.columns + margin || row < -margin || row > grid.rowsDown + margin)
      continue;
    if (near.weights && weights) near.weights[near.count] = weights[at]!;
    near.columns[near.count] = column;
    near.rows[near.count++] = row;
    if (column >= 0 && column < grid.columns && row >= 0 && row < grid.rowsDown) near.inside++;
  }
  return near;
}
