import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_TARGETS,
  escalation,
  HOLDING_LEVELS,
  nextDeadline,
  overdueStages,
  STAGES,
  type Stage,
  type Timed,
} from '../../../core/incident/deadlines.ts';
import { nearestRank, responseFigures } from '../../../core/incident/response-times.ts';

const AT = Date.parse('2026-11-23T04:00:00Z');
const instant = (seconds: number) => new Date(AT + seconds * 1000).toISOString();
const incident = (more: Partial<Timed> = {}): Timed => ({
  priority: 1,
  status: 'reported',
  reportedAt: instant(0),
  recordedAt: instant(5),
  verifiedAt: null,
  assignedAt: null,
  arrivedAt: null,
  resolvedAt: null,
  reopenedAt: null,
  ...more,
});
const at = (seconds: number) => AT + seconds * 1000;

describe('deadlines', () => {
  it('the next one is the first stage not reached', () => {
    expect(nextDeadline(incident(), DEFAULT_TARGETS)).toEqual({ stage: 'verify', dueMs: at(60) });
    const verified = incident({ status: 'verified', verifiedAt: instant(20) });
    expect(nextDeadline(verified, DEFAULT_TARGETS)).toEqual({ stage: 'assign', dueMs: at(120) });
    const there = incident({ status: 'on_scene', verifiedAt: instant(20), arrivedAt: instant(300) });
    expect(nextDeadline(there, DEFAULT_TARGETS)).toEqual({ stage: 'resolve', dueMs: at(3600) });
    expect(nextDeadline(incident({ status: 'closed' }), DEFAULT_TARGETS)).toBeNull();
  });

  it('a reopened incident counts from its reopening, not from its report', () => {
    const again = incident({ status: 'verified', verifiedAt: instant(20), reopenedAt: instant(9000) });
    expect(nextDeadline(again, DEFAULT_TARGETS)).toEqual({ stage: 'assign', dueMs: at(9120) });
  });

  it('each missed deadline takes it one level up, once, and never above the city', () => {
    const held = { missed: [] as Stage[], heldBy: 'community' as const };
    expect(escalation({ ...incident(), ...held }, DEFAULT_TARGETS, at(59))).toBeUndefined();
    const first = escalation({ ...incident(), ...held }, DEFAULT_TARGETS, at(61));
    expect(first).toEqual({ newlyMissed: ['verify'], missed: ['verify'], heldBy: 'street' });
    const later = { ...incident(), missed: first?.missed ?? [], heldBy: first?.heldBy ?? 'community' };
    expect(escalation(later, DEFAULT_TARGETS, at(100))).toBeUndefined();
    expect(escalation(later, DEFAULT_TARGETS, at(9000))).toMatchObject({
      newlyMissed: ['assign', 'arrive', 'resolve'],
      heldBy: 'city',
    });
  });

  it('escalating at any moments comes to the same as escalating at the last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...[1, 2, 3, 4]),
        (moments, priority) => {
          let state = {
            ...incident({ priority }),
            missed: [] as Stage[],
            heldBy: HOLDING_LEVELS[0] as 'community',
          };
          for (const moment of moments.sort((a, b) => a - b))
            state = { ...state, ...(escalation(state, DEFAULT_TARGETS, at(moment)) as object) };
          const once = overdueStages(state, DEFAULT_TARGETS, at(Math.max(...moments)));
          expect(state.missed).toEqual(once);
          expect(HOLDING_LEVELS.indexOf(state.heldBy)).toBe(Math.min(3, once.length));
        },
      ),
    );
  });
});

describe('responseFigures', () => {
  const verifyOf = (incidents: Timed[], now: number) =>
    responseFigures(incidents, 1, DEFAULT_TARGETS, now).find(({ stage }) => stage === 'verify');

  it('gives nearest-rank percentiles, the share within, and who is still waited for', () => {
    const done = Array.from({ length: 10 }, (_, i) =>
      incident({ status: 'verified', verifiedAt: instant((i + 1) * 10) }),
    );
    expect(verifyOf([...done, incident()], at(30))).toMatchObject({
      n: 10,
      waiting: 1,
      within: 6,
      p50: { seconds: 50, atLeast: false },
      p90: { seconds: 90, atLeast: false },
      p95: { seconds: 100, atLeast: false },
    });
  });

  it('an open one that is overdue counts as long as it has taken, marked as at least that', () => {
    expect(verifyOf([incident()], at(200))).toMatchObject({
      n: 1,
      waiting: 0,
      within: 0,
      p90: { seconds: 200, atLeast: true },
    });
  });

  it('leaves out what needed no response and other priorities; nothing gives no number', () => {
    const others = [incident({ status: 'false_alarm' }), incident({ priority: 2 })];
    expect(verifyOf(others, at(500))).toMatchObject({ n: 0, p90: null });
    expect(responseFigures([], 1, DEFAULT_TARGETS, at(0)).map(({ stage }) => stage)).toEqual([...STAGES]);
  });

  it('nearestRank agrees with its definition', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const sorted = values.sort((a, b) => a - b);
          const found = nearestRank(sorted, percent) as number;
          const share = (limit: number) => sorted.filter((value) => value <= limit).length / sorted.length;
          const smaller = sorted.filter((value) => value < found);
          return (
            share(found) * 100 >= percent - 1e-9 &&
            smaller.every((value) => share(value) * 100 < percent - 1e-9)
          );
        },
      ),
    );
  });
});
