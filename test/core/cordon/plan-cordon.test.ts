import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCordon } from '../../../core/cordon/plan-cordon.ts';
import type { CordonProblem } from '../../../core/cordon/problem.ts';
import { FEWEST } from '../../../core/cordon/solve.ts';
import { travelMemory } from '../../../core/cordon/unit-times.ts';
import { bestByTrying } from './brute-force.ts';
import { smallProblem } from './small-problems.ts';

const EXACT = { mostCuts: 100_000, mostTieCuts: 100_000 };
const plan = (problem: CordonProblem, aim = FEWEST) => planCordon(problem, aim, travelMemory(), EXACT);

describe('a cordon, against trying every set of nodes and every assignment', () => {
  it('leaves the fewest exits open, with the fewest units, round the smallest area', () => {
    const seen = { closed: 0, gaps_left: 0, nothing_to_close: 0 };
    fc.assert(
      fc.property(smallProblem, (problem) => {
        const { verdict, gaps, unitCount, enclosedWeight, isExact, leastUnits, leastGaps } = plan(problem);
        const truth = bestByTrying(problem);
        expect(gaps.length).toBe(truth.open);
        expect(isExact).toBe(true);
        expect(leastGaps).toBe(truth.open);
        seen[verdict] += 1;
        if (truth.open > 0) return;
        expect(unitCount).toBe(truth.units);
        expect(leastUnits).toBe(truth.units);
        expect(enclosedWeight).toBe(truth.enclosed);
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });

  it('weighs the area against units', () => {
    fc.assert(
      fc.property(smallProblem, fc.constantFrom(1, 2, 5), (problem, worth) => {
        const truth = bestByTrying(problem, 0, worth);
        const { gaps, unitCount, enclosedWeight } = plan(problem, { ...FEWEST, weightWorthUnit: worth });
        expect(gaps.length).toBe(truth.open);
        if (truth.open === 0) expect(unitCount * worth + enclosedWeight).toBe(truth.leastSum);
      }),
      { numRuns: 600 },
    );
  });
});
