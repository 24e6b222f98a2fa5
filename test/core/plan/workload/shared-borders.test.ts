import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../../core/geometry/metres.ts';
import { sharedBorders } from '../../../../core/plan/workload/shared-borders.ts';
import { latticePoint, partitionOfCells, partitions } from '../../../support/made-partition.ts';

const lengthOf = (...steps: readonly (readonly [x: number, y: number])[]): number =>
  lengthMetres(steps.flatMap(([x, y]) => latticePoint(x, y)));

describe('borders between grids', () => {
  it('of a board of four cells are those of neighbours, not of cells that meet in a corner', () => {
    const { grids } = partitionOfCells(
      2,
      4,
      (cell) => cell,
      () => 0,
    );
    const found = sharedBorders(grids);
    expect(found.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [0, 2],
      [0, -1],
      [1, 3],
      [1, -1],
      [2, 3],
      [2, -1],
      [3, -1],
    ]);
    expect(found[0]?.metres).toBeCloseTo(lengthOf([4, 0], [4, 4]), 6);
    expect(found[2]?.metres).toBeCloseTo(lengthOf([0, 4], [0, 0], [4, 0]), 6);
  });

  it('of an enclave is all of it', () => {
    const { grids } = partitionOfCells(
      3,
      2,
      (cell) => (cell === 4 ? 1 : 0),
      () => 0,
    );
    const [between, outside, ...others] = sharedBorders(grids);
    expect(others).toEqual([]);
    expect(between).toMatchObject({ a: 0, b: 1 });
    expect(between?.metres).toBeCloseTo(lengthOf([4, 4], [8, 4], [8, 8], [4, 8], [4, 4]), 6);
    expect(outside).toMatchObject({ a: 0, b: -1 });
  });

  it('add up to the whole border of each grid, and those to the outside to that of all', () => {
    fc.assert(
      fc.property(partitions, ({ grids, whole }) => {
        const found = sharedBorders(grids);
        const sum = (list: typeof found) => list.reduce((total, { metres }) => total + metres, 0);
        const around = (rings: readonly ArrayLike<number>[]) =>
          rings.reduce((total, ring) => total + lengthMetres(ring), 0);
        grids.forEach((polygons, grid) => {
          const own = found.filter(({ a, b }) => a === grid || b === grid);
          expect(sum(own)).toBeCloseTo(around(polygons.flat()), 6);
        });
        expect(sum(found.filter(({ b }) => b === -1))).toBeCloseTo(around(whole.flat()), 6);
      }),
    );
  });
});
