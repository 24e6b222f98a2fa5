import { levelOfCode } from '../contract/area-code.ts';
import { type Refusal, refusal } from '../contract/reason.ts';
import { HOLDING_LEVELS, type HoldingLevel } from '../incident/deadlines.ts';
import { LEVELS } from '../vocabulary.ts';
import { addDays, DUE_DAYS, isPossibleDue, levelBeside, MOST_DUE_DAYS } from './due.ts';
import type {
  CaseAct,
  CaseEvaluation,
  CaseOutcome,
  CaseStatus,
  JointState,
  Organisation,
} from './vocabulary.ts';

/** What may be done to a case in each status. `evaluate` leads to `evaluated`, or back to `open` when nothing is settled. */
export const ACTS_IN: Readonly<Record<CaseStatus, readonly CaseAct[]>> = {
  open: ['edit', 'note', 'add_action', 'end_action', 'escalate', 'return', 'transfer', 'extend', 'evaluate'],
  evaluated: ['note', 'close', 'reopen'],
  closed: ['reopen'],
};

/** Acts that belong to the level that holds the case; the others anybody may do in whose area it lies. */
export const LEVEL_ACTS: readonly CaseAct[] = [
  'escalate',
  'return',
  'transfer',
  'extend',
  'evaluate',
  'close',
  'reopen',
];

/** Where a case stands. Days are 'yyyy-mm-dd' in the city's zone, times ISO 8601 UTC. */
export interface CaseProgress {
  status: CaseStatus;
  heldBy: HoldingLevel;
  owner: Organisation;
  dueOn: string;
  evaluation: CaseEvaluation | null;
  outcome: CaseOutcome | null;
  closedAt: string | null;
}

/** What the refusal of an act looks at. */
export interface CaseState extends Pick<CaseProgress, 'status' | 'heldBy'> {
  actions: readonly { state: JointState }[];
}

/** One step of the work. `dueOn` without a value: what is usual at the level. */
export type CaseStep =
  | { act: 'escalate' | 'return' | 'reopen'; dueOn?: string | undefined }
  | { act: 'transfer'; owner: Organisation }
  | { act: 'extend'; dueOn: string }
  | { act: 'evaluate'; evaluation: CaseEvaluation }
  | { act: 'close'; outcome: CaseOutcome }
  | { act: 'note' };

/** Who does it, as far as it matters here: the area that the account may see. */
export interface CaseActor {
  scopeCode: string;
}

/** Why an act can not be done to a case as it stands, or undefined when it can. */
export function caseRefusal(current: CaseState, act: CaseAct, actor: CaseActor): Refusal | undefined {
  const { status, heldBy, actions } = current;
  if (!ACTS_IN[status].includes(act))
    return refusal(`A case that is ${status} can not do this (${act}).`, 'case_status_forbids', {
      caseStatus: status,
      caseAct: act,
    });
  if (LEVEL_ACTS.includes(act) && !reaches(actor.scopeCode, heldBy))
    return refusal(`The case is held by the ${heldBy}, above your area.`, 'case_held_above', {
      level: heldBy,
    });
  if (act === 'escalate' && !levelBeside(heldBy, 1))
    return refusal('The city already holds the case: there is no level above.', 'case_at_top');
  if (act === 'return' && !levelBeside(heldBy, -1))
    return refusal('The community holds the case: there is no level below.', 'case_at_bottom');
  const unfinished = actions.filter(({ state }) => state === 'open').length;
  if (act === 'evaluate' && unfinished > 0)
    return refusal(`${unfinished} joint actions are not ended yet.`, 'case_actions_open', {
      actions: unfinished,
    });
  return undefined;
}

/** Whether an account of this area stands at a level or above it. */
export function reaches(scopeCode: string, level: HoldingLevel): boolean {
  return LEVELS.indexOf(levelOfCode(scopeCode) ?? 'grid') <= LEVELS.indexOf(level);
}

/** Where a case is opened by an account of this area: with the community, unless a level is named that the account reaches. */
export function levelsToOpen(scopeCode: string): HoldingLevel[] {
  return HOLDING_LEVELS.filter((level) => level === 'community' || reaches(scopeCode, level));
}

/**
 * Where a case stands after a step at `now` (ISO 8601 UTC), on the city's day `today`, or why it can not be done. A change of level and
 * a reopening set a new day, the others keep it. Whether the act is legal at all is `caseRefusal`'s matter, which comes first.
 */
export function advanceCase(
  current: CaseProgress & CaseState,
  step: CaseStep,
  actor: CaseActor,
  { now, today }: { now: string; today: string },
): { progress: CaseProgress } | { refusal: Refusal } {
  const against = caseRefusal(current, step.act, actor) ?? refusalOfDue(current, step, today);
  if (against) return { refusal: against };
  const { status, heldBy, owner, dueOn, evaluation, outcome, closedAt } = current;
  const before = { status, heldBy, owner, dueOn, evaluation, outcome, closedAt };
  return { progress: { ...before, ...changeBy(step, heldBy, now, today) } };
}

function changeBy(step: CaseStep, heldBy: HoldingLevel, now: string, today: string): Partial<CaseProgress> {
  const dueAt = (level: HoldingLevel, given?: string) => given ?? addDays(today, DUE_DAYS[level]);
  switch (step.act) {
    case 'escalate':
    case 'return': {
      const level = levelBeside(heldBy, step.act === 'escalate' ? 1 : -1) ?? heldBy;
      return { heldBy: level, dueOn: dueAt(level, step.dueOn), evaluation: null };
    }
    case 'transfer':
      return { owner: step.owner };
    case 'extend':
      return { dueOn: step.dueOn };
    case 'evaluate':
      return { evaluation: step.evaluation, status: step.evaluation === 'unresolved' ? 'open' : 'evaluated' };
    case 'close':
      return { status: 'closed', outcome: step.outcome, closedAt: now };
    case 'reopen':
      return {
        status: 'open',
        dueOn: dueAt(heldBy, step.dueOn),
        evaluation: null,
        outcome: null,
        closedAt: null,
      };
    case 'note':
      return {};
  }
}

function refusalOfDue(current: CaseProgress, step: CaseStep, today: string): Refusal | undefined {
  const dueOn = 'dueOn' in step ? step.dueOn : undefined;
  if (dueOn === undefined) return undefined;
  if (!isPossibleDue(dueOn, today))
    return refusal(`dueOn must lie from today to ${MOST_DUE_DAYS} days ahead.`, 'due_out_of_range', {
      days: MOST_DUE_DAYS,
    });
  if (step.act === 'extend' && dueOn <= current.dueOn)
    return refusal(`An extension ends after ${current.dueOn}.`, 'due_not_later', { day: current.dueOn });
  return undefined;
}
