import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorCode } from '../../../../core/contract/area-code.ts';
import { makeAtoms } from '../../../../core/plan/balance/atoms.ts';
import { balance } from '../../../../core/plan/balance/balance.ts';
import {
  type PlanBalanceOrder,
  type PlanBalanceResult,
  type PlanProposal,
  planBalance,
  planProposal,
} from '../../../../core/plan/balance/plan-balance.ts';
import { apply } from '../../../../core/plan/operation.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import { isSimpleRing, type Polygons7, provePartition } from '../../../../core/plan/proof.ts';
import { carriedBy } from '../../../../core/plan/workload/carried.ts';
import { indexThings, type ThingIndex } from '../../../../core/plan/workload/thing-index.ts';
import { partitions, placeIn, places } from '../../../support/made-partition.ts';
import { boardPlace, boardPlan, COMMUNITY, cellId } from '../board-plan.ts';
import { arcBetween, planAfter } from '../edits.ts';
import { surfacesOf } from '../plan-checks.ts';
import { boardLine, NO_LINES, NOTHING, planOfPartition, streets, surfaceOf } from './made-atoms.ts';

const MEASURE = { shares: { dwellings: 1 }, days: 1 };
const LOOSE = {
  maxMovedDwellings: Number.POSITIVE_INFINITY,
  minCompactness: 0,
  borderFactor: Number.POSITIVE_INFINITY,
  barrierCost: 0,
  enoughVariation: 0,
};
/** Steps of the search that are waited for. */
const STEPS = 12;

function homesAt(all: readonly { lng7: number; lat7: number; dwellings?: number }[]): ThingIndex {
  const homes = all.map(({ lng7, lat7, dwellings = 1 }) => ({ lng7, lat7, residents: 0, dwellings }));
  return indexThings({ ...NOTHING, homes });
}

/** The proposals of the first steps, or of all of them. */
function proposals(
  order: PlanBalanceOrder,
  steps = STEPS,
): { found: PlanProposal[]; result?: PlanBalanceResult } {
  const found: PlanProposal[] = [];
  const search = planBalance(order);
  for (let i = 0; i < steps; i++) {
    const step = search.next();
    if (step.done) return { found, result: step.value };
    if (step.value.proposal) found.push(step.value.proposal);
  }
  return { found };
}

/** The plan after a proposal, which must take every operation and be a partition of the same ground after each, every grid as whole as it was. */
function taken(plan: Plan, { steps }: PlanProposal, ground: readonly Polygons7[]): Plan {
  const parts = new Map([...plan.grids.keys()].map((grid) => [grid, surfaceOf(plan, grid).length]));
  let now = plan;
  for (const operation of steps.map((step) => step.operation)) {
    now = planAfter(apply(now, operation));
    const surfaces = surfacesOf(now);
    expect(provePartition(surfaces, ground)).toEqual([]);
    expect(surfaces.flat(2).every(isSimpleRing)).toBe(true);
    for (const [grid, count] of parts) expect(surfaceOf(now, grid)).toHaveLength(count);
  }
  return now;
}

/** Dwellings on a board, more of them in the west. */
function westernHomes(columns: number, rows: number): ThingIndex {
  const at: { lng7: number; lat7: number; dwellings: number }[] = [];
  for (let x = 0.05; x < columns; x += 0.1)
    for (let y = 0.05; y < rows; y += 0.1)
      at.push({ ...boardPlace(x, y), dwellings: Math.round(40 * (1.2 - x / columns)) });
  return homesAt(at);
}

