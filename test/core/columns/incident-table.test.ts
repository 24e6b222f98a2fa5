import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import { IncidentTable } from '../../../core/columns/incident-table.ts';
import { mercatorX, mercatorY } from '../../../core/hotspot/density.ts';
import { toWallTime } from '../../../core/zone.ts';
import { randomIncidents, rowsOf, tableOf } from './random-incidents.ts';

const HOUR_MS = 3_600_000;

describe('a table of stretches', () => {
  test('holds what was put in, and after a stretch is replaced what it would hold from the start', () => {
    const rows = randomIncidents(300);
    const [a, b, c] = [rows.slice(0, 100), rows.slice(100, 180), rows.slice(180)];
    const table = new IncidentTable('Asia/Shanghai');
    table.replace(0, 0, incidentColumnsOf(a));
    table.replace(100, 0, incidentColumnsOf(c));
    table.replace(100, 0, incidentColumnsOf(b));
    expect(rowsOf(table)).toEqual(rows);
    const fewer = b.slice(0, 3);
    table.replace(100, 80, incidentColumnsOf(fewer));
    expect(rowsOf(table)).toEqual([...a, ...fewer, ...c]);
    const fresh = tableOf([...a, ...fewer, ...c]);
    expect(table.hours.slice(0, table.count)).toEqual(fresh.hours.slice(0, fresh.count));
    expect(table.points.x.slice(0, table.count)).toEqual(fresh.points.x.slice(0, fresh.count));
    expect(table.points.x[0]).toBe(mercatorX(a[0]!.lng7 / 1e7));
    table.replace(0, 103, incidentColumnsOf([]));
    expect(rowsOf(table)).toEqual(c);
  });

  test.each(['Asia/Shanghai', 'America/Chicago', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'the hour of the week is that of the clock in %s, all year round',
    (zone) => {
      const rows = randomIncidents(2000, 5);
      const table = tableOf(rows, zone);
      const expected = rows.map(({ reportedAt }) => {
        const wall = new Date(toWallTime(zone, reportedAt * 1000));
        return ((wall.getUTCDay() + 6) % 7) * 24 + wall.getUTCHours();
      });
      expect([...table.hours.slice(0, table.count)]).toEqual(expected);
    },
  );

  test('the points are those of the rows, whenever they are asked for between changes', () => {
    const rows = randomIncidents(60, 9);
    const place = fc.record({
      at: fc.nat(1000),
      removed: fc.nat(20),
      added: fc.nat(20),
      looks: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), (changes) => {
        const table = tableOf(rows);
        for (const { at, removed, added, looks } of changes) {
          if (looks) expect(table.points.x.length).toBeGreaterThanOrEqual(table.count);
          const first = at % (table.count + 1);
          table.replace(
            first,
            Math.min(removed, table.count - first),
            incidentColumnsOf(rows.slice(0, added)),
          );
        }
        const { columns, points, count } = table;
        for (let row = 0; row < count; row++) {
          expect(points.x[row]).toBe(mercatorX(columns.lng7[row]! / 1e7));
          expect(points.y[row]).toBe(mercatorY(columns.lat7[row]! / 1e7));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('finds the first row of a time', () => {
    const rows = randomIncidents(50, 3);
    const table = tableOf(rows);
    expect(table.firstAt(rows[20]!.reportedAt)).toBe(20);
    expect(table.firstAt(rows[20]!.reportedAt + 1)).toBe(21);
    expect(table.firstAt(0)).toBe(0);
    expect(table.firstAt(Date.now() / 1000 + HOUR_MS)).toBe(50);
  });
});
