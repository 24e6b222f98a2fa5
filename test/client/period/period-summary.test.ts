import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binAt, binsOf, tickTimes } from '../../../client/period/period-bins.ts';
import { summarise } from '../../../client/period/period-summary.ts';
import { PeriodTable } from '../../../client/period/period-table.ts';
import type { Brush, IncidentFilter } from '../../../client/state/view-state.ts';
import { cityDayBounds, cityHour } from '../../../core/city-time.ts';
import { type IncidentRow, incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import {
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  NETS,
  PRIORITIES,
} from '../../../core/vocabulary.ts';

const START = Date.UTC(2026, 10, 16) / 1000;
const DAY = 86_400;
const HOUR_MS = 3_600_000;
const SHANGHAI = 'Asia/Shanghai';
const CHICAGO = 'America/Chicago';
const anyZone = fc.constantFrom(SHANGHAI, CHICAGO);
const GRIDS = ['630102001001001', '630102001001002', '630103002001001', ''];

const anyRow: fc.Arbitrary<IncidentRow> = fc.record({
  reportedAt: fc.integer({ min: START, max: START + 7 * DAY }),
  lng7: fc.integer({ min: 1_016_000_000, max: 1_018_000_000 }),
  lat7: fc.integer({ min: 365_000_000, max: 367_000_000 }),
  type: fc.constantFrom(...INCIDENT_TYPES),
  priority: fc.constantFrom(...PRIORITIES),
  status: fc.constantFrom(...INCIDENT_STATUSES),
  net: fc.constantFrom(...NETS),
  source: fc.constantFrom(...INCIDENT_SOURCES),
  gridCode: fc.constantFrom(...GRIDS),
});
const byTime = (rows: IncidentRow[]): IncidentRow[] => rows.sort((a, b) => a.reportedAt - b.reportedAt);
const anyRows = fc.array(anyRow, { maxLength: 80 }).map(byTime);
const anyFilter: fc.Arbitrary<IncidentFilter> = fc.record({
  types: fc.subarray([...INCIDENT_TYPES]),
  priorities: fc.subarray([...PRIORITIES]),
  statuses: fc.subarray([...INCIDENT_STATUSES]),
  nets: fc.subarray([...NETS]),
  within: fc.constantFrom(null, '630100', '630102', '630103002', '630102001001002'),
});
const anyBrush: fc.Arbitrary<Brush | null> = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 6 * DAY }), fc.integer({ min: 600, max: 3 * DAY }))
    .map(([from, length]) => ({ fromMs: (START + from) * 1000, toMs: (START + from + length) * 1000 })),
);
const SPAN = { fromMs: START * 1000, toMs: (START + 7 * DAY + 1) * 1000 };

/** The rows that pass every clause but the one left out. */
function passing(
  rows: IncidentRow[],
  filter: IncidentFilter,
  brush: Brush | null,
  leftOut?: string,
): IncidentRow[] {
  const inList = (name: string, wanted: readonly unknown[], value: unknown) =>
    name === leftOut || wanted.length === 0 || wanted.includes(value);
  const prefix = filter.within === '630100' ? '6301' : (filter.within ?? '');
  return rows.filter(
    (row) =>
      inList('types', filter.types, row.type) &&
      inList('priorities', filter.priorities, row.priority) &&
      inList('statuses', filter.statuses, row.status) &&
      inList('nets', filter.nets, row.net) &&
      row.gridCode.startsWith(prefix) &&
      (leftOut === 'brush' ||
        !brush ||
        (row.reportedAt * 1000 >= brush.fromMs && row.reportedAt * 1000 < brush.toMs)),
  );
}
const countsOf = <T>(words: readonly T[], values: T[]): number[] =>
  words.map((word) => values.filter((value) => value === word).length);

