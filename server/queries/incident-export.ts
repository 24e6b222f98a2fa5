import type { ExportRow } from '../../core/incident/export-row.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { type IncidentFilter, incidentArea, incidentConditions } from './incidents.ts';

const PAGE = 5000;

/** As a list of incidents is filtered; `hours` are hours of the week by the clock of `zone`, 0 being Monday 00-01. */
export type ExportFilter = IncidentFilter & { hours?: readonly number[] | undefined; zone: string };

/** The incidents that pass, in order of time and id, page by page; at most as many are in memory as a page has. */
export async function* exportPages(db: Queryable, filter: ExportFilter): AsyncGenerator<ExportRow[]> {
  let after: { at: string; id: string } | undefined;
  for (;;) {
    const rows: (ExportRow & { at: string })[] = await readPage(db, filter, after);
    if (rows.length > 0) yield rows.map(({ at: _at, ...row }) => row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { at: last.at, id: last.id };
  }
}

async function readPage(
  db: Queryable,
  filter: ExportFilter,
  after: { at: string; id: string } | undefined,
): Promise<(ExportRow & { at: string })[]> {
  const conditions = incidentConditions(filter);
  if (filter.hours)
    conditions.push(sql`${hourOfWeek(sql`t.reported_at`, filter.zone)} = ANY(${filter.hours}::integer[])`);
  if (after) conditions.push(sql`(t.reported_at, t.id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  return await db.query(sql`
    SELECT t.id, t.number, t.reported_at AS "reportedAt", t.reported_at::text AS at, ST_X(t.geom) AS lng, ST_Y(t.geom) AS lat, t.type, t.priority,
      t.status, t.net, t.source, ${incidentArea(filter)} AS "areaCode", t.verified_at AS "verifiedAt", t.assigned_at AS "assignedAt",
      t.arrived_at AS "arrivedAt", t.resolved_at AS "resolvedAt"
    FROM incident t WHERE ${join(conditions, ' AND ')} ORDER BY t.reported_at, t.id LIMIT ${PAGE}::integer`);
}

/** 0 for Monday 00-01 by the zone's clock, 167 for Sunday 23-24. */
function hourOfWeek(at: Sql, zone: string): Sql {
  const wall = sql`(${at} AT TIME ZONE ${zone}::text)`;
  return sql`((extract(isodow FROM ${wall}) - 1) * 24 + extract(hour FROM ${wall}))::integer`;
}
