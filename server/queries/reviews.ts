import type { Incident } from '../../core/contract/incident.ts';
import type { Stage, Targets } from '../../core/incident/deadlines.ts';
import type { ReviewNoun } from '../../core/review/acts.ts';
import type { ReviewEvent } from '../../core/review/entry.ts';
import type { ReviewedIncident } from '../../core/review/incident-figures.ts';
import type { TargetChange } from '../../core/review/targets-in-force.ts';
import type { Binding } from '../../core/review/unit-use.ts';
import type { PlaceFact, Priority } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { WHOLE_BEFORE } from './event-before.ts';
import { INCIDENTS } from './nouns.ts';
import { instantAt } from './past.ts';
import { selectFrom, toFeature } from './placed.ts';
import { withinCode } from './scope.ts';

/** What is reviewed: [fromMs, toMs), milliseconds since 1970, in an area; of one incident what is about it. */
export interface ReviewOrder {
  areaCode: string;
  fromMs: number;
  toMs: number;
  about: ReviewAbout | null;
}

/** An incident, and what else its review tells of: ids of its duplicates, its units, and checkpoints round it. */
export interface ReviewAbout {
  incidentId: string;
  relatedIds: readonly string[];
}

/** The last event of a page: milliseconds since 1970, and number. */
export interface LogPosition {
  atMs: number;
  seq: number;
}

function span(column: Sql, { fromMs, toMs }: Pick<ReviewOrder, 'fromMs' | 'toMs'>): Sql {
  return sql`${column} >= ${instantAt(fromMs)}::timestamptz AND ${column} < ${instantAt(toMs)}::timestamptz`;
}

/** Events of the period that a review tells of. Targets are the whole city's: everybody may read them. */
function told(order: ReviewOrder): Sql {
  const { areaCode, about } = order;
  const isIn = withinCode(sql`e.area_code`, areaCode);
  const wasIn = withinCode(sql`coalesce(e.old_area_code, e.area_code) COLLATE "C"`, areaCode);
  const conditions = [span(sql`e.at`, order), sql`e.kind <> 'bulk'`];
  if (about) {
    const ids = [about.incidentId, ...about.relatedIds];
    conditions.push(
      sql`(${isIn} OR ${wasIn})`,
      sql`(
      (e.noun IN ('incidents', 'units', 'checkpoints') AND e.subject_id = ANY(${ids}::text[]))
      OR (e.noun = 'alarms' AND (e.after -> 'properties' ->> 'subjectId' = ANY(${ids}::text[])
        OR e.after -> 'properties' -> 'facts' ->> 'incidentId' = ${about.incidentId})))`,
    );
  } else
    conditions.push(sql`(e.noun = 'response_targets'
      OR (e.noun IN ('incidents', 'alarms', 'units', 'checkpoints') AND (${isIn} OR ${wasIn})))`);
  return join(conditions, ' AND ');
}

/** Events of a review after a position, in the order of time, at most `limit`. */
export async function selectReviewEvents(
  db: Queryable,
  order: ReviewOrder,
  after: LogPosition | null,
  limit: number,
): Promise<ReviewEvent[]> {
  const { areaCode } = order;
  const isIn = sql`(e.noun = 'response_targets' OR ${withinCode(sql`e.area_code`, areaCode)})`;
  const wasIn = sql`(e.noun = 'response_targets'
    OR ${withinCode(sql`coalesce(e.old_area_code, e.area_code) COLLATE "C"`, areaCode)})`;
  const later = after
    ? sql`(e.at >= ${instantAt(after.atMs)}::timestamptz AND (e.at, e.seq) > (${instantAt(after.atMs)}::timestamptz, ${after.seq}::bigint))`
    : sql`true`;
  return await db.query<ReviewEvent>(sql`
    SELECT e.seq, e.at, e.actor_id AS "actorId", a.display_name AS "actorName", e.noun, e.kind, e.subject_id AS id,
      e.area_code AS "areaCode", CASE WHEN ${wasIn} THEN ${WHOLE_BEFORE} END AS before, CASE WHEN ${isIn} THEN e.after END AS after
    FROM event e LEFT JOIN account a ON a.id = e.actor_id
    WHERE ${told(order)} AND ${later} ORDER BY e.at, e.seq LIMIT ${limit}::integer`);
}

