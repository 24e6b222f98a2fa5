/** Points added up in square cells, row by row: what a Gaussian much wider than a cell needs to know of them. */
import type { PlanePoints } from '../geometry/city-plane.ts';
import type { LonePoints } from './lone-points.ts';

export interface CellSums {
  west: number;
  south: number;
  cellMetres: number;
  /** Occupied cells of row r, from the south, are `starts[r]` to `starts[r + 1] − 1`, from west to east. */
  starts: Int32Array;
  column: Int32Array;
  count: Float64Array;
  /** Sums of x, of y and of x² + y², from the south-west. */
  sumX: Float64Array;
  sumY: Float64Array;
  sumSquares: Float64Array;
}

/** Points from west to east, to make cells of any size from. */
export interface OrderedPoints {
  /** The least x and y of all. */
  west: number;
  south: number;
  heightMetres: number;
  /** Metres east and north of these. */
  east: Float64Array;
  up: Float64Array;
}

const CENTIMETRES = 100;
const ROOM = 2 ** 24;

/** Orders points. At most 16 million of them, within 5,000 km. */
export function orderedPoints({ x, y }: PlanePoints): OrderedPoints {
  let [west, south, north] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < x.length; i++) {
    west = Math.min(west, x[i]!);
    south = Math.min(south, y[i]!);
    north = Math.max(north, y[i]!);
  }
  // A number for the place and one for the point in the same double: sorting numbers is ten times as fast as comparing by a function.
  const keys = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) keys[i] = Math.floor((x[i]! - west) * CENTIMETRES) * ROOM + i;
  keys.sort();
  const east = new Float64Array(x.length);
  const up = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const point = keys[i]! % ROOM;
    east[i] = x[point]! - west;
    up[i] = y[point]! - south;
  }
  return { west, south, heightMetres: north - south, east, up };
}

/** The sums over cells of `cellMetres`. */
export function cellSums(
  { west, south, heightMetres, east, up }: OrderedPoints,
  cellMetres: number,
): CellSums {
  const rowCount = Math.floor(heightMetres / cellMetres) + 1;
  const ends = new Int32Array(rowCount + 1);
  for (let i = 0; i < up.length; i++) ends[Math.floor(up[i]! / cellMetres) + 1]!++;
  for (let row = 0; row < rowCount; row++) ends[row + 1]! += ends[row]!;
  const next = ends.slice();
  const rowEast = new Float64Array(up.length);
  const rowUp = new Float64Array(up.length);
  for (let i = 0; i < up.length; i++) {
    const at = next[Math.floor(up[i]! / cellMetres)]!++;
    rowEast[at] = east[i]!;
    rowUp[at] = up[i]!;
  }
  const cells = emptySums(up.length, rowCount, { west, south, cellMetres });
  let cell = -1;
  for (let row = 0; row < rowCount; row++) {
    cells.starts[row] = cell + 1;
    for (let i = ends[row]!; i < ends[row + 1]!; i++) {
      const [pointEast, pointUp] = [rowEast[i]!, rowUp[i]!];
      const column = Math.floor(pointEast / cellMetres);
      if (cell < cells.starts[row]! || cells.column[cell] !== column) cells.column[++cell] = column;
      cells.count[cell]!++;
      cells.sumX[cell]! += pointEast;
      cells.sumY[cell]! += pointUp;
      cells.sumSquares[cell]! += pointEast * pointEast + pointUp * pointUp;
    }
  }
  cells.starts[rowCount] = cell + 1;
  return cells;
}

function emptySums(
  cells: number,
  rows: number,
  frame: Pick<CellSums, 'west' | 'south' | 'cellMetres'>,
): CellSums {
  return {
    ...frame,
    starts: new Int32Array(rows + 1),
    column: new Int32Array(cells),
    count: new Float64Array(cells),
    sumX: new Float64Array(cells),
    sumY: new Float64Array(cells),
    sumSquares: new Float64Array(cells),
  };
}

