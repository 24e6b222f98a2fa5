import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cordonChoices, withMostSlack } from '../../../core/cordon/choices.ts';
import { planOf, USUAL_LIMITS } from '../../../core/cordon/plan-cordon.ts';
import { situationOf } from '../../../core/cordon/situation.ts';
import { FEWEST, solve } from '../../../core/cordon/solve.ts';
import { bestByTrying } from './brute-force.ts';
import { smallProblem } from './small-problems.ts';

describe('choices', () => {
  it('differ, none as good in units, area and slack as another, the fewest units among them', () => {
    let several = 0;
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const choices = cordonChoices(problem);
        if (choices[0]!.plan.gaps.length > 0) {
          const slow = choices.find(({ aim }) => aim === 'if_slow');
          if (slow) expect(slow.plan).toMatchObject({ assumes: 'slow', gaps: [] });
          return;
        }
        several += choices.length > 1 ? 1 : 0;
        const values = choices.map(({ plan }) => [
          plan.unitCount,
          plan.enclosedWeight,
          -(plan.leastSlackSeconds ?? Infinity),
        ]);
        values.forEach((one, i) => {
          values.forEach((other, j) => {
            if (i !== j) expect(one.every((value, k) => value <= other[k]!)).toBe(false);
          });
        });
        expect(Math.min(...values.map(([units]) => units!))).toBe(bestByTrying(problem).units);
      }),
      { numRuns: 300 },
    );
    expect(several).toBeGreaterThan(1);
  });

  it('hold one with the most slack that any plan has, to a second', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const situation = situationOf(problem);
        const fewest = solve(situation, FEWEST, USUAL_LIMITS);
        if (!fewest.isComplete || fewest.nodes.length === 0) return;
        const slack = planOf(situation, withMostSlack(situation, fewest, USUAL_LIMITS)).leastSlackSeconds!;
        expect(bestByTrying(problem, slack - 1e-9).open).toBe(0);
        expect(bestByTrying(problem, slack + 1).open).toBeGreaterThan(0);
      }),
    );
  });
});
