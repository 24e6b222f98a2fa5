import { v7 as uuidv7 } from 'uuid';
import { isWithinCode } from '../../core/contract/area-code.ts';
import type { Draft } from '../../core/contract/draft.ts';
import type { DraftUpdateInput } from '../../core/contract/draft-update.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { ClashChoice } from '../../core/plan/draft-vocabulary.ts';
import type { CarriedStep, Part } from '../../core/plan/update/bring-up.ts';
import type { Queryable } from '../database/database.ts';
import type { DraftBoard } from '../draft/draft-board.ts';
import { broughtUp, planToUpdateTo } from '../draft/update.ts';
import type { Versions } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { moveOrigin, updateDraft } from '../queries/drafts.ts';
import { insertStep, type StepRow } from '../queries/plan-changes.ts';
import { selectLeases } from '../queries/plan-leases.ts';
import { leasedBy, mustLieIn } from './draft-steps.ts';
import { createDraft, type Drafting, holdDraft, logDraft, openEditor } from './drafts.ts';

/**
 * Brings a draft onto the plan in force: it begins from that then, with the steps that hold on it. Nobody else may be at work in it. What is set aside stays in a
 * copy of the draft as it was; steps that were taken back can not be made again.
 */
export async function bringDraftUp(
  tx: Queryable,
  board: DraftBoard,
  { id, input, versions }: { id: string; input: DraftUpdateInput; versions: Versions },
  doing: Drafting,
): Promise<Draft> {
  const before = await holdDraft(tx, id, { versions, statuses: ['draft'] }, doing);
  await mustBeAlone(tx, before, doing);
  const { inForce } = await planToUpdateTo(tx, before);
  mustBeSeen(input, inForce);
  const { first, editorId } = await openEditor(tx);
  const choiceOf = ({ communities }: Pick<Part, 'communities'>): ClashChoice | undefined =>
    input.choices.find(({ areaCode }) => communities.includes(areaCode))?.choice;
  const keeps = (part: Part) => choiceOf(part) === 'mine';
  const numbers = { firstNode: first, firstArc: first };
  const up = await broughtUp(tx, board, { draft: before, toId: inForce.id }, { keeps, ...numbers });
  mustBeDecided(up.parts, choiceOf);
  const clashes = up.parts.filter(({ state }) => state === 'clash');
  for (const clash of clashes) mustHoldPart(before, clash, choiceOf(clash), doing);
  const isAside = clashes.some((clash) => choiceOf(clash) === 'aside');
  const aside = isAside
    ? await createDraft(tx, { ...before, name: input.asideName ?? before.name, fromId: id }, doing)
    : null;
  await moveOrigin(tx, id, inForce.id);
  const made = { editorId, accountId: doing.actor.accountId, at: doing.now, ...numbers };
  for (const [at, step] of up.steps.entries())
    await insertStep(tx, id, stepOnNew(step, before.seq + 1 + at, made));
  await updateDraft(tx, id, {}, doing.now);
  const parts = up.parts.map((part) => ({ ...part, choice: choiceOf(part) ?? null }));
  return await logDraft(tx, 'update', before, id, doing, { said: { parts, asideId: aside?.id ?? null } });
}

/** As it was, but on the new origin and under a key of its own; what puts several in one is a step of who does it. */
function stepOnNew(
  { of, communities, operation, change }: CarriedStep<StepRow>,
  seq: number,
  made: Pick<StepRow, 'editorId' | 'accountId' | 'at' | 'firstNode' | 'firstArc'>,
): StepRow {
  const { editorId, accountId, at, firstNode, firstArc } = of ?? made;
  const own = { editorId, accountId, at, firstNode, firstArc };
  return {
    ...own,
    seq,
    key: uuidv7(),
    act: 'do',
    of: null,
    communities: [...communities],
    operation,
    change,
  };
}

async function mustBeAlone(tx: Queryable, { id }: Draft, { actor, now }: Drafting): Promise<void> {
  const leases = await selectLeases(tx, id, now);
  const other = leases.find(({ holder }) => holder.id !== actor.accountId);
  if (other) throw leasedBy(other);
}

function mustBeSeen({ inForceId }: DraftUpdateInput, { id, name }: { id: string; name: string }): void {
  if (inForceId === id) return;
  const message = `Another plan came into force since: ${name}. Look again at what clashes.`;
  throw new ProblemError('conflict', refusal(message, 'origin_outdated', { name }));
}

function mustBeDecided(parts: readonly Part[], choiceOf: (part: Part) => ClashChoice | undefined): void {
  const open = parts.filter((part) => {
    const choice = choiceOf(part);
    return part.state === 'clash' && (choice === undefined || (choice === 'mine' && part.refusal !== null));
  });
  if (open.length === 0) return;
  const areaCodes = open.flatMap(({ communities }) => communities);
  const message = `Choose for communities that both changed: ${areaCodes.join(', ')}.`;
  throw new ProblemError('conflict', refusal(message, 'clash_undecided', { areaCodes }));
}

/** Whoever decides for a community must be in charge of it; to keep the draft's grids the draft must be, too. */
function mustHoldPart(
  draft: Draft,
  { communities }: Part,
  choice: ClashChoice | undefined,
  { actor: { scopeCode } }: Drafting,
): void {
  for (const code of communities)
    if (choice === 'mine' || !isWithinCode(code, scopeCode)) mustLieIn(draft, code, scopeCode);
}
