import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterTransfers,
  type BlockTransfer,
  isBeside,
} from '../../../../core/plan/balance/block-transfer.ts';
import { Contiguity } from '../../../../core/plan/balance/contiguity.ts';
import { transferGroups } from '../../../../core/plan/balance/transfer-groups.ts';
import { boardGraph, type MadeBlocks, madeBlocks } from './made-blocks.ts';

const NONE = new Set<number>();

/** Transfers as chance has it, each of which can be made after those before it. */
function wander(
  { graph, gridOf, gridCount }: MadeBlocks,
  dice: readonly (readonly [number, number])[],
): BlockTransfer[] {
  const contiguity = new Contiguity(graph);
  let now = gridOf;
  const transfers: BlockTransfer[] = [];
  for (const [a, b] of dice) {
    const [block, to] = [a % gridOf.length, b % gridCount];
    const from = now[block]!;
    if (from === to || !isBeside(graph, now, block, to) || !contiguity.holdsWithout(now, block)) continue;
    transfers.push({ block, from, to });
    now = afterTransfers(now, transfers.slice(-1));
  }
  return transfers;
}

describe('groups of transfers', () => {
  it('lead where the transfers lead, every grid contiguous all along, in no more groups than there are transfers', () => {
    const dice = fc.array(fc.tuple(fc.nat(999), fc.nat(999)), { maxLength: 60 });
    fc.assert(
      fc.property(madeBlocks, dice, (made, thrown) => {
        const { graph, gridOf } = made;
        const transfers = wander(made, thrown);
        const groups = transferGroups(graph, gridOf, transfers, NONE);
        expect(groups.length).toBeLessThanOrEqual(transfers.length);
        const contiguity = new Contiguity(graph);
        let now = gridOf;
        for (const group of groups) {
          const [{ from, to }] = group as [BlockTransfer];
          for (const transfer of group) {
            expect(transfer).toEqual({ block: transfer.block, from, to });
            expect(now[transfer.block]).toBe(from);
            expect(isBeside(graph, now, transfer.block, to)).toBe(true);
            expect(contiguity.holdsWithout(now, transfer.block)).toBe(true);
            now = afterTransfers(now, [transfer]);
          }
        }
        expect(now).toEqual(afterTransfers(gridOf, transfers));
      }),
      { numRuns: 300 },
    );
  });

  it('are one for blocks in a row that go the same way, in whatever order they were named', () => {
    const gridOf = Int32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const go = (block: number): BlockTransfer => ({ block, from: 0, to: 1 });
    const groups = transferGroups(boardGraph(4), gridOf, [go(2), go(14), go(6), go(10)], NONE);
    expect(groups).toHaveLength(1);
  });
});
