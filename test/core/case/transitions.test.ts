import { describe, expect, it } from 'vitest';
import { addDays, DUE_DAYS, MOST_DUE_DAYS } from '../../../core/case/due.ts';
import {
  ACTS_IN,
  advanceCase,
  type CaseProgress,
  type CaseState,
  type CaseStep,
  caseRefusal,
  LEVEL_ACTS,
  levelsToOpen,
} from '../../../core/case/transitions.ts';
import { CASE_ACTS, CASE_EVALUATIONS, CASE_OUTCOMES, CASE_STATUSES } from '../../../core/case/vocabulary.ts';
import { HOLDING_LEVELS } from '../../../core/incident/deadlines.ts';

type Standing = CaseProgress & CaseState;
const TODAY = '2026-11-23';
const ON = { now: '2026-11-23T04:00:00.000Z', today: TODAY };
const CITY = { scopeCode: '630100' };
const OPENED: Standing = {
  status: 'open',
  heldBy: 'community',
  owner: 'community_committee',
  dueOn: '2026-11-30',
  evaluation: null,
  outcome: null,
  closedAt: null,
  actions: [],
};
const STEPS: readonly CaseStep[] = [
  { act: 'escalate' },
  { act: 'escalate', dueOn: '2026-12-24' },
  { act: 'return' },
  { act: 'reopen' },
  { act: 'transfer', owner: 'housing' },
  { act: 'extend', dueOn: '2027-06-01' },
  { act: 'extend', dueOn: TODAY },
  { act: 'note' },
  ...CASE_EVALUATIONS.map((evaluation): CaseStep => ({ act: 'evaluate', evaluation })),
  ...CASE_OUTCOMES.map((outcome): CaseStep => ({ act: 'close', outcome })),
];

/** Every way a case can stand that steps lead to from its opening, with joint actions that are open or not. */
function everyStanding(): Standing[] {
  const seen = new Map<string, Standing>();
  const queue: Standing[] = [OPENED];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const key = JSON.stringify(next);
    if (seen.has(key)) continue;
    seen.set(key, next);
    for (const step of STEPS) {
      const result = advanceCase(next, step, CITY, ON);
      if ('progress' in result) queue.push({ ...result.progress, actions: next.actions });
    }
    if (next.status === 'open')
      queue.push({ ...next, actions: next.actions.length === 0 ? [{ state: 'open' }] : [] });
  }
  return [...seen.values()];
}

describe('the life of a case, explored from its opening', () => {
  const all = everyStanding();

  it('reaches every status at every level', () => {
    const reached = new Set(all.map(({ status, heldBy }) => `${status} ${heldBy}`));
    for (const status of CASE_STATUSES)
      for (const level of HOLDING_LEVELS) expect(reached).toContain(`${status} ${level}`);
  });

  it('is closed with an outcome, a time and an evaluation, and never with unfinished joint actions', () => {
    for (const { status, outcome, closedAt, evaluation, actions } of all) {
      expect([outcome !== null, closedAt !== null]).toEqual([status === 'closed', status === 'closed']);
      if (status === 'open') continue;
      expect(['resolved', 'contained']).toContain(evaluation);
      expect(actions.filter(({ state }) => state === 'open')).toEqual([]);
    }
  });

  it('does exactly what the table allows, but for the ends of the ladder and open joint actions', () => {
    for (const standing of all)
      for (const act of CASE_ACTS) {
        const isListed = ACTS_IN[standing.status].includes(act);
        const isHindered =
          (act === 'escalate' && standing.heldBy === 'city') ||
          (act === 'return' && standing.heldBy === 'community') ||
          (act === 'evaluate' && standing.actions.some(({ state }) => state === 'open'));
        expect([act, caseRefusal(standing, act, CITY) === undefined]).toEqual([act, isListed && !isHindered]);
      }
  });

  it('moves one level at a time, and never without the act for it', () => {
    for (const standing of all)
      for (const step of STEPS) {
        const result = advanceCase(standing, step, CITY, ON);
        if (!('progress' in result)) continue;
        const moved =
          HOLDING_LEVELS.indexOf(result.progress.heldBy) - HOLDING_LEVELS.indexOf(standing.heldBy);
        expect(moved).toBe(step.act === 'escalate' ? 1 : step.act === 'return' ? -1 : 0);
      }
  });

  it('can always be brought to its end', () => {
    for (const standing of all) {
      const settled = { ...standing, actions: [] };
      const steps: CaseStep[] =
        standing.status === 'closed'
          ? []
          : standing.status === 'evaluated'
            ? [{ act: 'close', outcome: 'settled' }]
            : [
                { act: 'evaluate', evaluation: 'resolved' },
                { act: 'close', outcome: 'settled' },
              ];
      const end = steps.reduce<Standing>((now, step) => {
        const result = advanceCase(now, step, CITY, ON);
        if ('refusal' in result) throw new Error(result.refusal.message);
        return { ...result.progress, actions: [] };
      }, settled);
      expect(end.status).toBe('closed');
    }
  });
});

