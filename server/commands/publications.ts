import { v7 as uuidv7 } from 'uuid';
import type { Draft } from '../../core/contract/draft.ts';
import type { Issue } from '../../core/contract/problem.ts';
import type { Blocker, GridInput, PublishInput } from '../../core/contract/publication.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import type { DraftBoard } from '../draft/draft-board.ts';
import type { Versions } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { blockersOf } from '../publication/blockers.ts';
import { planGrids } from '../publication/grid-plan.ts';
import { prepare } from '../publication/prepared.ts';
import { putIntoForce } from '../publication/put-into-force.ts';
import { insertRestoration, updateDraft } from '../queries/drafts.ts';
import { giveGrid, recallStaff } from '../queries/plan-grids.ts';
import { selectPlans } from '../queries/plans.ts';
import { lockPlanInForce } from '../queries/publication.ts';
import type { Doing } from './command.ts';
import { mustHoldAll } from './draft-review.ts';
import { type Drafting, findDraft, holdDraft, logDraft, mustBe } from './drafts.ts';

/** Names, counts and officials of a grid that the draft makes or changes. Once approved, officials alone. */
export async function giveDraftGrid(
  tx: Queryable,
  board: DraftBoard,
  { id, gridId, input }: { id: string; gridId: string; input: GridInput },
  doing: Drafting,
): Promise<Draft> {
  const before = await findDraft(tx, id, doing.actor.scopeCode, true);
  const isMore = input.names !== undefined || input.counts !== undefined;
  mustBe(before, 'draft', 'review', ...(isMore ? [] : (['approved'] as const)));
  const { rows, after } = await prepare(tx, board, before);
  if (!rows.grids.has(gridId) || !after.grids.has(gridId))
    throw new ProblemError(
      'conflict',
      refusal('The draft does not make or change this grid.', 'grid_not_changed'),
    );
  await giveGrid(tx, id, gridId, masked(input));
  await updateDraft(tx, id, {}, doing.now);
  return await logDraft(tx, 'update', before, id, doing, {
    said: { grid: { id: gridId, ...masked(input) } },
  });
}

/** Puts an approved draft into force, now or at a time to come. 409 with all that stands in the way. */
export async function publishDraft(
  tx: Queryable,
  board: DraftBoard,
  { id, input, versions }: { id: string; input: PublishInput; versions: Versions },
  doing: Drafting,
): Promise<Draft> {
  const before = await holdDraft(tx, id, { versions, statuses: ['approved', 'scheduled'] }, doing);
  mustHoldAll(before, doing);
  const { effectiveFrom } = input;
  const publicationNote = maskPersonalData(input.note).text;
  if (effectiveFrom === undefined || Date.parse(effectiveFrom) <= Date.parse(doing.now)) {
    const done = await intoForce(tx, board, before, doing, { publicationNote });
    if ('blockers' in done) throw blocked(done.blockers);
    return done.draft;
  }
  const prepared = await prepare(tx, board, before);
  const blockers = await blockersOf(tx, prepared, await planGrids(tx, prepared));
  if (blockers.length > 0) throw blocked(blockers);
  await updateDraft(tx, id, { status: 'scheduled', effectiveFrom }, doing.now);
  return await logDraft(tx, 'update', before, id, doing, { said: { publicationNote } });
}

/** Takes back that a draft comes into force by itself. */
export async function unscheduleDraft(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Drafting,
): Promise<Draft> {
  const before = await holdDraft(tx, id, { versions, statuses: ['scheduled'] }, doing);
  mustHoldAll(before, doing);
  await updateDraft(tx, id, { status: 'approved', effectiveFrom: null }, doing.now);
  return await logDraft(tx, 'update', before, id, doing);
}

/**
 * Puts a scheduled draft into force whose time has come. What no longer holds is approved again, and the log says why. Undefined: somebody
 * else did something with it meanwhile.
 */
export async function switchDraft(
  tx: Queryable,
  board: DraftBoard,
  id: string,
  doing: Doing,
): Promise<Draft | undefined> {
  const before = await findDraft(tx, id, doing.actor.scopeCode, true);
  const { status, effectiveFrom } = before;
  if (status !== 'scheduled' || Date.parse(effectiveFrom ?? '') > Date.parse(doing.now)) return undefined;
  const done = await intoForce(tx, board, before, doing, {});
  return 'draft' in done ? done.draft : await stopSwitch(tx, before, done.blockers, doing);
}

/** Lets a scheduled draft be approved only, and logs why. */
export async function stopSwitch(
  tx: Queryable,
  before: Draft,
  blockers: readonly Issue[],
  doing: Doing,
): Promise<Draft> {
  await updateDraft(tx, before.id, { status: 'approved', effectiveFrom: null }, doing.now);
  return await logDraft(tx, 'update', before, before.id, doing, { said: { blockers } });
}

/** A draft that brings a plan back that was in force before: proven and approved as it was, it needs only to be published. */
export async function restorePlan(
  tx: Queryable,
  planId: string,
  input: { name?: string | undefined; note: string },
  doing: Drafting,
): Promise<Draft> {
  const { accountId, scopeCode } = doing.actor;
  const plans = await selectPlans(tx);
  const [origin, inForce] = [plans.find(({ id }) => id === planId), plans.find(({ isInForce }) => isInForce)];
  if (!origin) throw new ProblemError('not_found', 'There is no plan of this id that is or was in force.');
  if (!inForce || origin.isInForce)
    throw new ProblemError(
      'conflict',
      refusal('Only a plan that was in force before can be brought back.', 'restored_only_superseded'),
    );
  const id = uuidv7({ msecs: Date.parse(doing.now) });
  await insertRestoration(tx, {
    id,
    name: maskPersonalData(input.name ?? origin.name).text,
    note: maskPersonalData(input.note).text,
    originId: planId,
    inForceId: inForce.id,
    areaCode: scopeCode,
    createdBy: accountId,
    now: doing.now,
  });
  await recallStaff(tx, id, { originId: planId, inForceId: inForce.id });
  return await logDraft(tx, 'create', null, id, doing);
}

async function intoForce(
  tx: Queryable,
  board: DraftBoard,
  before: Draft,
  doing: Doing,
  said: object,
): Promise<{ draft: Draft } | { blockers: Blocker[] }> {
  await lockPlanInForce(tx);
  const prepared = await prepare(tx, board, before);
  const plan = await planGrids(tx, prepared);
  const blockers = await blockersOf(tx, prepared, plan);
  if (blockers.length > 0) return { blockers };
  const { figures, events } = await putIntoForce(tx, prepared, plan, doing);
  const log = { said: { ...said, figures }, more: events };
  return { draft: await logDraft(tx, 'update', before, before.id, doing, log) };
}

function blocked(blockers: readonly Blocker[]): ProblemError {
  const count = blockers.length;
  const why = refusal(
    `The plan can not come into force: ${count} points stand in the way.`,
    'publication_blocked',
    {
      blockers: count,
    },
  );
  const issues = blockers.map(({ path, message, reason, params }) => ({ path, message, reason, params }));
  return new ProblemError('conflict', why, { issues });
}

function masked({ names, ...input }: GridInput): GridInput {
  if (!names) return { names, ...input };
  const [nameZh, nameEn] = [maskPersonalData(names.nameZh).text, maskPersonalData(names.nameEn).text];
  return { ...input, names: { nameZh, nameEn } };
}
