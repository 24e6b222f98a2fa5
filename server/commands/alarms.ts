import { v7 as uuidv7 } from 'uuid';
import type { Alarm } from '../../core/contract/alarm.ts';
import {
  type AlarmRecord,
  acted,
  actOfCondition,
  type Condition,
  newAlarm,
  observed,
} from '../../core/live/alarm-record.ts';
import type { Queryable } from '../database/database.ts';
import { type AlarmChoice, lockObservers, selectAlarmsOf, writeAlarms } from '../queries/alarms.ts';
import { appendEvents, type NewEvent } from '../queries/events.ts';

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
): Promise<Alarm[]> {
  if (conditions.length === 0) return [];
  await lockObservers(tx);
  const changes: Change[] = [];
  for (const round of oncePerKey(conditions)) changes.push(...(await observeRound(tx, round, now)));
  await log(tx, changes, null, now);
  return changes.map(({ after }) => after);
}

/** Suppresses alarms by design, or lets them speak again, as a rule decides. Where nothing would change nothing is written. */
export async function suppressAlarms(
  tx: Queryable,
  keys: readonly string[],
  act: 'suppress' | 'unsuppress',
  now: string,
): Promise<void> {
  await log(
    tx,
    await change(tx, { keys }, (alarm) => allowed(acted(alarm, act, { by: null, now })), now),
    null,
    now,
  );
}

/** Brings the alarms back whose shelf time is over at `now`. Answers how many. */
export async function expireShelves(tx: Queryable, now: string): Promise<number> {
  const over = { shelvedUntil: now };
  const changes = await change(tx, over, (alarm) => allowed(acted(alarm, 'expire', { by: null, now })), now);
  await log(tx, changes, null, now);
  return changes.length;
}

/** One alarm before and after; `before` is null when it was made. */
interface Change {
  before: Alarm | null;
  after: Alarm;
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

async function observeRound(tx: Queryable, conditions: readonly Condition[], now: string): Promise<Change[]> {
  const held = recordsByKey(await selectAlarmsOf(tx, { keys: conditions.map(({ key }) => key) }));
  const news = conditions.filter((condition) => actOfCondition(held.get(condition.key), condition));
  if (news.length === 0) return [];
  const before = await selectAlarmsOf(tx, { keys: news.map(({ key }) => key) }, true);
  const locked = recordsByKey(before);
  const after = news.flatMap((condition): AlarmRecord[] => {
    const alarm = locked.get(condition.key);
    const act = actOfCondition(alarm, condition);
    if (!act) return [];
    return [alarm ? observed(alarm, act, condition) : newAlarm(newId(condition), condition)];
  });
  return await write(tx, before, after, now);
}

function newId({ at }: Condition): string {
  return uuidv7({ msecs: Date.parse(at) });
}

/** Changes the chosen alarms one by one; those for which `to` answers undefined stay as they are. */
async function change(
  tx: Queryable,
  choice: AlarmChoice,
  to: (alarm: AlarmRecord) => AlarmRecord | undefined,
  now: string,
): Promise<Change[]> {
  const before = await selectAlarmsOf(tx, choice, true);
  return await write(
    tx,
    before,
    before.flatMap((alarm) => to(recordOf(alarm)) ?? []),
    now,
  );
}

async function write(
  tx: Queryable,
  before: readonly Alarm[],
  after: readonly AlarmRecord[],
  now: string,
): Promise<Change[]> {
  if (after.length === 0) return [];
  await writeAlarms(tx, after, now);
  const written = await selectAlarmsOf(tx, { keys: after.map(({ properties }) => properties.key) });
  const earlier = new Map(before.map((alarm) => [alarm.properties.key, alarm]));
  return written.map((alarm) => ({ before: earlier.get(alarm.properties.key) ?? null, after: alarm }));
}

async function log(
  tx: Queryable,
  changes: readonly Change[],
  actorId: string | null,
  now: string,
): Promise<void> {
  if (changes.length > 0)
    await appendEvents(
      tx,
      changes.map((one) => eventOf(one, actorId, now)),
    );
}

function eventOf({ before, after }: Change, actorId: string | null, now: string): NewEvent {
  const { areaCode } = after.properties;
  const old = before?.properties.areaCode;
  return {
    at: now,
    actorId,
    noun: 'alarms',
    kind: before ? 'update' : 'create',
    subjectId: after.id,
    areaCode,
    oldAreaCode: old !== undefined && old !== areaCode ? old : null,
    before,
    after,
  };
}

function allowed(result: ReturnType<typeof acted>): AlarmRecord | undefined {
  return 'alarm' in result ? result.alarm : undefined;
}

function recordsByKey(alarms: readonly Alarm[]): Map<string, AlarmRecord> {
  return new Map(alarms.map((alarm) => [alarm.properties.key, recordOf(alarm)]));
}

function recordOf({ id, geometry, properties }: Alarm): AlarmRecord {
  const { version, updatedAt, acknowledgedByName, setAsideByName, ...own } = properties;
  const [lng, lat] = geometry?.coordinates ?? [null, null];
  return { id, lng, lat, properties: own };
}
