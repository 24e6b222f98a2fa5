import { describe, expect, test } from 'vitest';
import { AnalysisEngine } from '../../../client/analysis/analysis-engine.ts';
import type { AnalysisQuestion } from '../../../client/analysis/analysis-protocol.ts';
import { HeldHistory } from '../../../client/analysis/held-history.ts';
import type { SplitAsked, SplitPicture } from '../../../client/analysis/split-wish.ts';
import type { Clauses } from '../../../core/columns/crossfilter.ts';
import { incidentColumnsOf } from '../../../core/columns/incident-columns.ts';
import { SPLITS } from '../../../core/columns/split.ts';
import { SHIFTS } from '../../../core/vocabulary.ts';
import { randomIncidents } from '../../core/columns/random-incidents.ts';

const ZONE = 'Asia/Shanghai';
const SPAN = { fromMs: Date.UTC(2025, 1, 1), toMs: Date.UTC(2026, 3, 1) };
const NONE: Clauses = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };
const ASKED: SplitAsked = {
  by: 'type',
  of: 'window',
  most: 12,
  kernel: 'quartic',
  bandwidthMetres: 400,
  corrected: false,
  bbox: [101.7, 36.56, 101.84, 36.68],
  metresPerPixel: 60,
  theme: 'dark',
};
const ROWS = randomIncidents(2000, 5);

function engineOf(rows = ROWS): AnalysisEngine {
  const held = new HeldHistory(ZONE);
  const stretch = { key: 'a', from: '', version: '1' };
  held.take([stretch], new Map([['a', { columns: incidentColumnsOf(rows), version: '1' }]]));
  const history = { span: SPAN, total: rows.length, leftOut: 0, asOfMs: SPAN.toMs, zone: ZONE };
  return new AnalysisEngine(held, history);
}

function split(
  engine: AnalysisEngine,
  asked: Partial<SplitAsked>,
  clauses: Partial<Clauses> = {},
  window: AnalysisQuestion['window'] = null,
): SplitPicture {
  engine.summary({ clauses: { ...NONE, ...clauses }, window, level: 'street', density: null });
  const work = engine.split({ ...ASKED, ...asked }, window);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
const numbers = ({ panels }: SplitPicture) =>
  Object.fromEntries(panels.map(({ key, incidents }) => [key, incidents]));

describe('small multiples', () => {
  test('panels of kinds leave out the clause that they set, and count what passes all others', () => {
    const engine = engineOf();
    const clauses = { types: ['theft' as const], priorities: [1 as const, 2 as const] };
    const passing = ROWS.filter(({ priority }) => priority <= 2);
    const picture = split(engine, {}, clauses);
    expect(picture.incidents).toBe(passing.length);
    expect(picture.parts).toBe(picture.panels.length);
    for (const { key, incidents } of picture.panels)
      expect(incidents).toBe(passing.filter(({ type }) => type === key).length);
    const order = picture.panels.map(({ incidents }) => incidents);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(numbers(split(engine, { by: 'priority' }, { ...clauses, types: [] }))).toEqual(
      numbers(split(engine, { by: 'priority' })),
    );
    expect(Object.keys(numbers(split(engine, { by: 'shift' }, { hours: [3, 4] }))).sort()).toEqual(
      [...SHIFTS].sort(),
    );
  });

  test('all have one scale and one size, whatever is split and wherever they look', () => {
    const engine = engineOf();
    for (const by of SPLITS) {
      const [here, there] = [
        split(engine, { by }),
        split(engine, { by, bbox: [102.7, 36.56, 102.84, 36.68] }),
      ];
      expect(there.top).toBe(here.top);
      expect(here.panels.length).toBeGreaterThan(0);
      expect(here.panels.length).toBeLessThanOrEqual(12);
      for (const { pixels } of here.panels) expect(pixels).toHaveLength(4 * here.columns * here.rowsDown);
      expect(here.panels.some(({ pixels }) => pixels.some((value) => value > 0))).toBe(true);
      expect(there.panels.every(({ pixels }) => pixels.every((value) => value === 0))).toBe(true);
    }
  });

  test('the scale is fitted to the busiest panel, under whatever filter', () => {
    const rows = randomIncidents(4000, 3).map((row, i) => ({
      ...row,
      priority: i % 40 === 0 ? (1 as const) : (3 as const),
    }));
    const alone = split(engineOf(rows.filter(({ priority }) => priority === 1)), { by: 'shift' });
    const few = split(engineOf(rows), { by: 'shift' }, { priorities: [1] });
    expect(few.top).toBe(alone.top);
    expect(few.panels.some(({ pixels }) => pixels.some((value, i) => i % 4 === 3 && value > 150))).toBe(true);
    // The clause that the panels themselves set does not count.
    expect(split(engineOf(rows), { by: 'priority' }, { priorities: [1] }).top).toBe(
      split(engineOf(rows), { by: 'priority' }).top,
    );
  });

  test('periods: the last of many; a period that became the window is still seen among the others', () => {
    const engine = engineOf();
    const whole = split(engine, { by: 'month' });
    expect(whole.panels).toHaveLength(12);
    expect(whole.parts).toBe(15);
    expect(whole.panels.at(-1)?.span?.toMs).toBe(SPAN.toMs);
    const month = whole.panels[3]?.span ?? null;
    const alone = split(engine, { by: 'month' }, {}, month);
    expect(alone.panels).toHaveLength(1);
    expect(numbers(split(engine, { by: 'month', of: null }, {}, month))).toEqual(numbers(whole));
  });

  test('one incident, none, and a time to come make no trouble', () => {
    for (const rows of [[], ROWS.slice(0, 1)])
      for (const by of SPLITS) {
        const picture = split(engineOf(rows), { by });
        expect(picture.incidents).toBe(rows.length);
        expect(picture.top).toBeGreaterThan(0);
      }
    const window = { fromMs: SPAN.toMs + 1000, toMs: SPAN.toMs + 2000 };
    expect(split(engineOf(), { by: 'week' }, {}, window).panels).toEqual([]);
    expect(split(engineOf(), {}, {}, window).panels).toEqual([]);
  });
});
