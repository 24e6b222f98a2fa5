import { stringify as uuidStringify } from 'uuid';
import type { UnitPositionRow } from '../../core/contract/live.ts';
import type { PositionFix } from '../../core/contract/unit.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

/** Which of these units exist in the scope. */
export async function unitsInScope(
  database: Queryable,
  unitIds: readonly string[],
  scopeCode: string,
): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(sql`
    SELECT id FROM unit WHERE id = ANY(${unitIds}::uuid[]) AND ${withinCode(sql`area_code`, scopeCode)}`);
  return new Set(rows.map((row) => row.id));
}

/**
 * Moves units to their fixes (at most one fix a unit, EPSG:4326); a fix that is not newer than what is stored does nothing.
 * Units are locked in the order of their ids, so that two batches can not deadlock. Returns which moved.
 */
export async function movePositions(
  transaction: Queryable,
  fixes: readonly PositionFix[],
): Promise<string[]> {
  const moved = await transaction.query<{ id: string }>(sql`
    INSERT INTO unit_position (unit_id, geom, heading_degrees, speed_kmh, accuracy_metres, fix_at, received_at)
    SELECT unit_id, ST_SetSRID(ST_MakePoint(lng, lat), 4326), heading, speed, accuracy, fix_at, clock_timestamp()
    FROM ${unnestFixes(fixes)} ORDER BY unit_id
    ON CONFLICT (unit_id) DO UPDATE SET geom = EXCLUDED.geom, heading_degrees = EXCLUDED.heading_degrees,
      speed_kmh = EXCLUDED.speed_kmh, accuracy_metres = EXCLUDED.accuracy_metres, fix_at = EXCLUDED.fix_at,
      received_at = EXCLUDED.received_at
    WHERE unit_position.fix_at < EXCLUDED.fix_at
    RETURNING unit_id AS id`);
  return moved.map(({ id }) => id);
}

/** Keeps fixes as history; one that is there already stays as it is. */
export async function keepPositions(transaction: Queryable, fixes: readonly PositionFix[]): Promise<void> {
  await transaction.query(sql`
    INSERT INTO unit_position_history (unit_id, fix_at, lng7, lat7, heading_degrees, speed_kmh, accuracy_metres, received_at)
    SELECT unit_id, fix_at, round(lng * 1e7)::integer, round(lat * 1e7)::integer, heading, speed, accuracy, clock_timestamp()
    FROM ${unnestFixes(fixes)}
    ON CONFLICT (unit_id, fix_at) DO NOTHING`);
}

function unnestFixes(fixes: readonly PositionFix[]) {
  const column = <K extends keyof PositionFix>(key: K) => fixes.map((fix) => fix[key]);
  return sql`unnest(${column('unitId')}::uuid[], ${column('lng')}::double precision[], ${column('lat')}::double precision[],
    ${column('headingDegrees')}::real[], ${column('speedKmh')}::real[], ${column('accuracyMetres')}::real[],
    ${column('fixAt')}::timestamptz[]) AS fix (unit_id, lng, lat, heading, speed, accuracy, fix_at)`;
}

export interface MovedUnit {
  areaCode: string;
  receivedAt: string;
  row: UnitPositionRow;
}

/** Units whose position was received after `since` (ISO 8601 UTC; null: all), with the newest time of receipt. */
export async function movedSince(database: Queryable, since: string | null): Promise<MovedUnit[]> {
  const rows = await database.query<{
    id: string;
    areaCode: string;
    lng: number;
    lat: number;
    heading: number | null;
    speed: number | null;
    fixAtMs: number;
    receivedAt: string;
  }>(sql`
    SELECT p.unit_id AS id, u.area_code AS "areaCode", ST_X(p.geom) AS lng, ST_Y(p.geom) AS lat,
      p.heading_degrees AS heading, p.speed_kmh AS speed,
      floor(extract(epoch FROM p.fix_at) * 1000)::double precision AS "fixAtMs", p.received_at AS "receivedAt"
    FROM unit_position p JOIN unit u ON u.id = p.unit_id
    WHERE ${since}::timestamptz IS NULL OR p.received_at > ${since}::timestamptz`);
  return rows.map((row) => ({
    areaCode: row.areaCode,
    receivedAt: row.receivedAt,
    row: [row.id, degrees7(row.lng), degrees7(row.lat), row.heading, row.speed, row.fixAtMs],
  }));
}

const FIX_BYTES = 32;

/** Degrees times 1e7 (EPSG:4326), and when it was measured, milliseconds since 1970. */
export interface LatestFix {
  lng7: number;
  lat7: number;
  atMs: number;
}

