import { describe, expect, test } from 'vitest';
import { AnalysisEngine } from '../../../client/analysis/analysis-engine.ts';
import type { AnalysisQuestion } from '../../../client/analysis/analysis-protocol.ts';
import { countBefore } from '../../../client/analysis/count-before.ts';
import { HeldHistory } from '../../../client/analysis/held-history.ts';
import type { Span } from '../../../client/period/period-bins.ts';
import { type IncidentRow, incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import { randomIncidents } from '../../core/columns/random-incidents.ts';

const ZONE = 'Asia/Shanghai';
const SPAN = { fromMs: Date.UTC(2025, 1, 1), toMs: Date.UTC(2026, 3, 1) };
const DAY_MS = 86_400_000;
const QUESTION: AnalysisQuestion = {
  clauses: { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null },
  window: null,
  level: 'street',
  density: {
    bbox: [101.7, 36.56, 101.84, 36.68],
    metresPerPixel: 20,
    bandwidthMetres: 400,
    theme: 'dark',
  },
};

function engineOf(rows: readonly IncidentRow[], before?: AnalysisEngine): AnalysisEngine {
  const held = new HeldHistory(ZONE);
  const stretch = { key: '2025', from: '', version: '1' };
  held.take([stretch], new Map([['2025', { columns: incidentColumnsOf(rows), version: '1' }]]));
  const history = { span: SPAN, total: rows.length, leftOut: 0, asOfMs: SPAN.toMs, zone: ZONE };
  return new AnalysisEngine(held, history, before);
}
const peak = (engine: AnalysisEngine, question = QUESTION): number =>
  question.density ? Math.max(...engine.raster(question.density, question.window).values) : Number.NaN;

describe('the analysis of a history', () => {
  test('of nothing: no incident, no density, no error', () => {
    const engine = engineOf([]);
    expect(engine.summary(QUESTION)).toMatchObject({ selected: 0, areas: { codes: [] } });
    expect(peak(engine)).toBe(0);
  });

  test('of one incident: one kernel, as high as it must be', () => {
    const [row] = randomIncidents(1, 2) as [IncidentRow];
    const engine = engineOf([{ ...row, lng7: 1_017_700_000, lat7: 366_200_000 }]);
    expect(engine.summary(QUESTION).selected).toBe(1);
    const days = (SPAN.toMs - SPAN.fromMs) / DAY_MS;
    const highest = 3e6 / (Math.PI * 400 ** 2) / days;
    expect(peak(engine) / highest).toBeGreaterThan(0.93);
    expect(peak(engine) / highest).toBeLessThanOrEqual(1.001);
  });

  test('of many at one point: as many times as high', () => {
    const rows = randomIncidents(200, 2).map((row) => ({ ...row, lng7: 1_017_700_000, lat7: 366_200_000 }));
    const many = engineOf(rows);
    const one = engineOf(rows.slice(0, 1));
    many.summary(QUESTION);
    one.summary(QUESTION);
    expect(peak(many) / peak(one)).toBeCloseTo(200, 3);
  });

  test('of a time to come: none, over the shortest time there is', () => {
    const engine = engineOf(randomIncidents(100));
    const window = { fromMs: SPAN.toMs + DAY_MS, toMs: SPAN.toMs + 2 * DAY_MS };
    const summary = engine.summary({ ...QUESTION, window });
    expect(summary.selected).toBe(0);
    expect(summary.days).toBeGreaterThan(0);
    expect(peak(engine, { ...QUESTION, window })).toBe(0);
  });

  test('the colours are fitted to what passes the filter, and stay while the window moves and incidents come', () => {
    const rows = randomIncidents(4000, 3).map((row, i) => ({
      ...row,
      type: i % 40 === 0 ? ('theft' as const) : ('noise' as const),
    }));
    const top = (
      engine: AnalysisEngine,
      types: ('theft' | 'noise')[],
      window: Span | null = null,
    ): number => {
      const question = { ...QUESTION, clauses: { ...QUESTION.clauses, types }, window };
      engine.summary(question);
      return engine.raster(QUESTION.density!, window).top;
    };
    const engine = engineOf(rows);
    const alone = engineOf(rows.filter(({ type }) => type === 'theft'));
    expect(top(engine, ['theft'])).toBe(top(alone, []));
    expect(top(engine, ['theft'])).toBeLessThanOrEqual(top(engine, []) / 4);
    const weeks = [50, 130].map((day) => ({
      fromMs: SPAN.fromMs + day * DAY_MS,
      toMs: SPAN.fromMs + (day + 7) * DAY_MS,
    }));
    const [here, there] = weeks.map((week) => top(engine, ['theft'], week));
    expect(there).toBe(here);
    const more = engineOf(
      rows.concat(rows.slice(0, 400)).sort((a, b) => a.reportedAt - b.reportedAt),
      engine,
    );
    expect(top(more, ['theft'])).toBe(top(engine, ['theft']));
  });

  test('the density is that of the filter and window asked for last, whatever was asked before', () => {
    const rows = randomIncidents(800, 6);
    const [used, fresh] = [engineOf(rows), engineOf(rows)];
    const window = { fromMs: SPAN.fromMs + 60 * DAY_MS, toMs: SPAN.fromMs + 90 * DAY_MS };
    const thefts = { ...QUESTION, clauses: { ...QUESTION.clauses, types: ['theft' as const] }, window };
    for (const question of [QUESTION, { ...QUESTION, window }, { ...thefts, window: null }, thefts]) {
      used.summary(question);
      peak(used, question);
    }
    fresh.summary(thefts);
    expect(used.raster(thefts.density!, window)).toEqual(fresh.raster(thefts.density!, window));
    expect(used.summary(thefts).selected).toBe(
      rows.filter(
        ({ type, reportedAt }) =>
          type === 'theft' && reportedAt * 1000 >= window.fromMs && reportedAt * 1000 < window.toMs,
      ).length,
    );
  });

  test('the time before the window has the same filter and length, or is not there', () => {
    const rows = randomIncidents(800, 6);
    const engine = engineOf(rows);
    const [start, end] = [SPAN.fromMs + 100 * DAY_MS, SPAN.fromMs + 130 * DAY_MS];
    const clauses = { ...QUESTION.clauses, priorities: [1 as const] };
    const held = engine.heldFor({ ...QUESTION, clauses, window: { fromMs: start, toMs: end } });
    const expected = rows.filter(
      ({ priority, reportedAt }) =>
        priority === 1 && reportedAt * 1000 >= 2 * start - end && reportedAt * 1000 < start,
    );
    expect(countBefore(held).result?.total).toBe(expected.length);
    expect(held.rows).toHaveLength(
      rows.filter((r) => r.priority === 1 && r.reportedAt * 1000 >= start && r.reportedAt * 1000 < end)
        .length,
    );
    expect(countBefore(engine.heldFor(QUESTION)).result).toBeNull();
  });
});
