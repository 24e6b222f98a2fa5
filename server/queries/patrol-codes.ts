import type { PatrolCode, PatrolCodePlace } from '../../core/contract/patrol-check-in.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const CODE: Sql = sql`c.place_kind AS kind, c.place_id AS "placeId", c.code, c.created_at AS "createdAt"`;

/** Places one by one, numbered from 1. */
function numbered(places: readonly PatrolCodePlace[]): Sql {
  return sql`unnest(${places.map(({ kind }) => kind)}::text[], ${places.map(({ placeId }) => placeId)}::text[])
    WITH ORDINALITY AS p (kind, place_id, number)`;
}

/** Codes that hang at some places, in the order of the places; none for a place that has none yet. */
export async function selectPatrolCodes(
  db: Queryable,
  places: readonly PatrolCodePlace[],
): Promise<PatrolCode[]> {
  return await db.query<PatrolCode>(sql`
    SELECT ${CODE} FROM ${numbered(places)} JOIN patrol_code c ON c.place_kind = p.kind AND c.place_id = p.place_id
    WHERE c.replaced_at IS NULL ORDER BY p.number`);
}

/** Keeps the code of a place, unless it has one. */
export async function insertPatrolCode(
  tx: Queryable,
  { kind, placeId, code, createdAt }: PatrolCode,
): Promise<void> {
  await tx.query(sql`
    INSERT INTO patrol_code (place_kind, place_id, code, created_at) VALUES (${kind}, ${placeId}, ${code}, ${createdAt}::timestamptz)
    ON CONFLICT DO NOTHING`);
}

/** Lets the code of a place hold no more. */
export async function retirePatrolCode(
  tx: Queryable,
  { kind, placeId }: PatrolCodePlace,
  now: string,
): Promise<void> {
  await tx.query(sql`
    UPDATE patrol_code SET replaced_at = ${now}::timestamptz WHERE place_kind = ${kind} AND place_id = ${placeId} AND replaced_at IS NULL`);
}

/** What stop or template calls a place whose code was read; and when the code was replaced, null: it holds. Undefined: there never was such a code. */
export async function selectPlaceOfCode(
  db: Queryable,
  code: string,
): Promise<(PatrolCodePlace & { replacedAt: string | null; nameZh: string; nameEn: string }) | undefined> {
  const [found] = await db.query<
    PatrolCodePlace & { replacedAt: string | null; nameZh: string; nameEn: string }
  >(sql`
    SELECT c.place_kind AS kind, c.place_id AS "placeId", c.replaced_at AS "replacedAt",
      coalesce(n.name_zh, c.place_id) AS "nameZh", coalesce(n.name_en, c.place_id) AS "nameEn"
    FROM patrol_code c LEFT JOIN LATERAL (
      (SELECT s.name_zh, s.name_en FROM patrol_stop s WHERE s.kind = c.place_kind AND s.place_id = c.place_id ORDER BY s.arrive_at DESC LIMIT 1)
      UNION ALL
      (SELECT s ->> 'nameZh', s ->> 'nameEn'
        FROM patrol_template t, jsonb_array_elements(t.rounds) r, jsonb_array_elements(r -> 'stops') s
        WHERE s ->> 'kind' = c.place_kind AND s ->> 'placeId' = c.place_id LIMIT 1)
      LIMIT 1) n ON true
    WHERE c.code = ${code}`);
  return found;
}

/** Those of some places at which no plan and no template of a scope has a stop, by their numbers from 0. */
export async function placesUnplanned(
  db: Queryable,
  scopeCode: string,
  places: readonly PatrolCodePlace[],
): Promise<number[]> {
  const rows = await db.query<{ number: number }>(sql`
    SELECT (p.number - 1)::integer AS number FROM ${numbered(places)}
    WHERE NOT EXISTS (
      SELECT FROM patrol_stop s JOIN patrol_round r ON r.id = s.round_id JOIN patrol_plan l ON l.id = r.plan_id
      WHERE s.kind = p.kind AND s.place_id = p.place_id AND ${withinCode(sql`l.area_code`, scopeCode)})
    AND NOT EXISTS (
      SELECT FROM patrol_template t WHERE ${withinCode(sql`t.area_code`, scopeCode)} AND t.rounds @>
        jsonb_build_array(jsonb_build_object('stops', jsonb_build_array(jsonb_build_object('kind', p.kind, 'placeId', p.place_id)))))
    ORDER BY 1`);
  return rows.map(({ number }) => number);
}
