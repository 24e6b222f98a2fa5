import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterTransfers, reasonCannotTransfer } from '../../../../core/plan/balance/block-transfer.ts';
import { boardGraph, madeBlocks, neighboursOf, piecesOf } from './made-blocks.ts';

const FREE = { lockedGrids: new Set<number>(), lockedBlocks: new Set<number>() };

describe('a transfer', () => {
  it('is made if a neighbour lies in the other grid and its own grid neither parts nor ends, and only then', () => {
    fc.assert(
      fc.property(madeBlocks, ({ graph, gridOf, gridCount }) => {
        for (const [block, from] of gridOf.entries())
          for (let to = 0; to < gridCount; to++) {
            const transfer = { block, from, to };
            const reason = reasonCannotTransfer(graph, gridOf, FREE, transfer);
            const after = afterTransfers(gridOf, [transfer]);
            const isFine =
              from !== to &&
              neighboursOf(graph, block).some((next) => gridOf[next] === to) &&
              piecesOf(graph, after, from) === 1;
            expect(reason === null).toBe(isFine);
            if (isFine) expect(piecesOf(graph, after, to)).toBe(1);
          }
      }),
    );
  });

  it('is refused with the reason', () => {
    const graph = boardGraph(3);
    const gridOf = Int32Array.of(0, 0, 0, 1, 0, 2, 0, 0, 0);
    const reason = (block: number, from: number, to: number, locks = FREE) =>
      reasonCannotTransfer(graph, gridOf, locks, { block, from, to });
    expect(reason(0, 1, 0)).toBe('not_in_grid');
    expect(reason(0, 0, 0)).toBe('same_grid');
    expect(reason(0, 0, 2)).toBe('not_adjacent');
    expect(reason(4, 0, 1)).toBe('grid_would_part');
    expect(reason(3, 1, 0)).toBe('grid_would_be_empty');
    expect(reason(0, 0, 1)).toBeNull();
    expect(reason(0, 0, 1, { ...FREE, lockedBlocks: new Set([0]) })).toBe('block_locked');
    for (const grid of [0, 1])
      expect(reason(0, 0, 1, { ...FREE, lockedGrids: new Set([grid]) })).toBe('grid_locked');
  });
});
