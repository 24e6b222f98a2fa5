/**
 * Kernel density of points on a raster of square Web Mercator cells, in points per km² per day.
 *
 * The kernel is quartic (biweight) in metres on the ground: k(d) = 3 / (π h²) · (1 − d²/h²)² for d < h, so that its integral
 * is 1 (Silverman 1986, eq. 4.5). Distances are taken on the Mercator plane and divided by the scale factor 1 / cos(lat) of
 * the point, which is exact enough within a bandwidth of a few kilometres. No edge correction: beyond the data's own border
 * the density falls off, as it does in truth when nothing is recorded there.
 */

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

/**
 * The grid that covers `bbox` with cells of about `cellMetres` on the ground at its middle. Cells lie on multiples of their own
 * size, so that panning does not make the raster shimmer; they grow if there would be more than a million.
 */
export function densityGrid(bbox: DegreeBbox, cellMetres: number): DensityGrid {
  const [west, south, east, north] = bbox;
  const scale = groundScale((south + north) / 2);
  const x0 = mercatorX(west);
  const y0 = mercatorY(north);
  const width = Math.max(mercatorX(east) - x0, 1e-9);
  const height = Math.max(mercatorY(south) - y0, 1e-9);
  let cell = cellMetres / (WORLD_METRES * scale);
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

/** Metres on the ground for each metre of EPSG:3857 at a latitude. */
function groundScale(lat: number): number {
  return Math.cos((lat * Math.PI) / 180);
}

/** Above this many kernel evaluations points are first added up in the cells they fall in. */
const EXACT_EVALUATIONS = 6_000_000;

/**
 * The density of `points` over `days` with a bandwidth of `bandwidthMetres`, at the middle of each cell of `grid`.
 * `rowsUsed` picks some of the points, in any order. A few points are evaluated where they are; many are split between the four nearest cell middles first (linear binning), which
 * keeps their sum and centre and differs from the exact value by about (cell / bandwidth)² of it.
 */
export function densityRaster(
  points: MercatorPoints,
  grid: DensityGrid,
  bandwidthMetres: number,
  days: number,
  rowsUsed?: ArrayLike<number>,
): DensityRaster {
  const values = new Float32Array(grid.columns * grid.rowsDown);
  const latitude = latitudeOf(grid.north + (grid.rowsDown / 2) * grid.cell);
  const reach = bandwidthMetres / (groundScale(latitude) * WORLD_METRES) / grid.cell;
  const near = nearbyPoints(points, rowsUsed, grid, Math.ceil(reach * 1.1) + 1);
  const perPoint = Math.PI * reach * reach + 1;
  if (near.count * perPoint <= EXACT_EVALUATIONS || reach < 1)
    scatter(near.columns, near.rows, undefined, near.count, grid, bandwidthMetres, days, values);
  else scatterBinned(near, grid, bandwidthMetres, days, values);
  return { grid, values, inside: near.inside };
}

interface NearbyPoints {
  /** In cells from the grid's north-west corner; the middle of the first cell is 0.5. */
  columns: Float64Array;
  rows: Float64Array;
  count: number;
  inside: number;
  margin: number;
}

function nearbyPoints(
  { x, y }: MercatorPoints,
  rowsUsed: ArrayLike<number> | undefined,
  grid: DensityGrid,
  margin: number,
): NearbyPoints {
  const total = rowsUsed ? rowsUsed.length : x.length;
  const near = {
    columns: new Float64Array(total),
    rows: new Float64Array(total),
    count: 0,
    inside: 0,
    margin,
  };
  for (let i = 0; i < total; i++) {
    const at = rowsUsed ? rowsUsed[i]! : i;
    const column = (x[at]! - grid.west) / grid.cell;
    const row = (y[at]! - grid.north) / grid.cell;
    if (column < -margin || column > grid.columns + margin || row < -margin || row > grid.rowsDown + margin)
      continue;
    near.columns[near.count] = column;
    near.rows[near.count++] = row;
    if (column >= 0 && column < grid.columns && row >= 0 && row < grid.rowsDown) near.inside++;
  }
  return near;
}

function scatterBinned(
  near: NearbyPoints,
  grid: DensityGrid,
  bandwidthMetres: number,
  days: number,
  values: Float32Array,
): void {
  const { margin } = near;
  const width = grid.columns + 2 * margin + 2;
  const height = grid.rowsDown + 2 * margin + 2;
  const weights = new Float32Array(width * height);
  for (let i = 0; i < near.count; i++) {
    const column = near.columns[i]! + margin + 0.5;
    const row = near.rows[i]! + margin + 0.5;
    const left = Math.floor(column);
    const top = Math.floor(row);
    const right = column - left;
    const down = row - top;
    const at = top * width + left;
    weights[at]! += (1 - right) * (1 - down);
    weights[at + 1]! += right * (1 - down);
    weights[at + width]! += (1 - right) * down;
    weights[at + width + 1]! += right * down;
  }
  let count = 0;
  for (const weight of weights) if (weight > 0) count++;
  const columns = new Float64Array(count);
  const rows = new Float64Array(count);
  const used = new Float32Array(count);
  let next = 0;
  for (let at = 0; at < weights.length; at++) {
    if (weights[at]! === 0) continue;
    columns[next] = (at % width) - margin - 0.5;
    rows[next] = Math.floor(at / width) - margin - 0.5;
    used[next++] = weights[at]!;
  }
  scatter(columns, rows, used, count, grid, bandwidthMetres, days, values);
}

function scatter(
  columns: Float64Array,
  rows: Float64Array,
  weights: Float32Array | undefined,
  count: number,
  grid: DensityGrid,
  bandwidthMetres: number,
  days: number,
  values: Float32Array,
): void {
  // 3 / (π h²) per square metre, times 1e6 for km².
  const peak = 3e6 / (Math.PI * bandwidthMetres * bandwidthMetres) / days;
  const reachOfRow = reachByRow(grid, bandwidthMetres);
  for (let i = 0; i < count; i++) {
    const column = columns[i]! - 0.5;
    const row = rows[i]! - 0.5;
    const reach = reachOfRow(row);
    const amount = peak * (weights ? weights[i]! : 1);
    const inverse = 1 / (reach * reach);
    const top = Math.max(0, Math.ceil(row - reach));
    const bottom = Math.min(grid.rowsDown - 1, Math.floor(row + reach));
    for (let r = top; r <= bottom; r++) {
      const down = (r - row) * (r - row) * inverse;
      const half = Math.sqrt(Math.max(0, 1 - down)) * reach;
      const left = Math.max(0, Math.ceil(column - half));
      const right = Math.min(grid.columns - 1, Math.floor(column + half));
      const line = r * grid.columns;
      for (let c = left; c <= right; c++) {
        const rest = 1 - down - (c - column) * (c - column) * inverse;
        values[line + c]! += amount * rest * rest;
      }
    }
  }
}

/** Bandwidth in cells for a point at a row: grows towards the poles as Mercator does. */
function reachByRow(grid: DensityGrid, bandwidthMetres: number): (row: number) => number {
  return (row) => {
    const lat = latitudeOf(grid.north + (row + 0.5) * grid.cell);
    return bandwidthMetres / (groundScale(lat) * WORLD_METRES * grid.cell);
  };
}
