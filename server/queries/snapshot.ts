import { OPEN_INCIDENT_STATUSES } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { NOT_IMPORTING } from './imports.ts';
import { ALARMS, CASES, GEOFENCES, INCIDENTS, RISKS } from './nouns.ts';
import { type PlacedFeature, type PlacedTable, selectFrom, toFeature } from './placed.ts';

/**
 * All things of a noun but those of an import under way; of incidents those that are open or reported after `since` (ISO 8601 UTC), of
 * alarms those that are not normal, cases those that are not closed, risk files those that are not done with.
 */
export async function selectLive(db: Queryable, table: PlacedTable, since: string): Promise<PlacedFeature[]> {
  const conditions = [LIVE.get(table) ?? NOT_IMPORTING];
  if (table === INCIDENTS)
    conditions.push(
      sql`(t.status = ANY(${[...OPEN_INCIDENT_STATUSES]}::text[]) OR t.reported_at > ${since}::timestamptz)`,
    );
  const rows = await db.query<Parameters<typeof toFeature>[0]>(
    sql`${selectFrom(table)} WHERE ${join(conditions, ' AND ')}`,
  );
  return rows.map(toFeature);
}

/** Tables that no import writes, and which of their rows are live. */
const LIVE: ReadonlyMap<PlacedTable, Sql> = new Map([
  [ALARMS, sql`t.state <> 'normal'`],
  [GEOFENCES, sql`true`],
  [CASES, sql`t.status <> 'closed'`],
  [RISKS, sql`t.status NOT IN ('evaluated', 'withdrawn')`],
]);
