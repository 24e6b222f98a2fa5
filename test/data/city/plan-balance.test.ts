import { expect, it } from 'vitest';
import { makeDistricts } from '../../../bench/balance-district.ts';
import { makeAtoms } from '../../../core/plan/balance/atoms.ts';
import { balance } from '../../../core/plan/balance/balance.ts';
import { USUAL_LIMITS } from '../../../core/plan/balance/balance-frame.ts';
import { type PlanProposal, planProposal } from '../../../core/plan/balance/plan-balance.ts';
import { apply } from '../../../core/plan/operation.ts';
import { provePartition } from '../../../core/plan/proof.ts';
import { carriedBy } from '../../../core/plan/workload/carried.ts';
import { indexThings } from '../../../core/plan/workload/thing-index.ts';
import { DEFAULT_SEED } from '../../../data/city/make-city.ts';
import { surfaceOf } from '../../core/plan/balance/made-atoms.ts';
import { planAfter } from '../../core/plan/edits.ts';

const MEASURE = { shares: { dwellings: 1 }, days: 1 };

it('communities of the demo city are balanced by operations of which none is refused', () => {
  for (const { plan, communities, ground, things } of makeDistricts(DEFAULT_SEED, 10, 2)) {
    const index = indexThings(things);
    const atoms = makeAtoms({ plan, communities, ground, things: index, measure: MEASURE });
    const proposals: PlanProposal[] = [];
    let steps = 0;
    for (const { proposal: found } of balance({ ...atoms, limits: USUAL_LIMITS, seed: 1 })) {
      const proposal = found && planProposal(atoms, found);
      expect(proposal === null).toBe(found === null);
      if (proposal) proposals.push(proposal);
      if (++steps > 25) break;
    }
    const { steps: way, loads, variation, dwellings } = proposals.at(-1)!;
    expect(variation.after).toBeLessThan(variation.before);
    // On the whole plan, of which the blocks were made from a part.
    let after = plan;
    const ground7 = atoms.grids.map((grid) => surfaceOf(plan, grid));
    for (const { operation } of way) {
      after = planAfter(apply(after, operation));
      for (const grid of atoms.grids) expect(surfaceOf(after, grid)).toHaveLength(1);
      // Points that borders gained lie in both surfaces of a border, so all of them together have the same outline.
      const surfaces = atoms.grids.map((grid) => surfaceOf(after, grid));
      expect(provePartition(surfaces, ground7)).toEqual([]);
    }
    for (const { grid, after: load } of loads) {
      const own = carriedBy(index, surfaceOf(after, grid)).dwellings;
      expect((own * loads.length) / dwellings).toBeCloseTo(load);
    }
  }
});
