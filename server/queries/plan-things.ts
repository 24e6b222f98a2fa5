import { codePrefix } from '../../core/contract/area-code.ts';
import type { Priority } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { shownCount } from './grids.ts';
import { NOT_IMPORTING } from './imports.ts';
import { withinCode } from './scope.ts';

interface PlaceRow {
  lng7: number;
  lat7: number;
}
/** `responseSeconds`: from the report (the reopening) to the first unit on the scene; null: none came. */
export interface IncidentPlace extends PlaceRow {
  priority: Priority;
  responseSeconds: number | null;
}
/** A grid of a published plan; counts below 10 are null. */
export interface GridCounts {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  residents: number | null;
  dwellings: number | null;
}

const PAGE = 20_000;
const BYTES = 14;

/** Incidents of the scope reported in [from, to), duplicates left out. Sent by the database as bytes, a tenth of what as many rows would cost. */
export async function selectIncidentPlaces(
  db: Queryable,
  { scopeCode, from, to }: { scopeCode: string; from: string; to: string },
): Promise<IncidentPlace[]> {
  const places: IncidentPlace[] = [];
  let after = { at: from, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const [page] = await db.query<{ count: number; bytes: Uint8Array; at: string; id: string }>(sql`
      SELECT count(*)::integer AS count, max(reported_at) AS at, (array_agg(id ORDER BY reported_at DESC, id DESC))[1] AS id,
        string_agg(int4send(round(ST_X(geom) * 1e7)::integer) || int4send(round(ST_Y(geom) * 1e7)::integer) || int2send(priority)
          || int4send(CASE WHEN arrived_at IS NULL OR status IN ('false_alarm', 'cancelled') THEN -1
            ELSE greatest(0, date_part('epoch', arrived_at - coalesce(reopened_at, reported_at))::integer) END), ''::bytea)
          FILTER (WHERE status <> 'duplicate') AS bytes
      FROM (SELECT t.* FROM incident t
        WHERE (t.reported_at, t.id) > (${after.at}::timestamptz, ${after.id}::uuid) AND t.reported_at < ${to}::timestamptz
          AND ${withinCode(sql`t.area_code`, scopeCode)} AND ${NOT_IMPORTING}
        ORDER BY t.reported_at, t.id LIMIT ${PAGE}::integer) page`);
    if (!page || page.count === 0) return places;
    for (const place of unpacked(page.bytes ?? new Uint8Array())) places.push(place);
    if (page.count < PAGE) return places;
    after = page;
  }
}

/** When the last incident of the scope was reported, at most `nowMs` (milliseconds since 1970); null: none was. */
export async function selectLastReport(
  db: Queryable,
  scopeCode: string,
  nowMs: number,
): Promise<number | null> {
  const [last] = await db.query<{ at: string }>(sql`
    SELECT t.reported_at AS at FROM incident t
    WHERE t.reported_at <= ${new Date(nowMs).toISOString()}::timestamptz AND ${withinCode(sql`t.area_code`, scopeCode)} AND ${NOT_IMPORTING}
    ORDER BY t.reported_at DESC LIMIT 1`);
  return last ? Date.parse(last.at) : null;
}

function* unpacked(bytes: Uint8Array): Generator<IncidentPlace> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; at += BYTES) {
    const seconds = view.getInt32(at + 10);
    yield {
      lng7: view.getInt32(at),
      lat7: view.getInt32(at + 4),
      priority: view.getInt16(at + 8) as Priority,
      responseSeconds: seconds < 0 ? null : seconds,
    };
  }
}

/** Institutions of the scope. */
export async function selectInstitutionPlaces(db: Queryable, scopeCode: string): Promise<PlaceRow[]> {
  return await db.query<PlaceRow>(sql`
    SELECT round(ST_X(geom) * 1e7)::integer AS lng7, round(ST_Y(geom) * 1e7)::integer AS lat7
    FROM institution t WHERE ${withinCode(sql`area_code`, scopeCode)} AND ${NOT_IMPORTING} ORDER BY id`);
}

/** Grids of a published plan in the scope, by code. */
export async function selectGridCounts(
  db: Queryable,
  planId: string,
  scopeCode: string,
): Promise<GridCounts[]> {
  return await db.query<GridCounts>(sql`
    SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn", ${shownCount(sql`residents`)} AS residents, ${shownCount(sql`dwellings`)} AS dwellings
    FROM grid WHERE plan_id = ${planId}::uuid AND ${withinCode(sql`code`, scopeCode)} ORDER BY code`);
}

/** A road with its line in degrees as little-endian WKB. */
export interface RoadLine {
  class: string;
  wkb: Uint8Array;
}

/** Roads that vehicles use, in the box round the grids of a plan in these areas. */
export async function selectRoadsRound(
  db: Queryable,
  planId: string,
  areaCodes: readonly string[],
): Promise<RoadLine[]> {
  return await db.query<RoadLine>(sql`
    SELECT class, ST_AsBinary(geom, 'NDR') AS wkb FROM road
    WHERE class <> 'track' AND geom && ${boxRound(planId, areaCodes)} ORDER BY id`);
}

/** Surfaces of rivers and lakes there, in degrees as little-endian WKB. */
export async function selectWatersRound(
  db: Queryable,
  planId: string,
  scopeCode: string,
): Promise<{ wkb: Uint8Array }[]> {
  return await db.query<{ wkb: Uint8Array }>(sql`
    SELECT ST_AsBinary(geom, 'NDR') AS wkb FROM land
    WHERE kind IN ('river', 'lake') AND geom && ${boxRound(planId, [scopeCode])} ORDER BY id`);
}

function boxRound(planId: string, areaCodes: readonly string[]): Sql {
  const prefixes = areaCodes.map(codePrefix);
  return sql`(SELECT ST_SetSRID(ST_Extent(g.geom)::geometry, 4326) FROM grid g
    WHERE g.plan_id = ${planId}::uuid AND EXISTS (SELECT FROM unnest(${prefixes}::text[]) prefix WHERE starts_with(g.code, prefix)))`;
}
