import { METHODS } from '../../core/analysis/methods.ts';
import type { AnalysisInput } from '../../core/contract/analysis.ts';
import { CITY } from './small-city.ts';

/** The body that saves a result of Gi*. */
export function analysisInput(more: Partial<AnalysisInput> = {}): AnalysisInput {
  return {
    title: '夜间盗窃冷热点',
    areaCode: CITY,
    from: '2026-10-01T00:00:00.000Z',
    to: '2026-11-23T00:00:00.000Z',
    filter: { types: ['theft'], priorities: [], statuses: [], nets: [], hours: [20, 21] },
    parameters: {
      method: 'gi_star',
      cells: { kind: 'metric', metres: 200, ground: 'reported' },
      band: { kind: 'distance', metres: 500 },
      exposure: 'none',
      confidence: 95,
      permutations: 0,
    },
    formulaVersion: METHODS.gi_star.version,
    seed: null,
    incidents: 812,
    figures: { cells: 900, hot_99: 12, hot_95: 20 },
    inputDigest: 'a'.repeat(64),
    resultDigest: 'b'.repeat(64),
    readAt: '2026-11-23T03:59:00.000Z',
    sheetId: null,
    ...more,
  };
}
