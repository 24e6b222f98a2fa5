import type { Shift } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { PLAN_IN_FORCE } from './grids.ts';
import { NOT_IMPORTING } from './imports.ts';
import { withinCode } from './scope.ts';

export interface ReportRow {
  lng7: number;
  lat7: number;
  gridCode: string;
  priority: number;
  /** Milliseconds since 1970. */
  atMs: number;
}

/** More than so many of the latest change no order. */
const MOST_REPORTS = 100_000;

/** What was reported in an area since an instant, but for what patrols found themselves (which would lead them there again) and what was nothing. */
export async function selectReports(
  db: Queryable,
  within: string,
  since: string,
  until: string,
): Promise<ReportRow[]> {
  return await db.query<ReportRow>(sql`
    SELECT round(ST_X(t.geom) * 1e7)::integer AS "lng7", round(ST_Y(t.geom) * 1e7)::integer AS "lat7", t.area_code AS "gridCode", t.priority,
      (extract(epoch FROM t.reported_at) * 1000)::float8 AS "atMs"
    FROM incident t
    WHERE ${withinCode(sql`t.area_code`, within)} AND t.reported_at >= ${since}::timestamptz AND t.reported_at < ${until}::timestamptz
      AND t.source <> 'patrol' AND t.status NOT IN ('duplicate', 'false_alarm', 'cancelled') AND ${NOT_IMPORTING}
    ORDER BY t.reported_at DESC, t.id LIMIT ${MOST_REPORTS}::integer`);
}

export interface GridPlace {
  code: string;
  nameZh: string;
  nameEn: string;
  lng7: number;
  lat7: number;
}

/** Grids in force in an area with a place inside of each. */
export async function selectGridPlaces(db: Queryable, within: string): Promise<GridPlace[]> {
  return await db.query<GridPlace>(sql`
    SELECT t.code, t.name_zh AS "nameZh", t.name_en AS "nameEn", round(ST_X(t.label) * 1e7)::integer AS "lng7",
      round(ST_Y(t.label) * 1e7)::integer AS "lat7"
    FROM grid t WHERE t.plan_id = ${PLAN_IN_FORCE} AND ${withinCode(sql`t.code`, within)} ORDER BY t.code`);
}

/** Places (`kind:placeId`) of the rounds that were issued in a shift of the days from `fromDay` to before `toDay`, in the order of their visits. */
export async function selectEarlierRounds(
  db: Queryable,
  { scopeCode, shift, fromDay, toDay }: { scopeCode: string; shift: Shift; fromDay: string; toDay: string },
): Promise<string[][]> {
  const rows = await db.query<{ places: string[] }>(sql`
    SELECT array_agg(s.kind || ':' || s.place_id ORDER BY s.position) AS places
    FROM patrol_plan p JOIN patrol_round r ON r.plan_id = p.id JOIN patrol_stop s ON s.round_id = r.id
    WHERE r.issued AND p.shift = ${shift} AND p.day >= ${fromDay}::date AND p.day < ${toDay}::date
      AND ${withinCode(sql`p.area_code`, scopeCode)}
    GROUP BY r.id, p.day, r.position ORDER BY p.day, r.position, r.id`);
  return rows.map(({ places }) => places);
}
