import type { Assignment } from '../../core/contract/assignment.ts';
import { OPEN_ASSIGNMENT_STATES } from '../../core/incident/assignment.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

const COLUMNS = sql`a.id, a.incident_id AS "incidentId", a.unit_id AS "unitId", a.state, a.steps`;
const IS_OPEN = sql`a.state = ANY(${[...OPEN_ASSIGNMENT_STATES]}::text[])`;

/** Every assignment of an incident, the first first. */
export async function selectAssignments(db: Queryable, incidentId: string): Promise<Assignment[]> {
  return await db.query<Assignment>(
    sql`SELECT ${COLUMNS} FROM assignment a WHERE a.incident_id = ${incidentId}::uuid ORDER BY a.id`,
  );
}

export async function selectOpenAssignments(tx: Queryable, incidentId: string): Promise<Assignment[]> {
  return await tx.query<Assignment>(
    sql`SELECT ${COLUMNS} FROM assignment a WHERE a.incident_id = ${incidentId}::uuid AND ${IS_OPEN} ORDER BY a.id`,
  );
}

export async function selectAssignment(db: Queryable, id: string): Promise<Assignment | undefined> {
  const rows = await db.query<Assignment>(sql`SELECT ${COLUMNS} FROM assignment a WHERE a.id = ${id}::uuid`);
  return rows[0];
}

/** The assignment that a unit has now, or the one that it had last. */
export async function selectLatestAssignment(db: Queryable, unitId: string): Promise<Assignment | undefined> {
  const rows = await db.query<Assignment>(sql`
    SELECT ${COLUMNS} FROM assignment a WHERE a.unit_id = ${unitId}::uuid ORDER BY (${IS_OPEN}) DESC, a.id DESC LIMIT 1`);
  return rows[0];
}

/** The incident that a unit has an open assignment to. */
export async function selectIncidentOfUnit(
  db: Queryable,
  unitId: string,
): Promise<{ id: string; number: string } | undefined> {
  const rows = await db.query<{ id: string; number: string }>(sql`
    SELECT i.id, i.number FROM assignment a JOIN incident i ON i.id = a.incident_id
    WHERE a.unit_id = ${unitId}::uuid AND ${IS_OPEN}`);
  return rows[0];
}

export async function insertAssignment(tx: Queryable, assignment: Assignment): Promise<void> {
  const { id, incidentId, unitId, state, steps } = assignment;
  await tx.query(sql`INSERT INTO assignment (id, incident_id, unit_id, state, steps)
    VALUES (${id}::uuid, ${incidentId}::uuid, ${unitId}::uuid, ${state}, ${JSON.stringify(steps)}::jsonb)`);
}

export async function updateAssignment(tx: Queryable, { id, state, steps }: Assignment): Promise<void> {
  await tx.query(
    sql`UPDATE assignment SET state = ${state}, steps = ${JSON.stringify(steps)}::jsonb WHERE id = ${id}::uuid`,
  );
}

/** The open assignments of an incident `t`, as it carries them. */
export const OPEN_OF_INCIDENT: Sql = sql`CASE WHEN t.status IN ('assigned', 'en_route', 'on_scene') THEN coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', a.id, 'unitId', a.unit_id, 'state', a.state, 'steps', a.steps) ORDER BY a.id)
    FROM assignment a WHERE a.incident_id = t.id AND a.state IN ('sent', 'acknowledged', 'en_route', 'arrived')), '[]'::jsonb)
  ELSE '[]'::jsonb END`;