/** The sums over cells twice as wide: of each two rows the cells come in order of their columns. */
export function coarser(fine: CellSums): CellSums {
  const { west, south, cellMetres, starts, column } = fine;
  const fineRows = starts.length - 1;
  const rows = Math.ceil(fineRows / 2);
  const cells = emptySums(starts[fineRows] ?? 0, rows, { west, south, cellMetres: cellMetres * 2 });
  let cell = -1;
  for (let row = 0; row < rows; row++) {
    cells.starts[row] = cell + 1;
    const [middle, end] = [starts[2 * row + 1]!, starts[Math.min(fineRows, 2 * row + 2)]!];
    for (let a = starts[2 * row]!, b = middle; a < middle || b < end; ) {
      const from = b >= end || (a < middle && column[a]! <= column[b]!) ? a++ : b++;
      const wide = column[from]! >> 1;
      if (cell < cells.starts[row]! || cells.column[cell] !== wide) cells.column[++cell] = wide;
      cells.count[cell]! += fine.count[from]!;
      cells.sumX[cell]! += fine.sumX[from]!;
      cells.sumY[cell]! += fine.sumY[from]!;
      cells.sumSquares[cell]! += fine.sumSquares[from]!;
    }
  }
  cells.starts[rows] = cell + 1;
  return cells;
}

/** How many points are in the cell of a place, which is one of the points'. */
export function countAt(
  { west, south, cellMetres, starts, column, count }: CellSums,
  x: number,
  y: number,
): number {
  const row = Math.floor((y - south) / cellMetres);
  return count[firstFrom(column, starts[row]!, starts[row + 1]!, Math.floor((x - west) / cellMetres))]!;
}

const REACH_SIGMAS = 5;

/**
 * log Σ exp(−d² / 2σ²) / σ² over all points but `point`, at its place; each cell counts at its centre of mass, with its own spread added
 * to σ². Where nothing is within 5 σ, what is nearest decides.
 */
export function logDensityAt(
  cells: CellSums,
  { x, y }: PlanePoints,
  point: number,
  sigma: number,
  lone: LonePoints,
): number {
  const { cellMetres, starts, column } = cells;
  const [atX, atY] = [x[point]! - cells.west, y[point]! - cells.south];
  const variance = sigma * sigma;
  const [ownColumn, ownRow] = [Math.floor(atX / cellMetres), Math.floor(atY / cellMetres)];
  const reach = (REACH_SIGMAS * sigma) / cellMetres;
  const rows = Math.ceil(reach);
  let sum = 0;
  for (let row = Math.max(0, ownRow - rows); row <= Math.min(starts.length - 2, ownRow + rows); row++) {
    const half = Math.ceil(Math.sqrt(Math.max(0, (reach + 1) ** 2 - (row - ownRow) ** 2)));
    const end = starts[row + 1]!;
    for (let cell = firstFrom(column, starts[row]!, end, ownColumn - half); cell < end; cell++) {
      if (column[cell]! > ownColumn + half) break;
      const isOwn = row === ownRow && column[cell] === ownColumn ? 1 : 0;
      const count = cells.count[cell]! - isOwn;
      if (count === 0) continue;
      const meanX = (cells.sumX[cell]! - isOwn * atX) / count;
      const meanY = (cells.sumY[cell]! - isOwn * atY) / count;
      const squares = (cells.sumSquares[cell]! - isOwn * (atX * atX + atY * atY)) / count;
      const wide = variance + Math.max(0, (squares - meanX * meanX - meanY * meanY) / 2);
      const squared = (meanX - atX) ** 2 + (meanY - atY) ** 2;
      sum += (count * Math.exp(-squared / (2 * wide))) / wide;
    }
  }
  if (sum > 0) return Math.log(sum);
  const nearest = lone.nearest(point);
  const least = nearest[0] ?? 0;
  let tail = 0;
  for (const squared of nearest) tail += Math.exp((least - squared) / (2 * variance));
  return Math.log(tail) - least / (2 * variance) - Math.log(variance);
}

function firstFrom(column: Int32Array, from: number, to: number, wanted: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
