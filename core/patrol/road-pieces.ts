/** Which pieces of the roads somebody drove. A road has at most 31 of them, so that a number holds which: bit k is the k-th from its start. */
import { type ByCell, byCell, eachCellNear, type PlaneCells } from '../geometry/by-cell.ts';
import { toPlane } from '../geometry/city-plane.ts';
import type { EdgeIndex } from '../network/edge-index.ts';
import type { Road } from '../network/road-graph.ts';
import { LONGEST_WAY_MS, type UsedFix } from './fixes-in-order.ts';
import { squaredTo } from './planned-line.ts';

const MOST_PIECES = 31;
const PIECE_METRES = 25;
/** A road is driven by who goes so near to it, in about its direction. */
const WITHIN_METRES = 35;
const LEAST_COSINE = Math.cos((35 * Math.PI) / 180);
/** Who moves less between two fixes stands. */
const LEAST_WAY_METRES = 4;

/** The middles of all pieces and their directions, on the plane of the index. */
export interface RoadPieces extends PlaneCells, ByCell {
  edges: EdgeIndex;
  x: Float64Array;
  y: Float64Array;
  /** Unit vector along the road. */
  east: Float32Array;
  north: Float32Array;
  roadOf: Int32Array;
  /** Of each road its first piece, and one past the last. */
  first: Int32Array;
}

/** How many pieces a road of so many metres has. */
export function pieceCount(lengthMetres: number): number {
  return Math.min(MOST_PIECES, Math.max(1, Math.ceil(lengthMetres / PIECE_METRES)));
}

/** Metres of a road that its driven pieces are. */
export function drivenMetres(lengthMetres: number, mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits += 1;
  return (lengthMetres * bits) / pieceCount(lengthMetres);
}

/** The pieces of the roads of an index; how many a road has follows from its own length alone. */
export function roadPieces(edges: EdgeIndex, roads: readonly Pick<Road, 'lengthMetres'>[]): RoadPieces {
  const first = new Int32Array(roads.length + 1);
  for (const [road, { lengthMetres }] of roads.entries())
    first[road + 1] = first[road]! + pieceCount(lengthMetres);
  const count = first[roads.length]!;
  const made = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    east: new Float32Array(count),
    north: new Float32Array(count),
    roadOf: new Int32Array(count),
  };
  const { roadOf: ofVertex } = edges;
  for (let vertex = 0; vertex + 1 < ofVertex.length; vertex += 1)
    if (ofVertex[vertex] === ofVertex[vertex + 1]) placePieces(edges, first, made, vertex);
  const { west, south, cellMetres, columns, rows } = edges;
  const cells = { west, south, cellMetres, columns, rows };
  const cellOf = new Int32Array(count);
  for (let i = 0; i < count; i += 1) cellOf[i] = cellAt(cells, made.x[i]!, made.y[i]!);
  const { starts, items } = byCell(columns * rows, (put) => {
    for (let i = 0; i < count; i += 1) if (cellOf[i]! >= 0) put(cellOf[i]!, i);
  });
  return { edges, first, ...made, ...cells, starts, items };
}

/** The cell that holds a place; -1: it lies outside of all. */
function cellAt({ west, south, cellMetres, columns, rows }: PlaneCells, x: number, y: number): number {
  const [column, row] = [Math.floor((x - west) / cellMetres), Math.floor((y - south) / cellMetres)];
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : -1;
}

/** The pieces whose middle lies on the line from a vertex to the next. */
function placePieces(
  { vertices, along, roadOf, lengthMetres }: EdgeIndex,
  first: Int32Array,
  made: Pick<RoadPieces, 'x' | 'y' | 'east' | 'north' | 'roadOf'>,
  vertex: number,
): void {
  const road = roadOf[vertex]!;
  const step = lengthMetres[road]! / (first[road + 1]! - first[road]!);
  const [from, to] = [along[vertex]!, along[vertex + 1]!];
  const [ax, ay] = [vertices.x[vertex]!, vertices.y[vertex]!];
  const [dx, dy] = [vertices.x[vertex + 1]! - ax, vertices.y[vertex + 1]! - ay];
  const length = to - from;
  if (!(length > 0)) return;
  for (let k = Math.max(0, Math.ceil(from / step - 0.5)); (k + 0.5) * step <= to; k += 1) {
    const piece = first[road]! + k;
    if (piece >= first[road + 1]!) return;
    const share = ((k + 0.5) * step - from) / length;
    made.x[piece] = ax + share * dx;
    made.y[piece] = ay + share * dy;
    made.east[piece] = dx / length;
    made.north[piece] = dy / length;
    made.roadOf[piece] = road;
  }
}

/**
 * Calls `visit` with each piece that a unit drove on the ways between its fixes in order that end after `fromMs`: a road's index, its bit, and when (milliseconds
 * since 1970). The same piece comes as often as it was driven, and more.
 */
export function eachPieceDriven(
  pieces: RoadPieces,
  fixes: readonly UsedFix[],
  fromMs: number,
  visit: (road: number, bit: number, atMs: number) => void,
): void {
  const { x, y, east, north, roadOf, first, starts, items } = pieces;
  if (x.length === 0) return;
  const at = toPlane(
    pieces.edges.plane,
    fixes.map(({ lng7 }) => lng7),
    fixes.map(({ lat7 }) => lat7),
  );
  for (let k = 0; k + 1 < fixes.length; k += 1) {
    const toMs = fixes[k + 1]!.fixMs;
    if (toMs <= fromMs || toMs - fixes[k]!.fixMs > LONGEST_WAY_MS) continue;
    const [ax, ay, bx, by] = [at.x[k]!, at.y[k]!, at.x[k + 1]!, at.y[k + 1]!];
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    if (length < LEAST_WAY_METRES) continue;
    const [toEast, toNorth] = [(bx - ax) / length, (by - ay) / length];
    eachCellNear(pieces, [ax, ay, bx, by], WITHIN_METRES, (cell) => {
      for (let i = starts[cell]!; i < starts[cell + 1]!; i += 1) {
        const piece = items[i]!;
        if (Math.abs(east[piece]! * toEast + north[piece]! * toNorth) < LEAST_COSINE) continue;
        if (squaredTo(x[piece]!, y[piece]!, ax, ay, bx, by) > WITHIN_METRES * WITHIN_METRES) continue;
        visit(roadOf[piece]!, piece - first[roadOf[piece]!]!, toMs);
      }
    });
  }
}
