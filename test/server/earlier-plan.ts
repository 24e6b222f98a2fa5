import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';

export const EARLIER_PLAN = '0193e000-0000-7000-8000-0000000000ea';

/**
 * A plan that was in force from `effectiveFrom` until the present one: its grids are those of today, but for `gone`, which was not
 * there, and `kept`, which had its surface too, and so many residents.
 */
export async function insertEarlierPlan(
  db: Queryable,
  { effectiveFrom, gone, kept, residents }: EarlierPlan,
): Promise<void> {
  const today = sql`SELECT id FROM plan WHERE status = 'in_force'`;
  await db.query(sql`INSERT INTO plan (id, name, status, effective_from)
    VALUES (${EARLIER_PLAN}::uuid, 'earlier', 'superseded', ${effectiveFrom}::timestamptz)`);
  await db.query(sql`INSERT INTO grid (plan_id, id, code, community_code, name_zh, name_en, residents, dwellings, geom, label, area_m2)
    SELECT ${EARLIER_PLAN}::uuid, id, code, community_code, name_zh, name_en,
      CASE WHEN code = ${kept} THEN ${residents}::integer ELSE residents END, dwellings, geom, label, area_m2
    FROM grid WHERE plan_id = (${today}) AND code <> ${gone}`);
  await db.query(sql`UPDATE grid g SET geom = ST_Multi(ST_Union(g.geom, o.geom)), area_m2 = g.area_m2 + o.area_m2
    FROM grid o WHERE g.plan_id = ${EARLIER_PLAN}::uuid AND g.code = ${kept} AND o.plan_id = (${today}) AND o.code = ${gone}`);
  await db.query(sql`INSERT INTO node (plan_id, id, lng7, lat7)
    SELECT ${EARLIER_PLAN}::uuid, id, lng7, lat7 FROM node WHERE plan_id = (${today})`);
  // Before it the database takes a plan for a handful of rows, and looks each end of an arc up by going through all of them.
  await db.query(sql`ANALYZE grid, node`);
  const keeper = sql`(SELECT id FROM grid WHERE plan_id = (${today}) AND code = ${kept})`;
  const gonner = sql`(SELECT id FROM grid WHERE plan_id = (${today}) AND code = ${gone})`;
  const side = (name: string) => {
    const column = { text: name, values: [] };
    return sql`CASE WHEN ${column} = ${gonner} THEN ${keeper} ELSE ${column} END`;
  };
  await db.query(sql`INSERT INTO arc (plan_id, id, from_node, to_node, coordinates, left_grid, right_grid, level)
    SELECT ${EARLIER_PLAN}::uuid, id, from_node, to_node, coordinates, ${side('left_grid')}, ${side('right_grid')}, level
    FROM arc WHERE plan_id = (${today}) AND ${side('left_grid')} IS DISTINCT FROM ${side('right_grid')}`);
}

interface EarlierPlan {
  effectiveFrom: string;
  gone: string;
  kept: string;
  residents: number;
}
