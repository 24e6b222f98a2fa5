import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftOut } from '../../../core/patrol/left-out.ts';
import { patrolFaults } from '../../../core/patrol/patrol-faults.ts';
import type { PatrolPlan, PatrolProblem } from '../../../core/patrol/patrol-problem.ts';
import { planPatrol } from '../../../core/patrol/plan-patrol.ts';
import { lineTable, madePatrol, placeAt, unitAt } from './made-patrols.ts';

function planned(problem: PatrolProblem, tries = 400): PatrolPlan {
  let last: PatrolPlan = { routes: [] };
  for (const step of planPatrol(problem, 1)) {
    last = step.plan ?? last;
    if (step.tries >= tries) break;
  }
  return last;
}

/** Places so many minutes from a post, from which a unit has an hour. */
function onLine(minutes: number[], places: PatrolProblem['places'], more = {}): PatrolProblem {
  return {
    places,
    units: [unitAt(minutes.length, more)],
    travelSeconds: { car: lineTable([...minutes, 0]) },
    stayStepSeconds: 60,
    repeats: [],
  };
}

const reasons = (problem: PatrolProblem) => leftOut(problem, planned(problem));

describe('why a place was left out', () => {
  it('names what hinders it, whatever else is planned', () => {
    const windows = [{ fromSeconds: 0, toSeconds: 700 }];
    const problem = onLine(
      [1, 2, 3, 26, 5],
      [
        placeAt(0, { forbidden: true }),
        placeAt(1, { visitWeights: [0] }),
        placeAt(2),
        placeAt(3),
        placeAt(4, { windows }),
      ],
      { allowedPlaces: [0, 1, 3, 4] },
    );
    expect(reasons(problem)).toEqual([
      { place: 0, reason: 'forbidden' },
      { place: 1, reason: 'worthless' },
      { place: 2, reason: 'no_unit' },
      { place: 3, reason: 'out_of_reach', unit: 0, needSeconds: 62 * 60, shiftSeconds: 3600 },
      { place: 4, reason: 'no_window' },
    ]);
  });

  it('says that there is no way', () => {
    const problem: PatrolProblem = {
      ...onLine([1], [placeAt(0)]),
      travelSeconds: {
        car: [
          [0, null],
          [60, 0],
        ],
      },
    };
    expect(reasons(problem)).toEqual([
      { place: 0, reason: 'out_of_reach', unit: 0, needSeconds: null, shiftSeconds: 3600 },
    ]);
  });

  it('names the pinned stops that take its time', () => {
    const pin = { stops: [{ place: 0, staySeconds: 3000 }], whole: false };
    expect(reasons(onLine([1, 2], [placeAt(0), placeAt(1)], { pin }))).toEqual([
      { place: 1, reason: 'pinned' },
    ]);
    const whole = { stops: [{ place: 0, staySeconds: null }], whole: true };
    expect(reasons(onLine([1, 2], [placeAt(0), placeAt(1)], { pin: whole }))).toEqual([
      { place: 1, reason: 'pinned' },
    ]);
  });

  it('gives the figures of what it would displace', () => {
    const problem = onLine([20, 1], [placeAt(0, { visitWeights: [30] }), placeAt(1, { visitWeights: [12] })]);
    const tight = { ...problem, units: [unitAt(2, { shiftSeconds: 3500 })] };
    expect(reasons(tight)).toEqual([
      { place: 1, reason: 'worth_less', unit: 0, gain: 12, loss: 30, displaced: [0] },
    ]);
  });

  it('counts shorter stays as a loss', () => {
    const long = placeAt(0, { visitWeights: [100], maxStaySeconds: 1800, tauSeconds: 1800 });
    const problem = onLine([5, 6], [long, placeAt(1, { visitWeights: [1] })], { shiftSeconds: 2400 });
    const loss = 100 * (Math.exp(-1080 / 1800) - Math.exp(-1800 / 1800));
    const [only] = reasons(problem);
    expect(only).toMatchObject({ place: 1, reason: 'worth_less', displaced: [], gain: 1 });
    expect(only?.reason === 'worth_less' && only.loss).toBeCloseTo(loss, 6);
  });

  it('explains each place without a visit, once, and never a better plan than the one shown without saying so', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 4 }), (seed, stays) => {
        const problem = madePatrol(seed, { places: 14, units: 2, stays, windows: 3, required: 1 });
        if (patrolFaults(problem).length > 0) return;
        const plan = planned(problem, 200);
        const visited = new Set(plan.routes.flatMap(({ stops }) => stops.map(({ place }) => place)));
        const found = leftOut(problem, plan);
        expect(found.map(({ place }) => place)).toEqual(
          [...problem.places.keys()].filter((place) => !visited.has(place)),
        );
        for (const one of found)
          if (one.reason === 'worth_less' && !problem.places[one.place]?.required)
            expect(one.loss).toBeGreaterThan(one.gain - 1e-6);
      }),
      { numRuns: 40 },
    );
  });
});
