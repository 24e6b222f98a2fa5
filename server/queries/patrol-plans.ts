import type {
  PatrolPlan,
  PatrolPlanSummary,
  PatrolRound,
  PatrolStop,
} from '../../core/contract/patrol-plan.ts';
import type { PatrolPlanState, Shift } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { toGeom } from './placed.ts';
import { withinCode } from './scope.ts';

const COLUMNS: Sql = sql`p.id, p.area_code AS "areaCode", p.day, p.shift, p.name, p.state, p.created_at AS "createdAt", p.created_by AS "createdBy",
  c.display_name AS "createdByName", p.issued_at AS "issuedAt", i.display_name AS "issuedByName", p.updated_at AS "updatedAt", p.version`;
const FROM: Sql = sql`FROM patrol_plan p LEFT JOIN account c ON c.id = p.created_by LEFT JOIN account i ON i.id = p.issued_by`;

/** Plans of a scope from a day to a later one, both included; newest day first. */
export async function selectPatrolPlans(
  db: Queryable,
  filter: { scopeCode: string; fromDay: string; toDay: string; shift?: Shift | undefined; limit: number },
): Promise<PatrolPlanSummary[]> {
  const conditions = [
    withinCode(sql`p.area_code`, filter.scopeCode),
    sql`p.day >= ${filter.fromDay}::date AND p.day <= ${filter.toDay}::date`,
    ...(filter.shift ? [sql`p.shift = ${filter.shift}`] : []),
  ];
  return await db.query<PatrolPlanSummary>(sql`
    SELECT ${COLUMNS},
      ARRAY(SELECT r.unit_id FROM patrol_round r WHERE r.plan_id = p.id ORDER BY r.position) AS "unitIds",
      (SELECT count(*)::integer FROM patrol_round r JOIN patrol_stop s ON s.round_id = r.id WHERE r.plan_id = p.id) AS stops
    ${FROM} WHERE ${join(conditions, ' AND ')} ORDER BY p.day DESC, p.shift, p.created_at DESC, p.id LIMIT ${filter.limit}::integer`);
}

/** One plan of the scope with its rounds; `lock` keeps others from changing it meanwhile. */
export async function selectPatrolPlan(
  db: Queryable,
  id: string,
  scopeCode: string,
  lock = false,
): Promise<PatrolPlan | undefined> {
  const [plan] = await db.query<Omit<PatrolPlan, 'rounds'>>(sql`
    SELECT ${COLUMNS} ${FROM} WHERE p.id = ${id}::uuid AND ${withinCode(sql`p.area_code`, scopeCode)} ${lock ? sql`FOR UPDATE OF p` : sql``}`);
  return plan && { ...plan, rounds: await selectRounds(db, id) };
}

async function selectRounds(db: Queryable, planId: string): Promise<PatrolRound[]> {
  const rounds = await db.query<Omit<PatrolRound, 'stops'>>(sql`
    SELECT r.id, r.unit_id AS "unitId", r.unit_code AS "unitCode", r.post, r.starts_at AS "startAt", r.ends_at AS "endAt",
      r.length_metres AS "lengthMetres", r.travel_seconds AS "travelSeconds", ST_AsGeoJSON(r.geom, 7)::json AS line
    FROM patrol_round r WHERE r.plan_id = ${planId}::uuid ORDER BY r.position`);
  const stops = await db.query<PatrolStop & { roundId: string }>(sql`
    SELECT s.id, s.round_id AS "roundId", s.kind, s.place_id AS "placeId", s.name_zh AS "nameZh", s.name_en AS "nameEn",
      round(ST_X(s.geom)::numeric, 7)::float8 AS lng, round(ST_Y(s.geom)::numeric, 7)::float8 AS lat, s.arrive_at AS "arriveAt", s.leave_at AS "leaveAt",
      s.travel_seconds AS "travelSeconds", s.window_minutes AS "windowMinutes", s.radius_metres AS "radiusMetres", s.check_in AS "checkIn"
    FROM patrol_stop s JOIN patrol_round r ON r.id = s.round_id WHERE r.plan_id = ${planId}::uuid ORDER BY s.position`);
  return rounds.map((round) => ({
    ...round,
    stops: stops.filter(({ roundId }) => roundId === round.id).map(({ roundId: _, ...stop }) => stop),
  }));
}

/** Units that have an issued round in a shift of a day, with the name of the plan; but for the plan `exceptId`. */
export async function selectTakenUnits(
  db: Queryable,
  { day, shift, exceptId }: { day: string; shift: Shift; exceptId: string | null },
): Promise<Map<string, string>> {
  const rows = await db.query<{ unitId: string; name: string }>(sql`
    SELECT r.unit_id AS "unitId", p.name FROM patrol_round r JOIN patrol_plan p ON p.id = r.plan_id
    WHERE r.issued AND r.day = ${day}::date AND r.shift = ${shift} AND p.id IS DISTINCT FROM ${exceptId}::uuid`);
  return new Map(rows.map(({ unitId, name }) => [unitId, name]));
}