describe('a proposal', () => {
  const plan = boardPlan({ columns: 3, rows: 2 });
  const order: PlanBalanceOrder = {
    plan,
    communities: [COMMUNITY],
    ground: streets(
      boardLine([0.4, -1], [0.5, 3]),
      boardLine([-1, 0.45], [4, 0.5]),
      boardLine([1.6, -1], [1.4, 3]),
    ),
    things: westernHomes(3, 2),
    measure: MEASURE,
    // In a board of six cells every move lengthens the border.
    limits: { borderFactor: 1.3 },
    seed: 1,
  };

  it('is a way to the loads that it promises, each step told before and after', () => {
    const { found } = proposals(order);
    const best = found.at(-1)!;
    expect(best.variation.after).toBeLessThan(0.5 * best.variation.before);
    const after = taken(plan, best, surfacesOf(boardPlan({ columns: 3, rows: 2 })));
    const dwellings = (one: Plan, grid: string) => carriedBy(order.things, surfaceOf(one, grid)).dwellings;
    const mean = best.dwellings / 6;
    const loads = new Map(best.loads.map(({ grid, before }) => [grid, before]));
    for (const { from, to, before, after, dwellings } of best.steps) {
      expect(before).toEqual({ from: loads.get(from), to: loads.get(to) });
      expect(after.from).toBeCloseTo(before.from - dwellings / mean);
      expect(after.to).toBeCloseTo(before.to + dwellings / mean);
      loads.set(from, after.from).set(to, after.to);
    }
    for (const load of best.loads) {
      expect(load.before).toBeCloseTo(dwellings(plan, load.grid) / mean);
      expect(load.after).toBeCloseTo(dwellings(after, load.grid) / mean);
      expect(loads.get(load.grid)).toBeCloseTo(load.after);
    }
  });

  it('keeps to its limits and gets better', () => {
    const limits = { borderFactor: 1.2, maxMovedDwellings: 2000 };
    const { found } = proposals({ ...order, limits }, 40);
    expect(found.length).toBeGreaterThan(1);
    found.forEach((one, i) => {
      expect(one.borderFactor).toBeLessThanOrEqual(1.2);
      expect(one.dwellingsMoved).toBeLessThanOrEqual(2000);
      if (i > 0) expect(one.variation.after).toBeLessThanOrEqual(found[i - 1]!.variation.after + 1e-9);
    });
  });

  it('is the same for the same seed', () => {
    expect(proposals(order).found).toEqual(proposals(order).found);
  });

  it('leaves locked grids and borders as they are', () => {
    const [west, middle, east] = [cellId(0, 0), cellId(1, 0), cellId(2, 0)];
    const arc = arcBetween(plan, middle, east);
    let locked = planAfter(apply(plan, { kind: 'lock', grid: west, isLocked: true }));
    locked = planAfter(apply(locked, { kind: 'lock', arc, isLocked: true }));
    const { found } = proposals({ ...order, plan: locked });
    for (const proposal of found) {
      for (const { from, to } of proposal.steps) expect([from, to]).not.toContain(west);
      const after = taken(locked, proposal, surfacesOf(plan));
      const kept = [...after.arcs.values()].filter(({ isLocked }) => isLocked);
      expect(kept.map(({ left, right, line }) => ({ left, right, line: Array.from(line) }))).toEqual([
        { left: middle, right: east, line: Array.from(plan.arcs.get(arc)!.line) },
      ]);
    }
    expect(found.length).toBeGreaterThan(0);
  });

  it('moves nothing across the border of a community', () => {
    const two = boardPlan({ columns: 4, rows: 2, communityColumns: 2 });
    const communities = [COMMUNITY, String(Number(COMMUNITY) + 1)];
    const { found } = proposals({ ...order, plan: two, communities, things: westernHomes(4, 2) });
    const communityOf = (grid: string) => ancestorCode(two.grids.get(grid)!.code, 'community');
    for (const { from, to } of found.at(-1)!.steps) expect(communityOf(from)).toBe(communityOf(to));
    taken(two, found.at(-1)!, surfacesOf(two));
  });

  it('is none, with the reason, where nothing may move or nothing is better', () => {
    const closed = planAfter(apply(plan, { kind: 'lock', community: COMMUNITY, isLocked: true }));
    expect(proposals({ ...order, plan: closed }).result).toMatchObject({ best: null, reason: 'all_locked' });
    const nobody = proposals({ ...order, things: homesAt([]) });
    expect(nobody.result).toMatchObject({ best: null, reason: 'already_balanced' });
    const alone = boardPlan({ columns: 1, rows: 1 });
    expect(proposals({ ...order, plan: alone }).result).toMatchObject({ best: null, reason: 'one_grid' });
  });

  it('is made of a grid without roads as well', () => {
    const { found } = proposals({ ...order, ground: NO_LINES });
    taken(plan, found.at(-1)!, surfacesOf(plan));
    expect(found.at(-1)!.variation.after).toBeLessThan(0.5 * found.at(-1)!.variation.before);
  });
});

describe('of any partition and any roads', () => {
  const roads = fc.array(fc.array(places, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
  const homes = fc.array(places, { minLength: 10, maxLength: 60 });

  it('no operation of a proposal is refused, and its loads are those of the plan afterwards', () => {
    fc.assert(
      fc.property(
        partitions,
        roads,
        homes,
        fc.integer({ min: 1, max: 12 }),
        (partition, lines, at, leastBlocks) => {
          const plan = planOfPartition(partition.grids);
          const ground = streets(...lines.map((line) => line.flatMap((place) => placeIn(partition, place))));
          const things = homesAt(
            at.map((place) => {
              const [lng7, lat7] = placeIn(partition, place);
              return { lng7, lat7 };
            }),
          );
          const communities = [COMMUNITY];
          const atoms = makeAtoms({ plan, communities, ground, things, measure: MEASURE, leastBlocks });
          let steps = 0;
          for (const { proposal: found } of balance({ ...atoms, limits: LOOSE, seed: 1 })) {
            if (++steps > 4) break;
            if (!found) continue;
            const proposal = planProposal(atoms, found);
            if (!proposal) throw new Error('an operation was refused');
            const after = taken(plan, proposal, [partition.whole]);
            const mean = proposal.dwellings / proposal.loads.length;
            for (const { grid, after: load } of proposal.loads)
              expect(carriedBy(things, surfaceOf(after, grid)).dwellings / mean).toBeCloseTo(load);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 30_000);
});
