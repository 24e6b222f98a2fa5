/**
 * Many surfaces or lines at rest, packed in typed arrays, so that a point is held against few of their edges: the edges of each
 * shape lie in bands of latitude, the shapes in the cells of a uniform grid. Integer units (1e-7 degree of EPSG:4326), lng before lat.
 */
import { isOnSegment, orientation } from './integer.ts';
import { boundsOf, type FlatRing } from './ring.ts';

/** Numbers in lists of different lengths, one list after another: list `i` is `items` from `starts[i]` to `starts[i + 1]`. */
interface Lists {
  starts: Int32Array;
  items: Int32Array;
}

export interface ShapeIndex {
  /** Number of shapes; they are named by their place in what was indexed. */
  count: number;
  /** [aLng7, aLat7, bLng7, bLat7] of each edge. */
  edges: Int32Array;
  /** [west, south, east, north] of each shape. */
  bounds: Int32Array;
  /** First band of each shape, and one past the last of all. */
  firstBand: Int32Array;
  /** Height of a band of each shape, in units. */
  bandHeight: Float64Array;
  /** Edges of each band. */
  bands: Lists;
  west: number;
  south: number;
  cellUnits: number;
  columns: number;
  rows: number;
  /** Shapes whose box touches each cell, row by row from the south-west. */
  cells: Lists;
  /** Scratch: the search that met a shape last. */
  met: Uint32Array;
  search: number;
}

const EDGES_PER_BAND = 6;
const MOST_BANDS = 1024;
const CELLS_PER_SHAPE = 4;
const MOST_CELLS_ASIDE = 512;

/**
 * Packs shapes. A shape is the closed rings of all its polygons, shells and holes (or the lines of a route, for which only
 * `metresToBorder` means anything), each flat [lng7, lat7, ...]. Throws on a shape without an edge.
 */
export function indexShapes(shapes: readonly (readonly FlatRing[])[]): ShapeIndex {
  const edges = edgesOf(shapes);
  const bounds = Int32Array.from(shapes.flatMap((rings) => boundsOfAll(rings)));
  const firstBand = new Int32Array(shapes.length + 1);
  const bandHeight = new Float64Array(shapes.length);
  for (let shape = 0; shape < shapes.length; shape += 1) {
    const count = Math.min(
      MOST_BANDS,
      Math.ceil((edges.first[shape + 1]! - edges.first[shape]!) / EDGES_PER_BAND),
    );
    firstBand[shape + 1] = firstBand[shape]! + count;
    bandHeight[shape] = (bounds[shape * 4 + 3]! - bounds[shape * 4 + 1]! + 1) / count;
  }
  const bands = listsOf(firstBand.at(-1) ?? 0, (put) => {
    for (let shape = 0; shape < shapes.length; shape += 1)
      for (let edge = edges.first[shape]!; edge < edges.first[shape + 1]!; edge += 1) {
        const [a, b] = [edges.flat[edge * 4 + 1]!, edges.flat[edge * 4 + 3]!];
        const bandAt = (lat: number) =>
          firstBand[shape]! + Math.floor((lat - bounds[shape * 4 + 1]!) / bandHeight[shape]!);
        for (let band = bandAt(Math.min(a, b)); band <= bandAt(Math.max(a, b)); band += 1) put(band, edge);
      }
  });
  return {
    count: shapes.length,
    edges: edges.flat,
    bounds,
    firstBand,
    bandHeight,
    bands,
    ...cellsOf(bounds, shapes.length),
    met: new Uint32Array(shapes.length),
    search: 0,
  };
}

function edgesOf(shapes: readonly (readonly FlatRing[])[]): { flat: Int32Array; first: Int32Array } {
  const first = new Int32Array(shapes.length + 1);
  shapes.forEach((rings, shape) => {
    const count = rings.reduce((sum, ring) => sum + Math.max(0, ring.length / 2 - 1), 0);
    if (count === 0) throw new Error(`shape ${shape} has no edge`);
    first[shape + 1] = first[shape]! + count;
  });
  const flat = new Int32Array(4 * (first.at(-1) ?? 0));
  let at = 0;
  for (const rings of shapes)
    for (const ring of rings)
      for (let i = 0; i + 3 < ring.length; i += 2) for (let k = 0; k < 4; k += 1) flat[at++] = ring[i + k]!;
  return { flat, first };
}

function boundsOfAll(rings: readonly FlatRing[]): [number, number, number, number] {
  const all = rings.map(boundsOf);
  return [
    Math.min(...all.map(([west]) => west)),
    Math.min(...all.map(([, south]) => south)),
    Math.max(...all.map(([, , east]) => east)),
    Math.max(...all.map(([, , , north]) => north)),
  ];
}

/** Fills lists of unknown length by going through the same items twice. */
function listsOf(count: number, each: (put: (list: number, item: number) => void) => void): Lists {
  const starts = new Int32Array(count + 1);
  each((list) => {
    starts[list + 1]! += 1;
  });
  for (let list = 0; list < count; list += 1) starts[list + 1]! += starts[list]!;
  const items = new Int32Array(starts[count] ?? 0);
  const next = starts.slice();
  each((list, item) => {
    items[next[list]!++] = item;
  });
  return { starts, items };
}

