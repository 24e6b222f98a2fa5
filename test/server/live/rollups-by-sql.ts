import { CODE_LENGTH } from '../../../core/contract/area-code.ts';
import type { Rollup } from '../../../core/contract/rollup.ts';
import type { Level } from '../../../core/vocabulary.ts';
import type { Queryable } from '../../../server/database/database.ts';
import { name, type Sql, sql } from '../../../server/database/sql.ts';
import { PLAN_IN_FORCE, shownCount } from '../../../server/queries/grids.ts';
import { commonArea, withinCode } from '../../../server/queries/scope.ts';

/**
 * Figures of every area at `level` in `within` and in the scope, by code, in one statement: each table is read once and
 * grouped by the leading digits of its code. A unit or route counts at its home area's level and above. `today` is
 * yyyy-mm-dd in the city's zone.
 */
export async function selectRollups(
  db: Queryable,
  query: { level: Level; within: string; scopeCode: string; today: string; code?: string },
): Promise<Rollup[]> {
  const { level, today } = query;
  const area = commonArea(query.within, query.scopeCode);
  if (area === undefined) return [];
  const key = (column: Sql): Sql => codeAtLevel(column, level);
  const inside = (column: Sql): Sql => withinCode(column, area);
  const grouped = (table: string, figures: Sql): Sql =>
    sql`(SELECT ${key(sql`area_code`)} AS code, ${figures} FROM ${name(table)} WHERE ${inside(sql`area_code`)} GROUP BY 1)`;
  const rows = await db.query<RollupRow>(sql`
    SELECT a.code, coalesce(g.grids, 0) AS grids, coalesce(s.staff, 0) AS staff,
      ${shownCount(sql`g.residents`)} AS residents, ${shownCount(sql`g.dwellings`)} AS dwellings,
      round((a.area_m2 / 1e6)::numeric, 6)::float8 AS "areaKm2",
      coalesce(p.posts, 0) AS posts, coalesce(p.unstaffed, 0) AS "postsUnstaffed",
      coalesce(i.institutions, 0) AS institutions, coalesce(i.overdue, 0) AS "inspectionsOverdue",
      coalesce(r.routes, 0) AS routes, coalesce(u.units, 0) AS units, coalesce(u.on_duty, 0) AS "unitsOnDuty",
      coalesce(d.ok, 0) AS "devicesOk", coalesce(d.degraded, 0) AS "devicesDegraded",
      coalesce(d.offline, 0) AS "devicesOffline",
      coalesce(c.staffed, 0) AS "checkpointsStaffed", coalesce(c.open, 0) AS "checkpointsOpen",
      coalesce(c.closed, 0) AS "checkpointsClosed",
      coalesce(n.p1, 0) AS p1, coalesce(n.p2, 0) AS p2, coalesce(n.p3, 0) AS p3, coalesce(n.p4, 0) AS p4,
      coalesce(f.open, 0) AS "casesOpen", coalesce(f.overdue, 0) AS "casesOverdue"
    FROM (${areasAtLevel(level, inside(sql`code`), query.code)}) a
    LEFT JOIN (SELECT ${key(sql`code`)} AS code, count(*)::integer AS grids, sum(residents) AS residents,
        sum(dwellings) AS dwellings
      FROM grid WHERE plan_id = ${PLAN_IN_FORCE} AND ${inside(sql`code`)} GROUP BY 1) g USING (code)
    LEFT JOIN ${grouped('staffing', sql`count(*)::integer AS staff`)} s USING (code)
    LEFT JOIN ${grouped('post', sql`count(*)::integer AS posts, ${countIf(sql`NOT staffed`)} AS unstaffed`)} p USING (code)
    LEFT JOIN ${grouped('institution', sql`count(*)::integer AS institutions, ${countIf(sql`inspection_due_on < ${today}::date`)} AS overdue`)} i USING (code)
    LEFT JOIN ${grouped('route', sql`count(*)::integer AS routes`)} r USING (code)
    LEFT JOIN ${grouped('unit', sql`count(*)::integer AS units, ${countIf(sql`state NOT IN ('off_duty', 'unavailable')`)} AS on_duty`)} u USING (code)
    LEFT JOIN ${grouped('device', sql`${countIf(sql`health = 'ok'`)} AS ok, ${countIf(sql`health = 'degraded'`)} AS degraded, ${countIf(sql`health = 'offline'`)} AS offline`)} d USING (code)
    LEFT JOIN ${grouped('checkpoint', sql`${countIf(sql`state = 'staffed'`)} AS staffed, ${countIf(sql`state = 'open'`)} AS open, ${countIf(sql`state = 'closed'`)} AS closed`)} c USING (code)
    LEFT JOIN (SELECT ${key(sql`area_code`)} AS code, ${countIf(sql`priority = 1`)} AS p1, ${countIf(sql`priority = 2`)} AS p2,
        ${countIf(sql`priority = 3`)} AS p3, ${countIf(sql`priority = 4`)} AS p4
      FROM incident WHERE status IN ('reported', 'verified', 'assigned', 'en_route', 'on_scene') AND ${inside(sql`area_code`)}
      GROUP BY 1) n USING (code)
    LEFT JOIN ${grouped('case_file', sql`${countIf(sql`status <> 'closed'`)} AS open, ${countIf(sql`status <> 'closed' AND due_on < ${today}::date`)} AS overdue`)} f USING (code)
    ORDER BY a.code`);
  return rows.map((row) => toRollup(row, level));
}

function areasAtLevel(level: Level, inside: Sql, code: string | undefined): Sql {
  const only = code === undefined ? sql`` : sql` AND code = ${code}`;
  if (level === 'grid')
    return sql`SELECT code, area_m2 FROM grid WHERE plan_id = ${PLAN_IN_FORCE} AND ${inside}${only}`;
  return sql`SELECT code, area_m2 FROM area WHERE level = ${level} AND ${inside}${only}`;
}

/** The code of the area at `level` that holds the code in `column`, shorter or other codes match no area. */
function codeAtLevel(column: Sql, level: Level): Sql {
  if (level === 'city') return sql`(left(${column}, 4) || '00') COLLATE "C"`;
  return sql`left(${column}, ${CODE_LENGTH[level]}::integer) COLLATE "C"`;
}

function countIf(condition: Sql): Sql {
  return sql`(count(*) FILTER (WHERE ${condition}))::integer`;
}

type RollupRow = Omit<Rollup, 'level' | 'devices' | 'checkpoints' | 'openIncidents'> & {
  devicesOk: number;
  devicesDegraded: number;
  devicesOffline: number;
  checkpointsStaffed: number;
  checkpointsOpen: number;
  checkpointsClosed: number;
  p1: number;
  p2: number;
  p3: number;
  p4: number;
};

function toRollup(row: RollupRow, level: Level): Rollup {
  const { devicesOk, devicesDegraded, devicesOffline, ...withoutDevices } = row;
  const { checkpointsStaffed, checkpointsOpen, checkpointsClosed, p1, p2, p3, p4, ...rest } = withoutDevices;
  return {
    ...rest,
    level,
    devices: { ok: devicesOk, degraded: devicesDegraded, offline: devicesOffline },
    checkpoints: { staffed: checkpointsStaffed, open: checkpointsOpen, closed: checkpointsClosed },
    openIncidents: { '1': p1, '2': p2, '3': p3, '4': p4 },
  };
}
