/** Pairs of points that are near one another. */
import { byCell } from '../geometry/by-cell.ts';

/** Pairs by their first point: point `i` has the pairs `starts[i]` to `starts[i + 1] - 1`, each with a later point. */
export interface ClosePairs {
  starts: Uint32Array;
  other: Uint32Array;
  /** Number of the distance band. */
  band: Uint8Array;
  ofBand: Float64Array;
}

/** Pairs that are kept at most. */
export const MOST_PAIRS = 20_000_000;

/** Pairs that are looked at most, near or just not: beyond that the answer would take minutes. */
const MOST_LOOKS = 4e9;

/** There are more pairs than can be kept or looked at; `pairs` says about how many. */
export class TooManyPairs extends Error {
  override name = 'TooManyPairs';
  readonly pairs: number;

  constructor(pairs: number) {
    super(`${pairs} pairs lie within the largest distance`);
    this.pairs = pairs;
  }
}

/** All pairs in the half-open bands between the rising `ends` (metres), of points in metres. Throws TooManyPairs, before it keeps any. */
export function closePairs(
  x: Float64Array,
  y: Float64Array,
  ends: readonly number[],
  most = MOST_PAIRS,
): ClosePairs {
  const squares = ends.map((end) => end * end);
  const squareGrid = pointsBySquare(x, y, ends.at(-1) ?? 0);
  refuseTooMany(squareGrid);
  const starts = new Uint32Array(x.length + 1);
  const counts = new Float64Array(x.length);
  const ofBand = new Float64Array(ends.length - 1);
  let pairs = 0;
  eachPair(squareGrid, x, y, squares, (i, _, band) => {
    counts[i]!++;
    ofBand[band]!++;
    pairs++;
  });
  if (pairs > most) throw new TooManyPairs(pairs);
  for (let i = 0; i < x.length; i++) starts[i + 1] = starts[i]! + counts[i]!;
  const [other, bands] = [new Uint32Array(pairs), new Uint8Array(pairs)];
  const next = starts.slice();
  eachPair(squareGrid, x, y, squares, (i, j, band) => {
    const at = next[i]!++;
    other[at] = j;
    bands[at] = band;
  });
  return { starts, other, band: bands, ofBand };
}

/** Points sorted by the square that holds them, in rows of `columns` squares. */
export interface PointsBySquare {
  /** Square of each point. */
  squareOf: Uint32Array;
  columns: number;
  rows: number;
  /** Points of the square `s`, in rising order: `points[starts[s]]` to `points[starts[s + 1] - 1]`. */
  starts: Int32Array;
  points: Int32Array;
}

/** Throws TooManyPairs when the points of neighbouring squares, as `eachNear` calls back with them, are too many; `pairs`: those of points evenly spread. */
export function refuseTooMany({ columns, rows, starts }: PointsBySquare): void {
  let looks = 0;
  for (let square = 0; square < columns * rows; square++) {
    const count = starts[square + 1]! - starts[square]!;
    if (count === 0) continue;
    const [row, column] = [Math.floor(square / columns), square % columns];
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++)
      looks +=
        count *
        (starts[r * columns + Math.min(columns - 1, column + 1) + 1]! -
          starts[r * columns + Math.max(0, column - 1)]!);
  }
  if (looks > MOST_LOOKS) throw new TooManyPairs(Math.round((looks * Math.PI) / 18));
}

const MOST_SQUARES = 4_000_000;

/** Points by squares of at least `side` metres, more where the points are few and far between. */
export function pointsBySquare(x: Float64Array, y: Float64Array, side: number): PointsBySquare {
  const [west, east] = extent(x);
  const [south, north] = extent(y);
  const least = Math.sqrt(((east - west + 1) * (north - south + 1)) / MOST_SQUARES);
  // A hair more: points exactly `side` apart must not be two squares apart by rounding.
  const length = Math.max(side, least, 1e-3) * (1 + 1e-9);
  const columns = Math.floor((east - west) / length) + 1;
  const rows = Math.floor((north - south) / length) + 1;
  const squareOf = Uint32Array.from(
    x,
    (metres, i) => Math.floor((y[i]! - south) / length) * columns + Math.floor((metres - west) / length),
  );
  const { starts, items } = byCell(columns * rows, (put) => squareOf.forEach(put));
  return { squareOf, columns, rows, starts, points: items };
}

function extent(values: Float64Array): [low: number, high: number] {
  if (values.length === 0) return [0, 0];
  let [low, high] = [values[0]!, values[0]!];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function eachPair(
  grid: PointsBySquare,
  x: Float64Array,
  y: Float64Array,
  squares: readonly number[],
  each: (i: number, j: number, band: number) => void,
): void {
  const first = squares[0]!;
  const last = squares.at(-1)!;
  for (let i = 0; i < x.length; i++) {
    eachNear(grid, i, (j) => {
      if (j <= i) return;
      const far = (x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2;
      if (far >= last || far < first) return;
      let band = 0;
      while (far >= squares[band + 1]!) band++;
      each(i, j, band);
    });
  }
}

/** Calls back with all points in the square of a point, itself too, and the squares round it. */
export function eachNear(grid: PointsBySquare, point: number, each: (other: number) => void): void {
  const { columns, rows, starts, points, squareOf } = grid;
  const column = squareOf[point]! % columns;
  const row = (squareOf[point]! - column) / columns;
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
    const from = starts[r * columns + Math.max(0, column - 1)]!;
    const to = starts[r * columns + Math.min(columns - 1, column + 1) + 1]!;
    for (let at = from; at < to; at++) each(points[at]!);
  }
}
