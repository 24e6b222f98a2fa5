import type { Bbox } from '../../core/contract/geometry.ts';
import type { HoldingLevel, Stage, Timed } from '../../core/incident/deadlines.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { INCIDENTS } from './nouns.ts';
import { inBbox, type PlacedFeature, selectFrom, toFeature } from './placed.ts';
import { withinCode } from './scope.ts';

/** Which incidents are wanted; all of them lie in `scopeCode`. Times are ISO 8601; `to` is exclusive. */
export interface IncidentFilter {
  scopeCode: string;
  within?: string | undefined;
  bbox?: Bbox | undefined;
  from?: string | undefined;
  to?: string | undefined;
  types?: readonly string[] | undefined;
  priorities?: readonly number[] | undefined;
  statuses?: readonly string[] | undefined;
  nets?: readonly string[] | undefined;
  grids?: readonly string[] | undefined;
  /** By which plan `within` and `grids` are meant, and areas are answered: that in force now (default), or when the incident was reported. */
  attribution?: 'now' | 'then' | undefined;
}

/** The grid of an incident `t` under the plan that was in force when it was reported; one that was recorded later has that of the plan it was recorded under. */
const AREA_THEN: Sql = sql`coalesce((
  SELECT a.area_code FROM attribution a JOIN plan p ON p.id = a.plan_id
  WHERE a.incident_id = t.id AND t.reported_at < (SELECT min(n.effective_from) FROM plan n
    WHERE n.status IN ('in_force', 'superseded') AND n.effective_from > p.effective_from)
  ORDER BY p.effective_from LIMIT 1), t.area_code)`;

/** The area of an incident `t` by the attribution that is asked for. */
export function incidentArea({ attribution }: Pick<IncidentFilter, 'attribution'>): Sql {
  return attribution === 'then' ? AREA_THEN : sql`t.area_code`;
}

/** The last incident of a page: microseconds since 1970, and id. */
export interface IncidentPosition {
  reportedMicros: number;
  id: string;
}

/** Incidents, newest report first, with the position after each for the next page. */
export async function selectIncidents(
  db: Queryable,
  filter: IncidentFilter & { after?: IncidentPosition | undefined; limit: number },
): Promise<{ feature: PlacedFeature; position: IncidentPosition }[]> {
  const conditions = incidentConditions(filter);
  if (filter.after)
    conditions.push(
      sql`(t.reported_at, t.id) < (${instant(filter.after.reportedMicros)}, ${filter.after.id}::uuid)`,
    );
  const extra = sql`, (extract(epoch FROM t.reported_at) * 1000000)::bigint AS "reportedMicros", ${incidentArea(filter)} AS "attributedCode"`;
  const rows = await db.query<{
    id: string;
    geometry: object;
    reportedMicros: number;
    attributedCode: string;
  }>(
    sql`${selectFrom(INCIDENTS, extra)} WHERE ${join(conditions, ' AND ')}
      ORDER BY t.reported_at DESC, t.id DESC LIMIT ${filter.limit}`,
  );
  return rows.map(({ reportedMicros, attributedCode, ...row }) => ({
    feature: toFeature({ ...row, areaCode: attributedCode }),
    position: { reportedMicros, id: row.id },
  }));
}

/** What a row `t` of incident must fulfil. */
export function incidentConditions(filter: IncidentFilter): Sql[] {
  const conditions = [withinCode(sql`t.area_code`, filter.scopeCode)];
  if (filter.within) conditions.push(withinCode(incidentArea(filter), filter.within));
  if (filter.bbox) conditions.push(inBbox(sql`t.geom`, filter.bbox));
  if (filter.from) conditions.push(sql`t.reported_at >= ${filter.from}::timestamptz`);
  if (filter.to) conditions.push(sql`t.reported_at < ${filter.to}::timestamptz`);
  if (filter.types) conditions.push(sql`t.type = ANY(${filter.types}::text[])`);
  if (filter.priorities) conditions.push(sql`t.priority = ANY(${filter.priorities}::smallint[])`);
  if (filter.statuses) conditions.push(sql`t.status = ANY(${filter.statuses}::text[])`);
  if (filter.nets) conditions.push(sql`t.net = ANY(${filter.nets}::text[])`);
  if (filter.grids) conditions.push(sql`${incidentArea(filter)} = ANY(${filter.grids}::text[])`);
  return conditions;
}

function instant(micros: number): Sql {
  return sql`(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond')`;
}

/** The next number of a day (yyMMdd), as a column of a new incident: others who number wait until its transaction ends. */
export function nextNumber(day: string): [column: string, value: Sql] {
  return ['number', sql`next_incident_number(${day}::text)`];
}

/** Who answers for a place, as columns of its incident: the plan in force and the staff of its grid as they are now. */
export function responsibleFor(areaCode: string): [column: string, value: Sql][] {
  return [
    ['plan_id', sql`(SELECT p.id FROM plan p WHERE p.status = 'in_force')`],
    [
      'staff',
      sql`coalesce((SELECT jsonb_agg(jsonb_build_object('role', s.role, 'officialNameZh', s.official_name_zh,
        'officialNameEn', s.official_name_en)) FROM staffing s WHERE s.area_code = ${areaCode}::text), '[]'::jsonb)`,
    ],
  ];
}

/** What was kept of `responsibleFor`; nulls for what was imported. */
export async function selectResponsible(
  db: Queryable,
  id: string,
): Promise<{ planId: string | null; recordedAt: string | null; staff: unknown[] | null } | undefined> {
  const rows = await db.query<{
    planId: string | null;
    recordedAt: string | null;
    staff: unknown[] | null;
  }>(sql`
    SELECT plan_id AS "planId", recorded_at AS "recordedAt", staff FROM incident WHERE id = ${id}::uuid`);
  return rows[0];
}

/** An open incident as its deadlines see it. */
export type TimedIncident = Timed & { id: string; missed: Stage[]; heldBy: HoldingLevel };

/** Every open incident, wherever it lies. */
export async function selectOpenTimed(db: Queryable): Promise<TimedIncident[]> {
  return await db.query<TimedIncident>(sql`
    SELECT id, priority, status, reported_at AS "reportedAt", recorded_at AS "recordedAt", verified_at AS "verifiedAt",
      assigned_at AS "assignedAt", arrived_at AS "arrivedAt", resolved_at AS "resolvedAt", reopened_at AS "reopenedAt",
      missed, held_by AS "heldBy"
    FROM incident WHERE status IN ('reported', 'verified', 'assigned', 'en_route', 'on_scene')`);
}
