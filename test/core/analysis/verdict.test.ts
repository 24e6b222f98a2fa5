import { describe, expect, it } from 'vitest';
import { type AnalysisMade, verdictOf } from '../../../core/analysis/verdict.ts';
import type { AnalysisToday } from '../../../core/contract/analysis.ts';

const made: AnalysisMade = {
  areaCode: '630100',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-11-23T00:00:00.000Z',
  filter: { types: ['theft'], priorities: [], statuses: [], nets: [], hours: [] },
  parameters: {
    method: 'emerging',
    cells: { kind: 'plan', ground: 'all' },
    band: { kind: 'border' },
    confidence: 95,
    stepDays: 7,
    steps: 12,
  },
  formulaVersion: 1,
  seed: null,
  incidents: 100,
  figures: { cells: 10 },
  inputDigest: 'a'.repeat(64),
  resultDigest: 'b'.repeat(64),
  readAt: '2026-11-23T03:59:00.000Z',
};
const saved: AnalysisToday = {
  ...made,
  id: '0193f000-0000-7000-8000-000000000001',
  title: 'x',
  sheetId: null,
  method: 'emerging',
  createdAt: made.readAt,
  createdBy: '0193f000-0000-7000-8000-000000000002',
  createdByName: null,
  version: 1,
  incidentsNow: 100,
  changedSince: 0,
  formulaNow: 1,
  asOf: made.readAt,
};
const [other, others] = ['c'.repeat(64), 'd'.repeat(64)];

describe('a saved result made again', () => {
  it('is the same if its bytes are, however the database ordered its parameters and wrote its times', () => {
    const parameters = Object.fromEntries(
      Object.entries(made.parameters).reverse(),
    ) as typeof made.parameters;
    const from = '2026-10-01T08:00:00+08:00';
    expect(verdictOf({ ...saved, parameters, from }, { ...made, incidents: 100 })).toBe('same');
  });

  it.each([
    ['asked_otherwise', { areaCode: '630102' }],
    ['asked_otherwise', { seed: 1 }],
    ['asked_otherwise', { filter: { ...made.filter, hours: [3] } }],
    ['asked_otherwise', { parameters: { ...made.parameters, confidence: 99 } as AnalysisMade['parameters'] }],
    ['formula', { resultDigest: other, formulaVersion: 2 }],
    ['incidents', { resultDigest: other, inputDigest: others }],
    ['differs', { resultDigest: other }],
  ] satisfies [string, Partial<AnalysisMade>][])('%s', (verdict, more) => {
    expect(verdictOf(saved, { ...made, ...more })).toBe(verdict);
  });
});
