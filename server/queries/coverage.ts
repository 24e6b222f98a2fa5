import type { Shift, UnitVehicle } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { PLAN_IN_FORCE, shownCount } from './grids.ts';
import { NOT_IMPORTING } from './imports.ts';

export interface CoverageGrid {
  code: string;
  nameZh: string;
  nameEn: string;
  /** A place inside, degrees times 1e7. */
  lng7: number;
  lat7: number;
  residents: number | null;
}

/** Every grid in force, in the order of codes; counts below 10 are null. */
export async function selectCoverageGrids(db: Queryable): Promise<CoverageGrid[]> {
  return await db.query<CoverageGrid>(sql`
    SELECT t.code, t.name_zh AS "nameZh", t.name_en AS "nameEn", round(ST_X(t.label) * 1e7)::integer AS "lng7",
      round(ST_Y(t.label) * 1e7)::integer AS "lat7", ${shownCount(sql`t.residents`)} AS residents
    FROM grid t WHERE t.plan_id = ${PLAN_IN_FORCE} ORDER BY t.code`);
}

/** Incidents since an instant by the grid that they are in, but for what patrols found themselves and what was nothing. */
export async function countReports(db: Queryable, since: string): Promise<Map<string, number>> {
  const rows = await db.query<{ code: string; count: number }>(sql`
    SELECT t.area_code AS code, count(*)::integer AS count FROM incident t
    WHERE t.reported_at >= ${since}::timestamptz AND t.source <> 'patrol'
      AND t.status NOT IN ('duplicate', 'false_alarm', 'cancelled') AND ${NOT_IMPORTING}
    GROUP BY t.area_code`);
  return new Map(rows.map(({ code, count }) => [code, count]));
}

/** A unit that was sent and arrived. Degrees times 1e7, milliseconds since 1970; `from`: its last position when it was sent, null if that is not known. */
export interface ArrivalRow {
  vehicle: UnitVehicle;
  sentMs: number;
  arrivedMs: number;
  fromLng7: number | null;
  fromLat7: number | null;
  toLng7: number;
  toLat7: number;
}

/** A position older than this when a unit is sent does not tell where it was. */
const FIX_KEPT_SECONDS = 180;

/** The last arrivals since an instant: of assignments, and of incidents from before there were any by their lead unit. */
export async function selectArrivals(db: Queryable, since: string, most: number): Promise<ArrivalRow[]> {
  return await db.query<ArrivalRow>(sql`
    WITH told AS (
      SELECT a.incident_id, a.unit_id, s.sent_at, s.arrived_at FROM assignment a CROSS JOIN LATERAL (
        SELECT min((step ->> 'doneAt')::timestamptz) FILTER (WHERE step ->> 'state' = 'sent') AS sent_at,
          min((step ->> 'doneAt')::timestamptz) FILTER (WHERE step ->> 'state' = 'arrived') AS arrived_at
        FROM jsonb_array_elements(a.steps) AS step) s
      WHERE s.arrived_at > s.sent_at AND s.sent_at >= ${since}::timestamptz),
    trip AS (
      SELECT told.unit_id, told.sent_at, told.arrived_at, i.geom FROM told JOIN incident i ON i.id = told.incident_id
      UNION ALL
      SELECT t.unit_id, t.assigned_at, t.arrived_at, t.geom FROM incident t
      WHERE t.reported_at >= ${since}::timestamptz AND t.unit_id IS NOT NULL AND t.arrived_at > t.assigned_at AND ${NOT_IMPORTING}
        AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.incident_id = t.id)
      ORDER BY 2 DESC LIMIT ${most}::integer)
    SELECT u.vehicle, (extract(epoch FROM t.sent_at) * 1000)::float8 AS "sentMs", (extract(epoch FROM t.arrived_at) * 1000)::float8 AS "arrivedMs",
      p.lng7 AS "fromLng7", p.lat7 AS "fromLat7", round(ST_X(t.geom) * 1e7)::integer AS "toLng7", round(ST_Y(t.geom) * 1e7)::integer AS "toLat7"
    FROM trip t JOIN unit u ON u.id = t.unit_id LEFT JOIN LATERAL (
      SELECT h.lng7, h.lat7 FROM unit_position_history h
      WHERE h.unit_id = t.unit_id AND h.fix_at <= t.sent_at AND h.fix_at > t.sent_at - ${FIX_KEPT_SECONDS}::integer * interval '1 second'
      ORDER BY h.fix_at DESC LIMIT 1) p ON true
    ORDER BY t.sent_at DESC, t.unit_id`);
}

/** A stop of an issued round. */
export interface IssuedStop {
  unitId: string;
  post: { lng: number; lat: number } | null;
  lng: number;
  lat: number;
  arriveMs: number;
  leaveMs: number;
}

/** Stops of the rounds that were issued for a shift of a day, those of one unit in their order. */
export async function selectIssuedStops(db: Queryable, day: string, shift: Shift): Promise<IssuedStop[]> {
  return await db.query<IssuedStop>(sql`
    SELECT r.unit_id AS "unitId", r.post, ST_X(s.geom) AS lng, ST_Y(s.geom) AS lat,
      (extract(epoch FROM s.arrive_at) * 1000)::float8 AS "arriveMs", (extract(epoch FROM s.leave_at) * 1000)::float8 AS "leaveMs"
    FROM patrol_round r JOIN patrol_stop s ON s.round_id = r.id
    WHERE r.issued AND r.day = ${day}::date AND r.shift = ${shift} ORDER BY r.unit_id, s.position`);
}