/** How many events of a review there are, by noun. */
export async function countReviewEvents(
  db: Queryable,
  order: ReviewOrder,
): Promise<{ noun: ReviewNoun; n: number }[]> {
  return await db.query<{ noun: ReviewNoun; n: number }>(
    sql`SELECT e.noun, count(*)::integer AS n FROM event e WHERE ${told(order)} GROUP BY e.noun`,
  );
}

const DAY_MS = 24 * 3_600_000;

/**
 * Incidents of an area of which the log says nothing and whose steps may lie in the period; at most `most`. Each is looked for along the
 * index of the log: the database would rather read the whole of it.
 */
export async function selectUnloggedIncidents(
  db: Queryable,
  order: ReviewOrder,
  most: number,
): Promise<Incident[]> {
  const { about } = order;
  const conditions = [
    withinCode(sql`t.area_code`, order.areaCode),
    span(sql`t.reported_at`, { fromMs: order.fromMs - DAY_MS, toMs: order.toMs }),
    sql`(SELECT e.seq FROM event e WHERE e.subject_id = t.id::text AND e.noun = 'incidents' AND e.kind <> 'bulk' LIMIT 1) IS NULL`,
  ];
  if (about) conditions.push(sql`t.id::text = ANY(${[about.incidentId, ...about.relatedIds]}::text[])`);
  const rows = await db.query<Parameters<typeof toFeature>[0]>(
    sql`${selectFrom(INCIDENTS)} WHERE ${join(conditions, ' AND ')} LIMIT ${most}::integer`,
  );
  return rows.map((row) => toFeature(row) as unknown as Incident);
}

const TIMED: Sql = {
  text: `t.id, t.number, t.type, t.priority, t.status, t.reported_at AS "reportedAt", t.recorded_at AS "recordedAt",
    t.verified_at AS "verifiedAt", t.assigned_at AS "assignedAt", t.arrived_at AS "arrivedAt", t.resolved_at AS "resolvedAt",
    t.reopened_at AS "reopenedAt", t.unit_id AS "unitId"`,
  values: [],
};

/** The incidents of an area that were reported in the period, as they are now, at most `most`; of one incident itself. */
export async function selectReviewed(
  db: Queryable,
  order: ReviewOrder,
  most: number,
): Promise<(ReviewedIncident & { unitId: string | null })[]> {
  const which = order.about ? sql`t.id = ${order.about.incidentId}::uuid` : span(sql`t.reported_at`, order);
  return await db.query(sql`SELECT ${TIMED} FROM incident t
    WHERE ${which} AND ${withinCode(sql`t.area_code`, order.areaCode)} ORDER BY t.reported_at, t.id LIMIT ${most}::integer`);
}

/** Which units each incident was bound to before and after each event of the period that changed it, in the order of time. */
export async function selectBindings(db: Queryable, order: ReviewOrder): Promise<Binding[]> {
  const after = sql`e.after -> 'properties'`;
  // What is not stored of `before` was as it is after.
  const before = sql`CASE WHEN e.before IS NOT NULL THEN (${after}) || (e.before -> 'properties') END`;
  const rows = await db.query<{ incidentId: string; at: string; was: Bound | null; is: Bound | null }>(sql`
    SELECT e.subject_id AS "incidentId", e.at, ${boundOf(before)} AS was, ${boundOf(after)} AS "is"
    FROM event e WHERE ${told(order)} AND e.noun = 'incidents'
      ${order.about ? sql`AND e.subject_id = ${order.about.incidentId}` : sql``}
    ORDER BY e.at, e.seq`);
  return rows.map(({ incidentId, at, was, is }) => ({
    incidentId,
    atMs: Date.parse(at),
    was: unitsOf(was),
    is: unitsOf(is),
  }));
}

