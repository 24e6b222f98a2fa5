import { v7 as uuidv7 } from 'uuid';
import type {
  AlarmRule,
  AlarmRulePatch,
  AlarmSuppression,
  AlarmSuppressionInput,
} from '../../core/contract/alarm-rule.ts';
import { refusal } from '../../core/contract/reason.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { RuleKind } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import {
  deleteSuppression,
  insertSuppression,
  lockSuppression,
  selectAlarmRule,
  updateAlarmRule,
} from '../queries/alarm-rules.ts';
import { selectCity } from '../queries/city.ts';
import { appendEvent } from '../queries/events.ts';
import type { Doing } from './command.ts';
import { requireHomeArea } from './locate.ts';

/** Changes what a rule goes by. Rules hold for the whole city: an account of a part of it may not. */
export async function patchAlarmRule(
  tx: Queryable,
  kind: RuleKind,
  patch: AlarmRulePatch,
  versions: Versions,
  { actor, now }: Doing,
): Promise<AlarmRule> {
  const areaCode = await requireWholeCity(tx, actor.scopeCode);
  const before = await selectAlarmRule(tx, kind, true);
  if (!before) throw notFound('alarm_rules', `rule ${kind}`);
  expectVersion(versions, before.version);
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return before;
  const next = { ...before, ...given } as AlarmRule;
  for (const code of 'within' in next.limits ? next.limits.within : [])
    await requireHomeArea(tx, code, actor.scopeCode);
  await updateAlarmRule(tx, next, now);
  const after = await selectAlarmRule(tx, kind);
  if (!after) throw new Error(`rule ${kind} is not there after its change`);
  const about = { at: now, actorId: actor.accountId, noun: 'alarm_rules', kind: 'update' } as const;
  await appendEvent(tx, { ...about, subjectId: kind, areaCode, before, after });
  return after;
}

async function requireWholeCity(tx: Queryable, scopeCode: string): Promise<string> {
  const city = await selectCity(tx);
  if (city?.code === scopeCode) return scopeCode;
  const message = 'The rules hold for the whole city; your account has only a part of it.';
  throw new ProblemError('outside_scope', refusal(message, 'rules_of_whole_city'));
}

/** A suppression as it is now, and which kinds of personal data were masked in its reason. */
export interface SuppressionAnswer {
  suppression: AlarmSuppression;
  masked: readonly string[];
}

/** Holds alarms back on purpose, in an area of the account's scope. */
export async function createSuppression(
  tx: Queryable,
  input: AlarmSuppressionInput,
  { actor, now }: Doing,
): Promise<SuppressionAnswer> {
  await requireHomeArea(tx, input.areaCode, actor.scopeCode);
  if (
    input.untilAt !== null &&
    Date.parse(input.untilAt) <= Math.max(Date.parse(input.fromAt), Date.parse(now))
  ) {
    const message = 'It must end after it begins, and after now.';
    throw new ProblemError('invalid_request', refusal(message, 'period_reversed'), {
      issues: [{ path: 'body.untilAt', message, reason: 'period_reversed', params: {} }],
    });
  }
  const id = uuidv7({ msecs: Date.parse(now) });
  const { text: reason, masked } = maskPersonalData(input.reason);
  await insertSuppression(tx, { ...input, id, reason }, actor.accountId, now);
  const suppression = await lockSuppression(tx, id, actor.scopeCode);
  if (!suppression) throw new Error(`suppression ${id} is not there after its creation`);
  await logSuppression(tx, 'create', suppression, { actor, now });
  return { suppression, masked };
}

/** Lets the alarms speak again. */
export async function removeSuppression(
  tx: Queryable,
  id: string,
  versions: Versions,
  doing: Doing,
): Promise<void> {
  const before = await lockSuppression(tx, id, doing.actor.scopeCode);
  if (!before) throw notFound('alarm_suppressions', `suppression ${id}`);
  expectVersion(versions, before.version);
  await deleteSuppression(tx, id);
  await logSuppression(tx, 'delete', before, doing);
}

async function logSuppression(
  tx: Queryable,
  kind: 'create' | 'delete',
  suppression: AlarmSuppression,
  { actor, now }: Doing,
): Promise<void> {
  await appendEvent(tx, {
    at: now,
    actorId: actor.accountId,
    noun: 'alarm_suppressions',
    kind,
    subjectId: suppression.id,
    areaCode: suppression.areaCode,
    before: kind === 'delete' ? suppression : null,
    after: kind === 'create' ? suppression : null,
  });
}
