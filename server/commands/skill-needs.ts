import type { SkillNeed, SkillWish } from '../../core/contract/skill-need.ts';
import type { IncidentType } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound } from '../problem.ts';
import { appendEvent } from '../queries/events.ts';
import { lockSkillNeed, updateSkillNeed } from '../queries/skill-needs.ts';
import type { Doing } from './command.ts';

/** Sets what units should be able to do that go to incidents of a type. */
export async function putSkillNeed(
  tx: Queryable,
  type: IncidentType,
  wish: SkillWish,
  versions: Versions,
  { actor, now }: Doing,
): Promise<SkillNeed> {
  const before = await lockSkillNeed(tx, type);
  if (!before) throw notFound('skill_needs', `skills of ${type}`);
  expectVersion(versions, before.version);
  await updateSkillNeed(tx, type, wish, now);
  const after: SkillNeed = { ...before, ...wish, version: before.version + 1, updatedAt: now };
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'skill_needs',
    kind: 'update',
    subjectId: type,
    areaCode: actor.scopeCode,
    before,
    after,
  });
  return after;
}
