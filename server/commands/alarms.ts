import { v7 as uuidv7 } from 'uuid';
import type { Alarm } from '../../core/contract/alarm.ts';
import { isSetAside } from '../../core/live/alarm.ts';
import {
  type ActDetails,
  type AlarmRecord,
  acted,
  actOfCondition,
  type Condition,
  newAlarm,
  observed,
} from '../../core/live/alarm-record.ts';
import type { Queryable } from '../database/database.ts';
import { lockObservers, selectAlarmsOf } from '../queries/alarms.ts';
import type { NewEvent } from '../queries/events.ts';
import {
  type AlarmChange,
  changeAlarms,
  eventsOf,
  logChanges,
  recordOf,
  writeChanges,
} from './alarm-changes.ts';
import type { Doing } from './command.ts';

/**
 * Takes what the rules see at `now` (ISO 8601 UTC): a condition that becomes active raises its alarm, or raises it again; one
 * that becomes more urgent alarms anew; one that ends lets it return. What is as before changes nothing and writes nothing, so
 * rules may tell all they see at every look. Each change is one event. Call it inside `command`, before any other event of the
 * transaction. Answers the alarms that changed, as they are now.
 */
export async function observeConditions(
  tx: Queryable,
  conditions: readonly Condition[],
  now: string,
  actorId: string | null = null,
): Promise<Alarm[]> {
  if (conditions.length === 0) return [];
  await lockObservers(tx);
  const changes: AlarmChange[] = [];
  for (const round of oncePerKey(conditions)) changes.push(...(await observeRound(tx, round, now)));
  await logChanges(tx, changes, actorId, now);
  return changes.map(({ after }) => after);
}

/** Suppresses alarms by design, or lets them speak again, as a rule decides. Where nothing would change nothing is written. */
export async function suppressAlarms(
  tx: Queryable,
  keys: readonly string[],
  act: 'suppress' | 'unsuppress',
  now: string,
): Promise<void> {
  const changes = await changeAlarms(tx, { keys }, (alarm) => allowed(acted(alarm, act, system(now))), now);
  await logChanges(tx, changes, null, now);
}

/** Brings the alarms back whose shelf time is over at `now`. Answers how many. */
export async function expireShelves(tx: Queryable, now: string): Promise<number> {
  const over = { shelvedUntil: now };
  const changes = await changeAlarms(tx, over, (alarm) => allowed(acted(alarm, 'expire', system(now))), now);
  await logChanges(tx, changes, null, now);
  return changes.length;
}

/**
 * Ends the alarms of a thing that is removed: what was put aside is forgotten, what is active returns and waits for its
 * acknowledgement. Answers the events to log.
 */
export async function endAlarmsOf(
  tx: Queryable,
  subject: { noun: string; id: string },
  { actor, now }: Doing,
): Promise<NewEvent[]> {
  const changes = await changeAlarms(
    tx,
    { subject },
    (alarm) => {
      const act = isSetAside(alarm.properties.state) ? 'reset' : 'clear';
      return allowed(acted(alarm, act, { by: actor.accountId, now }));
    },
    now,
  );
  return eventsOf(changes, actor.accountId, now);
}

/** Conditions in order, cut where a key comes again: each part names a key once. */
function oncePerKey(conditions: readonly Condition[]): Condition[][] {
  const rounds: Map<string, Condition>[] = [];
  for (const condition of conditions) {
    const last = rounds.at(-1);
    if (last && !last.has(condition.key)) last.set(condition.key, condition);
    else rounds.push(new Map([[condition.key, condition]]));
  }
  return rounds.map((round) => [...round.values()]);
}

/** First looks without a lock, since most conditions are as before; then locks and changes those that are not. */
async function observeRound(
  tx: Queryable,
  conditions: readonly Condition[],
  now: string,
): Promise<AlarmChange[]> {
  const held = byKey(await selectAlarmsOf(tx, { keys: conditions.map(({ key }) => key) }));
  const news = conditions.filter((condition) => actOfCondition(held.get(condition.key), condition));
  if (news.length === 0) return [];
  const before = await selectAlarmsOf(tx, { keys: news.map(({ key }) => key) }, true);
  const locked = byKey(before);
  const after = news.flatMap((condition): AlarmRecord[] => {
    const alarm = locked.get(condition.key);
    const act = actOfCondition(alarm, condition);
    if (!act) return [];
    return [alarm ? observed(alarm, act, condition) : newAlarm(newId(condition), condition)];
  });
  return await writeChanges(tx, before, after, now);
}

function newId({ at }: Condition): string {
  return uuidv7({ msecs: Date.parse(at) });
}

function byKey(alarms: readonly Alarm[]): Map<string, AlarmRecord> {
  return new Map(alarms.map((alarm) => [alarm.properties.key, recordOf(alarm)]));
}

function system(now: string): ActDetails {
  return { by: null, now };
}

function allowed(result: ReturnType<typeof acted>) {
  return 'alarm' in result ? result.alarm : undefined;
}
