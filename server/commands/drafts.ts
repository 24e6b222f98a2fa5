import { v7 as uuidv7 } from 'uuid';
import type { Draft, DraftInput, DraftPatch, Editor } from '../../core/contract/draft.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { insertDraft, nextLane, selectDraft, selectDrafts, updateDraft } from '../queries/drafts.ts';
import { appendEvents, type NewEvent } from '../queries/events.ts';
import { selectPlanInForce } from '../queries/grids.ts';
import { copySteps } from '../queries/plan-changes.ts';
import { copyGiven } from '../queries/plan-grids.ts';
import { giveUpLeases } from '../queries/plan-leases.ts';
import { selectPlanState } from '../queries/plans.ts';
import type { Doing } from './command.ts';

/** Who does it is a person. */
export type Drafting = Doing & { actor: { accountId: string } };

/** Where a draft is worked on still. */
export const OPEN_STATUSES = ['draft', 'review', 'approved', 'scheduled'] as const;

const MOST_DRAFTS = 100;
/** Numbers of a lane: enough for hundreds of operations. */
const LANE = 8192;
/** Below lie the numbers that an import or the demo city gave. */
const FIRST_LANE = 2 ** 23;
const LAST = 2 ** 31 - 1;

/** Begins a draft from the plan in force, from one that was, or from another draft as it is now. */
export async function createDraft(tx: Queryable, input: DraftInput, doing: Drafting): Promise<Draft> {
  const { actor, now } = doing;
  const fromId = input.fromId ?? (await selectPlanInForce(tx));
  if (fromId === undefined)
    throw new ProblemError('conflict', refusal('There is no plan in force.', 'no_city'));
  const open = await selectDrafts(tx, {
    scopeCode: actor.scopeCode,
    statuses: OPEN_STATUSES,
  });
  if (open.length >= MOST_DRAFTS) {
    const why = refusal(`There are ${MOST_DRAFTS} open drafts; withdraw one first.`, 'too_many_drafts', {
      maximum: MOST_DRAFTS,
    });
    throw new ProblemError('conflict', why);
  }
  const isPublished = (await selectPlanState(tx, fromId)) !== undefined;
  const source = isPublished ? undefined : await findDraft(tx, fromId, actor.scopeCode);
  const id = uuidv7({ msecs: Date.parse(now) });
  await insertDraft(tx, {
    id,
    name: maskPersonalData(input.name).text,
    note: maskPersonalData(input.note).text,
    originId: source?.originId ?? fromId,
    editLevel: source?.editLevel ?? input.editLevel,
    areaCode: actor.scopeCode,
    createdBy: actor.accountId,
    now,
  });
  if (source) {
    await copySteps(tx, source.id, id);
    await copyGiven(tx, source.id, id);
  }
  return await logDraft(tx, 'create', null, id, doing);
}

/** Gives a draft another name or note. */
export async function patchDraft(
  tx: Queryable,
  id: string,
  patch: DraftPatch,
  versions: Versions,
  doing: Drafting,
): Promise<Draft> {
  const before = await holdDraft(tx, id, { versions, statuses: OPEN_STATUSES }, doing);
  const [name, note] = [patch.name, patch.note].map((text) => text && maskPersonalData(text).text);
  if (name === undefined && note === undefined) return before;
  await updateDraft(tx, id, { name, note: patch.note === '' ? '' : note }, doing.now);
  return await logDraft(tx, 'update', before, id, doing);
}

/** Puts a draft away; its steps stay on record. */
export async function withdrawDraft(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Drafting,
): Promise<Draft> {
  const before = await holdDraft(tx, id, { versions, statuses: OPEN_STATUSES }, doing);
  await updateDraft(tx, id, { status: 'withdrawn', effectiveFrom: null }, doing.now);
  await giveUpLeases(tx, id, { accountId: null, communityCode: null });
  return await logDraft(tx, 'update', before, id, doing);
}

/** Numbers for the new nodes and arcs of one who edits. */
export async function openEditor(db: Queryable): Promise<Editor> {
  const first = FIRST_LANE + (await nextLane(db)) * LANE;
  if (first + LANE > LAST) throw new Error('all numbers of nodes and arcs are used up');
  return { editorId: uuidv7(), first, end: first + LANE };
}

/** A draft of the scope; 404 if there is none. `lock` keeps others from changing it meanwhile. */
export async function findDraft(db: Queryable, id: string, scopeCode: string, lock = false): Promise<Draft> {
  const draft = await selectDraft(db, id, scopeCode, lock);
  if (!draft) throw notFound('plans', `draft ${id}`);
  return draft;
}

/** The same as its asker saw it, held against the changes of others; it stands at one of these. */
export async function holdDraft(
  tx: Queryable,
  id: string,
  { versions, statuses }: { versions: Versions; statuses: readonly Draft['status'][] },
  { actor }: Doing,
): Promise<Draft> {
  const draft = await findDraft(tx, id, actor.scopeCode, true);
  expectVersion(versions, draft.version);
  mustBe(draft, ...statuses);
  return draft;
}

/** Refuses unless the draft stands at one of these. */
export function mustBe({ status }: Draft, ...statuses: Draft['status'][]): void {
  if (statuses.includes(status)) return;
  const message = `The plan is "${status}"; this needs one that is ${statuses.join(' or ')}.`;
  throw new ProblemError('conflict', refusal(message, 'draft_status_forbids', { draftStatus: status }));
}

/** Appends the event of a change to a draft, with what was said of it, and answers how it is now. `more` is logged after it. */
export async function logDraft(
  tx: Queryable,
  kind: 'create' | 'update',
  before: Draft | null,
  id: string,
  { actor, now }: Doing,
  { said = {}, more = [] }: { said?: object; more?: readonly NewEvent[] } = {},
): Promise<Draft> {
  const after = await selectDraft(tx, id, actor.scopeCode);
  if (!after) throw new Error(`draft ${id} is not there after its change`);
  const about = { at: now, actorId: actor.accountId, noun: 'plans', kind, subjectId: id } as const;
  const event = { ...about, areaCode: after.areaCode, before, after: { ...after, ...said } };
  await appendEvents(tx, [event, ...more]);
  return after;
}
