import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterTransfers,
  type BlockTransfer,
  reasonCannotTransfer,
} from '../../../../core/plan/balance/block-transfer.ts';
import { FlipLog } from '../../../../core/plan/balance/flip-log.ts';
import { TransferOrder } from '../../../../core/plan/balance/transfer-order.ts';
import { boardGraph, type MadeBlocks, madeBlocks, neighboursOf } from './made-blocks.ts';

/** Some grids and blocks are locked, and chance transfers that the locks allow lead away from the start. */
const walks = fc.record({
  made: madeBlocks,
  lockedGrid: fc.integer({ min: -1, max: 8 }),
  lockedBlock: fc.nat(),
  choices: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 120 }),
});

type Locks = Parameters<typeof reasonCannotTransfer>[2];

function walked({ graph, gridOf }: MadeBlocks, locks: Locks, choices: readonly [number, number][]): FlipLog {
  const log = new FlipLog(gridOf);
  for (const [one, other] of choices) {
    const now = log.partition();
    const block = one % now.length;
    const near = neighboursOf(graph, block);
    const to = now[near[other % near.length] ?? block] ?? 0;
    const transfer = { block, from: now[block] ?? 0, to };
    if (reasonCannotTransfer(graph, now, locks, transfer) === null) log.push(block, to);
  }
  return log;
}

function expectAllowed(
  { graph, gridOf }: MadeBlocks,
  locks: Locks,
  transfers: readonly BlockTransfer[],
): Int32Array {
  let now = gridOf;
  for (const transfer of transfers) {
    expect(reasonCannotTransfer(graph, now, locks, transfer)).toBeNull();
    now = afterTransfers(now, [transfer]);
  }
  return now;
}

describe('the order of transfers', () => {
  it('keeps every grid contiguous at every step, leads to the end or is said not to, and never touches what is locked', () => {
    fc.assert(
      fc.property(walks, ({ made, lockedGrid, lockedBlock, choices }) => {
        const { graph, gridOf, gridCount } = made;
        const block = lockedBlock % gridOf.length;
        const locks = { lockedGrids: new Set([lockedGrid]), lockedBlocks: new Set([block]) };
        const log = walked(made, locks, choices);
        const order = new TransferOrder(
          graph,
          gridCount,
          (one, grid) => one !== block && grid !== lockedGrid && gridOf[one] !== lockedGrid,
        );
        const end = log.partition();
        const { found, isWhole } = order.towards(gridOf, end);
        const reached = expectAllowed(made, locks, found);
        if (isWhole) expect(reached).toEqual(end);
        expect(expectAllowed(made, locks, order.along(log) ?? [])).toEqual(end);
      }),
    );
  });

  it('moves each block once where that is possible, those first that even the workload most', () => {
    const graph = boardGraph(3, (cell) => [1, 1, 1, 5, 9, 7, 1, 1, 1][cell] ?? 0);
    const from = Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1);
    const to = Int32Array.of(0, 0, 0, 1, 0, 1, 1, 1, 1);
    const { found } = new TransferOrder(graph, 2, () => true).towards(from, to);
    expect(found).toEqual([
      { block: 5, from: 0, to: 1 },
      { block: 3, from: 0, to: 1 },
    ]);
  });

  it('moves a block out of the way of others where there is no other order', () => {
    const graph = boardGraph(2);
    const [from, to] = [Int32Array.of(0, 0, 1, 1), Int32Array.of(1, 0, 1, 0)];
    const { found, isWhole } = new TransferOrder(graph, 2, () => true).towards(from, to);
    expect(isWhole).toBe(true);
    expect(afterTransfers(from, found)).toEqual(to);
    const round = new TransferOrder(graph, 2, () => true).towards(from, Int32Array.of(1, 1, 0, 0));
    expect(afterTransfers(from, round.found)).toEqual(round.isWhole ? Int32Array.of(1, 1, 0, 0) : from);
  });
});
