import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenAssignment } from '../../../core/contract/assignment.ts';
import {
  canTakeBack,
  isOpenAssignment,
  OPEN_ASSIGNMENT_STATES,
  progressAfterStep,
  takeStep,
  unitStateAfter,
  waitedSeconds,
} from '../../../core/incident/assignment.ts';
import { type IncidentProgress, WITH_UNIT } from '../../../core/incident/transitions.ts';
import {
  ASSIGNMENT_STATES,
  ASSIGNMENT_STEPS,
  type AssignmentStep,
} from '../../../core/incident/vocabulary.ts';
import { type IncidentStatus, UNIT_STATES } from '../../../core/vocabulary.ts';

const START_MS = Date.parse('2026-11-23T04:00:00.000Z');
const at = (seconds: number) => new Date(START_MS + seconds * 1000).toISOString();
const sent = (unitId = 'u', seconds = 0): OpenAssignment => ({
  id: `a-${unitId}`,
  unitId,
  state: 'sent',
  steps: [{ state: 'sent', doneAt: at(seconds), receivedAt: at(seconds), accountId: null }],
});
const take = (
  assignment: OpenAssignment,
  step: AssignmentStep,
  seconds: number,
  more: { doneAt?: string; reason?: string; isDealtWith?: boolean } = {},
) => takeStep(assignment, { step, ...more }, { now: at(seconds), accountId: 'b' });
const taken = (...args: Parameters<typeof take>): OpenAssignment => {
  const result = take(...args);
  if ('refusal' in result) throw new Error(result.refusal.message);
  return result.assignment;
};
const reason = (...args: Parameters<typeof take>) => {
  const result = take(...args);
  return 'refusal' in result ? result.refusal.reason : null;
};

describe('a step of an assignment', () => {
  it('goes the whole way, each time as it was done and as it was heard', () => {
    let one = taken(sent(), 'acknowledge', 20);
    one = taken(one, 'en_route', 30);
    one = taken(one, 'arrive', 400, { doneAt: at(200) });
    one = taken(one, 'clear', 900, { isDealtWith: true });
    expect(one.steps.map(({ state, doneAt, receivedAt }) => [state, doneAt, receivedAt])).toEqual([
      ['sent', at(0), at(0)],
      ['acknowledged', at(20), at(20)],
      ['en_route', at(30), at(30)],
      ['arrived', at(200), at(400)],
      ['cleared', at(900), at(900)],
    ]);
  });

  it('holds a time within the step before it and now', () => {
    const gone = taken(sent(), 'en_route', 60, { doneAt: at(-500) });
    expect(gone.steps.at(-1)?.doneAt).toBe(at(0));
    expect(taken(gone, 'arrive', 70, { doneAt: at(9000) }).steps.at(-1)?.doneAt).toBe(at(70));
  });

  it('may pass over others; what was passed changes nothing when it is said later', () => {
    const there = taken(sent(), 'arrive', 50);
    expect(there.state).toBe('arrived');
    for (const step of ['acknowledge', 'en_route', 'arrive'] as const)
      expect(taken(there, step, 60)).toBe(there);
  });

  it('is taken back within ten seconds and no later, nor from under way', () => {
    expect(taken(sent(), 'take_back', 10).state).toBe('taken_back');
    expect(taken(taken(sent(), 'acknowledge', 3), 'take_back', 9).state).toBe('taken_back');
    expect(reason(sent(), 'take_back', 10.001)).toBe('take_back_late');
    expect(reason(taken(sent(), 'en_route', 3), 'take_back', 4)).toBe('take_back_late');
    expect(canTakeBack(sent(), START_MS + 10_000)).toBe(true);
  });

  it('is declined with a reason, until it is under way', () => {
    expect(taken(sent(), 'decline', 20, { reason: '车辆故障' }).steps.at(-1)?.reason).toBe('车辆故障');
    expect(reason(sent(), 'decline', 20)).toBe('decline_needs_reason');
    expect(reason(taken(sent(), 'en_route', 20), 'decline', 30, { reason: 'x' })).toBe(
      'assignment_under_way',
    );
  });

  it('says that it is dealt with only from the scene', () => {
    expect(reason(taken(sent(), 'en_route', 5), 'clear', 30, { isDealtWith: true })).toBe(
      'assignment_not_at_scene',
    );
  });

  it('waits for an answer from when it was sent until there is one', () => {
    expect(waitedSeconds(sent(), START_MS + 75_000)).toBe(75);
    expect(waitedSeconds(taken(sent(), 'acknowledge', 20), START_MS + 75_000)).toBeNull();
  });
});

const steps = fc.array(
  fc.record({
    step: fc.constantFrom(...ASSIGNMENT_STEPS),
    after: fc.integer({ min: 0, max: 100 }),
    said: fc.option(fc.integer({ min: -200, max: 200 }), { nil: undefined }),
    isDealtWith: fc.boolean(),
  }),
  { maxLength: 12 },
);

