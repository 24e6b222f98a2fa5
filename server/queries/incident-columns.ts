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

/** What tells whether the incidents of a period changed: how many there are, and the newest edit. */
export async function selectPeriodState(
  db: Queryable,
  period: { scopeCode: string; from: string; to: string },
): Promise<{ count: number; updatedAt: string | null }> {
  const rows = await db.query<{ count: number; updatedAt: string | null }>(sql`
    SELECT count(*)::integer AS count, max(updated_at) AS "updatedAt" FROM incident
    WHERE reported_at >= ${period.from}::timestamptz AND reported_at < ${period.to}::timestamptz
      AND ${withinCode(sql`area_code`, period.scopeCode)}`);
  return rows[0] ?? { count: 0, updatedAt: null };
}

/** Incidents reported in [from, to) in order of time, read in batches so that memory stays at the size of the columns. */
export async function selectIncidentColumns(
  db: Queryable,
  period: { scopeCode: string; from: string; to: string; count: number },
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
