import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GridSums, polsbyPopper } from '../../../../core/plan/balance/grid-sums.ts';
import { boardGraph, madeBlocks } from './made-blocks.ts';

it('has the area, border and workload of grids on a board', () => {
  const sums = new GridSums(
    boardGraph(3, (cell) => cell),
    Int32Array.of(0, 0, 1, 0, 1, 1, 2, 2, 1),
    3,
  );
  expect(sums.blocks).toEqual(Int32Array.of(3, 4, 2));
  expect(sums.workload).toEqual(Float64Array.of(4, 19, 13));
  expect(sums.areaM2).toEqual(Float64Array.of(3, 4, 2));
  expect(sums.perimeterMetres).toEqual(Float64Array.of(8, 10, 6));
  expect(sums.innerMetres).toBe(6);
  expect(sums.compactness(2)).toBeCloseTo((4 * Math.PI * 2) / 36, 12);
});

it('is 1 for a circle, and without a perimeter', () => {
  expect(polsbyPopper(Math.PI * 9, 2 * Math.PI * 3)).toBeCloseTo(1, 12);
  expect(polsbyPopper(0, 0)).toBe(1);
});

it('is after any moves what it would be from the beginning', () => {
  const moves = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 30 });
  fc.assert(
    fc.property(madeBlocks, moves, ({ graph, gridOf, gridCount }, some) => {
      const sums = new GridSums(graph, gridOf, gridCount);
      for (const [block, grid] of some) {
        const to = grid % gridCount;
        const at = block % gridOf.length;
        if (sums.gridOf[at] !== to) sums.move(at, to);
      }
      const fresh = new GridSums(graph, sums.gridOf, gridCount);
      for (const key of ['blocks', 'workload', 'areaM2', 'perimeterMetres'] as const)
        expect(Array.from(sums[key])).toEqual(Array.from(fresh[key]));
      expect([sums.innerMetres, sums.barrierMetres]).toEqual([fresh.innerMetres, fresh.barrierMetres]);
      const outer = graph.outerMetres.reduce((sum, metres) => sum + metres, 0);
      expect(sums.perimeterMetres.reduce((sum, metres) => sum + metres, 0)).toBe(
        outer + 2 * sums.innerMetres,
      );
    }),
  );
});