/** What the properties of an incident tell of its units: the ids, or the only one of the time before an incident could have several. */
interface Bound {
  unitIds: string[] | null;
  unitId: string | null;
}

function boundOf(properties: Sql): Sql {
  return sql`(SELECT CASE WHEN p.p ->> 'status' IN ('assigned', 'en_route', 'on_scene') THEN jsonb_build_object(
      'unitIds', jsonb_path_query_array(p.p, '$.assignments[*].unitId'), 'unitId', p.p -> 'unitId') END
    FROM (SELECT (${properties}) AS p) p)`;
}

function unitsOf(bound: Bound | null): string[] {
  if (bound?.unitIds && bound.unitIds.length > 0) return bound.unitIds;
  return bound?.unitId ? [bound.unitId] : [];
}

/** What the targets were before each of their changes since `fromMs`. */
export async function selectTargetChanges(db: Queryable, fromMs: number): Promise<TargetChange[]> {
  const rows = await db.query<{ at: string; id: string; before: Record<Stage, number> }>(sql`
    SELECT at, subject_id AS id, before FROM event
    WHERE noun = 'response_targets' AND at >= ${instantAt(fromMs)}::timestamptz AND before IS NOT NULL ORDER BY at`);
  return rows.map(({ at, id, before }) => ({
    atMs: Date.parse(at),
    priority: Number(id) as Priority,
    before: before as Targets[Priority],
  }));
}

export interface UnitNames {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  kind: string;
  vehicle: string;
  areaCode: string;
}

export async function selectUnitNames(db: Queryable, ids: readonly string[]): Promise<UnitNames[]> {
  if (ids.length === 0) return [];
  return await db.query<UnitNames>(sql`
    SELECT id, code, name_zh AS "nameZh", name_en AS "nameEn", kind, vehicle, area_code AS "areaCode"
    FROM unit WHERE id::text = ANY(${[...ids]}::text[]) ORDER BY code`);
}

export interface RemarkWords {
  incidentId: string;
  at: string;
  text: string;
  fact: PlaceFact | null;
}

/** The remarks of incidents in [fromMs, toMs], in order. */
export async function selectRemarkWords(
  db: Queryable,
  incidentIds: readonly string[],
  fromMs: number,
  toMs: number,
): Promise<RemarkWords[]> {
  if (incidentIds.length === 0) return [];
  return await db.query<RemarkWords>(sql`
    SELECT incident_id AS "incidentId", at, text, fact FROM incident_remark
    WHERE incident_id = ANY(${[...incidentIds]}::uuid[]) AND ${span(sql`at`, { fromMs, toMs: toMs + 1 })} ORDER BY at, id`);
}

/** Moves of units into the area and out of it from `fromMs` on, in the order of time. */
export async function selectUnitMoves(
  db: Queryable,
  unitIds: readonly string[],
  areaCode: string,
  fromMs: number,
): Promise<{ unitId: string; atMs: number; isIn: boolean }[]> {
  const rows = await db.query<{ unitId: string; at: string; isIn: boolean }>(sql`
    SELECT e.subject_id AS "unitId", e.at, ${withinCode(sql`e.area_code`, areaCode)} AS "isIn" FROM event e
    WHERE e.noun = 'units' AND e.subject_id = ANY(${[...unitIds]}::text[]) AND e.at >= ${instantAt(fromMs)}::timestamptz
      AND e.old_area_code IS NOT NULL
      AND (${withinCode(sql`e.area_code`, areaCode)}) <> (${withinCode(sql`e.old_area_code`, areaCode)}) ORDER BY e.seq`);
  return rows.map(({ unitId, at, isIn }) => ({ unitId, isIn, atMs: Date.parse(at) }));
}
