import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Contiguity } from '../../../../core/plan/balance/contiguity.ts';
import { madeBlocks, piecesOf } from './made-blocks.ts';

it('knows of every block whether its grid holds together without it', () => {
  fc.assert(
    fc.property(madeBlocks, ({ graph, gridOf }) => {
      const contiguity = new Contiguity(graph);
      for (const [block, grid] of gridOf.entries()) {
        const without = Int32Array.from(gridOf);
        without[block] = -1;
        expect(contiguity.holdsWithout(gridOf, block)).toBe(piecesOf(graph, without, grid) === 1);
      }
    }),
  );
});

it('counts the pieces into which blocks fall', () => {
  fc.assert(
    fc.property(madeBlocks, ({ graph, gridOf, gridCount }) => {
      const inGroup = (block: number) => (gridOf[block] ?? 0) % 2;
      const { pieceOf, count } = new Contiguity(graph).pieces((a, b) => inGroup(a) === inGroup(b));
      const groups = Int32Array.from(gridOf, (grid) => grid % 2);
      expect(count).toBe(piecesOf(graph, groups, 0) + piecesOf(graph, groups, 1));
      for (let grid = 0; grid < gridCount; grid++)
        expect(new Set(pieceOf.filter((_, block) => gridOf[block] === grid)).size).toBe(1);
    }),
  );
});
