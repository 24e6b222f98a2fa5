import { isWithinCode } from '../../core/contract/area-code.ts';
import type { Draft, DraftStepInput, Lease } from '../../core/contract/draft.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { PlanRefusal } from '../../core/plan/refusal.ts';
import { takeStep } from '../../core/plan/take-step.ts';
import type { Queryable } from '../database/database.ts';
import type { DraftBoard } from '../draft/draft-board.ts';
import { ProblemError } from '../problem.ts';
import { insertStep, type StepRow, selectStepByKey } from '../queries/plan-changes.ts';
import { giveUpLeases, holdCommunity, selectLeases } from '../queries/plan-leases.ts';
import { type Drafting, findDraft, mustBe } from './drafts.ts';

/** Every step prolongs the lease of its community by this. */
const LEASE_MS = 120_000;

/** Takes a step of a draft: proven, within the area of the draft, in communities that nobody else holds. The same key again gets the first answer. */
export async function stepDraft(
  tx: Queryable,
  board: DraftBoard,
  id: string,
  input: DraftStepInput,
  doing: Drafting,
): Promise<StepRow> {
  const { accountId, scopeCode } = doing.actor;
  const draft = await findDraft(tx, id, scopeCode, true);
  const known = await selectStepByKey(tx, id, input.key);
  if (known) return known;
  mustBe(draft, 'draft');
  mustBeginFrom(draft, input);
  const state = await board.current(tx, draft);
  const origin = await board.origin(tx, draft.originId);
  const { key, editorId, firstNode, firstArc } = input;
  const taken = takeStep(
    { origin, plan: state.plan, steps: state.steps },
    {
      accountId,
      firstNode,
      firstArc,
      ...(input.act === 'do' ? { act: 'do', operation: input.operation } : { act: input.act }),
    },
    { level: draft.editLevel },
  );
  if ('refusal' in taken) throw refusedStep(taken.refusal);
  for (const code of taken.communities) mustLieIn(draft, code, scopeCode);
  await lease(tx, id, taken.communities, { editorId, doing });
  const { plan: _, communities, operation, ...made } = taken;
  const seq = state.seq + 1;
  const step: StepRow = {
    ...made,
    seq,
    key,
    accountId,
    editorId,
    at: doing.now,
    act: input.act,
    communities: [...communities],
    operation,
  };
  await insertStep(tx, id, step);
  return step;
}

/** Refuses what was drawn on the borders that the draft had before it was brought up to date. */
function mustBeginFrom(draft: Draft, { originId = draft.originId }: DraftStepInput): void {
  if (originId === draft.originId) return;
  const message = 'The draft was brought up to date since: it begins from another plan.';
  throw new ProblemError('conflict', refusal(message, 'draft_brought_up'));
}

/** Takes the right to change a community's grids, or prolongs it. */
export async function leaseCommunity(
  tx: Queryable,
  id: string,
  communityCode: string,
  editorId: string,
  doing: Drafting,
): Promise<Lease[]> {
  const draft = await findDraft(tx, id, doing.actor.scopeCode, true);
  mustBe(draft, 'draft');
  mustLieIn(draft, communityCode, doing.actor.scopeCode);
  await lease(tx, id, [communityCode], { editorId, doing });
  return await selectLeases(tx, id, doing.now);
}

/** Gives up a lease of one's own, if there is one. */
export async function giveUpLease(
  tx: Queryable,
  id: string,
  communityCode: string,
  { actor, now }: Drafting,
): Promise<Lease[]> {
  await findDraft(tx, id, actor.scopeCode, true);
  await giveUpLeases(tx, id, { accountId: actor.accountId, communityCode });
  return await selectLeases(tx, id, now);
}

async function lease(
  tx: Queryable,
  id: string,
  communities: readonly string[],
  { editorId, doing }: { editorId: string; doing: Drafting },
): Promise<void> {
  const { accountId } = doing.actor;
  const held = await selectLeases(tx, id, doing.now);
  const until = new Date(Date.parse(doing.now) + LEASE_MS).toISOString();
  for (const communityCode of communities) {
    const other = held.find((one) => one.communityCode === communityCode && one.holder.id !== accountId);
    if (other) throw leasedBy(other);
    await holdCommunity(tx, id, { communityCode, accountId, editorId, until });
  }
}

/** 409: somebody else holds a community. */
export function leasedBy({ communityCode, holder, until }: Lease): ProblemError {
  const message = `${holder.name} edits community ${communityCode} until ${until}.`;
  const params = { areaCode: communityCode, name: holder.name, until };
  return new ProblemError('conflict', refusal(message, 'community_leased', params));
}

/** Refuses a community that lies outside the draft's area or the account's. */
export function mustLieIn({ areaCode }: Draft, code: string, scopeCode: string): void {
  if (isWithinCode(code, areaCode) && isWithinCode(code, scopeCode)) return;
  const message = `Community ${code} lies outside what this draft, or you, may change.`;
  throw new ProblemError('outside_scope', refusal(message, 'draft_other_area', { areaCode: code }));
}

/** What the step is refused for, and where on the map that is. */
function refusedStep({ reason, params, ...about }: PlanRefusal): ProblemError {
  const message = `The plan can not be changed so (${reason}).`;
  const { arc, node, grid, place } = about;
  const path = [
    ...(grid === undefined ? [] : [`grid ${grid}`]),
    ...(arc === undefined ? [] : [`arc ${arc}`]),
    ...(node === undefined ? [] : [`node ${node}`]),
    ...(place === undefined ? [] : [`at ${place.lng7 / 1e7},${place.lat7 / 1e7}`]),
  ].join(', ');
  const isNothing =
    reason === 'nothing_to_undo' || reason === 'nothing_to_redo' || reason === 'undo_built_upon';
  return new ProblemError(
    isNothing ? 'conflict' : 'would_break_partition',
    { message, reason, params },
    path === '' ? {} : { issues: [{ path, message, reason, params }] },
  );
}
