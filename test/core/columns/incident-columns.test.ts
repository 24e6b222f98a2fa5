import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ColumnsError,
  decodeIncidentColumns,
  encodeIncidentColumns,
  type IncidentRow,
  incidentColumnsOf,
} from '../../../core/columns/incident-columns.ts';
import {
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  NETS,
  PRIORITIES,
} from '../../../core/vocabulary.ts';

const anyRow: fc.Arbitrary<IncidentRow> = fc.record({
  reportedAt: fc.integer({ min: 0, max: 0xffff_ffff }),
  lng7: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  lat7: fc.integer({ min: -900_000_000, max: 900_000_000 }),
  type: fc.constantFrom(...INCIDENT_TYPES),
  priority: fc.constantFrom(...PRIORITIES),
  status: fc.constantFrom(...INCIDENT_STATUSES),
  net: fc.constantFrom(...NETS),
  source: fc.constantFrom(...INCIDENT_SOURCES),
  gridCode: fc.constantFrom('', '630102001001001', '630102001001002', '630123400200999', '630102'),
});
const anyRows = fc
  .array(anyRow, { maxLength: 60 })
  .map((rows) => rows.sort((a, b) => a.reportedAt - b.reportedAt));

function cityRows(count: number): IncidentRow[] {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const nearby = (centre: number) =>
    Math.round((centre + (random() + random() + random() - 1.5) * 0.15) * 1e7);
  return Array.from({ length: count }, (_, i) => ({
    reportedAt: 1_760_000_000 + i * 157 + Math.floor(random() * 157),
    lng7: nearby(101.77),
    lat7: nearby(36.62),
    type: INCIDENT_TYPES[Math.floor(random() ** 2 * INCIDENT_TYPES.length)]!,
    priority: PRIORITIES[Math.floor(random() * 4)]!,
    status: random() < 0.95 ? 'closed' : 'false_alarm',
    net: random() < 0.6 ? 'street' : 'community',
    source: random() < 0.8 ? 'report' : 'patrol',
    gridCode: String(630102001001000 + Math.floor(random() ** 2 * 3500)),
  }));
}

describe('incident columns', () => {
  it('come back as they went, whatever the rows', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const columns = incidentColumnsOf(rows);
        expect(decodeIncidentColumns(encodeIncidentColumns(columns))).toEqual(columns);
      }),
    );
  });

  it('come back from the middle of a larger buffer', () => {
    const columns = incidentColumnsOf(cityRows(10));
    const bytes = encodeIncidentColumns(columns);
    const larger = new Uint8Array(bytes.length + 14);
    larger.set(bytes, 7);
    expect(decodeIncidentColumns(larger.subarray(7, 7 + bytes.length))).toEqual(columns);
  });

  it('hold thousands of equal rows', () => {
    const columns = incidentColumnsOf(Array.from({ length: 5000 }, () => cityRows(1)[0]!));
    expect(decodeIncidentColumns(encodeIncidentColumns(columns))).toEqual(columns);
  });

  it('take at most 12 bytes an incident when gzipped', () => {
    const bytes = encodeIncidentColumns(incidentColumnsOf(cityRows(50_000)));
    expect(gzipSync(bytes, { level: 6 }).length / 50_000).toBeLessThan(12);
  });

  it('refuse rows that are out of order', () => {
    const rows = cityRows(3).reverse();
    expect(() => encodeIncidentColumns(incidentColumnsOf(rows))).toThrow('row 1 was reported before row 0');
  });

  it('refuse every truncation', () => {
    const bytes = encodeIncidentColumns(incidentColumnsOf(cityRows(20)));
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeIncidentColumns(bytes.subarray(0, length))).toThrow(ColumnsError);
  });

  it('answer hostile bytes with columns or a ColumnsError, never anything else', () => {
    const good = encodeIncidentColumns(incidentColumnsOf(cityRows(20)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), {
          minLength: 1,
          maxLength: 12,
        }),
        (edits) => {
          const bytes = good.slice();
          for (const [at, value] of edits) bytes[at] = value;
          try {
            decodeIncidentColumns(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(ColumnsError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuse a count that the bytes can not hold, before making room for it', () => {
    const bytes = encodeIncidentColumns(incidentColumnsOf([]));
    new DataView(bytes.buffer).setUint32(8, 0xffff_ffff, true);
    expect(() => decodeIncidentColumns(bytes)).toThrow(ColumnsError);
  });

  it('name a version that they do not know', () => {
    const bytes = encodeIncidentColumns(incidentColumnsOf([]));
    bytes[4] = 9;
    expect(() => decodeIncidentColumns(bytes)).toThrow('version 9');
  });
});
