/** The ground that incidents are recorded on: a city, or the part of it that somebody may see. In metres of a city's plane. */
import { byCell, eachCellNear, type PlaneCells } from '../geometry/by-cell.ts';
import { type CityPlane, toPlane } from '../geometry/city-plane.ts';
import { type FlatRing, signedArea2 } from '../geometry/ring.ts';
import { indexShapes, type ShapeIndex } from '../geometry/shape-index.ts';

export interface StudyWindow {
  /** [ax, ay, bx, by] of each edge in metres; the window lies to the left of every edge. */
  edges: Float64Array;
  /** The same in centimetres, as shape 0. */
  shape: ShapeIndex;
}

/** Edges by the cells of a grid: a cell lists all that a point in it may have within reach. */
export interface NearEdges extends PlaneCells {
  starts: Int32Array;
  edges: Int32Array;
}

const MOST_CELLS_ASIDE = 700;

/** The window inside polygons, each its rings with the shell first, as flat [lng7, lat7, ...] closed rings. Throws without an edge. */
export function studyWindow(plane: CityPlane, polygons: readonly (readonly FlatRing[])[]): StudyWindow {
  const rings = polygons.flatMap((polygon) =>
    polygon.map((ring, place) => {
      const count = ring.length / 2;
      const lng7 = Float64Array.from({ length: count }, (_, i) => ring[i * 2] ?? 0);
      const lat7 = Float64Array.from({ length: count }, (_, i) => ring[i * 2 + 1] ?? 0);
      const { x, y } = toPlane(plane, lng7, lat7);
      return {
        flat: Array.from({ length: count * 2 }, (_, i) => (i % 2 ? y[i >> 1]! : x[i >> 1]!)),
        isShell: place === 0,
      };
    }),
  );
  return planeWindow(rings.map(({ flat, isShell }) => turned(flat, isShell)));
}

/** The window inside closed rings [x, y, ...] in metres: shells counter-clockwise, holes clockwise. */
export function planeWindow(rings: readonly FlatRing[]): StudyWindow {
  const edges: number[] = [];
  for (const ring of rings)
    for (let i = 0; i + 3 < ring.length; i += 2)
      edges.push(ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!);
  const inCentimetres = rings.map((ring) => Array.from(ring, (metres) => Math.round(metres * 100)));
  return { edges: Float64Array.from(edges), shape: indexShapes([inCentimetres]) };
}

function turned(ring: number[], isShell: boolean): number[] {
  if (signedArea2(ring) > 0 === isShell) return ring;
  return Array.from({ length: ring.length }, (_, i) => ring[ring.length - 2 - (i & ~1) + (i & 1)]!);
}

/** The edges within `reachMetres` of each cell of a grid over the window. */
export function edgesNear({ edges, shape }: StudyWindow, reachMetres: number): NearEdges {
  const [west, south, east, north] = Array.from(shape.bounds, (centimetres) => centimetres / 100) as [
    number,
    number,
    number,
    number,
  ];
  const aside = Math.max(east - west, north - south);
  const cellMetres = Math.max(reachMetres, aside / MOST_CELLS_ASIDE, 1);
  const columns = Math.floor((east - west) / cellMetres) + 1;
  const rows = Math.floor((north - south) / cellMetres) + 1;
  const grid = { west, south, cellMetres, columns, rows };
  const { starts, items } = byCell(columns * rows, (put) => {
    for (let edge = 0; edge * 4 < edges.length; edge++) {
      const at = edge * 4;
      const line = [edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!] as const;
      eachCellNear(grid, line, reachMetres, (cell) => put(cell, edge));
    }
  });
  return { ...grid, starts, edges: items };
}

/** The cell of a place in metres, -1 beyond the box of the window. */
export function cellOf({ west, south, cellMetres, columns, rows }: NearEdges, x: number, y: number): number {
  const column = Math.floor((x - west) / cellMetres);
  const row = Math.floor((y - south) / cellMetres);
  return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
}
