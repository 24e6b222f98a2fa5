import type { Line7, MultiPolygon7, Point7 } from '../city/city.ts';

/** Extended well-known binary in hex, EPSG:4326, little-endian: what COPY puts into a geometry column without parsing text. */

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const MULTI_POLYGON = 6;
const HAS_SRID = 0x20000000;
const SRID = 4326;

const point = Buffer.alloc(25);
header(point, 0, POINT);

export function pointHex([lng7, lat7]: Point7): string {
  point.writeDoubleLE(lng7 / 1e7, 9);
  point.writeDoubleLE(lat7 / 1e7, 17);
  return point.toString('hex');
}

export function lineHex(line: Line7): string {
  const buffer = Buffer.allocUnsafe(9 + 4 + line.length * 8);
  writeCoordinates(buffer, header(buffer, 0, LINE), line);
  return buffer.toString('hex');
}

export function multiPolygonHex(polygons: MultiPolygon7): string {
  const rings = polygons.flat();
  const bytes = rings.reduce((sum, ring) => sum + 4 + ring.length * 8, 13 + polygons.length * 9);
  const buffer = Buffer.allocUnsafe(bytes);
  let at = buffer.writeUInt32LE(polygons.length, header(buffer, 0, MULTI_POLYGON));
  for (const polygon of polygons) {
    at = buffer.writeUInt8(1, at);
    at = buffer.writeUInt32LE(POLYGON, at);
    at = buffer.writeUInt32LE(polygon.length, at);
    for (const ring of polygon) at = writeCoordinates(buffer, at, ring);
  }
  return buffer.toString('hex');
}

function header(buffer: Buffer, start: number, type: number): number {
  let at = buffer.writeUInt8(1, start);
  at = buffer.writeUInt32LE((type | HAS_SRID) >>> 0, at);
  return buffer.writeUInt32LE(SRID, at);
}

function writeCoordinates(buffer: Buffer, start: number, line: Line7): number {
  let at = buffer.writeUInt32LE(line.length / 2, start);
  for (const unit of line) at = buffer.writeDoubleLE(unit / 1e7, at);
  return at;
}
