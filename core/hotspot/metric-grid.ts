/** Square cells of so many metres over a surface. Integer units of 1e-7 degree (EPSG:4326), lng before lat. */
import { type LocalMetres, localMetres } from '../geometry/metres.ts';
import { boundsOf, type FlatRing } from '../geometry/ring.ts';

/** The cells of a lattice that touch a surface, by rows from the south-west. */
export interface MetricGrid {
  cellMetres: number;
  /** The plane of the lattice: its origin is the middle of the surface's box. Lengths east are right to about 1 % within 60 km of it. */
  plane: LocalMetres;
  /** Metres of that plane at the lattice's south-west corner: multiples of the cell. */
  west: number;
  south: number;
  columns: number;
  rows: number;
  /** Place in the lattice (row × columns + column) of each cell, ascending. */
  cells: Int32Array;
  /** Cell at each place of the lattice, -1 where it does not touch the surface. */
  cellAt: Int32Array;
}

/** A lattice of more places is refused. */
export const MOST_PLACES = 4_000_000;

/** The lattice would have more than `MOST_PLACES` places. */
export class GridTooFine extends Error {
  override name = 'GridTooFine';
}

/**
 * The grid of cells of `cellMetres` that touch the surface of `rings` (closed, flat; shells and holes of all its polygons): those whose
 * middle it holds and those that its border passes through. The same surface and size give the same cells. Throws GridTooFine.
 */
export function metricGrid(rings: readonly FlatRing[], cellMetres: number): MetricGrid {
  const boxes = rings.map(boundsOf);
  const west7 = Math.min(...boxes.map(([west]) => west));
  const south7 = Math.min(...boxes.map(([, south]) => south));
  const east7 = Math.max(...boxes.map(([, , east]) => east));
  const north7 = Math.max(...boxes.map(([, , , north]) => north));
  const plane = localMetres(Math.round((west7 + east7) / 2), Math.round((south7 + north7) / 2));
  const first = (lng7: number, lat7: number) =>
    [
      Math.floor(((lng7 - plane.originLng7) * plane.metresPerLng7) / cellMetres),
      Math.floor(((lat7 - plane.originLat7) * plane.metresPerLat7) / cellMetres),
    ] as const;
  const [column0, row0] = first(west7, south7);
  const [column1, row1] = first(east7, north7);
  const lattice = {
    cellMetres,
    plane,
    west: column0 * cellMetres,
    south: row0 * cellMetres,
    columns: column1 - column0 + 1,
    rows: row1 - row0 + 1,
  };
  if (!(lattice.columns * lattice.rows <= MOST_PLACES)) throw new GridTooFine('cells are too small');
  return { ...lattice, ...touched(rings, lattice) };
}

type Lattice = Omit<MetricGrid, 'cells' | 'cellAt'>;

function touched(rings: readonly FlatRing[], lattice: Lattice): Pick<MetricGrid, 'cells' | 'cellAt'> {
  const { columns, rows } = lattice;
  const marks = new Uint8Array(columns * rows);
  const crossings: number[][] = Array.from({ length: rows }, () => []);
  for (const ring of rings)
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay] = inCells(lattice, ring[i]!, ring[i + 1]!);
      const [bx, by] = inCells(lattice, ring[i + 2]!, ring[i + 3]!);
      markLine(marks, lattice, ax, ay, bx, by);
      crossMiddles(crossings, rows, ax, ay, bx, by);
    }
  crossings.forEach((list, row) => {
    list.sort((a, b) => a - b);
    for (let i = 0; i + 1 < list.length; i += 2)
      for (let column = Math.ceil(list[i]! - 0.5); column + 0.5 <= list[i + 1]!; column++)
        if (column >= 0 && column < columns) marks[row * columns + column] = 1;
  });
  const cellAt = new Int32Array(marks.length).fill(-1);
  const cells = Int32Array.from(marks.keys()).filter((place) => marks[place] === 1);
  cells.forEach((place, cell) => {
    cellAt[place] = cell;
  });
  return { cells, cellAt };
}

/** Columns and rows from the south-west corner, with fractions. */
function inCells(
  { plane, west, south, cellMetres }: Lattice,
  lng7: number,
  lat7: number,
): [column: number, row: number] {
  return [
    ((lng7 - plane.originLng7) * plane.metresPerLng7 - west) / cellMetres,
    ((lat7 - plane.originLat7) * plane.metresPerLat7 - south) / cellMetres,
  ];
}

/** Marks the cells that a segment passes through: row by row, from where it enters the row to where it leaves. */
function markLine(
  marks: Uint8Array,
  { columns, rows }: Lattice,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): void {
  if (ay > by) [ax, ay, bx, by] = [bx, by, ax, ay];
  const slope = by > ay ? (bx - ax) / (by - ay) : 0;
  for (let row = Math.floor(ay); row <= Math.min(rows - 1, Math.floor(by)); row++) {
    const enters = row <= ay ? ax : ax + (row - ay) * slope;
    const leaves = row + 1 >= by ? bx : ax + (row + 1 - ay) * slope;
    const last = Math.min(columns - 1, Math.floor(Math.max(enters, leaves)));
    for (let column = Math.max(0, Math.floor(Math.min(enters, leaves))); column <= last; column++)
      marks[row * columns + column] = 1;
  }
}

/** Notes where a segment crosses the middle line of each row. */
function crossMiddles(
  crossings: readonly number[][],
  rows: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): void {
  if (ay > by) [ax, ay, bx, by] = [bx, by, ax, ay];
  for (let row = Math.max(0, Math.ceil(ay - 0.5)); row < rows && row + 0.5 < by; row++)
    crossings[row]!.push(ax + ((row + 0.5 - ay) / (by - ay)) * (bx - ax));
}

/** The cell that holds a point (integer units), -1 if none does. */
export function cellOfPoint(grid: MetricGrid, lng7: number, lat7: number): number {
  const [column, row] = inCells(grid, lng7, lat7).map(Math.floor) as [number, number];
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return -1;
  return grid.cellAt[row * grid.columns + column]!;
}

/** The closed ring of a cell, counter-clockwise from its south-west corner: [lng7, lat7, ...] in whole units. */
export function ringOfCell(grid: MetricGrid, cell: number): number[] {
  const { plane, cellMetres } = grid;
  const place = grid.cells[cell]!;
  const column = place % grid.columns;
  const row = (place - column) / grid.columns;
  const lng7 = (at: number) =>
    Math.round(plane.originLng7 + (grid.west + at * cellMetres) / plane.metresPerLng7);
  const lat7 = (at: number) =>
    Math.round(plane.originLat7 + (grid.south + at * cellMetres) / plane.metresPerLat7);
  const [w, e, s, n] = [lng7(column), lng7(column + 1), lat7(row), lat7(row + 1)];
  return [w, s, e, s, e, n, w, n, w, s];
}