describe('the summary of a period', () => {
  it('counts as a naive count would, each chart without its own clause', () => {
    fc.assert(
      fc.property(anyRows, anyFilter, anyBrush, anyZone, (rows, filter, brush, zone) => {
        const summary = summarise(new PeriodTable(incidentColumnsOf(rows)), SPAN, filter, brush, zone);
        expect(summary.total).toBe(rows.length);
        expect(summary.selected).toBe(passing(rows, filter, brush).length);
        expect(summary.rows.length).toBe(summary.selected);
        const bars = new Array<number>(summary.bins.edges.length - 1).fill(0);
        for (const { reportedAt } of passing(rows, filter, brush, 'brush'))
          bars[binAt(reportedAt * 1000, summary.bins)]! += 1;
        expect([...summary.histogram]).toEqual(bars);
        const types = passing(rows, filter, brush, 'types').map(({ type }) => type);
        expect([...summary.types]).toEqual(countsOf(INCIDENT_TYPES, types));
        const priorities = passing(rows, filter, brush, 'priorities').map(({ priority }) => priority);
        expect([...summary.priorities]).toEqual(countsOf(PRIORITIES, priorities));
        const statuses = passing(rows, filter, brush, 'statuses').map(({ status }) => status);
        expect([...summary.statuses]).toEqual(countsOf(INCIDENT_STATUSES, statuses));
        const nets = passing(rows, filter, brush, 'nets').map(({ net }) => net);
        expect([...summary.nets]).toEqual(countsOf(NETS, nets));
      }),
    );
  });

  it('leaves out what lies outside the span', () => {
    const rows = byTime([0, 1, 2, 3].map((day) => ({ ...sample(), reportedAt: START + day * DAY })));
    const span = { fromMs: (START + DAY) * 1000, toMs: (START + 3 * DAY) * 1000 };
    expect(summarise(new PeriodTable(incidentColumnsOf(rows)), span, NO_FILTER, null, SHANGHAI).total).toBe(
      2,
    );
  });
});

const NO_FILTER: IncidentFilter = { types: [], priorities: [], statuses: [], nets: [], within: null };
function sample(): IncidentRow {
  return fc.sample(anyRow, { numRuns: 1, seed: 3 })[0]!;
}
const placeOf = ({ reportedAt, lng7, lat7 }: IncidentRow): string => `${reportedAt} ${lng7} ${lat7}`;

describe('the table of a period', () => {
  it('equals the rows that changes leave, whatever changes come in whatever order', () => {
    const anyChange = fc.record({
      row: anyRow,
      pick: fc.nat(),
      kind: fc.constantFrom('add', 'edit', 'remove', 'again'),
    });
    fc.assert(
      fc.property(anyRows, fc.array(anyChange, { maxLength: 40 }), (rows, changes) => {
        const held = new Map(rows.map((row) => [placeOf(row), row]));
        const table = new PeriodTable(incidentColumnsOf(byTime([...held.values()])));
        for (const { row, pick, kind } of changes) {
          const before = [...held.values()][pick % Math.max(1, held.size)];
          if (kind === 'add' || !before) {
            held.set(placeOf(row), row);
            table.change(undefined, row);
          } else if (kind === 'remove') {
            held.delete(placeOf(before));
            table.change(before, undefined);
          } else {
            const after = {
              ...before,
              status: row.status,
              type: row.type,
              lng7: kind === 'edit' ? row.lng7 : before.lng7,
            };
            held.delete(placeOf(before));
            held.set(placeOf(after), after);
            table.change(before, after);
          }
        }
        const { columns } = table;
        const words = Array.from({ length: columns.count }, (_, i) =>
          [columns.reportedAt[i], columns.lng7[i], columns.lat7[i], columns.type[i], columns.status[i]].join(
            ' ',
          ),
        );
        const expected = [...held.values()].map((row) =>
          [
            row.reportedAt,
            row.lng7,
            row.lat7,
            INCIDENT_TYPES.indexOf(row.type),
            INCIDENT_STATUSES.indexOf(row.status),
          ].join(' '),
        );
        expect(words.sort()).toEqual(expected.sort());
        for (let i = 1; i < columns.count; i++)
          expect(columns.reportedAt[i]).toBeGreaterThanOrEqual(columns.reportedAt[i - 1]!);
      }),
    );
  });
});

