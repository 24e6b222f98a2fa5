import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitPositionRow } from '../../../core/contract/live.ts';
import { BYTES_A_UNIT, packPositions, unpackPositions } from '../../../core/live/position-frame.ts';

const NOW = Date.parse('2026-11-23T04:00:00.000Z');
const roster = Array.from({ length: 50 }, (_, i) => `unit-${i}`);
const degrees = (most: number) =>
  fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((units) => Math.round(units) / 1e7);
const row = (ages: fc.Arbitrary<number>) =>
  fc
    .record({
      number: fc.integer({ min: 0, max: 49 }),
      lng: degrees(180),
      lat: degrees(90),
      heading: fc.option(fc.double({ min: 0, max: 360, noNaN: true })),
      speed: fc.option(fc.double({ min: 0, max: 400, noNaN: true })),
      ageMs: ages,
    })
    .map(({ number, lng, lat, heading, speed, ageMs }) => ({
      number,
      row: [roster[number], lng, lat, heading, speed, NOW - ageMs] as UnitPositionRow,
    }));

describe('a frame of positions', () => {
  it('keeps units, places, headings within 0.72 degrees, speeds within 0.5 km/h and recent times within 0.1 s', () => {
    fc.assert(
      fc.property(fc.array(row(fc.integer({ min: -60_000, max: 3_000_000 }))), (rows) => {
        const { rows: read } = unpackPositions(packPositions(rows, NOW), roster);
        expect(read.map(([id, lng, lat]) => [id, lng, lat])).toEqual(
          rows.map(({ row: [id, lng, lat] }) => [id, lng, lat]),
        );
        read.forEach(([, , , heading, speed, fixAtMs], index) => {
          const [, , , trueHeading, trueSpeed, trueFix] = (rows[index] as (typeof rows)[number]).row;
          expect(heading === null).toBe(trueHeading === null);
          const turn = Math.abs((heading ?? 0) - (trueHeading ?? 0));
          expect(Math.min(turn, 360 - turn)).toBeLessThanOrEqual(0.7201);
          expect(speed === null).toBe(trueSpeed === null);
          expect(Math.abs((speed ?? 0) - Math.min(254, trueSpeed ?? 0))).toBeLessThanOrEqual(0.5);
          expect(fixAtMs).toBeLessThanOrEqual(trueFix);
          expect(trueFix - fixAtMs).toBeLessThan(100);
        });
      }),
    );
  });

  it('never makes a fix newer than it is, however old', () => {
    fc.assert(
      fc.property(row(fc.integer({ min: 0, max: 400 * 86_400_000 })), (one) => {
        const [read] = unpackPositions(packPositions([one], NOW), roster).rows;
        const lateMs = one.row[5] - (read?.[5] ?? 0);
        const isSaturated = NOW - one.row[5] > 0x7fff * 60_000;
        return isSaturated || (lateMs >= 0 && lateMs < 60_200);
      }),
    );
  });

  it('of one fix always tells the same time, so that what is held is not taken for old or new by chance', () => {
    const one = { number: 1, row: ['unit-1', 101.7, 36.6, 90, 30, NOW - 1234] as UnitPositionRow };
    const times = [0, 37, 99, 100, 5000].map(
      (later) => unpackPositions(packPositions([one], NOW + later), roster).rows[0]?.[5],
    );
    expect(new Set(times).size).toBe(1);
  });

  it('takes 14 bytes a unit, and leaves out a unit that the roster does not know', () => {
    const rows = [0, 49].map((number) => ({
      number,
      row: [`unit-${number}`, 101.7, 36.6, null, null, NOW] as UnitPositionRow,
    }));
    const bytes = packPositions(rows, NOW);
    expect(bytes.length).toBe(4 + 2 * BYTES_A_UNIT);
    expect(unpackPositions(bytes, roster.slice(0, 1)).rows.map(([id]) => id)).toEqual(['unit-0']);
  });
});
