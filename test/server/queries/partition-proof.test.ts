import { beforeAll, expect, it } from 'vitest';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { isSimpleRing, provePartition } from '../../../core/plan/proof.ts';
import type { Queryable } from '../../../server/database/database.ts';
import {
  selectAreaExcess,
  selectCityExcess,
  selectGridExcess,
  selectInvalidGrids,
} from '../../../server/queries/partition-proof.ts';
import { withDatabases } from '../../support/databases.ts';
import { COMMUNITY_A, loadPlannedCity, PLANNED, PLANNED_ID } from '../planned-city.ts';
import { DEFECT_GRID, DEFECTS, SHAPES, surface } from '../planted-defects.ts';

withDatabases('schema', (database) => {
  beforeAll(() => loadPlannedCity(database()));

  /** Whether the database refuses the defect or finds it; nothing of it stays. */
  const isCaught = async (plant: (tx: Queryable) => Promise<unknown>): Promise<boolean> => {
    let isFound = false;
    const done = database().transaction(async (tx) => {
      await plant(tx);
      isFound = (await selectGridExcess(tx, PLANNED_ID)).length > 0;
      throw new Error('taken back');
    });
    const error = await done.catch((thrown: unknown) => thrown);
    return isFound || (error instanceof Error && /grid_geom_check/.test(error.message));
  };

  it('finds nothing in a partition', async () => {
    expect(await selectInvalidGrids(database(), PLANNED_ID)).toEqual([]);
    expect(await selectGridExcess(database(), PLANNED_ID)).toEqual([]);
    expect(await selectGridExcess(database(), PLANNED_ID, [COMMUNITY_A])).toEqual([]);
    expect(await selectCityExcess(database(), PLANNED_ID)).toEqual([]);
    expect(await selectAreaExcess(database())).toEqual([]);
  });

  it.each(Object.keys(DEFECTS))('finds %s', async (name) => {
    expect(await isCaught(DEFECTS[name] ?? (async () => undefined))).toBe(true);
  });

  it.each(Object.keys(SHAPES))('so does the proof beside the database: %s', (name) => {
    const polygons = SHAPES[name]?.() ?? [];
    const others = [...PLANNED.grids.keys()]
      .filter((id) => id !== DEFECT_GRID)
      .map((id) => polygonsOf(PLANNED, id) ?? []);
    const whole = [...PLANNED.grids.keys()].map((id) => polygonsOf(PLANNED, id) ?? []);
    const isSimple = polygons.flat().every((ring) => isSimpleRing(ring));
    expect(!isSimple || provePartition([...others, polygons], whole).length > 0).toBe(true);
  });

  it('tells which segments differ, and on which side', async () => {
    let excess: object[] = [];
    await database()
      .transaction(async (tx) => {
        await DEFECTS['a grid deleted']?.(tx);
        excess = await selectGridExcess(tx, PLANNED_ID, [COMMUNITY_A]);
        throw new Error('taken back');
      })
      .catch(() => undefined);
    const [[ring = []] = []] = surface();
    expect(excess).toHaveLength(ring.length / 2 - 1);
    expect(new Set(excess.map((row) => (row as { areaCode: string }).areaCode))).toEqual(
      new Set([COMMUNITY_A]),
    );
  });
});
