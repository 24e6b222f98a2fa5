import { describe, expect, test } from 'vitest';
import { findChanging, stepEdges } from '../../../client/analysis/changing-job.ts';
import type { CellsOrder } from '../../../client/analysis/counted-cells.ts';
import type { HeldIncidents, JobContext } from '../../../client/analysis/jobs.ts';
import { findSignificance, type SignificanceJobOrder } from '../../../client/analysis/significance-job.ts';
import { Crossfilter } from '../../../core/columns/crossfilter.ts';
import { type IncidentRow, incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import { IncidentTable } from '../../../core/columns/incident-table.ts';
import { EMERGING_CLASSES } from '../../../core/hotspot/emerging.ts';
import { cellOfPoint } from '../../../core/hotspot/metric-grid.ts';

const ZONE = 'Asia/Shanghai';
const [LNG, LAT] = [1_017_800_000, 366_200_000];
const END_MS = Date.parse('2026-11-23T00:00:00Z');
const WEEK_MS = 7 * 86_400_000;
const ring = [0, 0, 400_000, 0, 400_000, 400_000, 0, 400_000, 0, 0].map((at, i) => at + (i % 2 ? LAT : LNG));
/** Twenty weeks: one report a week on each crossing of a net of 300 m, and five more a week about one place in the last four. */
const ROWS: IncidentRow[] = Array.from({ length: 20 }, (_, week) => {
  const report = (lng7: number, lat7: number, type: IncidentRow['type']): IncidentRow => ({
    reportedAt: (END_MS - (20 - week) * WEEK_MS) / 1000 + 3600,
    lng7,
    lat7,
    type,
    priority: 2,
    status: 'closed',
    net: 'street',
    source: 'report',
    gridCode: '630102001001001',
  });
  const net = Array.from({ length: 100 }, (_, i) =>
    report(LNG + 20_000 + (i % 10) * 36_000, LAT + 20_000 + Math.floor(i / 10) * 36_000, 'noise'),
  );
  const burst = Array.from({ length: week >= 16 ? 25 : 0 }, () =>
    report(LNG + 200_000, LAT + 200_000, 'theft'),
  );
  return [...net, ...burst];
}).flat();

function held(
  rows: IncidentRow[],
  types: IncidentRow['type'][] = [],
  fromMs = END_MS - 20 * WEEK_MS,
): HeldIncidents {
  const table = new IncidentTable(ZONE);
  table.replace(0, 0, incidentColumnsOf(rows));
  const clauses = { types, priorities: [], statuses: [], nets: [], hours: [], within: null };
  const filter = new Crossfilter(table, clauses);
  const { columns, points, hours } = table;
  const window = { fromMs, toMs: END_MS };
  const counted = filter.rows(table.firstAt(fromMs / 1000), table.count);
  return {
    columns,
    points,
    hours,
    rows: counted,
    fails: filter.fails,
    window,
    span: window,
    zone: ZONE,
    level: 'street',
    within: null,
  };
}

function context(): JobContext & { parts: number[] } {
  const parts: number[] = [];
  return { parts, progress: (part) => parts.push(part), breathe: async () => undefined };
}
const metric = (metres: number | null, ground: CellsOrder['ground'] = 'all'): CellsOrder => ({
  kind: 'metric',
  rings: [ring],
  metres,
  ground,
});
const order = (cells: CellsOrder, more: Partial<SignificanceJobOrder> = {}): SignificanceJobOrder => ({
  statistic: 'gi_star',
  cells,
  band: { kind: 'distance', metres: null },
  exposure: null,
  permutations: null,
  ...more,
});
async function find(incidents: HeldIncidents, asked: SignificanceJobOrder) {
  const { result } = await findSignificance(incidents, asked, context());
  if (result.problem) throw new Error(result.problem);
  return result;
}
const burstCell = (cells: Awaited<ReturnType<typeof find>>['cells']) =>
  cells.kind === 'metric' ? cellOfPoint(cells.grid, LNG + 200_000, LAT + 200_000) : -1;

describe('the job "significance"', () => {
  test('counts every incident in a cell, and finds where they gather', async () => {
    const found = await find(held(ROWS), order(metric(400)));
    expect([found.incidents, found.outside]).toEqual([ROWS.length, 0]);
    expect(found.counts.reduce((a, b) => a + b)).toBe(ROWS.length);
    expect(found.bins[burstCell(found.cells)]).toBe(3);
    expect(found.gridCodes[burstCell(found.cells)]).toBe('630102001001001');
    expect(found.digests).toEqual((await find(held(ROWS), order(metric(400)))).digests);
  });

  test('counts what the filter lets through, on ground where anything was reported', async () => {
    const all = await find(held(ROWS), order(metric(200, 'reported')));
    const thefts = await find(held(ROWS, ['theft']), order(metric(200, 'reported')));
    expect(thefts.compared).toBe(all.compared);
    expect(thefts.compared).toBeLessThan(thefts.bins.length);
    expect([thefts.incidents, thefts.tested]).toEqual([100, thefts.compared]);
    expect(thefts.isCompared.reduce((a, b) => a + b)).toBe(thefts.compared);
  });

  test('suggests a cell for the incidents and a band for the cell, and uses them', async () => {
    const found = await find(held(ROWS), order(metric(null)));
    if (found.cells.kind !== 'metric') throw new Error('not metric');
    expect(found.cells.grid.cellMetres).toBe(found.suggested.cellMetres);
    expect(found.band).toEqual({ kind: 'distance', metres: found.suggested.bandMetres });
    const own = await find(held(ROWS), order(metric(500), { band: { kind: 'nearest', neighbours: 4 } }));
    expect(own.band).toEqual({ kind: 'nearest', neighbours: 4 });
  });

  test('of no incident, of one, and of cells that would be too many', async () => {
    const none = await find(held([]), order(metric(null)));
    expect([none.incidents, none.tested]).toEqual([0, 0]);
    const one = await find(held(ROWS.slice(0, 1)), order(metric(400)));
    expect([one.incidents, one.tested > 0]).toEqual([1, true]);
    const { result } = await findSignificance(held(ROWS), order(metric(1)), context());
    expect(result).toEqual({ problem: 'too_fine' });
  });

  test('with permutations tells how far it is, and stops when it is told to', async () => {
    const asked = order(metric(400), { permutations: { rounds: 200_000, seed: 3 } });
    const heard = context();
    await findSignificance(held(ROWS), asked, heard);
    expect(heard.parts.length).toBeGreaterThan(0);
    expect(heard.parts.every((part, i) => part > (heard.parts[i - 1] ?? 0) && part <= 1)).toBe(true);
    const stopped = { ...context(), breathe: () => Promise.reject(new Error('stopped')) };
    await expect(findSignificance(held(ROWS), asked, stopped)).rejects.toThrow('stopped');
  });
});

describe('the job "changing"', () => {
  const ask = async (incidents: HeldIncidents, stepDays: number, cells = metric(400)) =>
    (
      await findChanging(
        incidents,
        { cells, band: { kind: 'distance', metres: 800 }, stepDays, confidence: 95 },
        context(),
      )
    ).result;

  test('finds the place that became hot four weeks ago', async () => {
    const thefts = held(ROWS, ['theft']);
    const found = await ask(thefts, 7);
    if (found.problem) throw new Error(found.problem);
    expect(found.edges.length).toBe(21);
    expect(EMERGING_CLASSES[found.classes[burstCell(found.cells)]!]).toBe('hot_consecutive');
    expect([found.incidents, found.window]).toEqual([100, { fromMs: found.edges[0], toMs: END_MS }]);
    const again = await ask(thefts, 7);
    expect(again).toMatchObject({ digests: found.digests });
  });

  test('leaves out what is before the first whole step, and says what is too short or too much', async () => {
    const found = await ask(held(ROWS, [], END_MS - 20 * WEEK_MS), 14);
    if (found.problem) throw new Error(found.problem);
    expect(found.edges.length).toBe(11);
    const part = await ask(held(ROWS, [], END_MS - 20 * WEEK_MS + 60_000), 14);
    expect(part).toEqual({ problem: 'too_few_steps', steps: 9 });
    expect(await ask(held(ROWS), 28)).toEqual({ problem: 'too_few_steps', steps: 5 });
    expect(await ask(held(ROWS), 1, metric(20))).toMatchObject({ problem: 'too_many_scores', steps: 140 });
  });

  test('of a window that reaches beyond the history is that of the history, and of the future is none', async () => {
    const thefts = held(ROWS, ['theft']);
    const wide = { fromMs: thefts.span.fromMs - 20 * WEEK_MS, toMs: END_MS + 8 * WEEK_MS };
    expect(await ask({ ...thefts, window: wide }, 7)).toEqual(await ask(thefts, 7));
    const future = { fromMs: END_MS, toMs: END_MS + 20 * WEEK_MS };
    const none = { ...thefts, rows: new Uint32Array(0), window: future };
    expect(await ask(none, 7)).toEqual({ problem: 'too_few_steps', steps: 0 });
  });

  test('steps are days of the city’s clock, also where it is put back an hour', () => {
    const span = { fromMs: Date.parse('2026-10-20T22:00:00Z'), toMs: Date.parse('2026-10-27T23:00:00Z') };
    const edges = stepEdges(span, 1, 'Europe/Berlin');
    const hours = edges.slice(1).map((edge, i) => (edge - edges[i]!) / 3_600_000);
    expect(hours).toEqual([24, 24, 24, 24, 25, 24, 24]);
    expect(new Date(edges[0]!).toISOString()).toBe('2026-10-20T22:00:00.000Z');
  });
});
