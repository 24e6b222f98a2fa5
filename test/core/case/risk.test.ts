import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DECISIVE_ITEMS,
  gradeOfRisk,
  type RiskAnswer,
  riskRank,
  wholeChecklist,
} from '../../../core/case/risk-grade.ts';
import {
  NEXT_BY_ACT,
  type RiskState,
  riskPhase,
  riskRefusal,
  runsUnsigned,
} from '../../../core/case/risk-transitions.ts';
import { RISK_ACTS, RISK_GRADES, RISK_ITEMS, RISK_STATUSES } from '../../../core/case/vocabulary.ts';

const answer = fc.constantFrom(...RISK_GRADES, null);
const checklist = fc
  .tuple(...RISK_ITEMS.map(() => answer))
  .map((answers): RiskAnswer[] =>
    RISK_ITEMS.map((item, i) => ({ item, answer: answers[i] ?? null, note: '' })),
  );
const ALL_LOW = wholeChecklist(RISK_ITEMS.map((item) => ({ item, answer: 'low', note: '' })));
const raised = (answers: Partial<Record<string, 'medium' | 'high'>>): RiskAnswer[] =>
  ALL_LOW.map((one) => ({ ...one, answer: answers[one.item] ?? one.answer }));

describe('the grade of a checklist', () => {
  it.each([
    [{}, 'low', 'none'],
    [{ crowd: 'medium', fire: 'medium' }, 'low', 'none'],
    [{ crowd: 'medium', fire: 'medium', traffic: 'medium' }, 'medium', 'many_medium'],
    [{ crowd: 'high' }, 'medium', 'one_high'],
    [{ crowd: 'high', fire: 'high' }, 'high', 'many_high'],
    [{ legality: 'high' }, 'high', 'decisive'],
    [{ evacuation: 'high', crowd: 'medium' }, 'high', 'decisive'],
  ] as const)('%j is %s by the rule %s', (answers, grade, rule) => {
    expect(gradeOfRisk(raised(answers))).toMatchObject({ grade, rule });
  });

  it('never gets better by a worse answer, and names only items that are as bad as the rule says', () => {
    fc.assert(
      fc.property(checklist, fc.nat(RISK_ITEMS.length - 1), (list, at) => {
        const before = gradeOfRisk(list);
        const worse = list.map((one, i) => (i === at ? { ...one, answer: 'high' as const } : one));
        expect(riskRank(gradeOfRisk(worse).grade)).toBeGreaterThanOrEqual(riskRank(before.grade));
        const named = list.filter(({ item }) => before.items.includes(item));
        const wanted = before.rule === 'many_medium' ? 'medium' : 'high';
        expect(named.every((one) => one.answer === wanted)).toBe(true);
        if (before.rule === 'decisive')
          expect(before.items.every((item) => DECISIVE_ITEMS.includes(item))).toBe(true);
      }),
    );
  });

  it('a checklist has every item once, the last word counting', () => {
    const list = wholeChecklist([
      { item: 'fire', answer: 'low', note: '' },
      { item: 'fire', answer: 'high', note: '明火' },
    ]);
    expect(list.map(({ item }) => item)).toEqual([...RISK_ITEMS]);
    expect(list.find(({ item }) => item === 'fire')).toEqual({ item: 'fire', answer: 'high', note: '明火' });
  });
});

describe('the life of a risk file', () => {
  const STARTS = '2026-11-24T00:00:00.000Z';
  const ENDS = '2026-11-25T00:00:00.000Z';
  const BEFORE = Date.parse('2026-11-23T00:00:00Z');
  const AFTER = Date.parse(ENDS);
  const file = (change: Partial<RiskState> = {}): RiskState => ({
    status: 'draft',
    startsAt: STARTS,
    endsAt: ENDS,
    checklist: ALL_LOW,
    grade: 'low',
    measures: [],
    authorId: 'author',
    submittedBy: null,
    ...change,
  });
  const signer = { accountId: 'signer', scopeCode: '630100' };
  const why = (risk: RiskState, act: (typeof RISK_ACTS)[number], actor = signer, at = BEFORE) =>
    riskRefusal(risk, act, actor, at)?.reason;

  it('does what the table allows at its time and nothing else, in every status', () => {
    for (const status of RISK_STATUSES)
      for (const act of RISK_ACTS)
        for (const [at, isOver] of [
          [BEFORE, false],
          [AFTER, true],
        ] as const) {
          const isListed = NEXT_BY_ACT[status][act] !== undefined;
          const isTimely =
            act === 'evaluate' ? isOver : !isOver || !['submit', 'sign_off', 'return'].includes(act);
          const risk = file({ status, submittedBy: 'author' });
          expect([status, act, isOver, why(risk, act, signer, at) === undefined]).toEqual([
            status,
            act,
            isOver,
            isListed && isTimely,
          ]);
        }
  });

  it('reaches its end from every status but the two ends', () => {
    for (const status of RISK_STATUSES) {
      const seen = new Set([status]);
      for (const one of seen) for (const next of Object.values(NEXT_BY_ACT[one])) seen.add(next);
      const isEnd = Object.keys(NEXT_BY_ACT[status]).length === 0;
      expect(seen.has('evaluated') || isEnd).toBe(true);
    }
  });

  it('is submitted whole: every item answered, and measures where the risk is not low', () => {
    expect(why(file({ checklist: wholeChecklist([]) }), 'submit')).toBe('risk_items_open');
    expect(why(file({ grade: 'medium' }), 'submit')).toBe('risk_measures_missing');
    expect(why(file({ grade: 'medium', measures: [{}] }), 'submit')).toBeUndefined();
  });

  it('is signed by another one than who wrote or submitted it, a high risk by the city', () => {
    const submitted = file({ status: 'submitted', submittedBy: 'second' });
    const by = (accountId: string, scopeCode = '630100') => ({ accountId, scopeCode });
    expect(why(submitted, 'sign_off', by('author'))).toBe('risk_own_file');
    expect(why(submitted, 'sign_off', by('second'))).toBe('risk_own_file');
    expect(why(submitted, 'sign_off', by('third', '630102'))).toBeUndefined();
    expect(why({ ...submitted, grade: 'high' }, 'sign_off', by('third', '630102'))).toBe('risk_needs_city');
    expect(why({ ...submitted, grade: 'high' }, 'sign_off', by('third'))).toBeUndefined();
  });

  it('runs from its beginning, and no longer at its end', () => {
    expect(riskPhase(file(), Date.parse(STARTS) - 1)).toBe('upcoming');
    expect(riskPhase(file(), Date.parse(STARTS))).toBe('running');
    expect(riskPhase(file(), AFTER)).toBe('over');
    expect(runsUnsigned(file({ status: 'returned' }), Date.parse(STARTS))).toBe(true);
    expect(runsUnsigned(file({ status: 'signed_off' }), Date.parse(STARTS))).toBe(false);
    expect(runsUnsigned(file(), BEFORE)).toBe(false);
  });
});
