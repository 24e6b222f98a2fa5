import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BalanceProgress, type BalanceResult, balance } from '../../../../core/plan/balance/balance.ts';
import {
  type BalanceLimits,
  type BalanceOrder,
  USUAL_LIMITS,
} from '../../../../core/plan/balance/balance-frame.ts';
import { blockGraph } from '../../../../core/plan/balance/block-graph.ts';
import { GridSums } from '../../../../core/plan/balance/grid-sums.ts';
import type { Proposal } from '../../../../core/plan/balance/proposal.ts';
import { spreadOf } from '../../../../core/plan/workload/spread.ts';
import { boardGraph, madeBlocks, neighboursOf, piecesOf } from './made-blocks.ts';

const FREE = { lockedGrids: new Set<number>(), lockedBlocks: new Set<number>() };
const NO_LIMITS: BalanceLimits = {
  maxMovedDwellings: Number.POSITIVE_INFINITY,
  minCompactness: 0,
  borderFactor: Number.POSITIVE_INFINITY,
  barrierCost: 0,
  enoughVariation: 0,
};

function run(order: BalanceOrder, mostTries = 15_000): { steps: BalanceProgress[]; result: BalanceResult } {
  const steps: BalanceProgress[] = [];
  const search = balance(order, mostTries);
  for (let next = search.next(); ; next = search.next()) {
    if (next.done) return { steps, result: next.value };
    steps.push(next.value);
  }
}

const proposalsOf = (steps: readonly BalanceProgress[]) => steps.flatMap(({ proposal }) => proposal ?? []);

const limits = fc.record({
  maxMovedDwellings: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 200 })),
  minCompactness: fc.constantFrom(0, 0.1, 0.3, 0.6),
  borderFactor: fc.constantFrom(1, 1.05, 1.3, Number.POSITIVE_INFINITY),
  barrierCost: fc.constantFrom(0, 2, 1000),
  enoughVariation: fc.constantFrom(0, 0.01, 0.1),
});
const orders = fc
  .record({
    made: madeBlocks,
    limits,
    grids: fc.array(fc.nat(), { maxLength: 2 }),
    blocks: fc.array(fc.nat(), { maxLength: 4 }),
    seed: fc.integer(),
  })
  .map(
    ({ made, grids, blocks, ...rest }): BalanceOrder => ({
      ...made,
      ...rest,
      lockedGrids: new Set(grids.map((grid) => grid % (2 * made.gridCount))),
      lockedBlocks: new Set(blocks.map((block) => block % made.gridOf.length)),
    }),
  );

/** Each step from the start by a count of its own: one block, to a grid beside it, nothing locked, all grids whole and none empty. */
function expectWhole(
  { graph, gridOf, lockedGrids, lockedBlocks }: BalanceOrder,
  { transfers, gridOf: end }: Proposal,
) {
  const now = Int32Array.from(gridOf);
  for (const { block, from, to } of transfers) {
    expect(now[block]).toBe(from);
    expect(from).not.toBe(to);
    expect(neighboursOf(graph, block).some((next) => now[next] === to)).toBe(true);
    expect([lockedGrids.has(from), lockedGrids.has(to), lockedBlocks.has(block)]).toEqual([
      false,
      false,
      false,
    ]);
    now[block] = to;
    expect([piecesOf(graph, now, from), piecesOf(graph, now, to)]).toEqual([1, 1]);
  }
  expect(now).toEqual(end);
}

function expectLimits({ graph, gridOf, limits: kept }: BalanceOrder, proposal: Proposal) {
  const grids = 1 + Math.max(...gridOf);
  const before = new GridSums(graph, gridOf, grids);
  const after = new GridSums(graph, proposal.gridOf, grids);
  const moved = Array.from(gridOf.keys()).filter((block) => gridOf[block] !== proposal.gridOf[block]);
  const dwellings = moved.reduce((sum, block) => sum + (graph.dwellings[block] ?? 0), 0);
  expect([proposal.blocksMoved, proposal.dwellingsMoved]).toEqual([moved.length, dwellings]);
  expect(dwellings).toBeLessThanOrEqual(kept.maxMovedDwellings);
  const cost = ({ innerMetres, barrierMetres }: GridSums) => innerMetres + kept.barrierCost * barrierMetres;
  expect(after.innerMetres).toBeLessThanOrEqual(before.innerMetres * kept.borderFactor + 1e-6);
  expect(cost(after)).toBeLessThanOrEqual(cost(before) * kept.borderFactor + 1e-6);
  for (let grid = 0; grid < grids; grid++) {
    const least = Math.min(kept.minCompactness, before.compactness(grid));
    expect(after.compactness(grid)).toBeGreaterThanOrEqual(least - 1e-9);
  }
  expect(proposal.spreadBefore).toEqual(spreadOf([...before.workload]));
  expect(proposal.spreadAfter).toEqual(spreadOf([...after.workload]));
  expect([proposal.innerMetresBefore, proposal.innerMetresAfter]).toEqual([
    before.innerMetres,
    after.innerMetres,
  ]);
}

