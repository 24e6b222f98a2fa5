/** Flat rings, lines or points of one geometry: [part][lng, lat, lng, lat, ...] in degrees. */
export interface FlatGeometry {
  type: 'point' | 'line' | 'polygon';
  /** Of polygons: rings, each shell followed by its holes. */
  parts: Float64Array[];
  /** Whether a part is the hole of the shell before it. */
  holes: boolean[];
}

const TYPES: Record<number, FlatGeometry['type']> = {
  1: 'point',
  2: 'line',
  3: 'polygon',
  4: 'point',
  5: 'line',
  6: 'polygon',
};

/** Reads little-endian well-known binary (OGC 06-103r4, 8.2) without Z, M and SRID, as ST_AsBinary(geom, 'NDR') writes it. */
export function readWkb(bytes: Uint8Array): FlatGeometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const geometry: FlatGeometry = { type: 'point', parts: [], holes: [] };
  readOne(view, 0, geometry);
  return geometry;
}

function readOne(view: DataView, start: number, into: FlatGeometry): number {
  const code = view.getUint32(start + 1, true);
  const type = TYPES[code];
  if (view.getUint8(start) !== 1 || type === undefined)
    throw new Error(`unexpected geometry in WKB: ${code}`);
  into.type = type;
  const offset = start + 5;
  if (code === 1) return readPart(view, offset, 1, into, false);
  const count = view.getUint32(offset, true);
  if (code === 2) return readPart(view, offset + 4, count, into, false);
  let at = offset + 4;
  for (let i = 0; i < count; i += 1)
    at = code === 3 ? readPart(view, at + 4, view.getUint32(at, true), into, i > 0) : readOne(view, at, into);
  return at;
}

function readPart(view: DataView, offset: number, count: number, into: FlatGeometry, hole: boolean): number {
  const part = new Float64Array(count * 2);
  for (let i = 0; i < part.length; i += 1) part[i] = view.getFloat64(offset + i * 8, true);
  into.parts.push(part);
  into.holes.push(hole);
  return offset + part.length * 8;
}
