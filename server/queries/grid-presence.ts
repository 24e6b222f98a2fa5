import type { GridMinutes } from '../../core/patrol/grid-minutes.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { PLAN_IN_FORCE } from './grids.ts';
import { withinCode } from './scope.ts';

/** Adds minutes to what is known. */
export async function addGridMinutes(db: Queryable, told: readonly GridMinutes[]): Promise<void> {
  if (told.length === 0) return;
  const at = told.map(({ halfHourMs }) => new Date(halfHourMs));
  await db.query(sql`
    INSERT INTO grid_presence (half_hour_at, grid_code, minutes)
    SELECT * FROM unnest(${at}::timestamptz[], ${told.map(({ gridCode }) => gridCode)}::text[],
      ${told.map(({ minutes }) => minutes)}::integer[]) AS p (half_hour_at, grid_code, minutes) ORDER BY 1, 2
    ON CONFLICT (half_hour_at, grid_code) DO UPDATE SET minutes = grid_presence.minutes | EXCLUDED.minutes
    WHERE grid_presence.minutes | EXCLUDED.minutes <> grid_presence.minutes`);
}

/** Minutes of the half hours that begin in [fromMs, toMs), of the grids of an area. */
export async function selectGridMinutes(
  db: Queryable,
  area: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<GridMinutes[]> {
  return await db.query<GridMinutes>(sql`
    SELECT floor(extract(epoch FROM half_hour_at) * 1000)::double precision AS "halfHourMs", grid_code AS "gridCode", minutes FROM grid_presence
    WHERE half_hour_at >= ${new Date(fromMs)} AND half_hour_at < ${new Date(toMs)} AND ${withinCode(sql`grid_code`, area)}`);
}

export async function deleteGridMinutesBefore(db: Queryable, before: string): Promise<void> {
  await db.query(sql`DELETE FROM grid_presence WHERE half_hour_at < ${before}::timestamptz`);
}

/** A grid in force by name, at the place of its label in degrees. */
export interface GridPlace {
  code: string;
  nameZh: string;
  nameEn: string;
  lng: number;
  lat: number;
}

export async function selectGridPlaces(db: Queryable, area: string): Promise<GridPlace[]> {
  return await db.query<GridPlace>(sql`
    SELECT code, name_zh AS "nameZh", name_en AS "nameEn", round(ST_X(label)::numeric, 7)::float8 AS lng, round(ST_Y(label)::numeric, 7)::float8 AS lat
    FROM grid WHERE plan_id = ${PLAN_IN_FORCE} AND ${withinCode(sql`code`, area)} ORDER BY code`);
}

/** The plan in force; undefined: there is none. */
export async function selectPlanInForce(db: Queryable): Promise<string | undefined> {
  const [plan] = await db.query<{ id: string }>(sql`SELECT id FROM plan WHERE status = 'in_force'`);
  return plan?.id;
}
