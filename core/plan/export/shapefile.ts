/** Shapefiles of surfaces, after "ESRI Shapefile Technical Description" (July 1998), with a dBASE III table. */
import type { Face } from '../faces.ts';
import { dbaseOf } from './dbase.ts';
import type { ExportCrs } from './export-crs.ts';
import type { ExportLayer } from './export-layer.ts';

/** The files of a shapefile by their endings; they belong under one name. */
export type Shapefile = Record<'shp' | 'shx' | 'dbf' | 'prj' | 'cpg', Uint8Array>;

const POLYGON = 5;
const HEADER_BYTES = 100;
/** Lengths are told in words of 16 bits. */
const WORD = 2;

/** The layer as a shapefile in the CRS; `day` (YYYY-MM-DD) is when it was written. Shells run clockwise and holes counter-clockwise, as ESRI has it. */
export function shapefileOf(layer: ExportLayer, crs: ExportCrs, day: string): Shapefile {
  const records = layer.areas.map(({ faces }) => recordOf(faces, crs));
  const bytes = records.reduce((sum, { content }) => sum + 8 + content.byteLength, HEADER_BYTES);
  const box = boxOf(records.map((record) => record.box));
  const shp = new DataView(new ArrayBuffer(bytes));
  const shx = new DataView(new ArrayBuffer(HEADER_BYTES + 8 * records.length));
  for (const file of [shp, shx]) writeHeader(file, box);
  let at = HEADER_BYTES;
  records.forEach(({ content }, i) => {
    shx.setInt32(HEADER_BYTES + 8 * i, at / WORD);
    shx.setInt32(HEADER_BYTES + 8 * i + 4, content.byteLength / WORD);
    shp.setInt32(at, i + 1);
    shp.setInt32(at + 4, content.byteLength / WORD);
    new Uint8Array(shp.buffer).set(new Uint8Array(content.buffer), at + 8);
    at += 8 + content.byteLength;
  });
  return {
    shp: new Uint8Array(shp.buffer),
    shx: new Uint8Array(shx.buffer),
    dbf: dbaseOf(
      layer.areas.map(({ fields }) => fields),
      day,
    ),
    prj: ascii(crs.esriWkt),
    cpg: ascii('UTF-8'),
  };
}

type Box = [west: number, south: number, east: number, north: number];

function writeHeader(file: DataView, box: Box): void {
  file.setInt32(0, 9994);
  file.setInt32(24, file.byteLength / WORD);
  file.setInt32(28, 1000, true);
  file.setInt32(32, POLYGON, true);
  writeBox(file, 36, box);
}

function writeBox(file: DataView, at: number, box: Box): void {
  box.forEach((value, i) => {
    file.setFloat64(at + 8 * i, value, true);
  });
}

function recordOf(faces: readonly Face[], crs: ExportCrs): { content: DataView; box: Box } {
  const rings = faces.flat().map(({ ring }) => {
    const places: [number, number][] = [];
    for (let i = ring.length - 2; i >= 0; i -= 2) places.push(crs.project(ring[i]!, ring[i + 1]!));
    return places;
  });
  const points = rings.reduce((sum, { length }) => sum + length, 0);
  const content = new DataView(new ArrayBuffer(44 + 4 * rings.length + 16 * points));
  const box = boxOf(rings.flat().map(([x, y]) => [x, y, x, y]));
  content.setInt32(0, POLYGON, true);
  writeBox(content, 4, box);
  content.setInt32(36, rings.length, true);
  content.setInt32(40, points, true);
  let [first, at] = [0, 44 + 4 * rings.length];
  rings.forEach((places, i) => {
    content.setInt32(44 + 4 * i, first, true);
    first += places.length;
    for (const [x, y] of places) {
      content.setFloat64(at, x, true);
      content.setFloat64(at + 8, y, true);
      at += 16;
    }
  });
  return { content, box };
}

/** The box round boxes; of none one at 0. */
function boxOf(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return [0, 0, 0, 0];
  return boxes.reduce((one, other) => [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ]);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