describe('who may take a case on', () => {
  it('is the level that holds it or one above; a line may be added by all', () => {
    const scopes = { community: '630102001001', street: '630102001', district: '630102', city: '630100' };
    for (const [at, scope] of HOLDING_LEVELS.map((level) => [level, scopes[level]] as const))
      for (const heldBy of HOLDING_LEVELS) {
        const reaches = HOLDING_LEVELS.indexOf(at) >= HOLDING_LEVELS.indexOf(heldBy);
        for (const act of ['transfer', 'extend', 'evaluate'] as const)
          expect(caseRefusal({ ...OPENED, heldBy }, act, { scopeCode: scope })?.reason).toBe(
            reaches ? undefined : 'case_held_above',
          );
        expect(caseRefusal({ ...OPENED, heldBy }, 'note', { scopeCode: scope })).toBeUndefined();
      }
    expect(LEVEL_ACTS).not.toContain('note');
    expect(levelsToOpen('630102001001001')).toEqual(['community']);
    expect(levelsToOpen('630102')).toEqual(['community', 'street', 'district']);
  });
});

describe('its day', () => {
  const stepped = (step: CaseStep, from: Standing = OPENED) => advanceCase(from, step, CITY, ON);

  it('is what is usual at the new level, or the one that is named', () => {
    expect(stepped({ act: 'escalate' })).toMatchObject({
      progress: { heldBy: 'street', dueOn: addDays(TODAY, DUE_DAYS.street) },
    });
    expect(stepped({ act: 'escalate', dueOn: '2026-12-31' })).toMatchObject({
      progress: { dueOn: '2026-12-31' },
    });
    const closed: Standing = {
      ...OPENED,
      status: 'closed',
      evaluation: 'resolved',
      outcome: 'settled',
      closedAt: ON.now,
    };
    expect(stepped({ act: 'reopen' }, closed)).toMatchObject({
      progress: { status: 'open', outcome: null, closedAt: null, dueOn: addDays(TODAY, DUE_DAYS.community) },
    });
  });

  it('lies neither in the past nor beyond a year; an extension is longer', () => {
    const reason = (step: CaseStep) => {
      const result = stepped(step);
      return 'refusal' in result ? result.refusal.reason : undefined;
    };
    expect(reason({ act: 'escalate', dueOn: addDays(TODAY, -1) })).toBe('due_out_of_range');
    expect(reason({ act: 'escalate', dueOn: addDays(TODAY, MOST_DUE_DAYS + 1) })).toBe('due_out_of_range');
    expect(reason({ act: 'extend', dueOn: OPENED.dueOn })).toBe('due_not_later');
    expect(reason({ act: 'extend', dueOn: '2026-12-01' })).toBeUndefined();
  });

  it('an evaluation that settles nothing leaves the case open', () => {
    expect(stepped({ act: 'evaluate', evaluation: 'unresolved' })).toMatchObject({
      progress: { status: 'open', evaluation: 'unresolved' },
    });
  });
});