/** The latest position of every unit by its id. Sent by the database as bytes, a tenth of what as many rows would cost. */
export async function selectLatestFixes(db: Queryable): Promise<Map<string, LatestFix>> {
  const [packed] = await db.query<{ bytes: Uint8Array | null }>(sql`
    SELECT string_agg(uuid_send(unit_id) || int4send(round(ST_X(geom) * 1e7)::integer) || int4send(round(ST_Y(geom) * 1e7)::integer)
      || int8send(floor(extract(epoch FROM fix_at) * 1000)::bigint), ''::bytea) AS bytes FROM unit_position`);
  const bytes = packed?.bytes ?? new Uint8Array();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fixes = new Map<string, LatestFix>();
  for (let at = 0; at < bytes.length; at += FIX_BYTES) {
    const atMs = Number(view.getBigInt64(at + 24));
    const id = uuidStringify(bytes.subarray(at, at + 16));
    fixes.set(id, { lng7: view.getInt32(at + 16), lat7: view.getInt32(at + 20), atMs });
  }
  return fixes;
}

/** Where a unit is, as its Feature shows it. */
export interface UnitPlace {
  unitId: string;
  geometry: object;
  headingDegrees: number | null;
  speedKmh: number | null;
  fixAt: string;
}

/** Where the units of a scope are now. */
export async function selectUnitPlaces(database: Queryable, scopeCode: string): Promise<UnitPlace[]> {
  return await database.query<UnitPlace>(sql`
    SELECT p.unit_id AS "unitId", ST_AsGeoJSON(p.geom, 7)::json AS geometry, p.heading_degrees AS "headingDegrees",
      p.speed_kmh AS "speedKmh", p.fix_at AS "fixAt"
    FROM unit_position p JOIN unit u ON u.id = p.unit_id WHERE ${withinCode(sql`u.area_code`, scopeCode)}`);
}

function degrees7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

const DAY_MS = 86_400_000;

/** Makes other processes that keep up the partitions wait until this transaction ends. */
export async function lockPositionDays(transaction: Queryable): Promise<void> {
  await transaction.query(sql`SELECT pg_advisory_xact_lock(630100, 2)`);
}

/** Days (ISO dates, UTC) that have a partition of their own. */
export async function positionDays(database: Queryable): Promise<string[]> {
  const rows = await database.query<{ name: string }>(sql`
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'unit_position_history'::regclass AND c.relname ~ '_[0-9]{8}$' ORDER BY 1`);
  return rows.map(({ name }) => name.slice(-8).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'));
}

/**
 * Makes the partition of one day (ISO date, UTC). Rows of that day which came before it and lie in the default partition
 * move into it. `fill` writes many rows into its table while that has no index yet.
 */
export async function createPositionDay(
  transaction: Queryable,
  day: string,
  fill?: (table: string) => Promise<unknown>,
): Promise<void> {
  const partition = positionDayTable(day);
  const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
  const run = (text: string) => transaction.query({ text, values: [] });
  await run(
    `CREATE TABLE IF NOT EXISTS ${partition} (LIKE unit_position_history INCLUDING ${fill ? 'DEFAULTS' : 'ALL'})`,
  );
  if (fill) {
    await fill(partition);
    await run(`ALTER TABLE ${partition} ADD PRIMARY KEY (unit_id, fix_at)`);
  }
  await run(`WITH moved AS (DELETE FROM unit_position_history_rest
    WHERE fix_at >= '${day}T00:00:00Z' AND fix_at < '${next}T00:00:00Z' RETURNING *)
    INSERT INTO ${partition} SELECT * FROM moved`);
  await run(`ALTER TABLE unit_position_history ATTACH PARTITION ${partition}
    FOR VALUES FROM ('${day}T00:00:00Z') TO ('${next}T00:00:00Z')`);
}

/** Drops the history of one day. */
export async function dropPositionDay(transaction: Queryable, day: string): Promise<void> {
  await transaction.query({ text: `DROP TABLE ${positionDayTable(day)}`, values: [] });
}

/** Deletes history before `instant` that no day's partition holds. */
export async function deletePositionsBefore(transaction: Queryable, instant: string): Promise<void> {
  await transaction.query(sql`DELETE FROM unit_position_history_rest WHERE fix_at < ${instant}::timestamptz`);
}

/** The table that holds the history of one day (ISO date, UTC). */
export function positionDayTable(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Error(`not a day: ${day}`);
  return `unit_position_history_${day.replaceAll('-', '')}`;
}
