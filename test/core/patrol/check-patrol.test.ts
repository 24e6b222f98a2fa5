import { describe, expect, it } from 'vitest';
import { checkPatrol, type PatrolRule } from '../../../core/patrol/check-patrol.ts';
import type { PatrolPlan, PatrolProblem, PatrolStop } from '../../../core/patrol/patrol-problem.ts';
import { lineTable, placeAt, unitAt } from './made-patrols.ts';

/** Two places, 5 and 10 minutes from the post at node 2. */
const PROBLEM: PatrolProblem = {
  places: [
    placeAt(0, { visitWeights: [8, 4], gapSeconds: 600, maxStaySeconds: 900, tauSeconds: 600 }),
    placeAt(1, { windows: [{ fromSeconds: 1500, toSeconds: 3000 }] }),
  ],
  units: [unitAt(2)],
  travelSeconds: { car: lineTable([5, 10, 0]) },
  stayStepSeconds: 60,
  repeats: [{ from: 0, to: 1, cost: 3 }],
};

const stop = (
  place: number,
  arriveSeconds: number,
  beginSeconds: number,
  leaveSeconds: number,
): PatrolStop => ({
  place,
  arriveSeconds,
  beginSeconds,
  leaveSeconds,
});

const planOf = (stops: PatrolStop[], endSeconds: number): PatrolPlan => ({
  routes: [{ unit: 0, stops, endSeconds }],
});

const GOOD = planOf([stop(0, 300, 300, 900), stop(1, 1200, 1500, 2100)], 2700);

const rules = (problem: PatrolProblem, plan: PatrolPlan, total: number | null = null): PatrolRule[] =>
  checkPatrol(problem, plan, total).map(({ rule }) => rule);

const withPlace = (place: number, more: Partial<PatrolProblem['places'][number]>): PatrolProblem => ({
  ...PROBLEM,
  places: PROBLEM.places.map((one, at) => (at === place ? { ...one, ...more } : one)),
});
const withUnit = (more: Partial<PatrolProblem['units'][number]>): PatrolProblem => ({
  ...PROBLEM,
  units: [unitAt(2, more)],
});

describe('the check of a patrol plan', () => {
  it('finds nothing in a valid plan whose total is right', () => {
    expect(checkPatrol(PROBLEM, GOOD, 8 * (1 - Math.exp(-1)) + 10 - 3)).toEqual([]);
    expect(checkPatrol(PROBLEM, planOf([], 0), 0)).toEqual([]);
  });

  it('counts the value itself', () => {
    expect(rules(PROBLEM, GOOD, 12)).toEqual(['total']);
    expect(rules(PROBLEM, GOOD, Number.NaN)).toEqual(['total']);
  });

  const broken: [PatrolRule, PatrolProblem, PatrolPlan][] = [
    ['routes', PROBLEM, { routes: [] }],
    ['place', PROBLEM, planOf([stop(5, 300, 300, 900)], 1200)],
    ['arrival', PROBLEM, planOf([stop(0, 299, 300, 900)], 1200)],
    ['begin', PROBLEM, planOf([stop(0, 300, 299, 899)], 1199)],
    ['stay', PROBLEM, planOf([stop(0, 300, 300, 899)], 1199)],
    ['stay', PROBLEM, planOf([stop(0, 300, 300, 930)], 1230)],
    ['stay', PROBLEM, planOf([stop(0, 300, 300, 1260)], 1560)],
    ['window', PROBLEM, planOf([stop(1, 600, 1499, 2099)], 2699)],
    ['window', PROBLEM, planOf([stop(1, 600, 2401, 3001)], 3601 - 1)],
    ['shift', withUnit({ shiftSeconds: 2699 }), GOOD],
    ['end', PROBLEM, planOf(GOOD.routes[0]?.stops ?? [], 2600)],
    ['end', PROBLEM, planOf([], 1)],
    ['gap', PROBLEM, planOf([stop(0, 300, 300, 900), stop(0, 900, 1499, 2099)], 2399)],
    ['gap', withPlace(0, { lastLeftSeconds: -299 }), GOOD],
    [
      'visits',
      withPlace(0, { visitWeights: [8] }),
      planOf([stop(0, 300, 300, 900), stop(0, 900, 1500, 2100)], 2400),
    ],
    ['forbidden', withPlace(1, { forbidden: true }), GOOD],
    ['allowed', withUnit({ allowedPlaces: [0] }), GOOD],
    ['pin', withUnit({ pin: { stops: [{ place: 1, staySeconds: null }], whole: false } }), GOOD],
    ['pin', withUnit({ pin: { stops: [{ place: 0, staySeconds: null }], whole: true } }), GOOD],
    ['stay', withUnit({ pin: { stops: [{ place: 0, staySeconds: 700 }], whole: false } }), GOOD],
    ['required', withPlace(1, { required: true }), planOf([], 0)],
  ];
  it.each(broken)('finds a broken rule: %s', (rule, problem, plan) => {
    expect(rules(problem, plan)).toContain(rule);
  });

  it('takes a pinned stay for what it is, even if it is too short', () => {
    const pinned = withUnit({ pin: { stops: [{ place: 0, staySeconds: 60 }], whole: true } });
    expect(rules(pinned, planOf([stop(0, 300, 300, 360)], 660))).toEqual([]);
  });

  it('says where', () => {
    expect(checkPatrol(PROBLEM, planOf([stop(0, 300, 300, 900), stop(1, 1200, 1400, 2000)], 2600))).toEqual([
      { rule: 'window', unit: 0, stop: 1, place: 1 },
    ]);
  });
});
