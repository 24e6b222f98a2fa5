import { beforeAll, describe, expect, test } from 'vitest';
import { startWords, words } from '../../../client/ui/words/words.ts';
import { explain } from '../../../client/workspaces/analyse/record/explain.ts';
import type { AnalysisMade } from '../../../core/analysis/verdict.ts';

const made = (more: Partial<AnalysisMade>): AnalysisMade => ({
  areaCode: '630100',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-11-23T00:00:00.000Z',
  filter: { types: ['theft', 'noise'], priorities: [], statuses: [], nets: [], hours: [20, 21] },
  parameters: {
    method: 'gi_star',
    cells: { kind: 'plan', ground: 'all' },
    band: { kind: 'border' },
    exposure: 'residents',
    confidence: 95,
    permutations: 0,
  },
  formulaVersion: 1,
  seed: null,
  incidents: 4321,
  figures: { tested: 3500, high3: 40, high2: 6, low2: 2 },
  inputDigest: 'a'.repeat(64),
  resultDigest: 'b'.repeat(64),
  readAt: '2026-11-23T00:00:00.000Z',
  ...more,
});
const moran = made({
  parameters: {
    ...made({}).parameters,
    method: 'local_moran',
    cells: { kind: 'metric', metres: 200, ground: 'reported' },
    band: { kind: 'distance', metres: 450 },
    exposure: 'none',
  } as AnalysisMade['parameters'],
  filter: { types: [], priorities: [], statuses: [], nets: [], hours: [] },
  figures: { tested: 100, high_high: 11, low_low: 12, high_low: 13, low_high: 14 },
});
const emerging = made({
  parameters: {
    method: 'emerging',
    cells: { kind: 'metric', metres: 500, ground: 'all' },
    band: { kind: 'nearest', neighbours: 8 },
    confidence: 99,
    stepDays: 7,
    steps: 26,
  },
  figures: { tested: 9, hot_new: 1, hot_consecutive: 2, hot_sporadic: 4, cold_new: 8, cold_historical: 16 },
});

const expected = made({
  parameters: {
    method: 'expectation',
    cellMetres: 200,
    days: 7,
    shift: 'evening',
    share: 1,
    weeks: 26,
    model: 'self_exciting',
  },
  seed: 1,
  figures: {
    flagged: 57,
    expected: 31.26,
    folds: 26,
    hits: 98,
    tested: 1004,
    hit_rate: 0.0976,
    gain: 0.0069,
    gain_from: 0.0028,
    gain_to: 0.0112,
    empty_share: 0.9318,
    discovered: 412,
  },
});

describe('a result in plain words', () => {
  beforeAll(() => startWords('zh'));
  const inChinese = (one: AnalysisMade) => explain(words.getFixedT('zh'), one, '西宁市');
  const inEnglish = (one: AnalysisMade) => explain(words.getFixedT('en'), one, 'Xining');

  test('says time, area, incidents, cells, what was found, how sure that is, and what it does not say', () => {
    expect(inChinese(made({}))).toBe(
      '2026-10-01 08:00 至 2026-11-23 08:00，西宁市，盗窃、噪音扰民，限一周中的 2 个小时，共计入 4,321 起，以规划网格统计，按居民数折算，连同相接的邻域比较。在 95% 的置信水平下，46 个单元的警情明显偏多，2 个明显偏少，其余的差别用偶然就能解释。检验共 3,500 次，已按 Benjamini-Hochberg 方法控制误报率：标出的单元中约有 5% 可能只是巧合。这只说明何处、何时报警集中，不说明原因，也不涉及任何个人。',
    );
    expect(inEnglish(made({}))).toMatch(
      /^From 2026-10-01 08:00 to 2026-11-23 08:00, Xining: .*, in 2 hours of the week only, 4,321 in all.*46 cells have clearly more incidents and 2 clearly fewer/,
    );
  });

  test('of local Moran and of emerging hot spots, in both languages', () => {
    expect(inChinese(moran)).toMatch(/11 个单元与周围一起偏多，12 个一起偏少，13 个多于周围，14 个少于周围/);
    expect(inEnglish(moran)).toMatch(/11 cells are high.*12 low.*13 higher and 14 lower/);
    expect(inChinese(emerging)).toMatch(/新增或连续热点 3 个.*时有时无 4 个；各类冷点 24 个/);
    expect(inEnglish(emerging)).toMatch(/3 new or consecutive hot spots.*4 on and off; 24 cold spots/);
  });

  test('of a forecast: what it learnt from, how it did before, how much stays empty, that it expires', () => {
    expect(inChinese(expected)).toMatch(
      /依据群众报警 4,321 起（巡逻发现的 412 起不计），以 200 米方格、中班 16–24推算此后 7 天。按自激模型标出 57 个方格.*合计预计 31.3 起.*1,004 起中命中 98 起（9.8%），标出的方格有 93.2% 当期无警情。比长期计数高 0.69 个百分点，95% 区间 0.28 至 1.12。过期作废。/,
    );
    expect(inEnglish(expected)).toMatch(
      /412 discovered by patrols are left out.*caught 98 of 1,004 incidents \(9.8 %\), and 93.2 % of the flagged cells stayed empty. That is 0.69 percentage points more/,
    );
    const naive = made({
      ...expected,
      parameters: { ...expected.parameters, model: 'count' } as AnalysisMade['parameters'],
    });
    expect(inEnglish(naive)).toMatch(/simplest count/);
  });

  test('leaves no blank open', () => {
    for (const one of [made({}), moran, emerging, expected])
      for (const text of [inChinese(one), inEnglish(one)]) expect(text).not.toMatch(/\{\{|undefined|NaN/);
  });
});
