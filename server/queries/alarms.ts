import type { Alarm } from '../../core/contract/alarm.ts';
import type { Bbox } from '../../core/contract/geometry.ts';
import type { AlarmHappening } from '../../core/live/alarm-load.ts';
import type { AlarmRecord } from '../../core/live/alarm-record.ts';
import type { AlarmKind } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, name, type Sql, sql } from '../database/sql.ts';
import { ALARMS } from './nouns.ts';
import { as, inBbox, selectFrom, toFeature } from './placed.ts';
import { withinCode } from './scope.ts';

const ROWS_A_STATEMENT = 500;
const COLUMNS = Object.entries(ALARMS.columns);

/** Makes others who observe conditions wait until this transaction ends, so that one key is never raised twice. */
export async function lockObservers(tx: Queryable): Promise<void> {
  await tx.query(sql`SELECT pg_advisory_xact_lock(630100, 3)`);
}

/** Which alarms are meant; undefined: any. */
export interface AlarmChoice {
  keys?: readonly string[];
  ids?: readonly string[];
  subject?: { noun: string; id: string };
  /** Shelved until this time or before. */
  shelvedUntil?: string;
  scopeCode?: string;
}

/** The chosen alarms in the order of their keys. `lock` keeps others from changing them meanwhile, always in that order. */
export async function selectAlarmsOf(tx: Queryable, choice: AlarmChoice, lock = false): Promise<Alarm[]> {
  const conditions: Sql[] = [];
  if (choice.keys) conditions.push(sql`t.key = ANY(${choice.keys}::text[])`);
  if (choice.ids) conditions.push(sql`t.id = ANY(${choice.ids}::uuid[])`);
  if (choice.subject)
    conditions.push(sql`t.subject_noun = ${choice.subject.noun} AND t.subject_id = ${choice.subject.id}`);
  if (choice.shelvedUntil)
    conditions.push(sql`t.state = 'shelved' AND t.shelved_until <= ${choice.shelvedUntil}::timestamptz`);
  if (conditions.length === 0) throw new Error('which alarms are meant must be said');
  if (choice.scopeCode) conditions.push(withinCode(sql`t.area_code`, choice.scopeCode));
  const rows = await tx.query<AlarmRow>(sql`${selectFrom(ALARMS)} WHERE ${join(conditions, ' AND ')}
    ORDER BY t.key ${lock ? sql`FOR UPDATE OF t` : sql``}`);
  return rows.map(toAlarm);
}

/** Writes alarms as they are now, new ones and those that are there (by key), whose version grows. */
export async function writeAlarms(tx: Queryable, alarms: readonly AlarmRecord[], now: string): Promise<void> {
  for (let start = 0; start < alarms.length; start += ROWS_A_STATEMENT)
    await writeSome(tx, alarms.slice(start, start + ROWS_A_STATEMENT), now);
}

async function writeSome(tx: Queryable, alarms: readonly AlarmRecord[], now: string): Promise<void> {
  const columns = [...COLUMNS.map(([, column]) => column), 'area_code', 'geom', 'updated_at'].map(name);
  const rows = alarms.map(({ id, lng, lat, properties }) => {
    const own = COLUMNS.map(([property, column]) => {
      const value = properties[property as keyof typeof properties];
      return sql`${value}::${{ text: TYPES[column] ?? 'text', values: [] }}`;
    });
    const geom = sql`ST_SetSRID(ST_MakePoint(${lng}::float8, ${lat}::float8), 4326)`;
    const all = [sql`${id}::uuid`, ...own, sql`${properties.areaCode}::text`, geom, sql`${now}::timestamptz`];
    return sql`(${join(all, ', ')})`;
  });
  const sets = columns.map((column) => sql`${column} = EXCLUDED.${column}`);
  await tx.query(sql`INSERT INTO alarm (id, ${join(columns, ', ')}) VALUES ${join(rows, ', ')}
    ON CONFLICT (key) DO UPDATE SET ${join(sets, ', ')}, version = alarm.version + 1`);
}

const TYPES: Record<string, string> = {
  priority: 'smallint',
  is_active: 'boolean',
  raised_at: 'timestamptz',
  cleared_at: 'timestamptz',
  acknowledged_at: 'timestamptz',
  acknowledged_by: 'uuid',
  shelved_until: 'timestamptz',
  set_aside_at: 'timestamptz',
  set_aside_by: 'uuid',
  facts: 'jsonb',
  count: 'integer',
};

