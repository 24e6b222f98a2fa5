import { describe, expect, test } from 'vitest';
import { decodeView, encodeView } from '../../../client/state/view-codec.ts';
import { DEFAULT_VIEW } from '../../../client/state/view-state.ts';
import { viewOfRecord } from '../../../client/workspaces/analyse/record/record-view.ts';
import type { Analysis, AnalysisParameters } from '../../../core/contract/analysis.ts';

const record = (parameters: AnalysisParameters, more: Partial<Analysis> = {}): Analysis => ({
  id: '0193f000-0000-7000-8000-000000000001',
  title: '夜间盗窃',
  areaCode: '630102',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-11-23T00:00:00.000Z',
  filter: { types: ['theft'], priorities: [2], statuses: [], nets: [], hours: [20, 21] },
  parameters,
  method: parameters.method,
  formulaVersion: 1,
  seed: null,
  incidents: 1,
  figures: {},
  inputDigest: 'a'.repeat(64),
  resultDigest: 'b'.repeat(64),
  readAt: '2026-11-23T00:00:00.000Z',
  sheetId: null,
  createdAt: '2026-11-23T00:00:00.000Z',
  createdBy: '0193f000-0000-7000-8000-000000000002',
  createdByName: null,
  version: 1,
  ...more,
});
const local: AnalysisParameters = {
  method: 'gi',
  cells: { kind: 'metric', metres: 250, ground: 'all' },
  band: { kind: 'distance', metres: 612.5 },
  exposure: 'none',
  confidence: 99,
  permutations: 999,
};
const emerging: AnalysisParameters = {
  method: 'emerging',
  cells: { kind: 'plan', ground: 'reported' },
  band: { kind: 'nearest', neighbours: 6 },
  confidence: 90,
  stepDays: 14,
  steps: 12,
};

describe('a link to a saved result', () => {
  test.each([
    ['significant', local, 7],
    ['changing', emerging, null],
  ] as const)('%s: the address holds all that was asked', (question, parameters, seed) => {
    const view = decodeView(
      `?${encodeView(viewOfRecord(record(parameters, { seed }), '630100', DEFAULT_VIEW))}`,
    );
    expect(view).toMatchObject({
      workspace: 'analyse',
      filter: { types: ['theft'], priorities: [2], within: '630102' },
      analyse: {
        question,
        hours: [20, 21],
        window: { fromMs: Date.parse('2026-10-01'), toMs: Date.parse('2026-11-23') },
      },
    });
    expect(view.analyse.parameters).toMatchObject({
      record: '0193f000-0000-7000-8000-000000000001',
      notes: '0193f000-0000-7000-8000-000000000001',
      confidence: String(parameters.confidence),
      ...(seed === null
        ? { 'cells.kind': 'plan', 'band.nearest': '6', 'changing.days': '14' }
        : { 'cells.metres': '250', 'band.metres.metric': '612.5', 'significant.seed': '7' }),
    });
  });

  test('of a forecast: the address holds all that was asked, and the notes that were on it', () => {
    const sheetId = '0193f000-0000-7000-8000-000000000009';
    const forecast = record(
      {
        method: 'expectation',
        cellMetres: 250,
        days: 1,
        shift: 'night',
        share: 5,
        weeks: 52,
        model: 'self_exciting',
      },
      { seed: 1, sheetId },
    );
    const view = decodeView(`?${encodeView(viewOfRecord(forecast, '630100', DEFAULT_VIEW))}`);
    expect(view.analyse.question).toBe('expected');
    expect(view.analyse.parameters).toEqual({
      record: forecast.id,
      notes: sheetId,
      'expected.metres': '250',
      'expected.days': '1',
      'expected.shift': 'night',
      'expected.share': '5',
      'expected.weeks': '52',
      'expected.model': 'self_exciting',
    });
  });

  test('of the account’s own area filters by no area', () => {
    expect(viewOfRecord(record(local), '630102', DEFAULT_VIEW).filter.within).toBeNull();
  });
});
