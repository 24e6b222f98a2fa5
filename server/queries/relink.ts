import type { LoggedNoun } from '../../core/contract/live.ts';
import type { Queryable } from '../database/database.ts';
import { name, sql } from '../database/sql.ts';

/** Tables of things at a point whose area is the grid of that point, by the noun of their events. */
export const POINT_TABLES = {
  incidents: 'incident',
  posts: 'post',
  checkpoints: 'checkpoint',
  institutions: 'institution',
  devices: 'device',
  alarms: 'alarm',
  cases: 'case_file',
  risks: 'risk_file',
  analysis_notes: 'analysis_note',
} as const satisfies Partial<Record<LoggedNoun, string>>;

/** Tables of things whose area was chosen, or is that of something else. */
export const HOME_TABLES = {
  units: 'unit',
  routes: 'route',
  alarm_suppressions: 'alarm_suppression',
} as const satisfies Partial<Record<LoggedNoun, string>>;

export type RelinkedNoun = keyof typeof POINT_TABLES | keyof typeof HOME_TABLES | 'geofences' | 'accounts';

/** A thing of a grid; its place in integer units, null where it has none. */
export interface LinkedRow {
  id: string;
  code: string;
  lng7: number | null;
  lat7: number | null;
}

const DEADLINE_MS = 60_000;

/** Things of the table whose area is one of these grids. */
export async function selectLinked(
  db: Queryable,
  table: (typeof POINT_TABLES)[keyof typeof POINT_TABLES] | (typeof HOME_TABLES)[keyof typeof HOME_TABLES],
  codes: readonly string[],
): Promise<LinkedRow[]> {
  const hasPlace = (Object.values(POINT_TABLES) as string[]).includes(table);
  const place = hasPlace
    ? sql`round(ST_X(geom) * 1e7)::integer AS lng7, round(ST_Y(geom) * 1e7)::integer AS lat7`
    : sql`NULL::integer AS lng7, NULL::integer AS lat7`;
  return await db.query<LinkedRow>(
    sql`SELECT id, area_code AS code, ${place} FROM ${name(table)} WHERE area_code = ANY(${[...codes]}::text[])`,
    { deadlineMs: DEADLINE_MS },
  );
}

/** A thing that comes to another area. */
export interface Move {
  id: string;
  from: string;
  to: string;
}

/** Gives things of a table their new areas. */
export async function moveLinked(
  tx: Queryable,
  table: string,
  moves: readonly Move[],
  now: string,
): Promise<void> {
  const column = table === 'account' ? 'scope_code' : 'area_code';
  await tx.query(
    sql`UPDATE ${name(table)} t SET ${name(column)} = m.code, version = t.version + 1, updated_at = ${now}::timestamptz
      FROM unnest(${moves.map(({ id }) => id)}::uuid[], ${moves.map(({ to }) => to)}::text[]) AS m (id, code) WHERE t.id = m.id`,
    { deadlineMs: DEADLINE_MS },
  );
}

/** Keeps which grids incidents had under a plan that ends now. */
export async function keepAttribution(tx: Queryable, planId: string, moves: readonly Move[]): Promise<void> {
  await tx.query(
    sql`INSERT INTO attribution (incident_id, plan_id, area_code)
      SELECT id, ${planId}::uuid, code FROM unnest(${moves.map(({ id }) => id)}::uuid[], ${moves.map(({ from }) => from)}::text[]) AS m (id, code)`,
    { deadlineMs: DEADLINE_MS },
  );
}

/** Accounts that see one of these grids alone. */
export async function selectScoped(db: Queryable, codes: readonly string[]): Promise<LinkedRow[]> {
  return await db.query<LinkedRow>(sql`
    SELECT id, scope_code AS code, NULL::integer AS lng7, NULL::integer AS lat7 FROM account
    WHERE scope_code = ANY(${[...codes]}::text[])`);
}

/** Geofences of these areas that the smallest area around them is another for, by the plan in force. */
export async function selectRefenced(db: Queryable, codes: readonly string[]): Promise<Move[]> {
  return await db.query<Move>(sql`
    SELECT f.id, f.area_code AS "from", held.code AS "to" FROM geofence f, LATERAL (
      SELECT code FROM (
        SELECT code, geom FROM grid WHERE plan_id = (SELECT id FROM plan WHERE status = 'in_force')
        UNION ALL SELECT code, geom FROM area) a
      WHERE a.geom && f.geom AND ST_Covers(a.geom, f.geom) ORDER BY length(code) DESC, code DESC LIMIT 1) held
    WHERE f.area_code = ANY(${[...codes]}::text[]) AND held.code <> f.area_code`);
}

/** Incidents whose grid under earlier plans is to be told: one, or those of an import. */
export type Attributed = { incidentId: string } | { batchId: string };

/**
 * Tells under which grids incidents lay in plans that are over but were in force when they were reported, or later: for what is recorded late, or put elsewhere. On a border the smallest
 * code is taken.
 */
export async function attributeToPast(tx: Queryable, which: Attributed): Promise<void> {
  const own =
    'incidentId' in which
      ? sql`t.id = ${which.incidentId}::uuid`
      : sql`t.import_batch_id = ${which.batchId}::uuid`;
  await tx.query(
    sql`
    WITH over AS (
      SELECT id, lead(effective_from) OVER (ORDER BY effective_from, id) AS until, status FROM plan
      WHERE status IN ('in_force', 'superseded'))
    INSERT INTO attribution (incident_id, plan_id, area_code)
    SELECT t.id, p.id, min(g.code) FROM over p JOIN incident t ON t.reported_at < p.until
      JOIN grid g ON g.plan_id = p.id AND g.geom && t.geom AND ST_Intersects(g.geom, t.geom)
    WHERE p.status = 'superseded' AND ${own} GROUP BY 1, 2
    ON CONFLICT (incident_id, plan_id) DO UPDATE SET area_code = excluded.area_code`,
    { deadlineMs: DEADLINE_MS },
  );
}
