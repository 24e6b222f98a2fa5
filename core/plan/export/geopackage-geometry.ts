import type { Face } from '../faces.ts';
import type { ExportCrs } from './export-crs.ts';

/** [west, south, east, north] in the CRS. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const HEADER_BYTES = 40;
/** Little-endian, with a box of x and y. */
const FLAGS = 0b11;
const POLYGON = 3;
const MULTI_POLYGON = 6;

/** Faces as a blob of a GeoPackage (OGC 12-128r18, 2.1.3: header with box, then the WKB of a MultiPolygon), and their box; x before y in any CRS. */
export function geopackageGeometry(faces: readonly Face[], crs: ExportCrs): { blob: Uint8Array; box: Box } {
  const polygons = faces.map((face) => face.map(({ ring }) => projected(ring, crs)));
  const all = polygons.flat(2);
  const box: Box = [
    least(all.map(([x]) => x)),
    least(all.map(([, y]) => y)),
    -least(all.map(([x]) => -x)),
    -least(all.map(([, y]) => -y)),
  ];
  const rings = polygons.flat().length;
  const view = new DataView(
    new ArrayBuffer(HEADER_BYTES + 9 + 9 * polygons.length + 4 * rings + 16 * all.length),
  );
  view.setUint16(0, 0x4750);
  view.setUint8(3, FLAGS);
  view.setInt32(4, crs.epsg, true);
  [box[0], box[2], box[1], box[3]].forEach((value, i) => {
    view.setFloat64(8 + 8 * i, value, true);
  });
  let at = writeHead(view, HEADER_BYTES, MULTI_POLYGON, polygons.length);
  for (const polygon of polygons) {
    at = writeHead(view, at, POLYGON, polygon.length);
    for (const ring of polygon) at = writeRing(view, at, ring);
  }
  return { blob: new Uint8Array(view.buffer), box };
}

function projected(ring: ArrayLike<number>, crs: ExportCrs): [x: number, y: number][] {
  return Array.from({ length: ring.length / 2 }, (_, i) => crs.project(ring[2 * i]!, ring[2 * i + 1]!));
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
}

function writeHead(view: DataView, at: number, type: number, count: number): number {
  view.setUint8(at, 1);
  view.setUint32(at + 1, type, true);
  view.setUint32(at + 5, count, true);
  return at + 9;
}

function writeRing(
  view: DataView,
  start: number,
  ring: readonly (readonly [x: number, y: number])[],
): number {
  view.setUint32(start, ring.length, true);
  let at = start + 4;
  for (const [x, y] of ring) {
    view.setFloat64(at, x, true);
    view.setFloat64(at + 8, y, true);
    at += 16;
  }
  return at;
}
