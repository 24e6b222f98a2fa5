import { byCell, eachCellNear, type PlaneCells } from '../geometry/by-cell.ts';
import { type CityPlane, type PlanePoints, toPlane } from '../geometry/city-plane.ts';
import type { Road, RoadGraph } from './road-graph.ts';

/** A place on a road. */
export interface RoadPlace {
  /** Index of the road in its graph. */
  road: number;
  /** How much of the road's length lies before it: 0 at its first point, 1 at its last. */
  fraction: number;
}

/** The place on a road that is nearest to some place. */
export interface SnappedPlace extends RoadPlace {
  lng7: number;
  lat7: number;
  /** How far that is from the place asked for. */
  offMetres: number;
}

/** What tells of a graph which roads may be used. */
type OpenRoads = Pick<RoadGraph, 'roadLinks' | 'partSeconds'>;

/** The pieces of all roads by the cell of the city's plane that they cross. */
export interface EdgeIndex extends PlaneCells {
  plane: CityPlane;
  vertices: PlanePoints;
  lng7: Int32Array;
  lat7: Int32Array;
  /** Metres from the start of its road to each vertex, and the road that it belongs to. */
  along: Float64Array;
  roadOf: Int32Array;
  lengthMetres: Float64Array;
  /** First vertices of the pieces in each cell. */
  starts: Int32Array;
  pieces: Int32Array;
}

const CELL_METRES = 120;
const MOST_CELLS = 2_000_000;

/** Indexes the roads of a graph, for that graph and every other one of the same roads. */
export function indexEdges(roads: readonly Road[]): EdgeIndex {
  const count = roads.reduce((sum, { line }) => sum + line.length / 2, 0);
  const ofVertex = {
    lng7: new Int32Array(count),
    lat7: new Int32Array(count),
    roadOf: new Int32Array(count),
  };
  let at = 0;
  roads.forEach(({ line }, road) => {
    for (let i = 0; i + 1 < line.length; i += 2) {
      ofVertex.lng7[at] = line[i]!;
      ofVertex.lat7[at] = line[i + 1]!;
      ofVertex.roadOf[at++] = road;
    }
  });
  const plane = { originLng7: middleOf(ofVertex.lng7), originLat7: middleOf(ofVertex.lat7) };
  const vertices = toPlane(plane, ofVertex.lng7, ofVertex.lat7);
  const measured = { ...ofVertex, ...measure(vertices, ofVertex.roadOf, roads.length) };
  const cells = cellsOver(vertices);
  const { starts, items } = byCell(cells.columns * cells.rows, (put) => {
    for (let i = 0; i < count; i += 1) {
      const next = nextOf(ofVertex.roadOf, i);
      const line = [vertices.x[i]!, vertices.y[i]!, vertices.x[next]!, vertices.y[next]!] as const;
      if (next > i) eachCellNear(cells, line, 0, (cell) => put(cell, i));
    }
  });
  return { plane, vertices, ...measured, ...cells, starts, pieces: items };
}

/** The next vertex of the same road; at the end of a road the vertex itself. */
function nextOf(roadOf: Int32Array, vertex: number): number {
  return roadOf[vertex] === roadOf[vertex + 1] ? vertex + 1 : vertex;
}

function middleOf(values: Int32Array): number {
  let [least, most] = [values[0] ?? 0, values[0] ?? 0];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return Math.round((least + most) / 2);
}

function measure({ x, y }: PlanePoints, roadOf: Int32Array, roads: number) {
  const along = new Float64Array(x.length);
  const lengthMetres = new Float64Array(roads);
  for (let i = 0; i < x.length; i += 1) {
    if (i > 0 && roadOf[i] === roadOf[i - 1])
      along[i] = along[i - 1]! + Math.hypot(x[i]! - x[i - 1]!, y[i]! - y[i - 1]!);
    lengthMetres[roadOf[i]!] = along[i]!;
  }
  return { along, lengthMetres };
}

function cellsOver({ x, y }: PlanePoints): PlaneCells {
  if (x.length === 0) return { west: 0, south: 0, cellMetres: 1, columns: 0, rows: 0 };
  const least = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b));
  const [west, south] = [least(x), least(y)];
  const [width, height] = [most(x) - west, most(y) - south];
  const cellMetres = Math.max(CELL_METRES, Math.sqrt((width * height) / MOST_CELLS));
  const columns = Math.floor(width / cellMetres) + 1;
  const rows = Math.floor(height / cellMetres) + 1;
  return { west, south, cellMetres, columns, rows };
}

