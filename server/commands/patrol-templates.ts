import { v7 as uuidv7 } from 'uuid';
import type { PatrolTemplate, PatrolTemplateInput } from '../../core/contract/patrol-template.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound } from '../problem.ts';
import { appendEvent } from '../queries/events.ts';
import {
  deletePatrolTemplate,
  insertPatrolTemplate,
  selectPatrolTemplate,
} from '../queries/patrol-templates.ts';
import type { Planning } from './patrol-plans.ts';

/** Keeps rounds to be gone again. What is in conflict is looked for when a plan is made of them. */
export async function createPatrolTemplate(
  tx: Queryable,
  input: PatrolTemplateInput,
  doing: Planning,
): Promise<PatrolTemplate> {
  const { actor, now } = doing;
  const id = uuidv7({ msecs: Date.parse(now) });
  const name = maskPersonalData(input.name).text;
  await insertPatrolTemplate(tx, {
    ...input,
    name,
    id,
    areaCode: actor.scopeCode,
    createdBy: actor.accountId,
    now,
  });
  const template = await find(tx, id, actor.scopeCode);
  await log(tx, null, template, doing);
  return template;
}

/** Removes a template; the plans that were made of it stay. */
export async function removePatrolTemplate(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Planning,
): Promise<void> {
  const before = await find(tx, id, doing.actor.scopeCode);
  expectVersion(versions, before.version);
  await deletePatrolTemplate(tx, id);
  await log(tx, before, null, doing);
}

async function find(tx: Queryable, id: string, scopeCode: string): Promise<PatrolTemplate> {
  const template = await selectPatrolTemplate(tx, id, scopeCode);
  if (!template) throw notFound('patrol_templates', `patrol template ${id}`);
  return template;
}

async function log(
  tx: Queryable,
  before: PatrolTemplate | null,
  after: PatrolTemplate | null,
  { actor, now }: Planning,
): Promise<void> {
  const template = after ?? before;
  if (!template) return;
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'patrol_templates',
    kind: after ? 'create' : 'delete',
    subjectId: template.id,
    areaCode: template.areaCode,
    before,
    after,
  });
}
