import { because } from '../contract/reason.ts';
import { changeBetween, type PlanChange, turnedRound } from './change.ts';
import { communitiesOf, type LogStep, standingSteps, stepToRedo, stepToUndo } from './draft-log.ts';
import type { Edited } from './edit.ts';
import type { Operation } from './operation.ts';
import { apply } from './operation.ts';
import type { Plan } from './plan.ts';
import type { Rights } from './plan-edit.ts';
import type { PlanRefusal } from './refusal.ts';

/** A step with what was asked and what came of it. */
export interface MadeStep extends LogStep {
  communities: readonly string[];
  operation: Operation;
  change: PlanChange;
}

/** A draft: what it begins from, as it is now, and all its steps. */
export interface DraftSoFar {
  origin: Plan;
  plan: Plan;
  steps: readonly MadeStep[];
}

/** Who asks for what: an operation, or to take back or make again a step of one's own. New nodes and arcs are numbered from `firstNode` and `firstArc`. */
export type AskedStep = { accountId: string } & Numbers &
  ({ act: 'do'; operation: Operation } | { act: 'undo' | 'redo' });

export type TakenStep =
  | (Omit<MadeStep, 'seq' | 'accountId' | 'act'> & { plan: Plan })
  | { refusal: PlanRefusal };

/** What the numbers of new nodes and arcs begin from. */
type Numbers = Pick<LogStep, 'firstNode' | 'firstArc'>;

/**
 * Takes a step of a draft, or says why not; then the draft is as it was. An undo takes back the last step of the account that still holds, whatever others
 * did elsewhere since: as a change turned round where it still fits, else by making all other steps anew without it, refused with
 * `undo_built_upon` if one of them can not be made then, or where grids would not be surfaces. A redo likewise.
 */
export function takeStep(draft: DraftSoFar, asked: AskedStep, rights: Rights): TakenStep {
  if (asked.act === 'do') return made(draft.plan, asked.operation, asked, rights, null);
  const about = (asked.act === 'undo' ? stepToUndo : stepToRedo)(draft.steps, asked.accountId);
  if (!about) return { refusal: because(asked.act === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo') };
  const change = asked.act === 'undo' ? turnedRound(about.change) : about.change;
  const restored = made(draft.plan, { kind: 'restore', change }, asked, rights, about);
  if (!('refusal' in restored)) return restored;
  const { reason } = restored.refusal;
  if (asked.act === 'undo' && LEAVES_NO_SURFACE.has(reason)) return { refusal: because('undo_built_upon') };
  if (reason !== 'change_overtaken') return restored;
  if (asked.act === 'redo') return made(draft.plan, about.operation, asked, rights, about);
  return without(draft, about, rights);
}

/** Why a change that is turned round does not go with what others made of the ground since, as where they made an island in what it would give back. */
const LEAVES_NO_SURFACE: ReadonlySet<string> = new Set([
  'borders_would_meet',
  'grid_inside_out',
  'grid_would_part',
  'grid_too_small',
]);

function made(
  plan: Plan,
  operation: Operation,
  numbers: Numbers,
  rights: Rights,
  about: MadeStep | null,
): TakenStep {
  const edited = applyNumbered(plan, operation, numbers, rights);
  if ('refusal' in edited) return edited;
  // What is made again as it was keeps its numbers.
  const { firstNode, firstArc } = operation.kind === 'restore' && about ? about : numbers;
  return {
    plan: edited.plan,
    of: about?.seq ?? null,
    firstNode,
    firstArc,
    communities: about?.communities ?? communitiesOf(plan, operation),
    operation: about?.operation ?? operation,
    change: changeBetween(plan, edited.plan),
  };
}

/** Applies an operation whose new nodes and arcs get numbers from these on. Refused with `numbers_taken` if one of them is in use. */
export function applyNumbered(
  plan: Plan,
  operation: Operation,
  { firstNode, firstArc }: Numbers,
  rights: Rights,
): Edited {
  return apply({ ...plan, nextNode: firstNode, nextArc: firstArc }, operation, rights);
}

function without(draft: DraftSoFar, about: MadeStep, rights: Rights): TakenStep {
  let plan = draft.origin;
  for (const step of standingSteps(draft.steps)) {
    if (step.seq === about.seq) continue;
    const edited = applyNumbered(plan, step.operation, step, rights);
    if ('refusal' in edited) return { refusal: because('undo_built_upon') };
    plan = edited.plan;
  }
  const { seq: of, communities, operation, firstNode, firstArc } = about;
  const change = changeBetween(draft.plan, plan);
  return { plan, of, communities, operation, firstNode, firstArc, change };
}
