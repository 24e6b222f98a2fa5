/**
 * Who is near whom: the spatial weights of the statistics of this folder, all binary (a neighbour weighs 1, others 0) and symmetric but
 * for `nearestNeighbours`. A place is never its own neighbour here; the statistics that count it in say so.
 */
import type { MetricGrid } from './metric-grid.ts';

/** Place `i` has the neighbours `items[starts[i]]` to `items[starts[i + 1] - 1]`, ascending. */
export interface Neighbours {
  count: number;
  starts: Int32Array;
  items: Int32Array;
}

/** What a statistic asks of the neighbours. */
export interface Neighbourhood {
  count: number;
  /** How many neighbours each place has, itself left out. */
  sizes: Int32Array;
  /** The sum of `values` (one a place) over the neighbours of each place, itself left out. */
  sums(values: ArrayLike<number>): Float64Array;
}

/** Neighbours from pairs of places (0 to `count` - 1): each pair holds both ways; repeated pairs and places beside themselves count for nothing. */
export function neighboursOfPairs(
  count: number,
  pairs: Iterable<readonly [one: number, other: number]>,
): Neighbours {
  const lists = Array.from({ length: count }, () => new Set<number>());
  for (const [one, other] of pairs) {
    if (one === other) continue;
    lists[one]?.add(other);
    lists[other]?.add(one);
  }
  return neighboursOfLists(lists.map((list) => [...list]));
}

function neighboursOfLists(lists: readonly number[][]): Neighbours {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    starts[i + 1] = starts[i]! + list.length;
  });
  const items = new Int32Array(starts[lists.length] ?? 0);
  lists.forEach((list, i) => {
    items.set(
      list.sort((a, b) => a - b),
      starts[i],
    );
  });
  return { count: lists.length, starts, items };
}

/** Places at most `metres` apart; `x` and `y` in metres of any plane. A fixed distance band, its end included. */
export function neighboursWithin(x: ArrayLike<number>, y: ArrayLike<number>, metres: number): Neighbours {
  const near = placesNear(x, y, metres);
  const lists = Array.from({ length: x.length }, (_, i) => {
    const list: number[] = [];
    near(x[i]!, y[i]!, metres, (j) => {
      if (j !== i && squared(x, y, i, j) <= metres * metres) list.push(j);
    });
    return list;
  });
  return neighboursOfLists(lists);
}

/** The `k` nearest places of each (fewer if there are not so many); of equally near ones those that come first. Not symmetric. */
export function nearestNeighbours(x: ArrayLike<number>, y: ArrayLike<number>, k: number): Neighbours {
  const spread = Math.max(extent(x), extent(y), 1);
  const cell = spread / Math.max(1, Math.sqrt(x.length / Math.max(k, 1)));
  const near = placesNear(x, y, cell);
  const lists = Array.from({ length: x.length }, (_, i) => {
    const found: [number, number][] = [];
    for (let reach = cell; ; reach *= 2) {
      found.length = 0;
      near(x[i]!, y[i]!, reach, (j) => {
        const far = squared(x, y, i, j);
        if (j !== i && far <= reach * reach) found.push([far, j]);
      });
      if (found.length >= k || reach > 2 * spread) break;
    }
    found.sort(([a, i1], [b, i2]) => a - b || i1 - i2);
    return found.slice(0, k).map(([, j]) => j);
  });
  return neighboursOfLists(lists);
}

function squared(x: ArrayLike<number>, y: ArrayLike<number>, i: number, j: number): number {
  return (x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2;
}

function extent(values: ArrayLike<number>): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!);
    high = Math.max(high, values[i]!);
  }
  return values.length === 0 ? 0 : high - low;
}

/** Calls back with every place in the squares that a circle touches, and perhaps a few beyond it. */
function placesNear(x: ArrayLike<number>, y: ArrayLike<number>, side: number) {
  const squares = new Map<string, number[]>();
  const of = (value: number) => Math.floor(value / side);
  for (let i = 0; i < x.length; i++) {
    const key = `${of(x[i]!)},${of(y[i]!)}`;
    const list = squares.get(key);
    if (list) list.push(i);
    else squares.set(key, [i]);
  }
  return (px: number, py: number, reach: number, each: (place: number) => void): void => {
    for (let column = of(px - reach); column <= of(px + reach); column++)
      for (let row = of(py - reach); row <= of(py + reach); row++)
        for (const place of squares.get(`${column},${row}`) ?? []) each(place);
  };
}

/** The neighbourhood of neighbours that are listed. */
export function listedNeighbourhood({ count, starts, items }: Neighbours): Neighbourhood {
  const sizes = new Int32Array(count);
  for (let i = 0; i < count; i++) sizes[i] = starts[i + 1]! - starts[i]!;
  return {
    count,
    sizes,
    sums(values) {
      const sums = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let at = starts[i]!; at < starts[i + 1]!; at++) sum += values[items[at]!]!;
        sums[i] = sum;
      }
      return sums;
    },
  };
}

/**
 * Cells of a metric grid whose middles are at most `metres` apart: as `neighboursWithin` of the middles, but nothing is listed. The
 * circle is a stack of rows, and the sum of a row is the difference of two running sums along it.
 */
export function discNeighbourhood(grid: MetricGrid, metres: number): Neighbourhood {
  const { columns, rows, cells, cellMetres } = grid;
  const halves = discRows(cellMetres, metres);
  const reach = (halves.length - 1) / 2;
  const width = columns + 1;
  const running = new Float64Array(width * rows);
  const discSums = (worth: (cell: number) => number): Float64Array => {
    for (let row = 0; row < rows; row++)
      for (let column = 0, sum = 0; column < columns; column++) {
        const cell = grid.cellAt[row * columns + column]!;
        if (cell >= 0) sum += worth(cell);
        running[row * width + column + 1] = sum;
      }
    const sums = new Float64Array(cells.length);
    for (let cell = 0; cell < cells.length; cell++) {
      const column = cells[cell]! % columns;
      const row = (cells[cell]! - column) / columns;
      const last = Math.min(rows - 1, row + reach);
      let sum = 0;
      for (let at = Math.max(0, row - reach); at <= last; at++) {
        const half = halves[at - row + reach]!;
        const from = Math.max(0, column - half);
        const to = Math.min(columns, column + half + 1);
        sum += running[at * width + to]! - running[at * width + from]!;
      }
      sums[cell] = sum - worth(cell);
    }
    return sums;
  };
  return {
    count: cells.length,
    sizes: Int32Array.from(discSums(() => 1)),
    sums: (values) => discSums((cell) => values[cell]!),
  };
}

/** For each row of a disc round a cell, from the lowest: how many cells it reaches to either side. */
function discRows(cellMetres: number, metres: number): Int32Array {
  const isWithin = (east: number, north: number) =>
    (east * east + north * north) * cellMetres * cellMetres <= metres * metres;
  let reach = 0;
  while (isWithin(0, reach + 1)) reach++;
  return Int32Array.from({ length: 2 * reach + 1 }, (_, i) => {
    let half = 0;
    while (isWithin(half + 1, i - reach)) half++;
    return half;
  });
}