export interface PatrolPlanRow {
  id: string;
  areaCode: string;
  day: string;
  shift: Shift;
  name: string;
  createdBy: string;
  now: string;
}

export async function insertPatrolPlan(tx: Queryable, plan: PatrolPlanRow): Promise<void> {
  const { id, areaCode, day, shift, name, createdBy, now } = plan;
  await tx.query(sql`
    INSERT INTO patrol_plan (id, area_code, day, shift, name, state, created_at, created_by, updated_at)
    VALUES (${id}::uuid, ${areaCode}, ${day}::date, ${shift}, ${name}, 'draft', ${now}::timestamptz, ${createdBy}::uuid, ${now}::timestamptz)`);
}

/** `issued`: when and by whom; undefined: as it was. */
export async function updatePatrolPlan(
  tx: Queryable,
  id: string,
  change: {
    name?: string;
    day?: string;
    shift?: Shift;
    state?: PatrolPlanState;
    issued?: { at: string; by: string };
    now: string;
  },
): Promise<void> {
  const { name, day, shift, state, issued, now } = change;
  const sets = [
    sql`version = version + 1`,
    sql`updated_at = ${now}::timestamptz`,
    ...(name === undefined ? [] : [sql`name = ${name}`]),
    ...(day === undefined ? [] : [sql`day = ${day}::date`]),
    ...(shift === undefined ? [] : [sql`shift = ${shift}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(issued ? [sql`issued_at = ${issued.at}::timestamptz`, sql`issued_by = ${issued.by}::uuid`] : []),
  ];
  await tx.query(sql`UPDATE patrol_plan SET ${join(sets, ', ')} WHERE id = ${id}::uuid`);
  if (state !== undefined)
    await tx.query(sql`UPDATE patrol_round SET issued = ${state === 'issued'} WHERE plan_id = ${id}::uuid`);
}

export async function deletePatrolPlan(tx: Queryable, id: string): Promise<void> {
  await tx.query(sql`DELETE FROM patrol_plan WHERE id = ${id}::uuid`);
}

/** Puts these rounds in the place of those that a plan had. */
export async function replaceRounds(
  tx: Queryable,
  { id, day, shift, issued }: { id: string; day: string; shift: Shift; issued: boolean },
  rounds: readonly PatrolRound[],
): Promise<void> {
  await tx.query(sql`DELETE FROM patrol_round WHERE plan_id = ${id}::uuid`);
  const rows = rounds.map(
    (
      round,
      position,
    ) => sql`(${round.id}::uuid, ${id}::uuid, ${position}::integer, ${round.unitId}::uuid, ${round.unitCode}, ${day}::date, ${shift},
      ${issued}::boolean, ${round.post === null ? null : JSON.stringify(round.post)}::jsonb, ${round.startAt}::timestamptz, ${round.endAt}::timestamptz,
      ${round.lengthMetres}::float8, ${round.travelSeconds}::float8, ${round.line ? toGeom(round.line) : sql`NULL`})`,
  );
  await tx.query(sql`INSERT INTO patrol_round (id, plan_id, position, unit_id, unit_code, day, shift, issued, post, starts_at, ends_at, length_metres,
    travel_seconds, geom) VALUES ${join(rows, ', ')}`);
  for (const round of rounds) await insertStops(tx, round);
}

async function insertStops(tx: Queryable, { id, stops }: PatrolRound): Promise<void> {
  const rows = stops.map(
    (
      stop,
      position,
    ) => sql`(${stop.id}::uuid, ${id}::uuid, ${position}::integer, ${stop.kind}, ${stop.placeId}, ${stop.nameZh}, ${stop.nameEn},
      ST_SetSRID(ST_MakePoint(${stop.lng}::float8, ${stop.lat}::float8), 4326), ${stop.arriveAt}::timestamptz, ${stop.leaveAt}::timestamptz,
      ${stop.travelSeconds}::float8, ${stop.windowMinutes}::integer, ${stop.radiusMetres}::integer, ${stop.checkIn})`,
  );
  await tx.query(sql`INSERT INTO patrol_stop (id, round_id, position, kind, place_id, name_zh, name_en, geom, arrive_at, leave_at, travel_seconds,
    window_minutes, radius_metres, check_in) VALUES ${join(rows, ', ')}`);
}

/** Those of some places (degrees) that lie in no part of an area, by their numbers. */
export async function placesOutside(
  db: Queryable,
  areaCode: string,
  places: readonly { lng: number; lat: number }[],
): Promise<number[]> {
  const rows = await db.query<{ number: number }>(sql`
    SELECT (p.number - 1)::integer AS number
    FROM unnest(${places.map(({ lng }) => lng)}::float8[], ${places.map(({ lat }) => lat)}::float8[]) WITH ORDINALITY AS p (lng, lat, number)
    WHERE NOT EXISTS (SELECT FROM area a WHERE a.code = ${areaCode}
      AND ST_Intersects(a.geom, ST_SetSRID(ST_MakePoint(p.lng, p.lat), 4326)))
    ORDER BY 1`);
  return rows.map(({ number }) => number);
}
