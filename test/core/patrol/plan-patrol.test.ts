import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPatrol } from '../../../core/patrol/check-patrol.ts';
import { patrolFaults } from '../../../core/patrol/patrol-faults.ts';
import type { PatrolPlan, PatrolProblem } from '../../../core/patrol/patrol-problem.ts';
import { patrolScore } from '../../../core/patrol/patrol-score.ts';
import { planPatrol } from '../../../core/patrol/plan-patrol.ts';
import { type Making, madePatrol, placeAt, unitAt } from './made-patrols.ts';
import { bestScore } from './patrol-oracle.ts';

/** All plans of so many steps. */
function plansOf(problem: PatrolProblem, steps: number, seed = 1): PatrolPlan[] {
  const plans: PatrolPlan[] = [];
  for (const { plan, tries } of planPatrol(problem, seed)) {
    if (plan) plans.push(plan);
    if (tries >= steps * 20) break;
  }
  return plans;
}

const lastOf = (plans: readonly PatrolPlan[]): PatrolPlan => plans.at(-1) as PatrolPlan;

/** Whether the search finds the optimum within so many steps. */
function findsBest(problem: PatrolProblem, steps: number): void {
  const best = bestScore(problem);
  let last = { requiredMissing: Number.POSITIVE_INFINITY, total: Number.NEGATIVE_INFINITY };
  for (const { plan, tries } of planPatrol(problem, 1)) {
    if (plan) last = patrolScore(problem, plan);
    const isBest = last.requiredMissing === best.requiredMissing && last.total > best.total - 1e-6;
    if (isBest || tries >= 20 * steps) break;
  }
  expect({ missing: last.requiredMissing, total: last.total.toFixed(6) }).toEqual({
    missing: best.requiredMissing,
    total: best.total.toFixed(6),
  });
}

describe('a plan of patrols', () => {
  const small: [string, Partial<Making>][] = [
    ['seven places and two units', { places: 7 }],
    ['windows', { places: 6, windows: 6 }],
    ['stays of several lengths', { places: 4, stays: 3 }],
    ['stays and windows', { places: 4, stays: 2, windows: 7 }],
    ['visits that repeat', { places: 3, units: 1, mostVisits: 2, windows: 3 }],
    ['required places', { places: 6, windows: 5, required: 3 }],
    ['costs of repeated pairs', { places: 6, repeats: true }],
    ['pinned stops', { places: 5, pins: true, stays: 1 }],
  ];
  it.each(small)(
    'is the best there is: %s',
    (_, making) => {
      for (let seed = 1; seed <= (making.places === 7 ? 2 : 5); seed++) {
        const problem = madePatrol(seed, making);
        if (patrolFaults(problem).length === 0) findsBest(problem, 150);
      }
    },
    30_000,
  );

  const anyMaking = fc.record({
    places: fc.integer({ min: 0, max: 25 }),
    units: fc.integer({ min: 0, max: 4 }),
    stays: fc.integer({ min: 0, max: 6 }),
    mostVisits: fc.integer({ min: 1, max: 3 }),
    windows: fc.integer({ min: 0, max: 10 }),
    required: fc.integer({ min: 0, max: 4 }),
    repeats: fc.boolean(),
    pins: fc.boolean(),
  });

  it('keeps every rule, states its value and is never worse than the one before', () => {
    fc.assert(
      fc.property(fc.nat(), anyMaking, (seed, making) => {
        const problem = madePatrol(seed, { ...making, pins: making.pins && making.places > 0 });
        if (patrolFaults(problem).length > 0) return;
        let before = { requiredMissing: Number.POSITIVE_INFINITY, total: Number.NEGATIVE_INFINITY };
        for (const plan of plansOf(problem, 5)) {
          const score = patrolScore(problem, plan);
          const broken = checkPatrol(problem, plan, score.total).filter(({ rule }) => rule !== 'required');
          expect(broken).toEqual([]);
          const worse = score.requiredMissing - before.requiredMissing || before.total - score.total;
          expect(worse).toBeLessThan(1e-6);
          before = score;
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('is the same for the same seed and steps', () => {
    const problem = madePatrol(5, { places: 20, units: 3, stays: 4, windows: 3, mostVisits: 2 });
    expect(plansOf(problem, 20, 7)).toEqual(plansOf(problem, 20, 7));
    expect(lastOf(plansOf(problem, 20, 7))).not.toEqual(lastOf(plansOf(problem, 20, 8)));
  });

  it('is empty, and ends, where there is nobody or nothing to visit', () => {
    const nobody = { ...madePatrol(1), units: [] };
    expect([...planPatrol(nobody, 1)].map(({ plan }) => plan)).toEqual([{ routes: [] }]);
    const nothing = madePatrol(1, { places: 0 });
    const [only, ...more] = [...planPatrol(nothing, 1)];
    expect(more).toEqual([]);
    expect(only?.plan?.routes.map(({ stops }) => stops)).toEqual([[], []]);
  });

  it('sends a unit nowhere that can not come back in its shift', () => {
    const problem: PatrolProblem = {
      places: [placeAt(0)],
      units: [unitAt(1, { shiftSeconds: 1000 })],
      travelSeconds: {
        car: [
          [0, 201],
          [200, 0],
        ],
      },
      stayStepSeconds: 60,
      repeats: [],
    };
    expect(lastOf(plansOf(problem, 2)).routes[0]?.stops).toEqual([]);
    const longer = { ...problem, units: [unitAt(1, { shiftSeconds: 1001 })] };
    expect(lastOf(plansOf(longer, 2)).routes[0]).toEqual({
      unit: 0,
      stops: [{ place: 0, arriveSeconds: 200, beginSeconds: 200, leaveSeconds: 800 }],
      endSeconds: 1001,
    });
  });

  it('refuses a problem with faults, and names them', () => {
    const problem = { ...madePatrol(1), stayStepSeconds: 0 };
    expect(() => [...planPatrol(problem, 1)]).toThrow('stay_step');
  });
});
