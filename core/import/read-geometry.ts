import type { RowProblemCode } from '../contract/import.ts';
import { type Refusal, refusal } from '../contract/reason.ts';
import { orientation } from '../geometry/integer.ts';
import { type FlatRing, reversedLine, signedArea2 } from '../geometry/ring.ts';
import type { Crs } from './crs.ts';

/** A geometry of a file, as GeoJSON writes it; nothing about it is believed. */
export interface RawGeometry {
  type: unknown;
  coordinates?: unknown;
  geometries?: unknown;
}

export type Geometry7 =
  | { kind: 'point'; lng7: number; lat7: number }
  | { kind: 'lines'; lines: number[][] }
  | { kind: 'surface'; polygons: FlatRing[][] };

/** Why a row is refused: its code, and more closely. */
export type RowRefusal = { problem: RowProblemCode } & Refusal;
/** What was mended in a surface: rings that were not closed, and rings left out because they hold no ground. */
export interface MendedRings {
  closed: number;
  left: number;
}
export type ReadGeometry = { geometry: Geometry7; mended?: MendedRings } | RowRefusal;

class Refused extends Error {
  readonly row: RowRefusal;
  constructor(problem: RowProblemCode, why: Refusal) {
    super(why.message);
    this.row = { problem, ...why };
  }
}

const MAX_VERTICES = 100_000;

/** One coordinate pair of the file's CRS -> integer units of 1e-7 degree in EPSG:4326; undefined when it lies nowhere on Earth. */
export function toPoint7(crs: Crs, x: number, y: number): [lng7: number, lat7: number] | undefined {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  const [lng, lat] = crs.toWgs84(x, y);
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return undefined;
  return [Math.round(lng * 1e7), Math.round(lat * 1e7)];
}

/** Words for a position that lies nowhere on Earth. */
export function outsideWorld(x: number, y: number, crs: Crs): Refusal {
  const message = `Position ${x}, ${y} lies outside the world in ${crs.code}.`;
  return refusal(message, 'position_outside_world', { x, y, crs: crs.code });
}

function pointOf(raw: unknown, crs: Crs): [number, number] {
  if (!Array.isArray(raw) || typeof raw[0] !== 'number' || typeof raw[1] !== 'number')
    throw new Refused(
      'invalid_geometry',
      refusal('A position must be two numbers, lng before lat.', 'position_wrong'),
    );
  const point = toPoint7(crs, raw[0], raw[1]);
  if (!point) throw new Refused('bad_coordinates', outsideWorld(raw[0], raw[1], crs));
  return point;
}

function listOf(raw: unknown): unknown[] {
  if (!Array.isArray(raw))
    throw new Refused(
      'invalid_geometry',
      refusal('The coordinates are not nested as their type says.', 'coordinates_not_nested'),
    );
  return raw;
}

/** Flat line without repeated neighbours. */
function lineOf(raw: unknown, crs: Crs): number[] {
  const positions = listOf(raw);
  if (positions.length > MAX_VERTICES)
    throw new Refused(
      'invalid_geometry',
      refusal(`A line or ring has at most ${MAX_VERTICES} vertices.`, 'too_many_vertices', {
        maximum: MAX_VERTICES,
      }),
    );
  const line: number[] = [];
  for (const position of positions) {
    const [lng7, lat7] = pointOf(position, crs);
    if (line[line.length - 2] !== lng7 || line[line.length - 1] !== lat7) line.push(lng7, lat7);
  }
  return line;
}

/** A closed ring that runs as its part demands; undefined where it has no three corners or no area. */
function ringOf(raw: unknown, crs: Crs, isShell: boolean, mended: MendedRings): number[] | undefined {
  const ring = lineOf(raw, crs);
  const [lng7, lat7] = ring;
  if (lng7 !== undefined && lat7 !== undefined && !isClosed(ring)) {
    ring.push(lng7, lat7);
    mended.closed += 1;
  }
  const area = signedArea2(ring);
  if (ring.length < 8 || (area === 0 && isFlat(ring))) {
    mended.left += 1;
    return undefined;
  }
  return area > 0 === isShell ? ring : reversedLine(ring);
}

function isClosed(ring: readonly number[]): boolean {
  return ring[0] === ring[ring.length - 2] && ring[1] === ring[ring.length - 1];
}

