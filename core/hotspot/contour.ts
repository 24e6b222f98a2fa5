/**
 * Contour lines of a raster by marching squares with linear interpolation between the middles of its cells. Beyond the raster nothing is
 * as high as any level, so that every line is closed: along the border it runs half a cell outside the last middles.
 */

/** Closed lines, each flat [column, row, ...] with the first point repeated; in cells from the north-west corner, the first middle at 0.5. */
export type ContourRing = number[];

/**
 * The lines round all that is at least `level` (> 0) in a raster of `columns` × `rows`, rows from north to south. What is higher lies to the
 * right as they run (rows go down). Where four middles say it is a saddle, their mean decides.
 */
export function contourRings(
  values: ArrayLike<number>,
  columns: number,
  rows: number,
  level: number,
): ContourRing[] {
  const field = { values, columns, rows, level };
  const next = new Map<number, number>();
  for (let row = -1; row < rows; row++)
    for (let column = -1; column < columns; column++) addPieces(field, column, row, next);
  const rings: ContourRing[] = [];
  for (const [start] of next) {
    if (!next.has(start)) continue;
    const ring: number[] = [];
    for (let edge = start; next.has(edge); ) {
      ring.push(...crossing(field, edge));
      const to = next.get(edge) ?? start;
      next.delete(edge);
      edge = to;
    }
    ring.push(ring[0] ?? 0, ring[1] ?? 0);
    rings.push(ring);
  }
  return rings;
}

interface Field {
  values: ArrayLike<number>;
  columns: number;
  rows: number;
  level: number;
}

function valueAt({ values, columns, rows }: Field, column: number, row: number): number {
  return column < 0 || row < 0 || column >= columns || row >= rows
    ? 0
    : (values[row * columns + column] ?? 0);
}

/** Edges between middles: 2 × (its west or north end) for one that goes east, and one more for one that goes south. */
function edgeId({ columns }: Field, column: number, row: number, goesSouth: 0 | 1): number {
  return ((row + 1) * (columns + 2) + column + 1) * 2 + goesSouth;
}

/** The pieces of line in the square whose north-west middle is (column, row): from the edge they come in by to the one they leave by. */
function addPieces(field: Field, column: number, row: number, next: Map<number, number>): void {
  const northWest = valueAt(field, column, row);
  const northEast = valueAt(field, column + 1, row);
  const southEast = valueAt(field, column + 1, row + 1);
  const southWest = valueAt(field, column, row + 1);
  const { level } = field;
  const first = northWest >= level;
  if (first === northEast >= level && first === southEast >= level && first === southWest >= level) return;
  const corners = [northWest, northEast, southEast, southWest];
  const isHigh = corners.map((value) => value >= level);
  const edges = [
    edgeId(field, column, row, 0),
    edgeId(field, column + 1, row, 1),
    edgeId(field, column, row + 1, 0),
    edgeId(field, column, row, 1),
  ];
  // Round the square clockwise: a line comes in where high turns low and leaves where low turns high, the high corners on its right.
  const falls = [0, 1, 2, 3].filter((i) => isHigh[i] && !isHigh[(i + 1) % 4]);
  const rises = [0, 1, 2, 3].filter((i) => !isHigh[i] && isHigh[(i + 1) % 4]);
  const isJoined = (northWest + northEast + southEast + southWest) / 4 >= level;
  for (const fall of falls) {
    // A saddle whose middle is high cuts off the low corners: each line goes to the rise that follows; else to the one before.
    const rise = rises.length === 1 ? rises[0] : isJoined ? after(fall, rises) : before(fall, rises);
    const from = edges[fall];
    const to = rise === undefined ? undefined : edges[rise];
    if (from !== undefined && to !== undefined) next.set(from, to);
  }
}

function after(fall: number, rises: readonly number[]): number | undefined {
  return rises.find((rise) => rise === (fall + 1) % 4);
}

function before(fall: number, rises: readonly number[]): number | undefined {
  return rises.find((rise) => rise === (fall + 3) % 4);
}

/** Where the level lies between the two middles of an edge. Beyond the raster the middle counts as half a cell away. */
function crossing(field: Field, edge: number): [column: number, row: number] {
  const place = edge >> 1;
  const column = (place % (field.columns + 2)) - 1;
  const row = Math.floor(place / (field.columns + 2)) - 1;
  const goesSouth = edge & 1;
  const a = valueAt(field, column, row);
  const b = valueAt(field, column + (1 - goesSouth), row + goesSouth);
  const share = (field.level - a) / (b - a);
  const ends = (at: number, count: number): [number, number] => [
    Math.max(0, at + 0.5),
    Math.min(count, at + 1.5),
  ];
  const [from, to] = goesSouth ? ends(row, field.rows) : ends(column, field.columns);
  const along = from + share * (to - from);
  return goesSouth ? [column + 0.5, along] : [along, row + 0.5];
}
