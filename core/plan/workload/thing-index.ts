/**
 * What makes work in a city or a community, packed in typed arrays and sorted into square cells, so that a border that moves looks at what is near it
 * alone. Integer units (1e-7 degree of EPSG:4326), lng before lat.
 */
import { type ByCell, byCell } from '../../geometry/by-cell.ts';
import { distanceMetres } from '../../geometry/metres.ts';
import type { FlatRing } from '../../geometry/ring.ts';
import { PRIORITIES, type Priority } from '../../vocabulary.ts';
import { quantisedMetres } from './attribution.ts';
import type { Bounds7 } from './border-change.ts';

/** What is counted at points, in the order of their columns; roads are beside. Whole numbers, so that sums are exact in any order. */
export const POINT_AMOUNTS = [
  'priority1',
  'priority2',
  'priority3',
  'priority4',
  'responses',
  'responseSeconds',
  'residents',
  'dwellings',
  'institutions',
] as const;
export type PointAmount = (typeof POINT_AMOUNTS)[number];

type At = { lng7: number; lat7: number };

export interface Things {
  /** `responseSeconds`: from the report to the first unit on the scene; null: none came, or not yet. */
  incidents: readonly (At & { priority: Priority; responseSeconds: number | null })[];
  /** Buildings, compounds or blocks, each as a point with those who live there. */
  homes: readonly (At & { residents: number; dwellings: number })[];
  institutions: readonly At[];
  /** Lines, flat [lng7, lat7, ...]. */
  roads: readonly FlatRing[];
}

/** Square cells over the things, row by row from the south-west, and what touches each. */
interface Cells extends ByCell {
  west: number;
  south: number;
  cellUnits: number;
  columns: number;
  rows: number;
}

export interface ThingIndex {
  lng7: Int32Array;
  lat7: Int32Array;
  /** POINT_AMOUNTS.length numbers a point. */
  amounts: Int32Array;
  pointCells: Cells;
  /** The straight pieces of roads: [aLng7, aLat7, bLng7, bLat7] each. */
  pieces: Int32Array;
  /** Length of each piece, quantisedMetres. */
  pieceMetres: Float64Array;
  pieceCells: Cells;
}

const THINGS_PER_CELL = 8;
const MOST_CELLS_ASIDE = 1024;
const COLUMN = Object.fromEntries(POINT_AMOUNTS.map((name, at) => [name, at])) as Record<PointAmount, number>;

const PRIORITY_COLUMNS = {
  1: COLUMN.priority1,
  2: COLUMN.priority2,
  3: COLUMN.priority3,
  4: COLUMN.priority4,
} as const satisfies Record<Priority, number>;

/** Packs things. Throws RangeError on an amount that is not a whole number from 0, and on an unknown priority. */
export function indexThings(things: Things): ThingIndex {
  const { incidents, homes, institutions } = things;
  const points = new Points(incidents.length + homes.length + institutions.length);
  for (const { lng7, lat7, priority, responseSeconds } of incidents) {
    if (!PRIORITIES.includes(priority)) throw new RangeError(`there is no priority ${priority}`);
    points.add(lng7, lat7, PRIORITY_COLUMNS[priority], 1);
    if (responseSeconds === null) continue;
    points.more(COLUMN.responses, 1);
    points.more(COLUMN.responseSeconds, responseSeconds);
  }
  for (const { lng7, lat7, residents, dwellings } of homes) {
    points.add(lng7, lat7, COLUMN.residents, residents);
    points.more(COLUMN.dwellings, dwellings);
  }
  for (const { lng7, lat7 } of institutions) points.add(lng7, lat7, COLUMN.institutions, 1);
  const { lng7, lat7, amounts } = points;
  const pieces = piecesOf(things.roads);
  return {
    lng7,
    lat7,
    amounts,
    pointCells: cellsOf(lng7.length, (i) => [lng7[i]!, lat7[i]!, lng7[i]!, lat7[i]!]),
    ...pieces,
    pieceCells: cellsOf(pieces.pieceMetres.length, (i) => boundsOfPiece(pieces.pieces, i)),
  };
}

class Points {
  readonly lng7: Int32Array;
  readonly lat7: Int32Array;
  readonly amounts: Int32Array;
  #count = 0;

  constructor(count: number) {
    this.lng7 = new Int32Array(count);
    this.lat7 = new Int32Array(count);
    this.amounts = new Int32Array(count * POINT_AMOUNTS.length);
  }