describe('balance', () => {
  it('proposes only ways on which every step is whole, nothing locked moves and all limits are kept, each better than the last', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const { steps, result } = run(order);
        const proposals = proposalsOf(steps);
        expect(result.best).toBe(proposals.at(-1) ?? null);
        expect(result.reason === null).toBe(proposals.length > 0);
        let variation =
          spreadOf([...new GridSums(order.graph, order.gridOf, 1 + Math.max(...order.gridOf)).workload])
            .variation ?? 0;
        for (const proposal of proposals) {
          expectWhole(order, proposal);
          expectLimits(order, proposal);
          if (order.limits.enoughVariation === 0)
            expect(proposal.spreadAfter.variation).toBeLessThanOrEqual(variation + 1e-9);
          variation = proposal.spreadAfter.variation ?? Number.NaN;
        }
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('says the same for the same seed', () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect(run(order)).toEqual(run(order));
      }),
      { numRuns: 8 },
    );
  });

  it('moves the fewest dwellings when the balance is equal', () => {
    const graph = boardGraph(4);
    graph.dwellings.set([9, 2, 9, 9], 4);
    const gridOf = Int32Array.from({ length: 16 }, (_, cell) => (cell < 4 ? 0 : 1));
    gridOf.set([0, 0, 0, 1], 4);
    const { best } = run({ graph, gridOf, ...FREE, limits: NO_LIMITS, seed: 1 }).result;
    expect(best).toMatchObject({ spreadAfter: { variation: 0, maxToMean: 1, gini: 0 }, blocksMoved: 1 });
  });

  it('leaves grids that lie in several parts as they are, and names them', () => {
    const graph = boardGraph(4, (cell) => 1 + cell);
    const gridOf = Int32Array.of(0, 1, 1, 2, 1, 1, 2, 2, 2, 2, 2, 2, 0, 2, 2, 2);
    const { best, inParts } = run({ graph, gridOf, ...FREE, limits: NO_LIMITS, seed: 3 }).result;
    expect(inParts).toEqual([0]);
    for (const block of [0, 12]) expect(best?.gridOf[block]).toBe(0);
    expect(best?.gridOf.filter((grid) => grid === 0).length).toBe(2);
  });

  it('keeps off a barrier that costs enough', () => {
    const row = (cell: number) => Math.floor(cell / 4);
    const blocks = Array.from({ length: 16 }, (_, cell) => ({
      workload: row(cell) < 2 ? 3 : 1,
      dwellings: 1,
      areaM2: 1,
      outerMetres: 0,
    }));
    const borders = Array.from({ length: 16 }, (_, a) => [
      ...(a % 4 < 3 ? [{ a, b: a + 1, metres: 1, isBarrier: false }] : []),
      ...(row(a) < 3 ? [{ a, b: a + 4, metres: 1, isBarrier: row(a) === 1 }] : []),
    ]).flat();
    const order = {
      graph: blockGraph(blocks, borders),
      gridOf: Int32Array.from({ length: 16 }, (_, cell) => (row(cell) < 2 ? 0 : 1)),
      ...FREE,
      seed: 1,
    };
    const loose = run({ ...order, limits: { ...NO_LIMITS, borderFactor: 1.5 } }).result;
    expect(loose.best?.spreadAfter.variation).toBe(0);
    const strict = run({ ...order, limits: { ...NO_LIMITS, borderFactor: 1.5, barrierCost: 50 } }).result;
    expect(strict).toMatchObject({ best: null, reason: 'limits_too_tight' });
    expect(strict.tight).toContain('barrierCost');
  });
});

