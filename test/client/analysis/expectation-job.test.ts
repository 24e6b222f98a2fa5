import { describe, expect, test } from 'vitest';
import {
  type ExpectationJobOrder,
  type ExpectationMade,
  findExpected,
  LEAST_WEEKS,
} from '../../../client/analysis/expectation-job.ts';
import type { HeldIncidents, JobContext } from '../../../client/analysis/jobs.ts';
import {
  auditOf,
  flaggedNow,
  isOffered,
} from '../../../client/workspaces/analyse/questions/expected/expected-cells.ts';
import { makeDice } from '../../../core/basemap/dice.ts';
import { type IncidentRow, incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import { IncidentTable } from '../../../core/columns/incident-table.ts';
import { cellOfPoint } from '../../../core/hotspot/metric-grid.ts';

const ZONE = 'Asia/Shanghai';
const [LNG, LAT] = [1_017_800_000, 366_200_000];
const END_MS = Date.parse('2026-11-23T00:00:00Z');
const WEEK_MS = 7 * 86_400_000;
const ring = [0, 0, 400_000, 0, 400_000, 400_000, 0, 400_000, 0, 0].map((at, i) => at + (i % 2 ? LAT : LNG));
const context = (): JobContext => ({ progress: () => undefined, breathe: async () => undefined });

/** So many weeks: sixty reports anywhere, and ten about one place, by night in the last shift. */
function rowsOf(weeks: number): IncidentRow[] {
  const dice = makeDice(4);
  const row = (lng7: number, lat7: number, ms: number, more: Partial<IncidentRow> = {}): IncidentRow => ({
    reportedAt: Math.floor(ms / 1000),
    lng7,
    lat7,
    type: 'theft',
    priority: 3,
    status: 'closed',
    net: 'street',
    source: 'report',
    gridCode: lng7 < LNG + 200_000 ? '630102001001001' : '630103001001001',
    ...more,
  });
  const rows = Array.from({ length: weeks }, (_, week) => {
    const start = END_MS - (weeks - week) * WEEK_MS;
    const anywhere = Array.from({ length: 60 }, () =>
      row(
        LNG + 10_000 + Math.floor(dice() * 380_000),
        LAT + 10_000 + Math.floor(dice() * 380_000),
        start + Math.floor(dice() * WEEK_MS),
      ),
    );
    // 20:00 by the city's clock.
    const place = Array.from({ length: 10 }, (_, i) =>
      row(LNG + 100_000, LAT + 100_000, start + (i % 7) * 86_400_000 + 12 * 3_600_000),
    );
    return [...anywhere, ...place];
  }).flat();
  return rows.sort((a, b) => a.reportedAt - b.reportedAt);
}

function held(rows: IncidentRow[], weeks: number): HeldIncidents {
  const table = new IncidentTable(ZONE);
  table.replace(0, 0, incidentColumnsOf(rows));
  const { columns, points, hours, count } = table;
  const window = { fromMs: END_MS - weeks * WEEK_MS, toMs: END_MS };
  return {
    columns,
    points,
    hours,
    rows: Uint32Array.from({ length: count }, (_, i) => i),
    fails: new Uint8Array(count),
    window,
    span: window,
    zone: ZONE,
    level: 'street',
    within: null,
  };
}
const ORDER: ExpectationJobOrder = {
  rings: [Int32Array.from(ring)],
  metres: 200,
  days: 7,
  shift: 'all',
  weeks: 12,
};
async function made(
  incidents: HeldIncidents,
  more: Partial<ExpectationJobOrder> = {},
): Promise<ExpectationMade> {
  const { result } = await findExpected(incidents, { ...ORDER, ...more }, context());
  if (result.problem) throw new Error(result.problem);
  return result;
}
const placeCell = ({ cells }: ExpectationMade) => cellOfPoint(cells.grid, LNG + 100_000, LAT + 100_000);
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe('the job "expected"', () => {
  const rows = rowsOf(40);
  const usual = made(held(rows, 40));

  test('flags the place where much was reported, for the week after the window', async () => {
    const found = await usual;
    expect(flaggedNow(found, 'count', 1)[0]).toBe(placeCell(found));
    expect(found.expected.count.all[placeCell(found)]).toBeGreaterThan(9.9);
    expect([found.weeks, found.tuningWeeks, found.incidents]).toEqual([12, 12, rows.length]);
    expect(found.valid).toEqual({ fromMs: END_MS, toMs: END_MS + WEEK_MS });
    expect(found.scores.count[1].total).toBe(12 * 70);
    expect(sum(found.tested)).toBe(12 * 70);
    expect(sum(found.counts)).toBe(rows.length);
    expect((await made(held(rows, 40))).digests).toEqual(found.digests);
  });

  test('tells the shifts apart: the evening has what the place has', async () => {
    const found = await usual;
    const [night, day, evening] = found.expected.count.parts.map((part) => part[placeCell(found)]!);
    expect(evening).toBeGreaterThan(9.9);
    expect(night! + day! + evening!).toBeCloseTo(found.expected.count.all[placeCell(found)]!, 9);
    const late = await made(held(rows, 40), { shift: 'evening' });
    expect(late.expected.count.all[placeCell(late)]).toBeCloseTo(evening!, 9);
    expect(late.incidents).toBeLessThan(found.incidents);
  });

  test('learns from what citizens reported only, and counts what is left out', async () => {
    const found = await usual;
    const more = rows.flatMap((row, i): IncidentRow[] => [
      row,
      ...(i % 10 === 0 ? [{ ...row, source: 'patrol' as const, lng7: LNG + 300_000 }] : []),
      ...(i % 20 === 0 ? [{ ...row, source: 'device' as const, lng7: LNG + 300_000 }] : []),
    ]);
    const again = await made(held(more, 40));
    expect([again.discovered, again.raised]).toEqual([280, 140]);
    expect(again.incidents).toBe(found.incidents);
    expect(again.expected.count.all).toEqual(found.expected.count.all);
  });

  test('of steady places offers the long count only, and audits by district', async () => {
    const found = await usual;
    for (const share of [1, 5] as const) {
      const audit = auditOf(found, 'count', share);
      expect(audit.map(({ code }) => code).sort()).toEqual(['630102', '630103']);
      expect(sum(audit.map(({ flagged }) => flagged))).toBeCloseTo(1, 9);
      expect(sum(audit.map(({ incidents }) => incidents))).toBeCloseTo(1, 9);
    }
    expect(isOffered(found, 'count', 1)).toBe(true);
    expect(isOffered(found, 'kernel', 1)).toBe(found.scores.kernel[1].gainFrom > 0);
  });

  test('of a window that reaches beyond the history is that of the history, and of the future is none', async () => {
    const incidents = held(rows, 40);
    const wide = { fromMs: incidents.span.fromMs - 20 * WEEK_MS, toMs: END_MS + 20 * WEEK_MS };
    const found = await made({ ...incidents, window: wide });
    expect([found.window, found.valid]).toEqual([incidents.window, (await usual).valid]);
    expect(found.digests).toEqual((await usual).digests);
    const future = { fromMs: END_MS + WEEK_MS, toMs: END_MS + 60 * WEEK_MS };
    const { result } = await findExpected({ ...incidents, window: future }, ORDER, context());
    expect(result).toEqual({ problem: 'too_short', weeks: 0 });
  });

  test('for a day is tested on the first day of each week', async () => {
    const found = await made(held(rows, 40), { days: 1 });
    expect(found.valid.toMs - found.valid.fromMs).toBe(86_400_000);
    expect(found.scores.count[5].total).toBe(sum(found.tested));
    expect(found.scores.count[5].total).toBeLessThan(12 * 25);
  });

  test('says what is too short or too fine, and stops when it is told to', async () => {
    const short = await findExpected(held(rowsOf(20), 20), ORDER, context());
    expect(short.result).toEqual({ problem: 'too_short', weeks: 20 });
    expect(LEAST_WEEKS).toBeGreaterThan(20);
    const fine = await findExpected(held(rows, 40), { ...ORDER, metres: 2 }, context());
    expect(fine.result).toEqual({ problem: 'too_fine' });
    const stopped = { ...context(), breathe: () => Promise.reject(new Error('stopped')) };
    await expect(findExpected(held(rows, 40), ORDER, stopped)).rejects.toThrow('stopped');
  });

  test('of no incident flags nothing; of all at one place flags it', async () => {
    const none = await made(held([], 40));
    expect([flaggedNow(none, 'count', 5), none.incidents]).toEqual([[], 0]);
    const same = rows.map((row) => ({ ...row, lng7: LNG + 100_000, lat7: LAT + 100_000 }));
    const one = await made(held(same, 40));
    expect(flaggedNow(one, 'count', 5)).toEqual([placeCell(one)]);
    expect(one.scores.count[5].hitRate).toBe(1);
  });
});
