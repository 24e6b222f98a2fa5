import { beforeAll, expect, it } from 'vitest';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { isSimpleRing, provePartition } from '../../../core/plan/proof.ts';
import type { Queryable } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { polygonsText } from '../../../server/import/copy-text.ts';
import {
  selectAreaExcess,
  selectCityExcess,
  selectGridExcess,
  selectInvalidGrids,
} from '../../../server/queries/partition-proof.ts';
import { arcBetween } from '../../core/plan/edits.ts';
import { withDatabases } from '../../support/databases.ts';
import {
  COMMUNITY_A,
  COMMUNITY_B,
  loadPlannedCity,
  PLANNED,
  PLANNED_ID,
  plannedGrid,
} from '../planned-city.ts';

type Polygons = number[][][];
const GRID = plannedGrid(1, 1);
const surface = (): Polygons =>
  (polygonsOf(PLANNED, GRID) ?? []).map((rings) => rings.map((ring) => Array.from(ring)));
const shell = (change: (ring: number[]) => number[]) => (): Polygons => {
  const [[ring = []] = []] = surface();
  return [[change(ring)]];
};
/** Ring with another point in place of one, in units. */
const withPoint = (ring: number[], at: number, by: readonly [number, number]): number[] =>
  ring.map((unit, i) => (i === 2 * at ? unit + by[0] : i === 2 * at + 1 ? unit + by[1] : unit));
const northOf = arcBetween(PLANNED, GRID, plannedGrid(1, 2));
const northern = PLANNED.arcs.get(northOf)?.line ?? [];
/** Places of the inner points of the border in the north. */
const isNorthern = (lng7: number, lat7: number): boolean => {
  for (let i = 2; i < northern.length - 2; i += 2)
    if (northern[i] === lng7 && northern[i + 1] === lat7) return true;
  return false;
};

/** What is done to one grid behind the back of its neighbours. */
const SHAPES: Record<string, () => Polygons> = {
  'a vertex moved by one unit': shell((ring) => withPoint(ring, 2, [1, 0])),
  'a vertex moved into the neighbour': shell((ring) => withPoint(ring, 1, [0, -3000])),
  'a border pulled away': shell((ring) =>
    ring.map((unit, i) => (i % 2 === 1 && isNorthern(ring[i - 1] ?? 0, unit) ? unit - 500 : unit)),
  ),
  'a shared vertex dropped': shell((ring) => [...ring.slice(0, 4), ...ring.slice(6)]),
  'a vertex that the neighbour lacks': shell((ring) => {
    const [aLng = 0, aLat = 0, bLng = 0, bLat = 0] = ring;
    return [aLng, aLat, Math.round((aLng + bLng) / 2), Math.round((aLat + bLat) / 2), ...ring.slice(2)];
  }),
  'a hole': () => {
    const [[ring = []] = []] = surface();
    const [lng = 0, lat = 0] = [0, 1].map((of) => {
      const own = ring.filter((_, i) => i % 2 === of);
      return Math.round(own.reduce((sum, unit) => sum + unit, 0) / own.length);
    });
    return [[ring, [lng, lat, lng, lat + 900, lng + 900, lat + 900, lng + 900, lat, lng, lat]]];
  },
  'a spike': shell((ring) => {
    const [lng = 0, lat = 0] = ring;
    return [lng, lat, lng - 4000, lat - 4000, ...ring];
  }),
  'a ring that crosses itself': shell((ring) => {
    const middle = 2 * Math.floor(ring.length / 4);
    const swapped = [...ring];
    for (const of of [0, 1])
      [swapped[2 + of], swapped[middle + of]] = [ring[middle + of] ?? 0, ring[2 + of] ?? 0];
    return swapped;
  }),
};
/** What is done to rows. */
const ROWS: Record<string, (tx: Queryable) => Promise<unknown>> = {
  'a grid deleted': (tx) => tx.query(sql`DELETE FROM grid WHERE id = ${GRID}::uuid`),
  'a grid there twice': (tx) =>
    tx.query(sql`INSERT INTO grid (plan_id, id, code, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2)
      SELECT plan_id, gen_random_uuid(), ${`${COMMUNITY_A}999`}, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2
      FROM grid WHERE id = ${GRID}::uuid`),
  'a grid in the wrong community': (tx) =>
    tx.query(sql`UPDATE grid SET community_code = ${COMMUNITY_B} WHERE id = ${GRID}::uuid`),
  'the border of the community moved': (tx) =>
    tx.query(
      sql`UPDATE area SET geom = (SELECT geom FROM area WHERE code = ${COMMUNITY_B}) WHERE code = ${COMMUNITY_A}`,
    ),
};

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

  it.each(Object.keys(SHAPES))('finds %s', async (name) => {
    const polygons = SHAPES[name]?.() ?? [];
    const plant = (tx: Queryable) =>
      tx.query(sql`UPDATE grid SET geom = ${polygonsText(polygons)}::geometry WHERE id = ${GRID}::uuid`);
    expect(await isCaught(plant)).toBe(true);
    // So does the proof beside the database.
    const others = [...PLANNED.grids.keys()]
      .filter((id) => id !== GRID)
      .map((id) => polygonsOf(PLANNED, id) ?? []);
    const whole = [...PLANNED.grids.keys()].map((id) => polygonsOf(PLANNED, id) ?? []);
    const isSimple = polygons.flat().every((ring) => isSimpleRing(ring));
    expect(!isSimple || provePartition([...others, polygons], whole).length > 0).toBe(true);
  });

  it.each(Object.keys(ROWS))('finds %s', async (name) => {
    expect(await isCaught(ROWS[name] ?? (async () => undefined))).toBe(true);
  });

  it('tells which segments differ, and on which side', async () => {
    let excess: object[] = [];
    await database()
      .transaction(async (tx) => {
        await ROWS['a grid deleted']?.(tx);
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