  /** Adds a point with an amount in a column. */
  add(lng7: number, lat7: number, column: number, amount: number): void {
    this.lng7[this.#count] = lng7;
    this.lat7[this.#count] = lat7;
    this.#count += 1;
    this.more(column, amount);
  }

  /** Another amount of the point that was added last. */
  more(column: number, amount: number): void {
    if (!Number.isInteger(amount) || amount < 0 || amount > 0x7fffffff)
      throw new RangeError(`${POINT_AMOUNTS[column]} is a whole number from 0, not ${amount}`);
    this.amounts[(this.#count - 1) * POINT_AMOUNTS.length + column] = amount;
  }
}

function piecesOf(roads: readonly FlatRing[]): Pick<ThingIndex, 'pieces' | 'pieceMetres'> {
  const flat: number[] = [];
  for (const road of roads)
    for (let i = 0; i + 3 < road.length; i += 2)
      if (road[i] !== road[i + 2] || road[i + 1] !== road[i + 3])
        flat.push(road[i]!, road[i + 1]!, road[i + 2]!, road[i + 3]!);
  const pieces = Int32Array.from(flat);
  const pieceMetres = Float64Array.from({ length: pieces.length / 4 }, (_, i) =>
    quantisedMetres(
      distanceMetres(pieces[4 * i]!, pieces[4 * i + 1]!, pieces[4 * i + 2]!, pieces[4 * i + 3]!),
    ),
  );
  return { pieces, pieceMetres };
}

function boundsOfPiece(pieces: Int32Array, piece: number): Bounds7 {
  const [aLng, aLat] = [pieces[4 * piece]!, pieces[4 * piece + 1]!];
  const [bLng, bLat] = [pieces[4 * piece + 2]!, pieces[4 * piece + 3]!];
  return [Math.min(aLng, bLng), Math.min(aLat, bLat), Math.max(aLng, bLng), Math.max(aLat, bLat)];
}

function cellsOf(count: number, boundsAt: (item: number) => Bounds7): Cells {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let extent = 0;
  for (let i = 0; i < count; i++) {
    const [w, s, e, n] = boundsAt(i);
    [west, south, east, north] = [
      Math.min(west, w),
      Math.min(south, s),
      Math.max(east, e),
      Math.max(north, n),
    ];
    extent += Math.max(e - w, n - s);
  }
  if (count === 0) [west, south, east, north] = [0, 0, 0, 0];
  const [width, height] = [east - west + 1, north - south + 1];
  const wanted = Math.sqrt((width * height * THINGS_PER_CELL) / Math.max(1, count));
  const least = Math.max(width, height) / MOST_CELLS_ASIDE;
  const cellUnits = Math.ceil(Math.max(1, wanted, least, extent / Math.max(1, count)));
  const frame = {
    west,
    south,
    cellUnits,
    columns: Math.ceil(width / cellUnits),
    rows: Math.ceil(height / cellUnits),
  };
  const lists = byCell(frame.columns * frame.rows, (put) => {
    for (let i = 0; i < count; i++) {
      const [fromColumn, toColumn, fromRow, toRow] = spanOf(frame, boundsAt(i));
      for (let row = fromRow; row <= toRow; row++)
        for (let column = fromColumn; column <= toColumn; column++) put(row * frame.columns + column, i);
    }
  });
  return { ...frame, ...lists };
}

function spanOf(
  { west, south, cellUnits, columns, rows }: Omit<Cells, keyof ByCell>,
  [w, s, e, n]: Bounds7,
): [fromColumn: number, toColumn: number, fromRow: number, toRow: number] {
  return [
    Math.max(0, Math.floor((w - west) / cellUnits)),
    Math.min(columns - 1, Math.floor((e - west) / cellUnits)),
    Math.max(0, Math.floor((s - south) / cellUnits)),
    Math.min(rows - 1, Math.floor((n - south) / cellUnits)),
  ];
}

/** Calls `visit` with the number of each point in the box, its borders included. */
export function eachPointIn(index: ThingIndex, bounds: Bounds7, visit: (point: number) => void): void {
  const { lng7, lat7, pointCells: cells } = index;
  const [west, south, east, north] = bounds;
  const [fromColumn, toColumn, fromRow, toRow] = spanOf(cells, bounds);
  for (let row = fromRow; row <= toRow; row++)
    for (let column = fromColumn; column <= toColumn; column++) {
      const cell = row * cells.columns + column;
      for (let i = cells.starts[cell]!; i < cells.starts[cell + 1]!; i++) {
        const point = cells.items[i]!;
        const lng = lng7[point]!;
        const lat = lat7[point]!;
        if (lng >= west && lng <= east && lat >= south && lat <= north) visit(point);
      }
    }
}

/** Calls `visit` with the number of each piece of road whose box touches the box: once, from the first of the cells that both touch. */
export function eachPieceNear(index: ThingIndex, bounds: Bounds7, visit: (piece: number) => void): void {
  const { pieces, pieceCells: cells } = index;
  const [west, south, east, north] = bounds;
  const [fromColumn, toColumn, fromRow, toRow] = spanOf(cells, bounds);
  const { cellUnits, columns } = cells;
  for (let row = fromRow; row <= toRow; row++)
    for (let column = fromColumn; column <= toColumn; column++) {
      const cell = row * columns + column;
      for (let i = cells.starts[cell]!; i < cells.starts[cell + 1]!; i++) {
        const piece = cells.items[i]!;
        const [w, s, e, n] = boundsOfPiece(pieces, piece);
        if (w > east || s > north || e < west || n < south) continue;
        const isFirst =
          column === Math.max(fromColumn, Math.floor((w - cells.west) / cellUnits)) &&
          row === Math.max(fromRow, Math.floor((s - cells.south) / cellUnits));
        if (isFirst) visit(piece);
      }
    }
}
