import { INCIDENT_SOURCES, INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../core/vocabulary.ts';
import type { PlacedFeature } from '../queries/placed.ts';

/** One incident as the memory for tiles takes it. Words are places in the lists of core/vocabulary.ts. */
export interface IncidentRecord {
  /** The UUID as four big-endian words. */
  id: readonly [number, number, number, number];
  /** Milliseconds since 1970. */
  reportedMs: number;
  /** 1e-7 degree, EPSG:4326. */
  lng7: number;
  lat7: number;
  priority: number;
  type: number;
  status: number;
  net: number;
  source: number;
  /** The import that it came with; undefined: not known from here. */
  batchId: string | undefined;
  areaCode: string;
  number: string;
}

/** The records that queries/incident-points.ts packed, all integers big-endian. */
export function* unpackIncidents(bytes: Uint8Array): Generator<IncidentRecord> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < buffer.length; ) {
    const codeEnd = at + FIXED + 2 + buffer.readUInt16BE(at + FIXED);
    const numberEnd = codeEnd + 2 + buffer.readUInt16BE(codeEnd);
    yield {
      id: [
        buffer.readUInt32BE(at),
        buffer.readUInt32BE(at + 4),
        buffer.readUInt32BE(at + 8),
        buffer.readUInt32BE(at + 12),
      ],
      reportedMs: (buffer.readInt32BE(at + 16) * 2 ** 32 + buffer.readUInt32BE(at + 20)) / 1000,
      lng7: buffer.readInt32BE(at + 24),
      lat7: buffer.readInt32BE(at + 28),
      priority: buffer.readInt16BE(at + 32),
      type: buffer.readInt16BE(at + 34),
      status: buffer.readInt16BE(at + 36),
      net: buffer.readInt16BE(at + 38),
      source: buffer.readInt16BE(at + 40),
      batchId: uuidText(buffer, at + 42),
      areaCode: buffer.toString('latin1', at + FIXED + 2, codeEnd),
      number: buffer.toString('utf8', codeEnd + 2, numberEnd),
    };
    at = numberEnd;
  }
}

/** Bytes of a record before its texts. */
const FIXED = 58;

/** The UUID there, or undefined for the one of zeros. */
function uuidText(buffer: Buffer, at: number): string | undefined {
  if (buffer.readUInt32BE(at) === 0 && buffer.readUInt32BE(at + 12) === 0) return undefined;
  const hex = buffer.toString('hex', at, at + 16);
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** The record of an incident as the log shows it. */
export function recordOf({ id, geometry, properties }: PlacedFeature & { id: string }): IncidentRecord {
  const [lng = 0, lat = 0] = (geometry as { coordinates: number[] }).coordinates;
  const place = (words: readonly string[], key: string): number => words.indexOf(String(properties[key]));
  return {
    id: wordsOf(id),
    reportedMs: Date.parse(String(properties.reportedAt)),
    lng7: Math.round(lng * 1e7),
    lat7: Math.round(lat * 1e7),
    priority: Number(properties.priority),
    type: place(INCIDENT_TYPES, 'type'),
    status: place(INCIDENT_STATUSES, 'status'),
    net: place(NETS, 'net'),
    source: place(INCIDENT_SOURCES, 'source'),
    batchId: undefined,
    areaCode: String(properties.areaCode),
    number: String(properties.number),
  };
}

/** A UUID as four words. */
export function wordsOf(uuid: string): [number, number, number, number] {
  const hex = uuid.replaceAll('-', '');
  const word = (index: number): number => Number.parseInt(hex.slice(index * 8, index * 8 + 8), 16);
  return [word(0), word(1), word(2), word(3)];
}