describe('bins', () => {
  const anySpan = fc
    .tuple(
      fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }),
      fc.integer({ min: 60, max: 4 * 366 * DAY }),
    )
    .map(([from, length]) => ({ fromMs: from * 1000, toMs: (from + length) * 1000 }));

  it('cover the span with at most 192, rise, and begin on round times of the city', () => {
    fc.assert(
      fc.property(anySpan, anyZone, (span, zone) => {
        const { edges, widthMs } = binsOf(span, zone);
        expect(edges.length - 1).toBeLessThanOrEqual(192);
        expect(edges[0]! <= span.fromMs && edges[1]! > span.fromMs).toBe(true);
        expect(edges.at(-1)! >= span.toMs && edges.at(-2)! < span.toMs).toBe(true);
        for (const edge of edges) {
          const sinceMidnight = edge - cityDayBounds(zone, edge)[0];
          expect(sinceMidnight % Math.min(widthMs, DAY * 1000)).toBe(0);
          if (widthMs >= DAY * 1000) expect(cityHour(zone, edge)).toBe(0);
        }
        for (let i = 1; i < edges.length; i++) {
          const width = edges[i]! - edges[i - 1]!;
          expect(width).toBeGreaterThan(0);
          if (width === widthMs) continue;
          // Only what ends a day on which clocks were set, or holds one, is longer or shorter.
          const [from, to] = cityDayBounds(zone, edges[i]! - 1);
          if (widthMs < DAY * 1000) expect([edges[i], to - from === DAY * 1000]).toEqual([to, false]);
          else expect(Math.abs(width - widthMs)).toBeLessThanOrEqual(HOUR_MS);
        }
      }),
    );
  });

  it('keep to midnight where clocks are set', () => {
    const march = { fromMs: Date.UTC(2026, 2, 7, 6), toMs: Date.UTC(2026, 2, 12, 5) };
    const starts = binsOf({ ...march, toMs: march.fromMs + 190 * DAY * 1000 }, CHICAGO).edges.slice(0, 4);
    expect(starts.map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-03-07T06:00:00.000Z',
      '2026-03-08T06:00:00.000Z',
      '2026-03-09T05:00:00.000Z',
      '2026-03-10T05:00:00.000Z',
    ]);
    const { times } = tickTimes(march, 5, CHICAGO);
    expect(times.map((ms) => cityHour(CHICAGO, ms))).toEqual([0, 0, 0, 0, 0]);
  });

  it('are an hour wide for a week, and days begin at midnight in Xining', () => {
    expect(binsOf(SPAN, SHANGHAI).widthMs).toBe(HOUR_MS);
    const year = { fromMs: Date.UTC(2026, 4, 1, 3), toMs: Date.UTC(2026, 10, 1) };
    expect(new Date(binsOf(year, SHANGHAI).edges[0]!).toISOString()).toBe('2026-04-30T16:00:00.000Z');
  });

  it('are labelled inside the span, not too often', () => {
    fc.assert(
      fc.property(anySpan, anyZone, (span, zone) => {
        const { times } = tickTimes(span, 8, zone);
        expect(times.length).toBeLessThanOrEqual(9);
        for (const time of times) expect(time >= span.fromMs && time < span.toMs).toBe(true);
      }),
    );
  });

  it('lets go of many old rows without a change of what later spans come to', () => {
    const many = byTime(fc.sample(anyRow, { numRuns: 3000, seed: 5 }));
    const middle = START + 4 * DAY;
    const span = { fromMs: middle * 1000, toMs: SPAN.toMs };
    const table = new PeriodTable(incidentColumnsOf(many));
    const { rows: _, ...before } = summarise(table, span, NO_FILTER, null, SHANGHAI);
    table.dropBefore(middle);
    const { rows, ...after } = summarise(table, span, NO_FILTER, null, SHANGHAI);
    expect(after).toEqual(before);
    expect(rows).toHaveLength(after.selected);
    expect(table.columns.count).toBe(after.total);
    table.dropBefore(middle + 10);
    expect(table.columns.count).toBe(after.total);
  });
});
