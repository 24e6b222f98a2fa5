import { describe, expect, it } from 'vitest';
import { checkPatrol } from '../../../core/patrol/check-patrol.ts';
import { type PatrolStep, patrolProposals } from '../../../core/patrol/patrol-proposals.ts';
import { patrolScore } from '../../../core/patrol/patrol-score.ts';
import { comparePresent } from '../../../core/patrol/route-report.ts';
import { madePatrol, unitAt } from './made-patrols.ts';

function steps(order: Parameters<typeof patrolProposals>[0], count: number): PatrolStep[] {
  const found: PatrolStep[] = [];
  for (const step of patrolProposals(order)) if (found.push(step) === count) break;
  return found;
}

const PROBLEM = madePatrol(3, { places: 12, units: 2, stays: 4, repeats: true });

describe('proposals', () => {
  it('are plain data of plain data, and the same again', () => {
    const order = JSON.parse(JSON.stringify({ problem: PROBLEM, seed: 4, present: [[1, 2], []] }));
    const found = steps(order, 8);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(steps(order, 8)).toEqual(found);
    expect(found.map(({ kind }) => kind)).toEqual(['present', ...Array(7).fill('progress')]);
  });

  it('say what each route does and what is left of its shift', () => {
    const found = steps({ problem: PROBLEM, seed: 4, present: null }, 8);
    const last = found
      .flatMap((step) => (step.kind === 'progress' && step.proposal ? [step.proposal] : []))
      .at(-1);
    expect(last?.score).toEqual(patrolScore(PROBLEM, last?.plan ?? { routes: [] }));
    for (const [at, route] of (last?.routes ?? []).entries()) {
      const { shiftSeconds = 0 } = PROBLEM.units[at] ?? {};
      const { travelSeconds, waitSeconds, staySeconds, slackSeconds } = route;
      expect(travelSeconds + waitSeconds + staySeconds + slackSeconds).toBeCloseTo(shiftSeconds, 6);
    }
    const sum = (last?.routes ?? []).reduce((all, { total }) => all + total, 0);
    expect(sum).toBeCloseTo(last?.score.total ?? -1, 6);
  });

  it('begin with the faults if there are any', () => {
    const problem = { ...PROBLEM, stayStepSeconds: 0 };
    expect([...patrolProposals({ problem, seed: 1, present: null })]).toEqual([
      { kind: 'faults', faults: [{ kind: 'stay_step' }] },
    ]);
  });
});

describe('the present routes', () => {
  it('are timed in their order, by the same score, and what does not fit is named', () => {
    const problem = { ...PROBLEM, units: [unitAt(12), unitAt(12, { allowedPlaces: [4] })] };
    const present = [[...problem.places.keys()], [5, 4]];
    const { plan, score, dropped } = comparePresent(problem, present);
    expect(checkPatrol(problem, plan, score.total)).toEqual([]);
    expect(dropped).toContainEqual({ unit: 1, position: 0 });
    for (const [unit, places] of present.entries()) {
      const kept = places.filter((_, at) => !dropped.some((one) => one.unit === unit && one.position === at));
      expect(plan.routes[unit]?.stops.map(({ place }) => place)).toEqual(kept);
    }
  });

  it('must be one for each unit, of places that there are', () => {
    expect(() => comparePresent(PROBLEM, [[]])).toThrow(RangeError);
    expect(() => comparePresent(PROBLEM, [[], [12]])).toThrow('There is no place 12.');
  });
});
