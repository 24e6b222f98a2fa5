/** Which road a place lies at. On a city's plane, in metres. */
import { byCell, eachCellNear, type PlaneCells } from '../geometry/by-cell.ts';
import { type CityPlane, type PlanePoints, toPlane } from '../geometry/city-plane.ts';
import type { RoadLines } from './road-lines.ts';

export interface RoadIndex extends PlaneCells {
  lines: RoadLines;
  /** How far a place may lie from its road. */
  withinMetres: number;
  /** Each vertex of the lines, and how far along its road it is. */
  vertices: PlanePoints;
  along: Float64Array;
  lengthMetres: Float64Array;
  /** Pieces of roads within reach of each cell, by their first vertex. */
  starts: Int32Array;
  pieces: Int32Array;
  roadOf: Int32Array;
}

/** Where points lie: `road[i]` is -1 if none is near enough; else `metres[i]` along it from its start. */
export interface OnRoads {
  road: Int32Array;
  metres: Float32Array;
  /** Points that are near no road. */
  left: number;
}

const MOST_CELLS = 3_000_000;

/** Indexes roads for places up to `withinMetres` from them. */
export function indexRoads(plane: CityPlane, lines: RoadLines, withinMetres: number): RoadIndex {
  const vertices = toPlane(plane, lines.lng7, lines.lat7);
  const count = lines.from.length;
  const along = new Float64Array(lines.lng7.length);
  const roadOf = new Int32Array(lines.lng7.length);
  const lengthMetres = new Float64Array(count);
  for (let road = 0; road < count; road++) {
    const [start, end] = [lines.starts[road]!, lines.starts[road + 1]!];
    roadOf[start] = road;
    for (let i = start + 1; i < end; i++) {
      roadOf[i] = road;
      along[i] =
        along[i - 1]! + Math.hypot(vertices.x[i]! - vertices.x[i - 1]!, vertices.y[i]! - vertices.y[i - 1]!);
    }
    lengthMetres[road] = end > start ? along[end - 1]! : 0;
  }
  const grid = gridOver(vertices, withinMetres);
  const index = { lines, withinMetres, vertices, along, lengthMetres, roadOf, ...grid };
  return { ...index, ...piecesByCell(index) };
}

function gridOver({ x, y }: PlanePoints, within: number) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    west = Math.min(west, x[i]! - within);
    east = Math.max(east, x[i]! + within);
    south = Math.min(south, y[i]! - within);
    north = Math.max(north, y[i]! + within);
  }
  if (x.length === 0) return { west: 0, south: 0, cellMetres: 1, columns: 0, rows: 0 };
  const cellMetres = Math.max(within, Math.sqrt(((east - west) * (north - south)) / MOST_CELLS), 1);
  const columns = Math.floor((east - west) / cellMetres) + 1;
  const rows = Math.floor((north - south) / cellMetres) + 1;
  return { west, south, cellMetres, columns, rows };
}

function piecesByCell(index: Omit<RoadIndex, 'starts' | 'pieces'>): Pick<RoadIndex, 'starts' | 'pieces'> {
  const { vertices, roadOf, withinMetres } = index;
  const { x, y } = vertices;
  const { starts, items } = byCell(index.columns * index.rows, (put) => {
    for (let i = 0; i + 1 < x.length; i++) {
      if (roadOf[i] !== roadOf[i + 1]) continue;
      const line = [x[i]!, y[i]!, x[i + 1]!, y[i + 1]!] as const;
      eachCellNear(index, line, withinMetres, (cell) => put(cell, i));
    }
  });
  return { starts, pieces: items };
}

/** The nearest road of each point, if there is one near enough; of equally near ones the first. */
export function onRoads(index: RoadIndex, { x, y }: PlanePoints): OnRoads {
  const found = { road: new Int32Array(x.length).fill(-1), metres: new Float32Array(x.length), left: 0 };
  const { west, south, cellMetres, columns, rows, starts, pieces, vertices, along, roadOf, withinMetres } =
    index;
  for (let point = 0; point < x.length; point++) {
    const column = Math.floor((x[point]! - west) / cellMetres);
    const row = Math.floor((y[point]! - south) / cellMetres);
    const isNear = column >= 0 && row >= 0 && column < columns && row < rows;
    const cell = isNear ? row * columns + column : -1;
    let least = withinMetres * withinMetres;
    let best = -1;
    for (let i = isNear ? starts[cell]! : 0; isNear && i < starts[cell + 1]!; i++) {
      const piece = pieces[i]!;
      const [ax, ay] = [vertices.x[piece]!, vertices.y[piece]!];
      const [dx, dy] = [vertices.x[piece + 1]! - ax, vertices.y[piece + 1]! - ay];
      const length2 = dx * dx + dy * dy;
      const toward = length2 > 0 ? ((x[point]! - ax) * dx + (y[point]! - ay) * dy) / length2 : 0;
      const share = Math.min(1, Math.max(0, toward));
      const squared = (ax + share * dx - x[point]!) ** 2 + (ay + share * dy - y[point]!) ** 2;
      if (squared > least || (squared === least && best >= 0)) continue;
      least = squared;
      best = piece;
      found.metres[point] = along[piece]! + share * Math.sqrt(length2);
    }
    if (best >= 0) found.road[point] = roadOf[best]!;
    else found.left++;
  }
  return found;
}
