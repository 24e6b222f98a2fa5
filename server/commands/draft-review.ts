import { isWithinCode } from '../../core/contract/area-code.ts';
import type { Draft } from '../../core/contract/draft.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import type { Versions } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { updateDraft } from '../queries/drafts.ts';
import { giveUpLeases } from '../queries/plan-leases.ts';
import { type Drafting, holdDraft, logDraft } from './drafts.ts';
import { areaOutsideScope } from './locate.ts';

/** Gives a draft to those who approve: nobody changes it meanwhile. */
export async function submitDraft(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Drafting,
): Promise<Draft> {
  const before = await holdDraft(tx, id, { versions, statuses: ['draft'] }, doing);
  if (before.steps === 0 && before.isOriginInForce)
    throw new ProblemError(
      'conflict',
      refusal('It changes no grid of the plan that it begins from.', 'draft_changes_nothing'),
    );
  await updateDraft(tx, id, { status: 'review', submittedBy: doing.actor.accountId }, doing.now);
  await giveUpLeases(tx, id, { accountId: null, communityCode: null });
  return await logDraft(tx, 'update', before, id, doing);
}

/** Gives a draft back to those who edit it; the log says why. */
export async function returnDraft(
  tx: Queryable,
  id: string,
  reason: string,
  versions: Versions,
  doing: Drafting,
): Promise<Draft> {
  const before = await holdDraft(tx, id, { versions, statuses: ['review', 'approved'] }, doing);
  const nobody = { submittedBy: null, approvedBy: null };
  await updateDraft(tx, id, { status: 'draft', ...nobody }, doing.now);
  return await logDraft(tx, 'update', before, id, doing, { said: { reason: maskPersonalData(reason).text } });
}

/** Approves a draft: by somebody who neither submitted it nor changed anything in it. */
export async function approveDraft(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Drafting,
): Promise<Draft> {
  const before = await holdDraft(tx, id, { versions, statuses: ['review'] }, doing);
  mustHoldAll(before, doing);
  const { accountId } = doing.actor;
  if (before.submittedBy?.id === accountId)
    throw new ProblemError(
      'forbidden',
      refusal('Whoever submitted a draft can not approve it.', 'approver_submitted'),
    );
  if (before.authors.some((author) => author.id === accountId))
    throw new ProblemError(
      'forbidden',
      refusal('Whoever changed a draft can not approve it.', 'approver_took_part'),
    );
  await updateDraft(tx, id, { status: 'approved', approvedBy: accountId }, doing.now);
  return await logDraft(tx, 'update', before, id, doing);
}

/** Refuses one who is not in charge of all that the draft may change. */
export function mustHoldAll({ areaCode }: Draft, { actor: { scopeCode } }: Pick<Drafting, 'actor'>): void {
  if (!isWithinCode(areaCode, scopeCode)) throw areaOutsideScope(areaCode, scopeCode);
}
