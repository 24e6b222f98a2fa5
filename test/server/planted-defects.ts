import { polygonsOf } from '../../core/plan/faces.ts';
import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { polygonsText } from '../../server/import/copy-text.ts';
import { arcBetween } from '../core/plan/edits.ts';
import { COMMUNITY_A, COMMUNITY_B, PLANNED, plannedGrid } from './planned-city.ts';

export type Polygons = number[][][];
/** The grid that defects are planted in. */
export const DEFECT_GRID = plannedGrid(1, 1);
export const surface = (): Polygons =>
  (polygonsOf(PLANNED, DEFECT_GRID) ?? []).map((rings) => rings.map((ring) => Array.from(ring)));
const shell = (change: (ring: number[]) => number[]) => (): Polygons => {
  const [[ring = []] = []] = surface();
  return [[change(ring)]];
};
/** Ring with another point in place of one, in units. */
const withPoint = (ring: number[], at: number, by: readonly [number, number]): number[] =>
  ring.map((unit, i) => (i === 2 * at ? unit + by[0] : i === 2 * at + 1 ? unit + by[1] : unit));
const northOf = arcBetween(PLANNED, DEFECT_GRID, plannedGrid(1, 2));
const northern = PLANNED.arcs.get(northOf)?.line ?? [];
/** Places of the inner points of the border in the north. */
const isNorthern = (lng7: number, lat7: number): boolean => {
  for (let i = 2; i < northern.length - 2; i += 2)
    if (northern[i] === lng7 && northern[i + 1] === lat7) return true;
  return false;
};

/** What is done to one grid behind the back of its neighbours. */
export const SHAPES: Record<string, () => Polygons> = {
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
  'a grid deleted': (tx) => tx.query(sql`DELETE FROM grid WHERE id = ${DEFECT_GRID}::uuid`),
  'a grid there twice': (tx) =>
    tx.query(sql`INSERT INTO grid (plan_id, id, code, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2)
      SELECT plan_id, gen_random_uuid(), ${`${COMMUNITY_A}999`}, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2
      FROM grid WHERE id = ${DEFECT_GRID}::uuid`),
  'a grid in the wrong community': (tx) =>
    tx.query(sql`UPDATE grid SET community_code = ${COMMUNITY_B} WHERE id = ${DEFECT_GRID}::uuid`),
  'the border of the community moved': (tx) =>
    tx.query(
      sql`UPDATE area SET geom = (SELECT geom FROM area WHERE code = ${COMMUNITY_B}) WHERE code = ${COMMUNITY_A}`,
    ),
};

/** Twelve defects, each written into the rows of the planned city. */
export const DEFECTS: Record<string, (tx: Queryable) => Promise<unknown>> = {
  ...Object.fromEntries(
    Object.entries(SHAPES).map(([name, polygons]) => [
      name,
      (tx: Queryable) =>
        tx.query(
          sql`UPDATE grid SET geom = ${polygonsText(polygons())}::geometry WHERE id = ${DEFECT_GRID}::uuid`,
        ),
    ]),
  ),
  ...ROWS,
};
