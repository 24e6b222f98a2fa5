import { describe, expect, it } from 'vitest';
import { makeDice } from '../../../../core/basemap/dice.ts';
import { balance } from '../../../../core/plan/balance/balance.ts';
import {
  type BalanceLimits,
  type BalanceOrder,
  balanceFrame,
  USUAL_LIMITS,
} from '../../../../core/plan/balance/balance-frame.ts';
import type { Standing } from '../../../../core/plan/balance/balance-objective.ts';
import { balanceRounds } from '../../../../core/plan/balance/balance-rounds.ts';
import { BalanceSearch } from '../../../../core/plan/balance/balance-search.ts';
import type { BlockGraph } from '../../../../core/plan/balance/block-graph.ts';
import type { Proposal } from '../../../../core/plan/balance/proposal.ts';
import { spreadOf } from '../../../../core/plan/workload/spread.ts';
import { bestOf, connectedParts, type Parts } from './board-oracle.ts';
import { boardGraph, neighboursOf } from './made-blocks.ts';

const EXACT: BalanceLimits = {
  ...USUAL_LIMITS,
  enoughVariation: 0,
  minCompactness: 0,
  borderFactor: Number.POSITIVE_INFINITY,
};

const FREE = { lockedGrids: new Set<number>(), lockedBlocks: new Set<number>() };

/** The first proposal that will do, or the last. */
function proposed(order: BalanceOrder, willDo: (variation: number) => boolean): Proposal | null {
  let last: Proposal | null = null;
  for (const { proposal } of balance(order)) {
    last = proposal ?? last;
    if (last && willDo(last.spreadAfter.variation ?? 0)) break;
  }
  return last;
}

/** The best standing that the search finds, however long the way there is; it ends when one will do. */
function searched(order: BalanceOrder, willDo: (best: Standing) => boolean): Standing {
  const search = new BalanceSearch(balanceFrame(order));
  for (const { from, heat } of balanceRounds(order.gridOf.length, 600_000)) {
    search.restart(from);
    for (const _ of search.round(heat, 5000)) if (willDo(search.best)) return search.best;
  }
  return search.best;
}

/** Grids grown from chance cells. */
function grown(graph: BlockGraph, count: number, dice: () => number): Int32Array {
  const gridOf = new Int32Array(graph.workload.length).fill(-1);
  const pick = <T>(list: readonly T[]) => list[Math.floor(dice() * list.length)] as T;
  const cells = Array.from(gridOf.keys());
  for (let grid = 0; grid < count; grid++) gridOf[pick(cells.filter((cell) => gridOf[cell] === -1))] = grid;
  while (gridOf.includes(-1)) {
    const cell = pick(cells.filter((one) => gridOf[one] === -1));
    gridOf[cell] = gridOf[pick(neighboursOf(graph, cell))] ?? -1;
  }
  return gridOf;
}

/** All but the last cells in the first grid. */
function lopsided(side: number): Int32Array {
  return Int32Array.from({ length: side * side }, (_, cell) => Math.max(0, cell - side * (side - 1)));
}

/** Grids of as many cells one after another along a spiral from a corner. */
function spiral(side: number): Int32Array {
  const gridOf = new Int32Array(side * side).fill(-1);
  let [x, y, dx, dy] = [0, 0, 1, 0];
  for (let step = 0; step < side * side; step++) {
    gridOf[y * side + x] = Math.floor(step / (side + 1));
    const isFree = (px: number, py: number) =>
      px >= 0 && py >= 0 && px < side && py < side && gridOf[py * side + px] === -1;
    if (!isFree(x + dx, y + dy)) [dx, dy] = [-dy, dx];
    [x, y] = [x + dx, y + dy];
  }
  return gridOf;
}

describe('on boards', () => {
  const equal = new Map([3, 4, 5].map((side) => [side, [...connectedParts(side, side, side)]]));

  it('there are as many partitions into equal connected parts as is known', () => {
    expect([...equal.values()].map((all) => all.length)).toEqual([10, 117, 4006]);
  });

  it.each([3, 4, 5])(
    'of %i² unit cells the best partition is found from any start, and that at the least cost',
    (side) => {
      const graph = boardGraph(side);
      const dice = makeDice(side);
      const starts = [
        lopsided(side),
        spiral(side),
        ...Array.from({ length: 8 }, () => grown(graph, side, dice)),
      ];
      for (const [seed, gridOf] of starts.entries()) {
        const limits = { maxMoved: side * side, minCompactness: 0, borderFactor: Number.POSITIVE_INFINITY };
        const wanted = bestOf(side, equal.get(side) ?? [], Array(side * side).fill(1), gridOf, limits);
        if (wanted.cost === 0) continue;
        const order = { graph, gridOf, ...FREE, limits: EXACT, seed };
        const best = proposed(order, (variation) => variation === 0);
        expect(best?.spreadAfter).toMatchObject({ variation: 0, maxToMean: 1, gini: 0 });
        const found = searched(
          order,
          ({ cost, unevenness }) => unevenness === 0 && cost < wanted.cost + 1e-9,
        );
        expect(found).toMatchObject({ unevenness: 0, cost: expect.closeTo(wanted.cost, 9) });
      }
    },
    30_000,
  );

  const limited: [side: number, name: string, limits: Partial<BalanceLimits>][] = [3, 4].flatMap((side) => [
    [side, 'no limits', {}],
    [side, 'a longest border', { borderFactor: 1.1 }],
    [side, 'few that may move', { maxMovedDwellings: side }],
    [side, 'a least compactness', { minCompactness: 0.5 }],
    [side, 'all limits', { borderFactor: 1.2, maxMovedDwellings: side + 1, minCompactness: 0.45 }],
  ]);
  const all = new Map<number, Parts[]>();

  it.each(limited)(
    'of %i² cells of unlike workload the best partition with %s is found',
    (side, _, part) => {
      const partitions = all.get(side) ?? [...connectedParts(side, side)];
      all.set(side, partitions);
      const dice = makeDice(7 * side);
      const limits = { ...EXACT, ...part };
      for (let seed = 0; seed < 8; seed++) {
        const workload = Array.from({ length: side * side }, () => Math.floor(20 * dice()));
        const graph = boardGraph(side, (cell) => workload[cell] ?? 0);
        const gridOf = grown(graph, side, dice);
        const { variance } = bestOf(side, partitions, workload, gridOf, {
          maxMoved: limits.maxMovedDwellings,
          minCompactness: limits.minCompactness,
          borderFactor: limits.borderFactor,
        });
        const variation = (Math.sqrt(variance) * side) / workload.reduce((sum, work) => sum + work, 0);
        const best = proposed({ graph, gridOf, ...FREE, limits, seed }, (one) => one < variation + 1e-9);
        expect(best?.spreadAfter.variation ?? spreadOf(sumsOf(workload, gridOf)).variation).toBeCloseTo(
          variation,
          9,
        );
      }
    },
    30_000,
  );
});

function sumsOf(workload: readonly number[], gridOf: Int32Array): number[] {
  const sums: number[] = [];
  for (const [cell, grid] of gridOf.entries()) sums[grid] = (sums[grid] ?? 0) + (workload[cell] ?? 0);
  return sums;
}
