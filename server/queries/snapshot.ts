import type { LiveSnapshot } from '../../core/contract/live.ts';
import { OPEN_INCIDENT_STATUSES } from '../../core/vocabulary.ts';
import type { Database, Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { eventHead } from './events.ts';
import { feedAges } from './feeds.ts';
import { ALARMS, CHECKPOINTS, DEVICES, INCIDENTS, INSTITUTIONS, POSTS, ROUTES, UNITS } from './nouns.ts';
import { type PlacedFeature, type PlacedTable, selectFrom, toFeature } from './placed.ts';
import { withinCode } from './scope.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * The live set of a scope as of one point of the event log, read in one transaction. `nowMs` is the server's time. Incidents:
 * open, or reported in the last 24 h; alarms: all that are not normal.
 */
export async function readSnapshot(
  database: Database,
  scopeCode: string,
  nowMs: number,
): Promise<LiveSnapshot> {
  return await database.transaction(
    async (transaction) => {
      await transaction.query(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`);
      const { seq } = await eventHead(transaction);
      const dayAgo = new Date(nowMs - DAY_MS).toISOString();
      const recent = sql`t.status = ANY(${[...OPEN_INCIDENT_STATUSES]}::text[]) OR t.reported_at > ${dayAgo}::timestamptz`;
      const read = (table: PlacedTable, also?: Sql) => selectAll(transaction, table, scopeCode, also);
      return {
        seq,
        serverNow: new Date(nowMs).toISOString(),
        feeds: await feedAges(transaction),
        incidents: await read(INCIDENTS, recent),
        units: await read(UNITS),
        routes: await read(ROUTES),
        checkpoints: await read(CHECKPOINTS),
        posts: await read(POSTS),
        institutions: await read(INSTITUTIONS),
        devices: await read(DEVICES),
        alarms: await read(ALARMS, sql`t.state <> 'normal'`),
      } as unknown as LiveSnapshot;
    },
    { readOnly: true },
  );
}

async function selectAll(
  database: Queryable,
  table: PlacedTable,
  scopeCode: string,
  also?: Sql,
): Promise<PlacedFeature[]> {
  const conditions = [withinCode(sql`t.area_code`, scopeCode)];
  if (also) conditions.push(sql`(${also})`);
  const rows = await database.query<Parameters<typeof toFeature>[0]>(
    sql`${selectFrom(table)} WHERE ${join(conditions, ' AND ')}`,
  );
  return rows.map(toFeature);
}
