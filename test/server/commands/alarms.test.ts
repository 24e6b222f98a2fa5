import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Alarm } from '../../../core/contract/alarm.ts';
import { ALARM_KINDS } from '../../../core/vocabulary.ts';
import { observeConditions, suppressAlarms } from '../../../server/commands/alarms.ts';
import { sql } from '../../../server/database/sql.ts';
import { activeAlarmKeys, selectAlarmsOf } from '../../../server/queries/alarms.ts';
import { eventHead, eventsAbout, eventsAfter } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { condition } from '../conditions.ts';
import { loadSmallCity, RIGHT } from '../small-city.ts';

const time = (minute: number) => new Date(Date.UTC(2026, 10, 23, 4, minute)).toISOString();

withDatabases('schema', (database) => {
  beforeAll(() => loadSmallCity(database()));
  beforeEach(async () => void (await database().query(sql`DELETE FROM alarm`)));

  const observe = (conditions: Parameters<typeof observeConditions>[1], now = time(0)) =>
    database().transaction((tx) => observeConditions(tx, conditions, now));
  const alarm = async (key = condition().key): Promise<Alarm | undefined> =>
    (await selectAlarmsOf(database(), { keys: [key] }))[0];

  it('raises once, however often the same is seen, and returns when it ends', async () => {
    const before = (await eventHead(database())).seq;
    for (let minute = 0; minute < 3; minute++) await observe([condition({ at: time(minute) })], time(minute));
    expect((await eventHead(database())).seq).toBe(before + 1);
    const raised = await alarm();
    expect(raised?.geometry?.coordinates).toEqual([condition().lng, condition().lat]);
    expect(raised?.properties).toMatchObject({
      state: 'unacknowledged',
      isActive: true,
      raisedAt: time(0),
      count: 1,
      facts: condition().facts,
      version: 1,
    });
    await observe([condition({ isActive: false, at: time(5) })], time(5));
    expect((await alarm())?.properties).toMatchObject({
      state: 'returned_unacknowledged',
      isActive: false,
      clearedAt: time(5),
      version: 2,
    });
    const again = await observe([condition({ at: time(6) })], time(6));
    expect(again[0]?.id).toBe(raised?.id);
    expect(again[0]?.properties).toMatchObject({ state: 'unacknowledged', count: 2, clearedAt: null });
  });

  it('takes no notice of a condition that never held', async () => {
    const before = (await eventHead(database())).seq;
    expect(await observe([condition({ isActive: false })])).toEqual([]);
    expect([await alarm(), (await eventHead(database())).seq]).toEqual([undefined, before]);
  });

  it('follows the priority: more urgent alarms anew, less urgent is noted', async () => {
    await observe([condition({ priority: 3 })]);
    await observe([condition({ priority: 1, facts: { units: 0 } })]);
    expect((await alarm())?.properties).toMatchObject({
      priority: 1,
      lastAct: 'worsen',
      facts: { units: 0 },
    });
    await observe([condition({ priority: 4 })]);
    expect((await alarm())?.properties).toMatchObject({ priority: 4, lastAct: 'ease', count: 1 });
  });

  it('a raise and its end in one look are both told', async () => {
    const changed = await observe([condition(), condition({ isActive: false })]);
    expect(changed.map(({ properties }) => properties.lastAct)).toEqual(['raise', 'clear']);
    const log = await eventsAbout(database(), 'alarms', changed[0]?.id ?? '', 10);
    expect(log.map(({ kind }) => kind)).toEqual(['update', 'create']);
  });

  it('of many at once each has its event, and who moved to another area tells the old one', async () => {
    const many = ALARM_KINDS.map((kind) => condition({ kind, key: `${kind}:x`, subjectId: 'x' }));
    const before = (await eventHead(database())).seq;
    await observe(many);
    await observe(many.map((one) => ({ ...one, priority: 1 as const, areaCode: RIGHT })));
    const events = await eventsAfter(database(), before, 100);
    expect(events).toHaveLength(2 * ALARM_KINDS.length);
    expect(
      new Set(events.slice(ALARM_KINDS.length).map((one) => `${one.oldAreaCode} ${one.areaCode}`)),
    ).toEqual(new Set([`${condition().areaCode} ${RIGHT}`]));
    expect(await activeAlarmKeys(database(), ['unit_duress', 'feed_silent'])).toEqual([
      'feed_silent:x',
      'unit_duress:x',
    ]);
  });

  it('two observers of one key at once raise it once', async () => {
    const before = (await eventHead(database())).seq;
    await Promise.all(Array.from({ length: 4 }, () => observe([condition()])));
    expect((await alarm())?.properties.count).toBe(1);
    expect((await eventHead(database())).seq).toBe(before + 1);
  });

  it('suppressed by a rule it says nothing, and comes back unacknowledged if the cause lasts', async () => {
    const suppress = (act: 'suppress' | 'unsuppress') =>
      database().transaction((tx) => suppressAlarms(tx, [condition().key, 'unknown'], act, time(1)));
    await observe([condition()]);
    await suppress('suppress');
    await suppress('suppress');
    await observe([condition({ isActive: false })]);
    await observe([condition()]);
    expect((await alarm())?.properties).toMatchObject({ state: 'suppressed', isActive: true, count: 2 });
    await suppress('unsuppress');
    expect((await alarm())?.properties).toMatchObject({ state: 'unacknowledged', setAsideAt: null });
  });
});