function cellsOf(bounds: Int32Array, count: number) {
  const [west, south, east, north] = boundsOfBoxes(bounds, count);
  const aside = Math.min(MOST_CELLS_ASIDE, Math.ceil(Math.sqrt(count * CELLS_PER_SHAPE)) || 1);
  const cellUnits = Math.max(1, Math.ceil(Math.max(east - west + 1, north - south + 1) / aside));
  const columns = Math.ceil((east - west + 1) / cellUnits);
  const rows = Math.ceil((north - south + 1) / cellUnits);
  const cellAt = (value: number, from: number) => Math.floor((value - from) / cellUnits);
  const cells = listsOf(columns * rows, (put) => {
    for (let shape = 0; shape < count; shape += 1)
      for (
        let row = cellAt(bounds[shape * 4 + 1]!, south);
        row <= cellAt(bounds[shape * 4 + 3]!, south);
        row += 1
      )
        for (
          let column = cellAt(bounds[shape * 4]!, west);
          column <= cellAt(bounds[shape * 4 + 2]!, west);
          column += 1
        )
          put(row * columns + column, shape);
  });
  return { west, south, cellUnits, columns, rows, cells };
}

function boundsOfBoxes(bounds: Int32Array, count: number): [number, number, number, number] {
  const all: [number, number, number, number] =
    count > 0 ? [bounds[0]!, bounds[1]!, bounds[2]!, bounds[3]!] : [0, 0, 0, 0];
  for (let at = 4; at < count * 4; at += 4) {
    all[0] = Math.min(all[0], bounds[at]!);
    all[1] = Math.min(all[1], bounds[at + 1]!);
    all[2] = Math.max(all[2], bounds[at + 2]!);
    all[3] = Math.max(all[3], bounds[at + 3]!);
  }
  return all;
}

/** The shapes whose box touches the box (units, borders included), put into `into` in no order; returns it. */
export function shapesNear(
  index: ShapeIndex,
  west: number,
  south: number,
  east: number,
  north: number,
  into: number[],
): number[] {
  into.length = 0;
  const { cells, cellUnits, columns, rows, bounds, met } = index;
  index.search += 1;
  const fromColumn = Math.max(0, Math.floor((west - index.west) / cellUnits));
  const toColumn = Math.min(columns - 1, Math.floor((east - index.west) / cellUnits));
  const toRow = Math.min(rows - 1, Math.floor((north - index.south) / cellUnits));
  for (let row = Math.max(0, Math.floor((south - index.south) / cellUnits)); row <= toRow; row += 1)
    for (let column = fromColumn; column <= toColumn; column += 1) {
      const cell = row * columns + column;
      for (let i = cells.starts[cell]!; i < cells.starts[cell + 1]!; i += 1) {
        const shape = cells.items[i]!;
        if (met[shape] === index.search) continue;
        met[shape] = index.search;
        const at = shape * 4;
        if (
          bounds[at]! <= east &&
          bounds[at + 2]! >= west &&
          bounds[at + 1]! <= north &&
          bounds[at + 3]! >= south
        )
          into.push(shape);
      }
    }
  return into;
}

/** The shapes that cover the point, their borders included (as ST_Covers), in ascending order. */
export function shapesCovering(index: ShapeIndex, lng7: number, lat7: number, into: number[] = []): number[] {
  shapesNear(index, lng7, lat7, lng7, lat7, into);
  let kept = 0;
  for (const shape of into) if (locateInShape(index, shape, lng7, lat7) >= 0) into[kept++] = shape;
  into.length = kept;
  return into.sort((a, b) => a - b);
}

/** 1 strictly inside the shape, 0 on its border, -1 outside. Exact for shapes of up to 6 degrees. */
export function locateInShape(index: ShapeIndex, shape: number, lng7: number, lat7: number): 1 | 0 | -1 {
  const { bounds, edges, bands } = index;
  const at = shape * 4;
  if (lng7 < bounds[at]! || lat7 < bounds[at + 1]! || lng7 > bounds[at + 2]! || lat7 > bounds[at + 3]!)
    return -1;
  const band = index.firstBand[shape]! + Math.floor((lat7 - bounds[at + 1]!) / index.bandHeight[shape]!);
  let inside = false;
  for (let i = bands.starts[band]!; i < bands.starts[band + 1]!; i += 1) {
    const edge = bands.items[i]! * 4;
    const [aLat, bLat] = [edges[edge + 1]!, edges[edge + 3]!];
    if (aLat > lat7 !== bLat > lat7) {
      const side = orientation(edges[edge]!, aLat, edges[edge + 2]!, bLat, lng7, lat7);
      if (side === 0) return 0;
      if (side > 0 === bLat > aLat) inside = !inside;
    } else if (aLat === lat7 && isOnSegment(lng7, lat7, edges[edge]!, aLat, edges[edge + 2]!, bLat)) {
      return 0;
    }
  }
  return inside ? 1 : -1;
}
