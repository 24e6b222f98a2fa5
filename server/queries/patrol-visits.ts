import type { PlaceVisit } from '../../core/patrol/place-visits.ts';
import type { CheckInWay, PatrolPlaceKind } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

/** A visit as it is stored, times in milliseconds since 1970. */
export interface VisitRow extends PlaceVisit {
  id: string;
  unitId: string;
  placeKind: PatrolPlaceKind;
  stopId: string | null;
  how: CheckInWay;
}

const VISIT: Sql = sql`v.id, v.unit_id AS "unitId", v.place_kind AS "placeKind", v.place_id AS "placeId", v.stop_id AS "stopId", v.how,
  floor(extract(epoch FROM v.arrived_at) * 1000)::double precision AS "arrivedMs",
  floor(extract(epoch FROM v.left_at) * 1000)::double precision AS "leftMs"`;

/** One that was told goes on as long as its round at most. */
const goesOnAt = (ms: number): Sql => sql`v.goes_on AND (v.how = 'geofence' OR EXISTS (
      SELECT FROM patrol_stop s JOIN patrol_round r ON r.id = s.round_id WHERE s.id = v.stop_id AND r.ends_at > ${new Date(ms)}))`;

/** Visits of places of some kinds that lie at least partly in [fromMs, toMs), in the order of arrival. */
export async function selectVisits(
  db: Queryable,
  kinds: readonly PatrolPlaceKind[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<VisitRow[]> {
  return await db.query<VisitRow>(sql`
    SELECT ${VISIT}, ${goesOnAt(toMs)} AS "goesOn"
    FROM patrol_visit v
    WHERE v.left_at > ${new Date(fromMs)} AND v.arrived_at < ${new Date(toMs)} AND v.place_kind = ANY(${[...kinds]}::text[])
    ORDER BY v.arrived_at, v.id`);
}

/** Visits of one place, the newest first, with the codes of the units that are of a scope. */
export async function selectVisitsOfPlace(
  db: Queryable,
  placeId: string,
  { scopeCode, nowMs, limit }: { scopeCode: string; nowMs: number; limit: number },
): Promise<(VisitRow & { unitCode: string | null })[]> {
  return await db.query(sql`
    SELECT ${VISIT}, ${goesOnAt(nowMs)} AS "goesOn", u.code AS "unitCode" FROM patrol_visit v
    LEFT JOIN unit u ON u.id = v.unit_id AND ${withinCode(sql`u.area_code`, scopeCode)}
    WHERE v.place_id = ${placeId}
    ORDER BY v.arrived_at DESC, v.id DESC LIMIT ${limit}::integer`);
}

/** Stores a visit that somebody told. */
export async function insertVisit(db: Queryable, visit: VisitRow): Promise<void> {
  await insertVisits(db, [visit]);
}

/** Visits of a unit that its positions told, arrived from `fromMs` on. */
export async function selectSeenVisits(db: Queryable, unitId: string, fromMs: number): Promise<VisitRow[]> {
  return await db.query<VisitRow>(sql`
    SELECT ${VISIT}, v.goes_on AS "goesOn" FROM patrol_visit v
    WHERE v.unit_id = ${unitId}::uuid AND v.how = 'geofence' AND v.arrived_at >= ${new Date(fromMs)} ORDER BY v.arrived_at`);
}

export async function insertVisits(db: Queryable, visits: readonly VisitRow[]): Promise<void> {
  if (visits.length === 0) return;
  const rows = visits.map(
    ({ id, unitId, placeKind, placeId, stopId, how, arrivedMs, leftMs, goesOn }) =>
      sql`(${id}::uuid, ${unitId}::uuid, ${placeKind}, ${placeId}, ${stopId}::uuid, ${how}, ${new Date(arrivedMs)}, ${new Date(leftMs)}, ${goesOn}::boolean)`,
  );
  await db.query(sql`
    INSERT INTO patrol_visit (id, unit_id, place_kind, place_id, stop_id, how, arrived_at, left_at, goes_on)
    VALUES ${join(rows, ', ')}`);
}

/** A visit that goes on longer, or is over. */
export async function updateVisit(
  db: Queryable,
  { id, leftMs, goesOn }: Pick<VisitRow, 'id' | 'leftMs' | 'goesOn'>,
): Promise<void> {
  await db.query(
    sql`UPDATE patrol_visit SET left_at = ${new Date(leftMs)}, goes_on = ${goesOn}::boolean WHERE id = ${id}::uuid`,
  );
}

export async function deleteVisits(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.query(sql`DELETE FROM patrol_visit WHERE id = ANY(${[...ids]}::uuid[])`);
}

/** Visits go with the positions that told them. */
export async function deleteVisitsBefore(db: Queryable, before: string): Promise<void> {
  await db.query(sql`DELETE FROM patrol_visit WHERE left_at < ${before}::timestamptz`);
}

/** Places where units have stops in issued rounds that end after `fromMs`, whoever is meant to go there; degrees times 1e7, EPSG:4326. */
export async function selectStopPlaces(
  db: Queryable,
  fromMs: number,
): Promise<{ kind: PatrolPlaceKind; id: string; lng7: number; lat7: number; radiusMetres: number }[]> {
  return await db.query(sql`
    SELECT DISTINCT ON (s.place_id) s.kind, s.place_id AS id, round(ST_X(s.geom) * 1e7)::integer AS lng7,
      round(ST_Y(s.geom) * 1e7)::integer AS lat7, s.radius_metres AS "radiusMetres"
    FROM patrol_round r JOIN patrol_stop s ON s.round_id = r.id
    WHERE r.issued AND r.ends_at > ${new Date(fromMs)} ORDER BY s.place_id, s.radius_metres DESC`);
}