/** Whether all points lie on one line; the halves of a bow-tie can have no area together, and yet are ground. */
function isFlat(ring: readonly number[]): boolean {
  const [aLng = 0, aLat = 0, bLng = 0, bLat = 0] = ring;
  for (let at = 4; at + 1 < ring.length; at += 2)
    if (orientation(aLng, aLat, bLng, bLat, ring[at] as number, ring[at + 1] as number) !== 0) return false;
  return true;
}

/** Rings of a polygon; none where its shell holds no ground. */
function polygonOf(raw: unknown, crs: Crs, mended: MendedRings): FlatRing[] {
  const [shell, ...holes] = listOf(raw);
  if (shell === undefined)
    throw new Refused('invalid_geometry', refusal('A polygon needs a ring.', 'geometry_empty'));
  const outer = ringOf(shell, crs, true, mended);
  if (!outer) return [];
  const inner = holes.map((hole) => ringOf(hole, crs, false, mended));
  return [outer, ...inner.filter((hole) => hole !== undefined)];
}

const MAX_NESTING = 8;

/** Polygons of a Polygon, a MultiPolygon or what of a GeometryCollection is one, as repairing tools write it; undefined: there are none. */
function surfacePartsOf(raw: RawGeometry, depth = 0): unknown[] | undefined {
  if (raw.type === 'Polygon') return [raw.coordinates];
  if (raw.type === 'MultiPolygon') return listOf(raw.coordinates);
  if (raw.type !== 'GeometryCollection' || !Array.isArray(raw.geometries) || depth > MAX_NESTING)
    return undefined;
  const parts = raw.geometries.flatMap(
    (one: unknown) => (isGeometry(one) ? surfacePartsOf(one, depth + 1) : undefined) ?? [],
  );
  return parts.length > 0 ? parts : undefined;
}

function isGeometry(value: unknown): value is RawGeometry {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function surfaceOf(parts: readonly unknown[], crs: Crs): ReadGeometry {
  if (parts.length === 0)
    throw new Refused('invalid_geometry', refusal('The geometry is empty.', 'geometry_empty'));
  const mended: MendedRings = { closed: 0, left: 0 };
  const polygons = parts.map((part) => polygonOf(part, crs, mended)).filter((rings) => rings.length > 0);
  if (polygons.length === 0)
    throw new Refused(
      'invalid_geometry',
      refusal('A ring needs three corners and an area.', 'ring_too_small'),
    );
  const geometry: Geometry7 = { kind: 'surface', polygons };
  return mended.closed + mended.left > 0 ? { geometry, mended } : { geometry };
}

const EXPECTED = { point: 'a Point', lines: 'a LineString', surface: 'a Polygon or MultiPolygon' } as const;

function otherKind(kind: Geometry7['kind'], found: string): Refusal {
  const message = `Expected ${EXPECTED[kind]}, found ${found}.`;
  return refusal(message, 'geometry_of_other_kind', { geometry: kind, found });
}

function read(raw: RawGeometry, kind: Geometry7['kind'], crs: Crs): ReadGeometry {
  if (kind === 'point' && raw.type === 'Point') {
    const [lng7, lat7] = pointOf(raw.coordinates, crs);
    return { geometry: { kind, lng7, lat7 } };
  }
  if (kind === 'lines' && (raw.type === 'LineString' || raw.type === 'MultiLineString')) {
    const parts = raw.type === 'LineString' ? [raw.coordinates] : listOf(raw.coordinates);
    const lines = parts.map((part) => lineOf(part, crs));
    if (lines.length === 0 || lines.some((line) => line.length < 4))
      throw new Refused(
        'invalid_geometry',
        refusal('A line needs two different positions.', 'line_too_short'),
      );
    return { geometry: { kind, lines } };
  }
  const parts = kind === 'surface' ? surfacePartsOf(raw) : undefined;
  if (parts) return surfaceOf(parts, crs);
  const type = typeof raw.type === 'string' ? raw.type.slice(0, 30) : 'no geometry';
  throw new Refused('wrong_geometry', otherKind(kind, type));
}

/** A GeoJSON geometry in the file's CRS as integers; rings are closed and turned so that shells run counter-clockwise, and left out where they hold no ground. Every vertex is converted by itself, so equal vertices stay equal. */
export function readGeometry(raw: RawGeometry | null, kind: Geometry7['kind'], crs: Crs): ReadGeometry {
  if (!raw) return { problem: 'wrong_geometry', ...otherKind(kind, 'no geometry') };
  try {
    return read(raw, kind, crs);
  } catch (error) {
    if (error instanceof Refused) return error.row;
    throw error;
  }
}