/** Which alarms of a list are wanted; all of them lie in `scopeCode`. */
export interface AlarmFilter {
  scopeCode: string;
  within?: string | undefined;
  bbox?: Bbox | undefined;
  states?: readonly string[] | undefined;
  kinds?: readonly string[] | undefined;
  priorities?: readonly number[] | undefined;
  after?: AlarmPosition | undefined;
  limit: number;
}

/** The last alarm of a page: microseconds since 1970, and id. */
export interface AlarmPosition {
  raisedMicros: number;
  id: string;
}

/** Alarms, last raised first, with the position after each for the next page. */
export async function selectAlarms(
  db: Queryable,
  filter: AlarmFilter,
): Promise<{ feature: Alarm; position: AlarmPosition }[]> {
  const conditions = [withinCode(sql`t.area_code`, filter.scopeCode)];
  if (filter.within) conditions.push(withinCode(sql`t.area_code`, filter.within));
  if (filter.bbox) conditions.push(inBbox(sql`t.geom`, filter.bbox));
  if (filter.states) conditions.push(sql`t.state = ANY(${filter.states}::text[])`);
  if (filter.kinds) conditions.push(sql`t.kind = ANY(${filter.kinds}::text[])`);
  if (filter.priorities) conditions.push(sql`t.priority = ANY(${filter.priorities}::smallint[])`);
  if (filter.after) {
    const at = sql`timestamptz 'epoch' + ${filter.after.raisedMicros}::bigint * interval '1 microsecond'`;
    conditions.push(sql`(t.raised_at, t.id) < (${at}, ${filter.after.id}::uuid)`);
  }
  const micros = sql`, (extract(epoch FROM t.raised_at) * 1000000)::bigint AS "raisedMicros"`;
  const rows = await db.query<AlarmRow & { raisedMicros: number }>(sql`${selectFrom(ALARMS, micros)}
    WHERE ${join(conditions, ' AND ')} ORDER BY t.raised_at DESC, t.id DESC LIMIT ${filter.limit}`);
  return rows.map(({ raisedMicros, ...row }) => ({
    feature: toAlarm(row as AlarmRow),
    position: { raisedMicros, id: row.id },
  }));
}

/** At most this many events are looked at for one answer. */
export const MAX_HAPPENINGS = 100_000;

/** What the log says of alarms in a scope in [from, to) (ISO 8601 UTC), in order; one more than MAX_HAPPENINGS when there is more. */
export async function selectHappenings(
  db: Queryable,
  { scopeCode, from, to }: { scopeCode: string; from: string; to: string },
): Promise<AlarmHappening[]> {
  const told = ['state', 'kind', 'subjectNoun', 'subjectId', 'subjectLabel'].map(
    (property) => sql`after -> 'properties' ->> ${property}::text AS ${as(property)}`,
  );
  return await db.query<AlarmHappening>(sql`
    SELECT at, subject_id AS id, area_code AS "areaCode", after -> 'properties' ->> 'lastAct' AS act,
      (after -> 'properties' ->> 'priority')::integer AS priority, ${join(told, ', ')}
    FROM event
    WHERE noun = 'alarms' AND at >= ${from}::timestamptz AND at < ${to}::timestamptz AND after IS NOT NULL
      AND ${withinCode(sql`area_code`, scopeCode)}
    ORDER BY seq LIMIT ${MAX_HAPPENINGS + 1}`);
}

/** The alarms of a scope that are not normal. */
export async function selectStanding(db: Queryable, scopeCode: string): Promise<Alarm[]> {
  const rows = await db.query<AlarmRow>(sql`${selectFrom(ALARMS)}
    WHERE t.state <> 'normal' AND ${withinCode(sql`t.area_code`, scopeCode)}`);
  return rows.map(toAlarm);
}

/** Keys of the alarms of these kinds whose cause lasted when it was last looked at: what a rule must see end. */
export async function activeAlarmKeys(db: Queryable, kinds: readonly AlarmKind[]): Promise<string[]> {
  const rows = await db.query<{ key: string }>(
    sql`SELECT key FROM alarm WHERE is_active AND kind = ANY(${kinds}::text[]) ORDER BY key`,
  );
  return rows.map(({ key }) => key);
}

type AlarmRow = Parameters<typeof toFeature>[0];

function toAlarm(row: AlarmRow): Alarm {
  return toFeature(row) as unknown as Alarm;
}
