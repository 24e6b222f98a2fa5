/**
 * Many incidents as columns: what `GET /api/incidents/columns` answers, about 10 bytes an incident once gzipped.
 *
 * Little-endian throughout:
 *
 *     u32 magic "JWIC"   u8 version   3 bytes zero   u32 count   u32 length of the grid codes in bytes
 *     grid codes, ASCII digits, each followed by "\n"
 *     nine columns: reportedAt, lng7, lat7, type, priority, status, net, source, grid
 *
 * A column is `u8 width (0-4)`, `i32 base`, then `width` planes of `count` bytes, least significant byte first; a value is
 * base + its bytes. Planes of like bytes next to each other are what gzip is good at. `reportedAt` holds the seconds since the
 * row before (the first row: since 1970), hence the rows must be in order of time; its width is at least 1.
 */
import {
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  type IncidentSource,
  type IncidentStatus,
  type IncidentType,
  NETS,
  type Net,
  type Priority,
} from '../vocabulary.ts';

/** Rows in order of `reportedAt`. `type`, `status`, `net` and `source` index the lists of core/vocabulary.ts. */
export interface IncidentColumns {
  count: number;
  /** Unix seconds, UTC. */
  reportedAt: Uint32Array;
  /** Degrees times 1e7, EPSG:4326. */
  lng7: Int32Array;
  lat7: Int32Array;
  type: Uint8Array;
  /** 1 (most urgent) to 4. */
  priority: Uint8Array;
  status: Uint8Array;
  net: Uint8Array;
  source: Uint8Array;
  /** Index into `gridCodes`. */
  grid: Uint32Array;
  /** Area codes, or '' for a place in no grid. */
  gridCodes: string[];
}

/** One incident as words, to build columns from. */
export interface IncidentRow {
  /** Unix seconds, UTC; parts of a second are dropped. */
  reportedAt: number;
  lng7: number;
  lat7: number;
  type: IncidentType;
  priority: Priority;
  status: IncidentStatus;
  net: Net;
  source: IncidentSource;
  gridCode: string;
}

/** Why bytes are not incident columns. */
export class ColumnsError extends Error {
  override name = 'ColumnsError';
}

const MAGIC = 0x4349574a;
const VERSION = 1;
const HEADER_BYTES = 16;
const NAMES = ['reportedAt', 'lng7', 'lat7', 'type', 'priority', 'status', 'net', 'source', 'grid'] as const;
type ColumnName = (typeof NAMES)[number];
type Column = Uint8Array | Uint32Array | Int32Array;

/** Half-open bounds of what each column may hold. */
const LIMITS: Record<Exclude<ColumnName, 'grid'>, readonly [number, number]> = {
  reportedAt: [0, 0x1_0000_0000],
  lng7: [-1_800_000_000, 1_800_000_001],
  lat7: [-900_000_000, 900_000_001],
  type: [0, INCIDENT_TYPES.length],
  priority: [1, 5],
  status: [0, INCIDENT_STATUSES.length],
  net: [0, NETS.length],
  source: [0, INCIDENT_SOURCES.length],
};

/** Columns of `count` rows, all zero, to be filled in. */
export function emptyIncidentColumns(count: number, gridCodes: string[] = []): IncidentColumns {
  return {
    count,
    reportedAt: new Uint32Array(count),
    lng7: new Int32Array(count),
    lat7: new Int32Array(count),
    type: new Uint8Array(count),
    priority: new Uint8Array(count),
    status: new Uint8Array(count),
    net: new Uint8Array(count),
    source: new Uint8Array(count),
    grid: new Uint32Array(count),
    gridCodes,
  };
}

/** Columns from rows in order of `reportedAt`. */
export function incidentColumnsOf(rows: readonly IncidentRow[]): IncidentColumns {
  const columns = emptyIncidentColumns(rows.length);
  const gridIndex = new Map<string, number>();
  rows.forEach((row, i) => {
    setIncidentRow(columns, i, row, gridIndex);
  });
  return columns;
}