describe('why there is nothing better', () => {
  const stripes = Int32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2);
  const uneven = boardGraph(3, (cell) => (cell < 3 ? 5 : 1));
  const reason = (part: Partial<BalanceOrder>) => {
    const {
      best,
      reason: why,
      tight,
    } = run({
      graph: uneven,
      gridOf: stripes,
      ...FREE,
      limits: NO_LIMITS,
      seed: 1,
      ...part,
    }).result;
    return best ? 'better' : tight.length > 0 ? [why, ...tight] : why;
  };

  it('is said by a code', () => {
    expect(reason({})).toBe('better');
    expect(reason({ gridOf: new Int32Array(9) })).toBe('one_grid');
    expect(reason({ graph: boardGraph(0), gridOf: new Int32Array(0) })).toBe('one_grid');
    expect(reason({ lockedGrids: new Set([0, 1]) })).toBe('all_locked');
    expect(reason({ lockedBlocks: new Set(stripes.keys()) })).toBe('all_locked');
    expect(reason({ lockedGrids: new Set([1]) })).toBe('all_locked');
    expect(reason({ graph: boardGraph(3) })).toBe('already_balanced');
    expect(reason({ graph: boardGraph(3, () => 0) })).toBe('already_balanced');
    expect(reason({ limits: { ...NO_LIMITS, enoughVariation: 2 } })).toBe('already_balanced');
    expect(reason({ graph: boardGraph(3, (cell) => (cell % 3 === 0 ? 4 : cell === 1 ? 5 : 0)) })).toBe(
      'better',
    );
  });

  it('is a limit, that is named, or none', () => {
    expect(reason({ limits: { ...NO_LIMITS, maxMovedDwellings: 0 } })).toEqual([
      'limits_too_tight',
      'maxMovedDwellings',
    ]);
    const halves = {
      graph: boardGraph(4, (cell) => ({ 4: 2, 5: 5, 15: 3 })[cell] ?? 0),
      gridOf: Int32Array.from({ length: 16 }, (_, cell) => (cell < 8 ? 0 : 1)),
    };
    expect(reason({ ...halves, limits: { ...NO_LIMITS, borderFactor: 1 } })).toEqual([
      'limits_too_tight',
      'borderFactor',
    ]);
    expect(reason({ ...halves, limits: { ...NO_LIMITS, borderFactor: 1.25 } })).toBe('better');
    expect(reason({ ...halves, limits: { ...NO_LIMITS, minCompactness: 1 } })).toEqual([
      'limits_too_tight',
      'minCompactness',
    ]);
    const two = {
      gridOf: Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1),
      graph: boardGraph(3, (cell) => (cell === 8 ? 9 : 1)),
    };
    expect(reason(two)).toBe('none_found');
  });

  it('counts only what work can flow: regions that do not touch are balanced each for itself', () => {
    const blocks = [4, 4, 1, 1].map((workload) => ({
      workload,
      dwellings: 1,
      areaM2: 1,
      outerMetres: 4,
    }));
    const apart = blockGraph(blocks, [
      { a: 0, b: 1, metres: 1, isBarrier: false },
      { a: 2, b: 3, metres: 1, isBarrier: false },
    ]);
    expect(reason({ graph: apart, gridOf: Int32Array.of(0, 1, 2, 3) })).toBe('already_balanced');
  });
});

it('refuses orders that make no sense', () => {
  const order: BalanceOrder = {
    graph: boardGraph(2),
    gridOf: Int32Array.of(0, 0, 1, 1),
    ...FREE,
    limits: USUAL_LIMITS,
    seed: 1,
  };
  const odd: Partial<BalanceOrder>[] = [
    { gridOf: Int32Array.of(0, 1) },
    { gridOf: Int32Array.of(0, 0, 2, 2) },
    { gridOf: Int32Array.of(0, 0, -1, 0) },
    { seed: 0.5 },
    ...[
      { maxMovedDwellings: -1 },
      { minCompactness: 2 },
      { borderFactor: 0.9 },
      { barrierCost: Number.POSITIVE_INFINITY },
      { enoughVariation: Number.NaN },
    ].map((part) => ({ limits: { ...USUAL_LIMITS, ...part } })),
  ];
  for (const part of odd) expect(() => balance({ ...order, ...part }).next()).toThrow(RangeError);
});
