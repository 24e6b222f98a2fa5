import { expect, test } from 'vitest';
import { AnalysisEngine } from '../../../../client/analysis/analysis-engine.ts';
import { HeldHistory } from '../../../../client/analysis/held-history.ts';
import { outdatedBy, whatCounts } from '../../../../client/workspaces/analyse/what-counts.ts';
import { type IncidentRow, incidentColumnsOf } from '../../../../core/columns/incident-columns.ts';
import type { Level } from '../../../../core/vocabulary.ts';
import { randomIncidents } from '../../../core/columns/random-incidents.ts';

const CLAUSES = { types: [], priorities: [], statuses: [], nets: [], hours: [], within: null };

function countedOf(rows: readonly IncidentRow[], level: Level = 'street'): string {
  const held = new HeldHistory('Asia/Shanghai');
  const stretch = { key: '2025', from: '', version: '1' };
  held.take([stretch], new Map([['2025', { columns: incidentColumnsOf(rows), version: '1' }]]));
  const span = { fromMs: Date.UTC(2025, 1, 1), toMs: Date.UTC(2026, 3, 1) };
  const history = { span, total: rows.length, leftOut: 0, asOfMs: span.toMs, zone: 'Asia/Shanghai' };
  const engine = new AnalysisEngine(held, history);
  return whatCounts(engine.summary({ clauses: CLAUSES, window: null, level, density: null }));
}

const rows = randomIncidents(50);
const made = { key: 'thefts', counted: countedOf(rows) };

test('a result is of what is asked now as long as parameters and incidents are the same', () => {
  expect(outdatedBy(made, { key: 'thefts', counted: countedOf(rows) })).toBe(null);
  expect(outdatedBy(made, { key: 'thefts', counted: countedOf(rows, 'district') })).toBe(null);
});

test('a result of older parameters, or of other incidents, is not', () => {
  expect(outdatedBy(made, { key: 'noise', counted: made.counted })).toBe('asked');
  expect(outdatedBy(made, { key: 'thefts', counted: countedOf(rows.slice(1)) })).toBe('incidents');
  const edited = rows.map((row, i) => (i === 7 ? { ...row, priority: row.priority === 1 ? 2 : 1 } : row));
  expect(outdatedBy(made, { key: 'thefts', counted: countedOf(edited as IncidentRow[]) })).toBe('incidents');
});
