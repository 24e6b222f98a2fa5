import { refusal } from '../../core/contract/reason.ts';
import type { ResponseTarget, ResponseTargetPatch } from '../../core/contract/response-target.ts';
import { STAGES, type Stage } from '../../core/incident/deadlines.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { appendEvent } from '../queries/events.ts';
import { lockResponseTarget, updateResponseTarget } from '../queries/response-targets.ts';
import type { Doing } from './command.ts';

/** Edits the targets of one priority. No step is due before the one that precedes it. */
export async function patchResponseTarget(
  tx: Queryable,
  priority: number,
  patch: ResponseTargetPatch,
  versions: Versions,
  { actor, now }: Doing,
): Promise<ResponseTarget> {
  const before = await lockResponseTarget(tx, priority);
  if (!before) throw notFound('response_targets', `target of priority ${priority}`);
  expectVersion(versions, before.version);
  if (Object.keys(patch).length === 0) return before;
  requireOrder(patch, before);
  await updateResponseTarget(tx, priority, patch, now);
  const after = await lockResponseTarget(tx, priority);
  if (!after) throw new Error(`the targets of priority ${priority} are not there after their change`);
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'response_targets',
    kind: 'update',
    subjectId: String(priority),
    areaCode: actor.scopeCode,
    before,
    after,
  });
  return after;
}

function requireOrder(patch: ResponseTargetPatch, before: ResponseTarget): void {
  const seconds = (stage: Stage) => patch[stage] ?? before[stage];
  STAGES.forEach((stage, index) => {
    const earlier = STAGES[index - 1];
    if (earlier && seconds(stage) < seconds(earlier))
      throw new ProblemError(
        'invalid_request',
        refusal(`${stage} can not be due before ${earlier}.`, 'due_before_earlier', { stage, earlier }),
        { issues: [{ path: `body.${stage}`, message: `less than ${earlier}` }] },
      );
  });
}
