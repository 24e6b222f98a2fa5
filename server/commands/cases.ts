import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { addDays, DUE_DAYS, isPossibleDue, MOST_DUE_DAYS } from '../../core/case/due.ts';
import {
  advanceCase,
  type CaseProgress,
  type CaseState,
  type CaseStep,
  caseRefusal,
  levelsToOpen,
} from '../../core/case/transitions.ts';
import type { CaseAct } from '../../core/case/vocabulary.ts';
import {
  type CaseAction,
  type CaseActionEnd,
  type CaseActionInput,
  type CaseInput,
  type CasePatch,
  type CaseProperties,
  MAX_ACTIONS,
} from '../../core/contract/case.ts';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Queryable } from '../database/database.ts';
import type { Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { CASES } from '../queries/nouns.ts';
import { insertPlaced, type PlacedFeature, type Properties, updatePlaced } from '../queries/placed.ts';
import type { Doing } from './command.ts';
import { cityToday, type FileAnswer, lockFile, Masking, nextFileNumber } from './files.ts';
import { gridAt } from './locate.ts';
import { logged } from './placed.ts';

const KIND = { table: CASES };

/** Opens a case at a place: its number, its level, its day. */
export async function openCase(
  tx: Queryable,
  input: z.output<typeof CaseInput>,
  doing: Doing,
): Promise<FileAnswer> {
  const { heldBy, dueOn, nameEn, ...given } = input.properties;
  const masking = new Masking();
  const geometry = roundGeometry(input.geometry);
  const { scopeCode } = doing.actor;
  if (!levelsToOpen(scopeCode).includes(heldBy)) {
    const message = `Your area is below the ${heldBy}: the case is opened lower and escalated.`;
    throw new ProblemError('illegal_transition', refusal(message, 'case_held_above', { level: heldBy }));
  }
  const today = await cityToday(tx, doing.now);
  if (dueOn !== undefined) requirePossibleDue(dueOn, today, 'body.properties.dueOn');
  const areaCode = await gridAt(tx, geometry.coordinates, scopeCode);
  const id = uuidv7({ msecs: Date.parse(doing.now) });
  const properties = {
    ...given,
    ...masking.fields({ ...given, nameEn: nameEn ?? given.nameZh }),
    heldBy,
    number: await nextFileNumber(tx, 'case_file', today),
    status: 'open',
    openedAt: doing.now,
    dueOn: dueOn ?? addDays(today, DUE_DAYS[heldBy]),
    lastAct: 'open' satisfies CaseAct,
  };
  await insertPlaced(tx, CASES, id, { areaCode, geometry, properties, now: doing.now });
  return { feature: await logged(tx, KIND, 'create', id, undefined, doing), masked: masking.kinds };
}

/** Corrects what an open case says, or its place. */
export async function patchCase(
  tx: Queryable,
  id: string,
  patch: CasePatch,
  versions: Versions,
  doing: Doing,
): Promise<FileAnswer> {
  const before = await lockFile(tx, CASES, id, versions, doing);
  if (!patch.geometry && Object.keys(patch.properties ?? {}).length === 0)
    return { feature: before, masked: [] };
  requireLegal(before, 'edit', doing);
  const masking = new Masking();
  const properties = {
    ...patch.properties,
    ...masking.fields(patch.properties ?? {}),
    lastAct: 'edit' satisfies CaseAct,
    lastReason: '',
  };
  const geometry = patch.geometry && roundGeometry(patch.geometry);
  const areaCode = geometry && (await gridAt(tx, geometry.coordinates, doing.actor.scopeCode));
  await updatePlaced(tx, CASES, id, { areaCode, geometry, properties, now: doing.now });
  return { feature: await logged(tx, KIND, 'update', id, before, doing), masked: masking.kinds };
}

/** Takes a case one step on, with the reason. Throws `illegal_transition` with why when it can not be done. */
export async function stepCase(
  tx: Queryable,
  id: string,
  step: CaseStep,
  reason: string,
  versions: Versions,
  doing: Doing,
): Promise<FileAnswer> {
  const before = await lockFile(tx, CASES, id, versions, doing);
  const masking = new Masking();
  const today = await cityToday(tx, doing.now);
  const current = before.properties as unknown as CaseProgress & CaseState;
  const result = advanceCase(current, step, doing.actor, { now: doing.now, today });
  if ('refusal' in result) throw new ProblemError('illegal_transition', result.refusal);
  return await write(tx, before, { ...result.progress }, { act: step.act, reason, masking }, doing);
}

/** Adds a joint action with a partner to an open case. */
export async function addCaseAction(
  tx: Queryable,
  id: string,
  input: CaseActionInput,
  doing: Doing,
): Promise<FileAnswer> {
  const before = await lockFile(tx, CASES, id, ['*'], doing);
  requireLegal(before, 'add_action', doing);
  const { actions } = propertiesOf(before);
  if (actions.length >= MAX_ACTIONS)
    throw new ProblemError(
      'conflict',
      refusal(`A case has at most ${MAX_ACTIONS} joint actions.`, 'case_actions_full', {
        maximum: MAX_ACTIONS,
      }),
    );
  requirePossibleDue(input.dueOn, await cityToday(tx, doing.now), 'body.dueOn');
  const masking = new Masking();
  const action: CaseAction = {
    id: uuidv7({ msecs: Date.parse(doing.now) }),
    ...input,
    text: masking.text(input.text),
    state: 'open',
    endedAt: null,
    result: '',
  };
  const change = { actions: [...actions, action] };
  return await write(tx, before, change, { act: 'add_action', reason: '', masking }, doing);
}

/** Ends a joint action: done, or no longer needed. */
export async function endCaseAction(
  tx: Queryable,
  id: string,
  actionId: string,
  end: CaseActionEnd,
  versions: Versions,
  doing: Doing,
): Promise<FileAnswer> {
  const before = await lockFile(tx, CASES, id, versions, doing);
  const { actions } = propertiesOf(before);
  const action = actions.find((one) => one.id === actionId);
  if (!action) throw notFound('cases', `joint action ${actionId}`);
  requireLegal(before, 'end_action', doing);
  if (action.state !== 'open')
    throw new ProblemError(
      'illegal_transition',
      refusal('The joint action is ended already.', 'case_action_ended'),
    );
  const masking = new Masking();
  const ended = { ...action, state: end.state, endedAt: doing.now, result: masking.text(end.result) };
  const change = { actions: actions.map((one) => (one === action ? ended : one)) };
  return await write(tx, before, change, { act: 'end_action', reason: '', masking }, doing);
}

async function write(
  tx: Queryable,
  before: PlacedFeature,
  change: Properties,
  { act, reason, masking }: { act: CaseAct; reason: string; masking: Masking },
  doing: Doing,
): Promise<FileAnswer> {
  const properties = { ...change, lastAct: act, lastReason: masking.text(reason) };
  await updatePlaced(tx, CASES, before.id, { properties, now: doing.now });
  return { feature: await logged(tx, KIND, 'update', before.id, before, doing), masked: masking.kinds };
}

function requireLegal(before: PlacedFeature, act: CaseAct, { actor }: Doing): void {
  const why = caseRefusal(propertiesOf(before), act, actor);
  if (why) throw new ProblemError('illegal_transition', why);
}

function propertiesOf({ properties }: PlacedFeature): CaseProperties {
  return properties as unknown as CaseProperties;
}

function requirePossibleDue(dueOn: string, today: string, path: string): void {
  if (isPossibleDue(dueOn, today)) return;
  const why = refusal(`dueOn must lie from today to ${MOST_DUE_DAYS} days ahead.`, 'due_out_of_range', {
    days: MOST_DUE_DAYS,
  });
  throw new ProblemError('invalid_request', why, { issues: [{ path, ...why }] });
}
