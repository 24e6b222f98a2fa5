import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Rows of a published plan, whole. Coordinates are int32 at 1e-7 degree, lng before lat. */
export interface PlanRows {
  nodes: { id: number; lng7: number; lat7: number }[];
  arcs: ArcLine[];
  grids: { id: string; code: string; isMultipart: boolean }[];
  /** Codes that a plan in force had once, and this one has not. */
  retiredCodes: string[];
}

export interface ArcLine {
  id: number;
  from: number;
  to: number;
  /** Flat lng7, lat7. */
  line: number[];
  left: string | null;
  right: string | null;
}

/** A plan of some hundred thousand points takes longer than a usual question. */
const DEADLINE_MS = 60_000;

/** Nodes, borders and grids of a plan that is or was in force; no rows if there is none of this id. */
export async function selectPlanRows(db: Queryable, planId: string): Promise<PlanRows> {
  const options = { deadlineMs: DEADLINE_MS };
  const nodes = await db.query<PlanRows['nodes'][number]>(
    sql`SELECT id, lng7, lat7 FROM node WHERE plan_id = ${planId}::uuid ORDER BY id`,
    options,
  );
  const arcs = await db.query<ArcLine>(
    sql`SELECT id, from_node AS "from", to_node AS "to", coordinates AS line, left_grid AS "left", right_grid AS "right"
      FROM arc WHERE plan_id = ${planId}::uuid ORDER BY id`,
    options,
  );
  const grids = await db.query<PlanRows['grids'][number]>(
    sql`SELECT id, code, ST_NumGeometries(geom) > 1 AS "isMultipart" FROM grid WHERE plan_id = ${planId}::uuid ORDER BY code`,
    options,
  );
  const retired = await db.query<{ code: string }>(sql`
    SELECT DISTINCT g.code FROM grid g WHERE NOT EXISTS
      (SELECT FROM grid own WHERE own.plan_id = ${planId}::uuid AND own.code = g.code) ORDER BY g.code`);
  return { nodes, arcs, grids, retiredCodes: retired.map(({ code }) => code) };
}

/** How large a grid of a plan is. */
export interface GridSize {
  planId: string;
  communityCode: string;
  id: string;
  code: string;
  areaM2: number;
}

/** The grids of some communities in several plans that are or were in force. */
export async function selectGridSizes(
  db: Queryable,
  planIds: readonly string[],
  communities: readonly string[],
): Promise<GridSize[]> {
  return await db.query<GridSize>(sql`
    SELECT plan_id AS "planId", community_code AS "communityCode", id, code, area_m2 AS "areaM2" FROM grid
    WHERE plan_id = ANY(${[...planIds]}::uuid[]) AND community_code = ANY(${[...communities]}::text[])`);
}
