import type { DraftStep } from '../../core/contract/draft.ts';
import type { PlanChange } from '../../core/plan/change.ts';
import type { Operation } from '../../core/plan/operation.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

/** A step of a draft with all that is known of it. */
export interface StepRow extends Omit<DraftStep, 'kind'> {
  operation: Operation;
  firstNode: number;
  firstArc: number;
  change: PlanChange;
}

const COLUMNS: Sql = sql`seq, key, account_id AS "accountId", editor_id AS "editorId", at, act, of_seq AS "of", communities, operation,
  first_node AS "firstNode", first_arc AS "firstArc", change`;

/** Steps of a draft after one, in order, as they are on its origin; none if that is another one by now. */
export async function selectSteps(
  db: Queryable,
  { id, originId }: { id: string; originId: string },
  after: number,
): Promise<StepRow[]> {
  return await db.query<StepRow>(
    sql`SELECT ${COLUMNS} FROM plan_change WHERE plan_id = ${id}::uuid AND seq > ${after}::integer
      AND seq > (SELECT origin_seq FROM plan p WHERE p.id = ${id}::uuid AND p.origin_id = ${originId}::uuid) ORDER BY seq`,
  );
}

/** The step that was sent under a key, if it was. */
export async function selectStepByKey(
  db: Queryable,
  planId: string,
  key: string,
): Promise<StepRow | undefined> {
  const [row] = await db.query<StepRow>(
    sql`SELECT ${COLUMNS} FROM plan_change WHERE plan_id = ${planId}::uuid AND key = ${key}::uuid`,
  );
  return row;
}

/** Appends a step, which becomes the last of its draft. */
export async function insertStep(tx: Queryable, planId: string, step: StepRow): Promise<void> {
  await tx.query(sql`
    WITH head AS (UPDATE plan SET change_seq = ${step.seq}::integer, updated_at = ${step.at}::timestamptz WHERE id = ${planId}::uuid)
    INSERT INTO plan_change (plan_id, seq, key, account_id, editor_id, at, act, of_seq, communities, operation, first_node, first_arc, change)
    VALUES (${planId}::uuid, ${step.seq}::integer, ${step.key}::uuid, ${step.accountId}::uuid, ${step.editorId}::uuid,
      ${step.at}::timestamptz, ${step.act}, ${step.of}::integer, ${step.communities}::text[], ${JSON.stringify(step.operation)}::jsonb,
      ${step.firstNode}::integer, ${step.firstArc}::integer, ${JSON.stringify(step.change)}::jsonb)`);
}

/** Gives a new draft the steps of another one. */
export async function copySteps(tx: Queryable, fromId: string, toId: string): Promise<void> {
  await tx.query(sql`
    WITH head AS (UPDATE plan SET (change_seq, origin_seq) = (SELECT change_seq, origin_seq FROM plan WHERE id = ${fromId}::uuid)
      WHERE id = ${toId}::uuid)
    INSERT INTO plan_change (plan_id, seq, key, account_id, editor_id, at, act, of_seq, communities, operation, first_node, first_arc, change)
    SELECT ${toId}::uuid, seq, key, account_id, editor_id, at, act, of_seq, communities, operation, first_node, first_arc, change
    FROM plan_change WHERE plan_id = ${fromId}::uuid`);
}