/** Writes `row` as row `i`; `gridIndex` remembers which codes `columns.gridCodes` already holds. */
export function setIncidentRow(
  columns: IncidentColumns,
  i: number,
  row: IncidentRow,
  gridIndex: Map<string, number>,
): void {
  let grid = gridIndex.get(row.gridCode);
  if (grid === undefined) {
    grid = columns.gridCodes.push(row.gridCode) - 1;
    gridIndex.set(row.gridCode, grid);
  }
  columns.reportedAt[i] = Math.floor(row.reportedAt);
  columns.lng7[i] = row.lng7;
  columns.lat7[i] = row.lat7;
  columns.type[i] = INCIDENT_TYPES.indexOf(row.type);
  columns.priority[i] = row.priority;
  columns.status[i] = INCIDENT_STATUSES.indexOf(row.status);
  columns.net[i] = NETS.indexOf(row.net);
  columns.source[i] = INCIDENT_SOURCES.indexOf(row.source);
  columns.grid[i] = grid;
}

/** The bytes of `columns`. Throws ColumnsError if the rows are out of order or a value is outside its column. */
export function encodeIncidentColumns(columns: IncidentColumns): Uint8Array<ArrayBuffer> {
  checkRows(columns);
  const codes = asciiLines(columns.gridCodes);
  const packed = NAMES.map((name) =>
    name === 'reportedAt' ? pack(deltas(columns.reportedAt), 1) : pack(columns[name], 0),
  );
  const length = packed.reduce((sum, part) => sum + part.length, HEADER_BYTES + codes.length);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, VERSION);
  view.setUint32(8, columns.count, true);
  view.setUint32(12, codes.length, true);
  let offset = HEADER_BYTES;
  for (const part of [codes, ...packed]) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** The columns in `bytes`. Throws ColumnsError saying what is wrong with anything that `encodeIncidentColumns` did not write. */
export function decodeIncidentColumns(bytes: Uint8Array): IncidentColumns {
  if (bytes.length < HEADER_BYTES) throw new ColumnsError('incident columns end inside their header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new ColumnsError('these bytes are not incident columns');
  if (view.getUint8(4) !== VERSION)
    throw new ColumnsError(`incident columns of version ${view.getUint8(4)} are not understood`);
  const count = view.getUint32(8, true);
  const codesEnd = HEADER_BYTES + view.getUint32(12, true);
  if (codesEnd > bytes.length) throw new ColumnsError('incident columns end inside their grid codes');
  const gridCodes = parseLines(bytes.subarray(HEADER_BYTES, codesEnd));
  // Before anything is allocated: `reportedAt` takes at least a byte a row.
  if (count > bytes.length - codesEnd) throw new ColumnsError('incident columns end before their rows');

  const columns = emptyIncidentColumns(count, gridCodes);
  let offset = codesEnd;
  for (const name of NAMES) offset = unpack(bytes, view, offset, name, columns[name]);
  if (offset !== bytes.length) throw new ColumnsError('incident columns are followed by other bytes');
  sumDeltas(columns.reportedAt);
  checkRows(columns);
  return columns;
}

function checkRows(columns: IncidentColumns): void {
  for (const name of NAMES) {
    const column = columns[name];
    if (column.length !== columns.count)
      throw new ColumnsError(`${name} has ${column.length} rows, not ${columns.count}`);
    const [from, to] = name === 'grid' ? [0, columns.gridCodes.length] : LIMITS[name];
    const wrong = firstOutside(column, from, to);
    if (wrong >= 0) throw new ColumnsError(`${name} of row ${wrong} is ${column[wrong]}`);
  }
  for (let i = 1; i < columns.count; i++) {
    if (columns.reportedAt[i]! < columns.reportedAt[i - 1]!)
      throw new ColumnsError(`row ${i} was reported before row ${i - 1}`);
  }
}

/** The first row whose value is not in [from, to), -1: none. */
function firstOutside(column: Column, from: number, to: number): number {
  const count = column.length;
  for (let i = 0; i < count; i++) if (!(column[i]! >= from && column[i]! < to)) return i;
  return -1;
}

function deltas(sorted: Uint32Array): Uint32Array {
  return sorted.map((value, i) => (i === 0 ? value : value - sorted[i - 1]!));
}

function sumDeltas(values: Uint32Array): void {
  for (let i = 1; i < values.length; i++) {
    const sum = values[i - 1]! + values[i]!;
    if (sum > 0xffff_ffff) throw new ColumnsError('incident columns run past the year 2106');
    values[i] = sum;
  }
}

function pack(values: Column, leastWidth: number): Uint8Array {
  const count = values.length;
  let [min, max] = [values[0] ?? 0, values[0] ?? 0];
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // The base is signed 32 bits; a larger minimum (seconds after 2038) goes into the bytes.
  const base = Math.min(min, 0x7fff_ffff);
  const width = count === 0 ? 0 : Math.max(leastWidth, bytesFor(max - base));
  const bytes = new Uint8Array(5 + width * count);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, width);
  view.setInt32(1, base, true);
  for (let plane = 0; plane < width; plane++) {
    const start = 5 + plane * count;
    // What is stored is the lowest byte of it.
    for (let i = 0; i < count; i++) bytes[start + i] = (values[i]! - base) >>> (8 * plane);
  }
  return bytes;
}