/** Whatever is said in whatever order: the record only grows, goes forward, and ends once. */
it('any words lead along the way only, in the order of time', () => {
  fc.assert(
    fc.property(steps, (said) => {
      let [one, seconds] = [sent(), 0];
      for (const { step, after, said: done, isDealtWith } of said) {
        seconds += after;
        const doneAt = done === undefined ? {} : { doneAt: at(seconds + done) };
        const result = take(one, step, seconds, { ...doneAt, reason: 'r', isDealtWith });
        if ('refusal' in result || result.assignment === one) continue;
        expect(isOpenAssignment(one)).toBe(true);
        expect(result.assignment.steps.slice(0, -1)).toEqual(one.steps);
        expect(result.assignment.steps.at(-1)?.state).toBe(result.assignment.state);
        one = result.assignment;
      }
      const times = one.steps.map(({ doneAt }) => Date.parse(doneAt));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      for (const { doneAt, receivedAt } of one.steps)
        expect(Date.parse(doneAt)).toBeLessThanOrEqual(Date.parse(receivedAt));
      const places = one.steps.map(({ state }) => ASSIGNMENT_STATES.indexOf(state));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      expect(one.steps.filter(({ state }) => !isOpenAssignment({ state })).length).toBeLessThanOrEqual(1);
    }),
  );
});

const ASSIGNED: IncidentProgress = {
  status: 'assigned',
  unitId: 'u',
  verifiedAt: at(-60),
  assignedAt: at(0),
  arrivedAt: null,
  resolvedAt: null,
  reopenedAt: null,
  duplicateOf: null,
};
const standing = (
  current: IncidentProgress,
  open: readonly OpenAssignment[],
  seconds = 100,
  isDealtWith = false,
) => progressAfterStep(current, open, { at: at(seconds), isDealtWith });
const bound = (unitId: string, state: OpenAssignment['state']) => ({ ...sent(unitId), state });

describe('an incident with several units', () => {
  it('stands where the unit that got furthest is, and keeps its lead', () => {
    const both = standing(ASSIGNED, [bound('u', 'acknowledged'), bound('v', 'en_route')]);
    expect(both).toEqual({ ...ASSIGNED, status: 'en_route' });
    expect(standing(both, [bound('u', 'acknowledged')])).toMatchObject({ status: 'assigned', unitId: 'u' });
  });

  it('keeps the first arrival, and is on the scene while anybody is bound', () => {
    const there = standing(ASSIGNED, [bound('u', 'sent'), bound('v', 'arrived')], 300);
    expect(there).toMatchObject({ status: 'on_scene', arrivedAt: at(300), unitId: 'u' });
    const second = standing(there, [bound('u', 'arrived'), bound('v', 'arrived')], 500);
    expect(second).toMatchObject({ arrivedAt: at(300) });
    expect(standing(second, [bound('v', 'en_route')], 600)).toEqual({ ...second, unitId: 'v' });
  });

  it('is resolved when the last unit says that it is dealt with, and needs a unit again when it does not', () => {
    const there = standing(ASSIGNED, [bound('u', 'arrived')], 300);
    expect(standing(there, [], 900, true)).toEqual({ ...there, status: 'resolved', resolvedAt: at(900) });
    expect(standing(there, [], 900)).toMatchObject({ status: 'verified', unitId: null, assignedAt: null });
  });

  it('has a lead that is bound, a status of somebody, and an arrival where it is on the scene', () => {
    const state = fc.constantFrom(...OPEN_ASSIGNMENT_STATES);
    const status = fc.constantFrom<IncidentStatus>('assigned', 'en_route', 'on_scene');
    fc.assert(
      fc.property(fc.array(state, { maxLength: 4 }), status, fc.boolean(), (states, was, isDealtWith) => {
        const open = states.map((one, i) => bound(`u${i}`, one));
        const arrivedAt = was === 'on_scene' ? at(10) : null;
        const is = standing({ ...ASSIGNED, status: was, unitId: 'u1', arrivedAt }, open, 100, isDealtWith);
        expect(open.length > 0).toBe(WITH_UNIT.includes(is.status));
        if (open.length > 0) expect(open.map(({ unitId }) => unitId)).toContain(is.unitId);
        if (is.status === 'on_scene') expect(is.arrivedAt).toBe(arrivedAt ?? at(100));
      }),
    );
  });
});

it('a unit follows its assignment, but not out of being off duty or unavailable', () => {
  expect(unitStateAfter('patrolling', 'sent', true)).toBe('patrolling');
  expect(unitStateAfter('patrolling', 'en_route', true)).toBe('en_route');
  expect(unitStateAfter('en_route', 'arrived', true)).toBe('on_scene');
  expect(unitStateAfter('on_scene', 'cleared', true)).toBe('patrolling');
  expect(unitStateAfter('on_scene', 'cleared', false)).toBe('available');
  expect(unitStateAfter('available', 'declined', true)).toBe('available');
  for (const became of ASSIGNMENT_STATES)
    for (const state of ['off_duty', 'unavailable'] as const)
      expect(unitStateAfter(state, became, true)).toBe(state);
  for (const became of ASSIGNMENT_STATES)
    for (const state of UNIT_STATES)
      if (!isOpenAssignment({ state: became }))
        expect(['en_route', 'on_scene']).not.toContain(unitStateAfter(state, became, false));
});
