import {
  emptyIncidentColumns,
  type IncidentColumns,
  type IncidentRow,
  setIncidentRow,
} from '../../core/columns/incident-columns.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

/** More would not fit a browser's memory beside the map. */
export const MAX_COLUMN_ROWS = 2_000_000;
const BATCH = 20_000;

/** Half-open, ISO 8601. */
export interface ColumnPeriod {
  scopeCode: string;
  from: string;
  to: string;
}

/** When the first and the last incident were reported, milliseconds since 1970; undefined without any. */
export async function selectIncidentSpan(
  db: Queryable,
): Promise<{ firstMs: number; lastMs: number } | undefined> {
  const [row] = await db.query<{ first: string | null; last: string | null }>(
    sql`SELECT min(reported_at) AS first, max(reported_at) AS last FROM incident`,
  );
  return row?.first && row.last
    ? { firstMs: Date.parse(row.first), lastMs: Date.parse(row.last) }
    : undefined;
}

/**
 * How many incidents each period holds, and a name of what it holds: a sum over ids and versions, so that it is another one after any edit,
 * whatever the clocks of those who edited.
 */
export async function selectPeriodStates(
  db: Queryable,
  scopeCode: string,
  periods: readonly { from: string; to: string }[],
): Promise<{ count: number; version: string }[]> {
  const [froms, tos] = [periods.map(({ from }) => from), periods.map(({ to }) => to)];
  const rows = await db.query<{ count: number; sum: string | null }>(sql`
    SELECT state.count, state.sum
    FROM unnest(${froms}::timestamptz[], ${tos}::timestamptz[]) WITH ORDINALITY period (start, stop, place)
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS count, sum(uuid_hash_extended(id, version::bigint))::text AS sum FROM incident
      WHERE reported_at >= period.start AND reported_at < period.stop
        AND ${withinCode(sql`area_code`, scopeCode)}) state
    ORDER BY period.place`);
  return rows.map(({ count, sum }) => ({ count, version: `${count.toString(36)}-${sum ?? 0}` }));
}
/** Incidents reported in [from, to) in order of time, read in batches so that memory stays at the size of the columns. */
export async function selectIncidentColumns(
  db: Queryable,
  period: ColumnPeriod & { count: number },
): Promise<IncidentColumns> {
  const columns = emptyIncidentColumns(period.count);
  const gridIndex = new Map<string, number>();
  let filled = 0;
  let after = { at: period.from, id: '00000000-0000-0000-0000-000000000000' };
  while (filled < period.count) {
    const rows = await db.query<Row>(sql`
      SELECT id, reported_at AS at, extract(epoch FROM reported_at)::float8 AS "reportedAt",
        round(ST_X(geom) * 1e7)::integer AS lng7, round(ST_Y(geom) * 1e7)::integer AS lat7,
        type, priority, status, net, source, area_code AS "gridCode"
      FROM incident
      WHERE (reported_at, id) > (${after.at}::timestamptz, ${after.id}::uuid) AND reported_at < ${period.to}::timestamptz
        AND ${withinCode(sql`area_code`, period.scopeCode)}
      ORDER BY reported_at, id LIMIT ${BATCH}::integer`);
    for (const row of rows.slice(0, period.count - filled)) setIncidentRow(columns, filled++, row, gridIndex);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) break;
    after = { at: last.at, id: last.id };
  }
  return filled === period.count ? columns : cut(columns, filled);
}

type Row = IncidentRow & { id: string; at: string };

/** Fewer rows than were counted: some were removed meanwhile. */
function cut(columns: IncidentColumns, count: number): IncidentColumns {
  const { gridCodes, count: _counted, ...arrays } = columns;
  const shorter = Object.entries(arrays).map(([column, values]) => [column, values.subarray(0, count)]);
  return { ...(Object.fromEntries(shorter) as typeof arrays), gridCodes, count };
}