function unpack(bytes: Uint8Array, view: DataView, offset: number, name: ColumnName, into: Column): number {
  const cut = () => new ColumnsError(`incident columns end inside ${name}`);
  if (offset + 5 > view.byteLength) throw cut();
  const width = view.getUint8(offset);
  const base = view.getInt32(offset + 1, true);
  const start = offset + 5;
  const end = start + width * into.length;
  if (width > 4) throw new ColumnsError(`${name} is ${width} bytes wide`);
  if (end > view.byteLength) throw cut();
  const lowest = into instanceof Int32Array ? -0x8000_0000 : 0;
  const highest = into instanceof Uint8Array ? 0xff : into instanceof Int32Array ? 0x7fff_ffff : 0xffff_ffff;
  const planes = bytes.subarray(start, end);
  const count = into.length;
  // Most columns can not hold what does not fit; then no value is looked at.
  if (base >= lowest && base + 0x100 ** width <= highest + 1) {
    addPlanes(planes, base, into);
    return end;
  }
  for (let i = 0; i < count; i++) {
    let value = base;
    for (let plane = 0; plane < width; plane++) value += planes[plane * count + i]! * 0x100 ** plane;
    if (value < lowest || value > highest) throw new ColumnsError(`${name} of row ${i} is ${value}`);
    into[i] = value;
  }
  return end;
}

/** Fills `into` with `base` and what the planes add to it, modulo 2^32. */
function addPlanes(planes: Uint8Array, base: number, into: Column): void {
  const count = into.length;
  into.fill(base);
  for (let start = 0, shift = 0; start < planes.length; start += count, shift += 8)
    for (let i = 0; i < count; i++) into[i]! += planes[start + i]! << shift;
}

function bytesFor(range: number): number {
  return range === 0 ? 0 : range < 0x100 ? 1 : range < 0x1_0000 ? 2 : range < 0x100_0000 ? 3 : 4;
}

function asciiLines(codes: readonly string[]): Uint8Array {
  const bytes: number[] = [];
  for (const code of codes) {
    if (!/^\d{0,15}$/.test(code)) throw new ColumnsError(`'${code}' is not an area code`);
    for (let i = 0; i < code.length; i++) bytes.push(code.charCodeAt(i));
    bytes.push(10);
  }
  return Uint8Array.from(bytes);
}

function parseLines(bytes: Uint8Array): string[] {
  const codes: string[] = [];
  let start = 0;
  bytes.forEach((byte, i) => {
    if (byte === 10) {
      // As one text: what is put together digit by digit is slow to look up.
      codes.push(String.fromCharCode(...bytes.subarray(start, i)));
      start = i + 1;
    } else if (byte < 48 || byte > 57 || i - start >= 15)
      throw new ColumnsError('the grid codes of incident columns hold something else');
  });
  if (start !== bytes.length) throw new ColumnsError('incident columns end inside a grid code');
  return codes;
}
