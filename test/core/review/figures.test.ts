import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_TARGETS, STAGES, type Stage, type Targets } from '../../../core/incident/deadlines.ts';
import { responseFigures } from '../../../core/incident/response-times.ts';
import type { AlarmHappening } from '../../../core/live/alarm-load.ts';
import { alarmAnswers } from '../../../core/review/alarm-answers.ts';
import {
  incidentFigures,
  incidentIntervals,
  type ReviewedIncident,
} from '../../../core/review/incident-figures.ts';
import { targetsInForce } from '../../../core/review/targets-in-force.ts';
import { unitUse } from '../../../core/review/unit-use.ts';
import { INCIDENT_STATUSES } from '../../../core/vocabulary.ts';

const START_MS = Date.parse('2026-11-23T04:00:00.000Z');
const at = (seconds: number): string => new Date(START_MS + seconds * 1000).toISOString();

function incident(more: Partial<ReviewedIncident> = {}): ReviewedIncident {
  const none = { recordedAt: at(5), verifiedAt: null, assignedAt: null, arrivedAt: null, resolvedAt: null };
  const usual = {
    id: 'i',
    number: '1',
    type: 'fire',
    priority: 1,
    status: 'reported',
    reportedAt: at(0),
  } as const;
  return { ...usual, ...none, reopenedAt: null, ...more };
}

