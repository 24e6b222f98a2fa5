import { INCIDENT_SOURCES, INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { NOT_IMPORTING } from './imports.ts';

/** Incidents as records of bytes, one after another (see tiles/incident-record.ts): a tenth of what as many rows would cost. */
export interface PackedIncidents {
  count: number;
  bytes: Uint8Array;
  /** The last of them, to go on from. */
  at: string;
  id: string;
}

const PAGE = 5000;

/** How many incidents there are. */
export async function countIncidents(database: Queryable): Promise<number> {
  const [row] = await database.query<{ count: number }>(sql`SELECT count(*)::integer AS count FROM incident`);
  return row?.count ?? 0;
}

/** All incidents but those of an import under way, in order of time and id, page by page. */
export function readIncidents(database: Queryable): AsyncGenerator<PackedIncidents> {
  return pages(database, NOT_IMPORTING);
}

/** The incidents of one import, in order of time and id, page by page. */
export function readIncidentsOf(database: Queryable, batchId: string): AsyncGenerator<PackedIncidents> {
  return pages(database, sql`t.import_batch_id = ${batchId}::uuid`);
}

async function* pages(database: Queryable, which: Sql): AsyncGenerator<PackedIncidents> {
  let after: { at: string; id: string } | undefined;
  for (;;) {
    const page: PackedIncidents | undefined = await readPage(database, which, after);
    if (page) yield page;
    if (!page || page.count < PAGE) return;
    after = page;
  }
}

async function readPage(
  database: Queryable,
  which: Sql,
  after: { at: string; id: string } | undefined,
): Promise<PackedIncidents | undefined> {
  const more = after ? sql`AND (t.reported_at, t.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const [page] = await database.query<PackedIncidents>(sql`
    SELECT count(*)::integer AS count, string_agg(${RECORD}, ''::bytea ORDER BY reported_at, id) AS bytes,
      max(reported_at) AS at, (array_agg(id ORDER BY reported_at DESC, id DESC))[1] AS id
    FROM (SELECT t.* FROM incident t WHERE ${which} ${more}
      ORDER BY t.reported_at, t.id LIMIT ${PAGE}::integer) page`);
  return page && page.count > 0 ? page : undefined;
}

const RECORD: Sql = sql`
  uuid_send(id) || int8send((extract(epoch FROM reported_at) * 1000000)::bigint)
  || int4send(round(ST_X(geom) * 1e7)::integer) || int4send(round(ST_Y(geom) * 1e7)::integer)
  || int2send(priority) || ${placeIn(INCIDENT_TYPES, 'type')} || ${placeIn(INCIDENT_STATUSES, 'status')}
  || ${placeIn(NETS, 'net')} || ${placeIn(INCIDENT_SOURCES, 'source')}
  || uuid_send(coalesce(import_batch_id, '00000000-0000-0000-0000-000000000000'::uuid))
  || ${sized('area_code')} || ${sized('number')}`;

/** The place of a column's word in its list, from 0. */
function placeIn(words: readonly string[], column: 'type' | 'status' | 'net' | 'source'): Sql {
  return sql`int2send((array_position(${[...words]}::text[], ${{ text: column, values: [] }}) - 1)::smallint)`;
}

/** A text as UTF-8 behind its length. */
function sized(column: 'area_code' | 'number'): Sql {
  const text = { text: column, values: [] };
  return sql`int2send(octet_length(${text})::smallint) || convert_to(${text}, 'UTF8')`;
}
