import type { CheckInWay, PatrolPlaceKind } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

/** An issued round whose time is now, as it is stored. */
export interface RunningRoundRow {
  id: string;
  planId: string;
  planName: string;
  unitId: string;
  unitCode: string;
  areaCode: string;
  startAt: string;
  endAt: string;
  lengthMetres: number;
  seenAt: string | null;
  driven: Uint8Array | null;
  incidentId: string | null;
  incidentNumber: string | null;
}

/** Rounds of the units of a scope whose time is now, or one of them. */
export async function selectRunningRounds(
  db: Queryable,
  { scopeCode, nowMs, id }: { scopeCode: string; nowMs: number; id?: string },
): Promise<RunningRoundRow[]> {
  return await db.query<RunningRoundRow>(sql`
    SELECT r.id, p.id AS "planId", p.name AS "planName", r.unit_id AS "unitId", u.code AS "unitCode", u.area_code AS "areaCode", r.starts_at AS "startAt",
      r.ends_at AS "endAt", r.length_metres AS "lengthMetres", t.seen_at AS "seenAt", t.driven, i.id AS "incidentId", i.number AS "incidentNumber"
    FROM patrol_round r JOIN patrol_plan p ON p.id = r.plan_id JOIN unit u ON u.id = r.unit_id LEFT JOIN round_track t ON t.round_id = r.id
    LEFT JOIN assignment a ON a.unit_id = r.unit_id AND a.state IN ('sent', 'acknowledged', 'en_route', 'arrived')
    LEFT JOIN incident i ON i.id = a.incident_id
    WHERE r.issued AND r.starts_at <= ${new Date(nowMs)} AND r.ends_at > ${new Date(nowMs)} AND ${withinCode(sql`u.area_code`, scopeCode)}
      ${id === undefined ? sql`` : sql`AND r.id = ${id}::uuid`} ORDER BY u.code`);
}

/** A stop of a round as it is stored. */
export interface RunningStopRow {
  id: string;
  roundId: string;
  kind: PatrolPlaceKind;
  placeId: string;
  nameZh: string;
  nameEn: string;
  lng: number;
  lat: number;
  arriveAt: string;
  leaveAt: string;
  windowMinutes: number;
  checkIn: CheckInWay;
}

/** The stops of some rounds, in their order. */
export async function selectStopsOfRounds(
  db: Queryable,
  roundIds: readonly string[],
): Promise<RunningStopRow[]> {
  return await db.query<RunningStopRow>(sql`
    SELECT s.id, s.round_id AS "roundId", s.kind, s.place_id AS "placeId", s.name_zh AS "nameZh", s.name_en AS "nameEn",
      round(ST_X(s.geom)::numeric, 7)::float8 AS lng, round(ST_Y(s.geom)::numeric, 7)::float8 AS lat, s.arrive_at AS "arriveAt", s.leave_at AS "leaveAt",
      s.window_minutes AS "windowMinutes", s.check_in AS "checkIn"
    FROM patrol_stop s WHERE s.round_id = ANY(${[...roundIds]}::uuid[]) ORDER BY s.round_id, s.position`);
}

/** The way of a round as GeoJSON; null: it has none. */
export async function selectRoundLine(
  db: Queryable,
  id: string,
): Promise<{ type: 'LineString'; coordinates: [number, number][] } | null> {
  const [row] = await db.query<{ line: { type: 'LineString'; coordinates: [number, number][] } | null }>(
    sql`SELECT ST_AsGeoJSON(geom, 7)::json AS line FROM patrol_round WHERE id = ${id}::uuid`,
  );
  return row?.line ?? null;
}
