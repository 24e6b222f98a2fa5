import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonsAreaM2 } from '../../../../core/geometry/metres.ts';
import { isSimpleRing } from '../../../../core/geometry/ring.ts';
import { OUTSIDE } from '../../../../core/import/boundary-chain.ts';
import { unionsBy } from '../../../../core/import/plan-grids.ts';
import { provePartition } from '../../../../core/plan/proof.ts';
import { type Repaired, repairBoundaries } from '../../../../core/plan/repair/repair.ts';
import { partitions } from '../../../support/made-partition.ts';
import { type Areas, spoiltPartitions } from './dirt.ts';

const snapMetres = 1;
const areaM2 = ({ partition }: Repaired): number =>
  partition.areas.reduce((sum, polygons) => sum + polygonsAreaM2(polygons), 0);

function expectProven({ partition }: Repaired): void {
  expect(partition.defects.filter(({ kind }) => kind !== 'gap')).toEqual([]);
  const union = unionsBy(partition.chain, () => 'all').get('all') ?? [];
  expect(provePartition(partition.areas, [union])).toEqual([]);
  expect([...partition.areas.flat(2), ...union.flat()].every(isSimpleRing)).toBe(true);
}

describe('whatever was done to a partition', () => {
  it('it comes out proven, the same each time, and stays as it is when repaired again', () => {
    fc.assert(
      fc.property(spoiltPartitions, ({ dirty }) => {
        const repaired = repairBoundaries(dirty, { snapMetres });
        expectProven(repaired);
        expect(repairBoundaries(dirty, { snapMetres }).repairs).toEqual(repaired.repairs);
        const again = repairBoundaries(repaired.partition.areas, { snapMetres });
        expect(again.partition.areas).toEqual(repaired.partition.areas);
        expect(again.snapped).toEqual([]);
        expect(again.repairs.every(({ owner }) => owner === OUTSIDE)).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('a choice moves that place alone, and the rest stays proven', () => {
    fc.assert(
      fc.property(spoiltPartitions, fc.nat(), fc.nat(), ({ dirty }, which, option) => {
        const before = repairBoundaries(dirty, { snapMetres });
        expect(new Set(before.repairs.map(({ id }) => id)).size).toBe(before.repairs.length);
        const repair = before.repairs[which % Math.max(1, before.repairs.length)];
        if (!repair) return;
        const owner = repair.options[option % repair.options.length]!;
        const after = repairBoundaries(dirty, { snapMetres, choices: new Map([[repair.id, owner]]) });
        expectProven(after);
        expect(after.ignored).toEqual([]);
        expect(after.repairs).toEqual(
          before.repairs.map((one) => (one.id === repair.id ? { ...one, owner } : one)),
        );
        const lost =
          (repair.proposed === OUTSIDE ? 0 : repair.areaM2) - (owner === OUTSIDE ? 0 : repair.areaM2);
        expect(areaM2(before) - areaM2(after)).toBeCloseTo(lost, 2);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

describe('a clean partition', () => {
  it('comes through bit for bit, without a repair', () => {
    fc.assert(
      fc.property(partitions, ({ grids }) => {
        const clean = grids.filter((polygons) => polygons.length > 0) as Areas;
        const { partition, repairs, snapped, emptied } = repairBoundaries(clean, { snapMetres });
        expect(partition.areas).toEqual(clean);
        expect([repairs, snapped, emptied]).toEqual([[], [], []]);
      }),
    );
  });
});