/**
 * The place on the roads of `graph` that is nearest to (lng7, lat7), in metres on the city's plane. Roads that its vehicle does not use,
 * or that are closed in it, do not count: a place on a closed road lies at the nearest open one, `offMetres` away. Of equally near ones
 * the first road. undefined if there is none within `withinMetres`.
 */
export function nearestEdge(
  index: EdgeIndex,
  graph: OpenRoads,
  lng7: number,
  lat7: number,
  withinMetres = Number.POSITIVE_INFINITY,
): SnappedPlace | undefined {
  const point = toPlane(index.plane, [lng7], [lat7]);
  const [x, y] = [point.x[0]!, point.y[0]!];
  const { west, south, cellMetres, columns, rows } = index;
  if (columns === 0) return undefined;
  const column = clamp(Math.floor((x - west) / cellMetres), columns);
  const row = clamp(Math.floor((y - south) / cellMetres), rows);
  const best = { squared: withinMetres ** 2, piece: -1, share: 0 };
  const rings = Math.max(column, columns - 1 - column, row, rows - 1 - row);
  for (let ring = 0; ring <= rings; ring += 1) {
    // A cell of this ring is at least so far from the point, for the point too that lies outside of all cells.
    const nearest = Math.max(0, ring - 1) * cellMetres;
    if (nearest * nearest > best.squared) break;
    for (const cell of ringOf(index, column, row, ring)) lookAt(index, graph, x, y, cell, best);
  }
  return best.piece < 0 ? undefined : placeOf(index, best);
}

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}

/** The cells whose distance from a cell is `ring`, by the larger of columns and rows. */
function* ringOf({ columns, rows }: PlaneCells, column: number, row: number, ring: number) {
  const [west, east] = [Math.max(0, column - ring), Math.min(columns - 1, column + ring)];
  for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r += 1) {
    const isEdge = Math.abs(r - row) === ring;
    if (isEdge) for (let c = west; c <= east; c += 1) yield r * columns + c;
    else {
      if (column - ring >= 0) yield r * columns + column - ring;
      if (column + ring < columns) yield r * columns + column + ring;
    }
  }
}

interface Best {
  squared: number;
  piece: number;
  share: number;
}

function lookAt(index: EdgeIndex, graph: OpenRoads, x: number, y: number, cell: number, best: Best): void {
  const { vertices, starts, pieces, roadOf } = index;
  for (let i = starts[cell]!; i < starts[cell + 1]!; i += 1) {
    const piece = pieces[i]!;
    const [ax, ay] = [vertices.x[piece]!, vertices.y[piece]!];
    const [dx, dy] = [vertices.x[piece + 1]! - ax, vertices.y[piece + 1]! - ay];
    const length2 = dx * dx + dy * dy;
    const toward = length2 > 0 ? ((x - ax) * dx + (y - ay) * dy) / length2 : 0;
    const share = Math.min(1, Math.max(0, toward));
    const squared = (ax + share * dx - x) ** 2 + (ay + share * dy - y) ** 2;
    if (squared > best.squared) continue;
    if (squared === best.squared && best.piece >= 0 && best.piece <= piece) continue;
    if (!isOpen(graph, roadOf[piece]!)) continue;
    best.squared = squared;
    best.piece = piece;
    best.share = share;
  }
}

function isOpen({ roadLinks, partSeconds }: OpenRoads, road: number): boolean {
  const [along, against] = [roadLinks[road * 2]!, roadLinks[road * 2 + 1]!];
  const isLinkOpen = (link: number) => link >= 0 && partSeconds[link]! < Number.POSITIVE_INFINITY;
  return isLinkOpen(along) || isLinkOpen(against);
}

function placeOf(index: EdgeIndex, { squared, piece, share }: Best): SnappedPlace {
  const { lng7, lat7, along, lengthMetres, roadOf } = index;
  const road = roadOf[piece]!;
  const metres = along[piece]! + share * (along[piece + 1]! - along[piece]!);
  return {
    road,
    fraction: lengthMetres[road]! > 0 ? Math.min(1, metres / lengthMetres[road]!) : 0,
    lng7: Math.round(lng7[piece]! + share * (lng7[piece + 1]! - lng7[piece]!)),
    lat7: Math.round(lat7[piece]! + share * (lat7[piece + 1]! - lat7[piece]!)),
    offMetres: Math.sqrt(squared),
  };
}