describe('figures of incidents', () => {
  it('each is held against the targets in force at its report', () => {
    const [early, late] = [
      incident({ id: 'a', verifiedAt: at(80) }),
      incident({ id: 'b', reportedAt: at(1000), recordedAt: at(1001), verifiedAt: at(1080) }),
    ];
    const stricter: Targets = { ...DEFAULT_TARGETS, 1: { ...DEFAULT_TARGETS[1], verify: 60 } };
    const looser: Targets = { ...DEFAULT_TARGETS, 1: { ...DEFAULT_TARGETS[1], verify: 90 } };
    const targetsAt = (ms: number) => (ms < START_MS + 500_000 ? looser : stricter);
    const figures = incidentFigures([early, late], stricter, targetsAt, START_MS + 1_100_000);
    const verify = figures.response.find(({ stage }) => stage === 'verify');
    expect(verify).toMatchObject({ n: 2, within: 1, targetSeconds: 60, p50: { seconds: 80 } });
    expect(figures.late.filter(({ stage }) => stage === 'verify').map(({ id }) => id)).toEqual(['b']);
  });

  const times = fc.record(
    Object.fromEntries(
      ['verifiedAt', 'assignedAt', 'arrivedAt', 'resolvedAt'].map((key) => [
        key,
        fc.option(fc.integer({ min: 0, max: 20_000 }).map(at)),
      ]),
    ),
  );
  const anyIncident = fc
    .record({
      priority: fc.integer({ min: 1, max: 4 }),
      status: fc.constantFrom(...INCIDENT_STATUSES),
      times,
    })
    .map(({ times: own, ...rest }) => incident({ ...rest, ...own }));

  it('late stages are those that the response figures do not count as within', () => {
    fc.assert(
      fc.property(
        fc.array(anyIncident, { maxLength: 20 }),
        fc.integer({ min: 0, max: 40_000 }),
        (all, nowSeconds) => {
          const nowMs = START_MS + nowSeconds * 1000;
          const figures = incidentFigures(all, DEFAULT_TARGETS, () => DEFAULT_TARGETS, nowMs);
          const counted = [1, 2, 3, 4].flatMap((priority) =>
            responseFigures(all, priority as 1, DEFAULT_TARGETS, nowMs),
          );
          expect(figures.lateCount).toBe(counted.reduce((sum, { n, within }) => sum + n - within, 0));
          expect(Object.values(figures.byPriority).reduce((a, b) => a + b, 0)).toBe(all.length);
          expect(Object.values(figures.byStatus).reduce((a, b) => (a ?? 0) + (b ?? 0), 0)).toBe(all.length);
        },
      ),
    );
  });

  it('intervals of one incident: reached, still running, overdue, not known', () => {
    const one = incident({ verifiedAt: at(30), status: 'verified' });
    const states = (seconds: number) =>
      Object.fromEntries(
        incidentIntervals(one, DEFAULT_TARGETS, START_MS + seconds * 1000).map(({ stage, state }) => [
          stage,
          state,
        ]),
      ) as Record<Stage, string>;
    expect(states(60)).toEqual({
      answer: 'within',
      verify: 'within',
      assign: 'running',
      arrive: 'running',
      resolve: 'running',
    });
    expect(states(200)).toMatchObject({ assign: 'overdue', arrive: 'running' });
    const imported = incident({ recordedAt: null, status: 'closed', verifiedAt: at(90) });
    expect(incidentIntervals(imported, DEFAULT_TARGETS, START_MS).map(({ state }) => state)).toEqual([
      'unknown',
      'late',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(STAGES.length).toBe(5);
  });

  it('targets of an instant: those of now without what was changed after it', () => {
    const changes = [
      { atMs: 100, priority: 1 as const, before: { ...DEFAULT_TARGETS[1], verify: 10 } },
      { atMs: 200, priority: 1 as const, before: { ...DEFAULT_TARGETS[1], verify: 20 } },
      { atMs: 150, priority: 2 as const, before: { ...DEFAULT_TARGETS[2], verify: 33 } },
    ];
    const verifyAt = (ms: number, priority: 1 | 2) =>
      targetsInForce(DEFAULT_TARGETS, changes, ms)[priority].verify;
    expect([50, 100, 199, 200].map((ms) => verifyAt(ms, 1))).toEqual([10, 20, 20, 60]);
    expect([149, 150].map((ms) => verifyAt(ms, 2))).toEqual([33, 120]);
  });
});

describe('time until an alarm is taken on', () => {
  const happening = (seconds: number, act: string, state: string, id = 'a'): AlarmHappening =>
    ({ at: at(seconds), act, state, id, kind: 'device_silent', priority: 3 }) as AlarmHappening;

  it('counts from the announcement to the person, whatever came between', () => {
    const log = [
      happening(0, 'raise', 'unacknowledged'),
      happening(10, 'worsen', 'unacknowledged'),
      happening(20, 'clear', 'returned_unacknowledged'),
      happening(40, 'acknowledge', 'normal'),
      happening(50, 'raise', 'unacknowledged', 'b'),
      happening(80, 'shelve', 'shelved', 'b'),
      happening(90, 'raise', 'shelved', 'b'),
    ];
    expect(alarmAnswers(log, START_MS + 100_000)).toEqual({
      n: 2,
      dropped: 0,
      unanswered: 0,
      p50: { seconds: 30, atLeast: false },
      p90: { seconds: 40, atLeast: false },
      p95: { seconds: 40, atLeast: false },
    });
  });

  it('what nobody took on counts with its time so far; what a rule withdrew does not', () => {
    const log = [
      happening(0, 'raise', 'unacknowledged', 'waits'),
      happening(5, 'raise', 'unacknowledged', 'reset'),
      happening(9, 'reset', 'normal', 'reset'),
    ];
    expect(alarmAnswers(log, START_MS + 60_000)).toMatchObject({
      n: 0,
      dropped: 1,
      unanswered: 1,
      p90: { seconds: 60, atLeast: true },
    });
    expect(alarmAnswers([], START_MS)).toMatchObject({ n: 0, unanswered: 0, p50: null });
  });
});

describe('how units were used', () => {
  it('from assignment to release, cut to the period', () => {
    const uses = unitUse(
      [
        { incidentId: 'i', atMs: 10_000, was: [], is: ['u'] },
        { incidentId: 'i', atMs: 15_000, was: ['u'], is: ['u'] },
        { incidentId: 'i', atMs: 20_000, was: ['u'], is: ['v'] },
        { incidentId: 'j', atMs: 30_000, was: ['u'], is: [] },
        { incidentId: 'i', atMs: 50_000, was: ['v'], is: [] },
        { incidentId: 'k', atMs: 90_000, was: [], is: ['w'] },
        { incidentId: 'k', atMs: 95_000, was: ['w'], is: ['w', 'x'] },
      ],
      5000,
      100_000,
    );
    expect(uses).toEqual([
      { unitId: 'u', incidents: 2, engagedSeconds: 35 },
      { unitId: 'v', incidents: 1, engagedSeconds: 30 },
      { unitId: 'w', incidents: 1, engagedSeconds: 10 },
      { unitId: 'x', incidents: 1, engagedSeconds: 5 },
    ]);
  });

  it('nobody is engaged longer than the period for each incident', () => {
    const binding = fc.record({
      incidentId: fc.constantFrom('i', 'j'),
      atMs: fc.integer({ min: 0, max: 1000 }),
      was: fc.subarray(['u', 'v']),
      is: fc.subarray(['u', 'v']),
    });
    fc.assert(
      fc.property(fc.array(binding), (list) => {
        const ordered = [...list].sort((a, b) => a.atMs - b.atMs);
        for (const { incidents, engagedSeconds } of unitUse(ordered, 0, 1000)) {
          expect(incidents).toBeGreaterThan(0);
          expect(engagedSeconds).toBeLessThanOrEqual(incidents);
        }
      }),
    );
  });
});
