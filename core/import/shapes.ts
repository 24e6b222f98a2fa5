import { polygonsOfRings } from './nested-rings.ts';
import type { RawGeometry } from './read-geometry.ts';

const FILE_HEADER = 100;
const RECORD_HEADER = 8;
const PARTS = 44;

/** A file of shapes that can not be read. */
export class ShapesDamaged extends Error {}

/**
 * The geometries of a .shp file in its order, null for an empty shape; z and m are left aside ("ESRI Shapefile Technical Description", 1998).
 * Throws ShapesDamaged where the file is cut off or holds another kind of shape.
 */
export function* shapesOf(bytes: Uint8Array): Generator<RawGeometry | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < FILE_HEADER || view.getInt32(0) !== 9994) throw new ShapesDamaged('no header');
  const end = Math.min(bytes.byteLength, view.getInt32(24) * 2);
  for (let at = FILE_HEADER; at + RECORD_HEADER <= end; ) {
    const length = view.getInt32(at + 4) * 2;
    const from = at + RECORD_HEADER;
    if (length < 4 || from + length > bytes.byteLength) throw new ShapesDamaged('cut off');
    yield shapeOf(new DataView(view.buffer, view.byteOffset + from, length));
    at = from + length;
  }
}

function shapeOf(shape: DataView): RawGeometry | null {
  try {
    switch (shape.getInt32(0, true) % 10) {
      case 0:
        return null;
      case 1:
        return { type: 'Point', coordinates: positionAt(shape, 4) };
      case 3:
        return { type: 'MultiLineString', coordinates: partsOf(shape) };
      case 5:
        return { type: 'MultiPolygon', coordinates: polygonsOfRings(partsOf(shape)) };
    }
  } catch (error) {
    if (error instanceof RangeError) throw new ShapesDamaged('cut off');
    throw error;
  }
  throw new ShapesDamaged('other shapes');
}

function positionAt(shape: DataView, at: number): [number, number] {
  return [shape.getFloat64(at, true), shape.getFloat64(at + 8, true)];
}

function partsOf(shape: DataView): [number, number][][] {
  const parts = shape.getInt32(36, true);
  const points = shape.getInt32(40, true);
  if (parts < 0 || points < 0 || PARTS + 4 * parts + 16 * points > shape.byteLength) throw new RangeError();
  const starts = Array.from({ length: parts }, (_, part) => shape.getInt32(PARTS + 4 * part, true));
  const base = PARTS + 4 * parts;
  return starts.map((start, part) => {
    const next = starts[part + 1] ?? points;
    if (start < 0 || next < start || next > points) throw new RangeError();
    return Array.from({ length: next - start }, (_, point) => positionAt(shape, base + 16 * (start + point)));
  });
}
