import type { FlatRing } from '../../core/geometry/ring.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { homesOf } from '../../core/plan/workload/homes.ts';
import type { ClassedThings } from '../../core/plan/workload/packed-things.ts';
import type { Database, Queryable } from '../database/database.ts';
import {
  type GridCounts,
  selectGridCounts,
  selectIncidentPlaces,
  selectInstitutionPlaces,
  selectRoadsRound,
  selectWatersRound,
} from '../queries/plan-things.ts';
import { toInt7Line } from '../roads/int7-line.ts';
import { readWkb } from '../tiles/wkb.ts';

/** Whose grids are counted, who asks, and from when to when incidents were reported (ISO 8601, half-open). */
export interface ThingsWanted {
  planId: string;
  plan: Plan;
  scopeCode: string;
  from: string;
  to: string;
}

/** Nobody lives by these. */
const WITHOUT_HOMES = ['motorway', 'trunk'];

/** What makes work in the scope, with homes from the counts of the grids of a published plan. */
export async function readThings(
  database: Database,
  { from, to, ...ground }: ThingsWanted,
): Promise<ClassedThings & { grids: GridCounts[] }> {
  return {
    ...(await readHomes(database, ground)),
    incidents: await selectIncidentPlaces(database, { scopeCode: ground.scopeCode, from, to }),
    institutions: await selectInstitutionPlaces(database, ground.scopeCode),
  };
}

/** Outlines of rivers and lakes round the grids of a published plan in the scope, each flat [lng7, lat7, ...], without islands. */
export async function readWaters(database: Database, planId: string, scopeCode: string): Promise<number[][]> {
  const rows = await selectWatersRound(database, planId, scopeCode);
  return rows.flatMap(({ wkb }) => {
    const { parts, holes } = readWkb(wkb);
    const shells = parts.filter((_, part) => !holes[part]);
    return shells.map((ring) => Array.from(ring, (degrees) => Math.round(degrees * 1e7)));
  });
}

/** The grids of a published plan in the scope with their counts, the roads round them, and homes beside these. */
export async function readHomes(
  database: Database,
  { planId, plan, scopeCode }: Omit<ThingsWanted, 'from' | 'to'>,
): Promise<Pick<ClassedThings, 'roads' | 'homes'> & { grids: GridCounts[] }> {
  const grids = await selectGridCounts(database, planId, scopeCode);
  const roads = await readRoads(database, planId, [scopeCode]);
  const settled = grids.map(({ id, ...counts }) => ({ ...counts, polygons: polygonsOf(plan, id) ?? [] }));
  return {
    grids,
    roads,
    homes: homesOf(
      settled.filter(({ polygons }) => polygons.length > 0),
      streetsOf(roads),
    ),
  };
}

/** The roads round a plan's grids in these areas. */
export async function readRoads(
  database: Queryable,
  planId: string,
  areaCodes: readonly string[],
): Promise<ClassedThings['roads']> {
  const rows = await selectRoadsRound(database, planId, areaCodes);
  return rows.map(({ wkb, ...road }) => ({ ...road, line: toInt7Line(wkb) }));
}

/** The roads that people live by. */
export function streetsOf(roads: readonly { class: string; line: FlatRing }[]): FlatRing[] {
  return roads.filter((road) => !WITHOUT_HOMES.includes(road.class)).map(({ line }) => line);
}
