import type { Alarm } from '../../core/contract/alarm.ts';
import { type Reason, refusal } from '../../core/contract/reason.ts';
import { type AlarmRefusal, SHELF_SECONDS } from '../../core/live/alarm.ts';
import { acted } from '../../core/live/alarm-record.ts';
import { maskPersonalData } from '../../core/personal-data.ts';
import type { AlarmAct, AlarmState } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import { selectAlarmsOf } from '../queries/alarms.ts';
import { changeAlarms, logChanges, recordOf, writeChanges } from './alarm-changes.ts';
import type { Doing } from './command.ts';

/** What a person does to one alarm. Times are ISO 8601 UTC; `until` without a value is two hours from now. */
export interface PersonsAct {
  act: 'acknowledge' | 'silence' | 'shelve' | 'unshelve' | 'take_out' | 'put_back';
  reason?: string | undefined;
  until?: string | undefined;
}

/** An alarm as it is now, and which kinds of personal data were masked in the reason. */
export interface AlarmAnswer {
  feature: Alarm;
  masked: readonly string[];
}

/** Does a person's act to one alarm of one of `versions`. Throws `illegal_transition` with its reason when it can not be done. */
export async function actOnAlarm(
  tx: Queryable,
  id: string,
  what: PersonsAct,
  versions: Versions,
  { actor, now }: Doing,
): Promise<AlarmAnswer> {
  const [before] = await selectAlarmsOf(tx, { ids: [id], scopeCode: actor.scopeCode }, true);
  if (!before) throw notFound('alarms', `alarm ${id}`);
  expectVersion(versions, before.properties.version);
  const { text, masked } = maskPersonalData(what.reason ?? '');
  const until = what.act === 'shelve' ? shelfEnd(what.until, now) : undefined;
  const result = acted(recordOf(before), what.act, { by: actor.accountId, now, reason: text, until });
  if ('reason' in result) throw refused(before.properties.state, what.act, result.reason);
  const changes = await writeChanges(tx, [before], [result.alarm], now);
  await logChanges(tx, changes, actor.accountId, now);
  return { feature: changes[0]?.after ?? before, masked };
}

/** Alarms that are meant, each with the version that was seen; without one whatever it is now. */
export interface SeenAlarm {
  id: string;
  version?: number | undefined;
}
export interface ManyAnswer {
  alarms: Alarm[];
  refused: { id: string; reason: Extract<Reason, AlarmRefusal | 'thing_unknown' | 'edited_meanwhile'> }[];
}

/** Acknowledges or silences many at once; those that can not be are told with the reason, the others are done. */
export async function actOnMany(
  tx: Queryable,
  act: 'acknowledge' | 'silence',
  seen: readonly SeenAlarm[],
  { actor, now }: Doing,
): Promise<ManyAnswer> {
  const versions = new Map(seen.map(({ id, version }) => [id.toLowerCase(), version]));
  const unseen = new Set(versions.keys());
  const refused: ManyAnswer['refused'] = [];
  const choice = { ids: [...unseen], scopeCode: actor.scopeCode };
  const changes = await changeAlarms(
    tx,
    choice,
    (alarm, version) => {
      unseen.delete(alarm.id);
      const wanted = versions.get(alarm.id);
      const isStale = wanted !== undefined && wanted !== version;
      const result = isStale
        ? { reason: 'edited_meanwhile' as const }
        : acted(alarm, act, { by: actor.accountId, now });
      if ('alarm' in result) return result.alarm;
      refused.push({ id: alarm.id, reason: result.reason });
      return undefined;
    },
    now,
  );
  await logChanges(tx, changes, actor.accountId, now);
  for (const id of unseen) refused.push({ id, reason: 'thing_unknown' });
  return { alarms: changes.map(({ after }) => after), refused };
}

function refused(state: AlarmState, act: AlarmAct, reason: AlarmRefusal): ProblemError {
  const message = `An alarm that is ${state} can not do this (${act}): ${reason}.`;
  return new ProblemError('illegal_transition', refusal(message, reason));
}

function shelfEnd(until: string | undefined, now: string): string {
  const nowMs = Date.parse(now);
  const endMs = until === undefined ? nowMs + SHELF_SECONDS.usual * 1000 : Date.parse(until);
  const { least, most } = SHELF_SECONDS;
  if (endMs >= nowMs + least * 1000 && endMs <= nowMs + most * 1000) return new Date(endMs).toISOString();
  const why = refusal(`until must lie ${least} to ${most} seconds from now.`, 'time_out_of_range', {
    field: 'until',
  });
  throw new ProblemError('invalid_request', why, { issues: [{ path: 'body.until', ...why }] });
}
