import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AlarmRule, RuleSetting } from '../../../core/contract/alarm-rule.ts';
import { AlarmSuppression, RULE_LIMITS } from '../../../core/contract/alarm-rule.ts';
import { DEFAULT_RULES } from '../../../core/live/rules/defaults.ts';
import { RULE_KINDS } from '../../../core/vocabulary.ts';
import { eventsAbout } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { CITY, LEFT, loadSmallCity, RIGHT } from '../small-city.ts';

const later = (minutes: number) => new Date(NOW_MS + minutes * 60_000).toISOString();

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('supervisor');
  });
  afterAll(() => api.close());

  const rule = async (kind: string): Promise<AlarmRule> =>
    (await send('GET', '/api/alarm-rules')).body.items.find((one: AlarmRule) => one.kind === kind);

  it('all are there from the beginning, as the code has them', async () => {
    const { items } = (await send('GET', '/api/alarm-rules')).body as { items: AlarmRule[] };
    expect(items.map(({ kind }) => kind).sort()).toEqual([...RULE_KINDS].sort());
    for (const { kind, isOn, priority, hours, limits } of items) {
      const setting: RuleSetting = { kind, isOn, priority: priority as 1, hours, limits };
      expect(setting).toEqual(DEFAULT_RULES[kind]);
      expect(RULE_LIMITS[kind].safeParse(limits).success).toBe(true);
    }
  });

  it('a supervisor of the city changes them on the version seen, with an event', async () => {
    const patch = {
      isOn: false,
      priority: 2,
      hours: [{ days: [1, 2], from: '08:00', to: '20:00' }],
      limits: { seconds: 90 },
    };
    const path = '/api/alarm-rules/p1_unverified';
    expect((await send('PATCH', path, patch)).status).toBe(428);
    const { status, headers, body } = await send('PATCH', path, patch, { 'If-Match': '"1"' });
    expect([status, headers.get('ETag')]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ ...patch, version: 2 });
    expect(await rule('p1_unverified')).toEqual(body);
    expect((await send('PATCH', path, { isOn: true }, { 'If-Match': '"1"' })).status).toBe(412);
    const [event] = await eventsAbout(database(), 'alarm_rules', 'p1_unverified', 1);
    expect(event).toMatchObject({
      areaCode: CITY,
      before: { isOn: true },
      after: { isOn: false, limits: { seconds: 90 } },
    });
    const again = await send('PATCH', path, { hours: null }, { 'If-Match': '"2"' });
    expect(again.body).toMatchObject({ hours: null, isOn: false, priority: 2 });
  });

  it('limits are those of the rule, whole and within reason, and areas must exist', async () => {
    const patch = (kind: string, limits: object) =>
      send('PATCH', `/api/alarm-rules/${kind}`, { limits }, { 'If-Match': '*' });
    const status = async (kind: string, limits: object) => (await patch(kind, limits)).status;
    expect(await status('p1_unverified', { seconds: -1 })).toBe(400);
    expect(await status('p1_unverified', { minutes: 1 })).toBe(400);
    expect(await status('unit_off_route', { metres: 300 })).toBe(400);
    expect(await status('unit_off_route', { metres: 300, seconds: 60 })).toBe(200);
    const area = { minutes: 30, level: 'street' };
    expect(await status('area_unvisited', { ...area, within: ['630199'] })).toBe(422);
    expect(await status('area_unvisited', { ...area, within: [LEFT] })).toBe(200);
    expect((await send('PATCH', '/api/alarm-rules/deadline_missed', {}, { 'If-Match': '*' })).status).toBe(
      404,
    );
  });

  it('others may look only, and so may a supervisor of a part of the city', async () => {
    for (const role of ['viewer', 'operator', 'dispatcher', 'planner'] as const) {
      const other = await api.as(role);
      expect((await other('GET', '/api/alarm-rules')).status).toBe(200);
      const edit = await other('PATCH', '/api/alarm-rules/feed_silent', { isOn: false }, { 'If-Match': '*' });
      expect(edit.status).toBe(403);
    }
    const part = await api.as('supervisor', LEFT);
    const { status, body } = await part(
      'PATCH',
      '/api/alarm-rules/feed_silent',
      { isOn: false },
      { 'If-Match': '*' },
    );
    expect([status, body.reason]).toEqual([422, 'rules_of_whole_city']);
  });

  it('alarms are held back for a time and a reason, seen by those whom it concerns', async () => {
    const left = await api.as('supervisor', LEFT);
    const input = {
      kind: 'unit_stationary',
      areaCode: LEFT,
      fromAt: later(0),
      untilAt: later(60),
      reason: '马拉松 marathon 13812345678',
    };
    const { status, headers, body } = await left('POST', '/api/alarm-suppressions', input);
    expect([status, headers.get('X-Masked')]).toEqual([201, 'mobile']);
    expect(AlarmSuppression.parse(body)).toMatchObject({ ...input, reason: '马拉松 marathon ***' });
    const seenBy = async (scope: string) =>
      (await (await api.as('viewer', scope))('GET', '/api/alarm-suppressions')).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect([await seenBy(CITY), await seenBy(LEFT), await seenBy(`${LEFT}001`), await seenBy(RIGHT)]).toEqual(
      [[body.id], [body.id], [body.id], []],
    );
    const whole = await send('POST', '/api/alarm-suppressions', {
      ...input,
      areaCode: CITY,
      kind: null,
      untilAt: null,
    });
    expect(await seenBy(RIGHT)).toEqual([whole.body.id]);
    api.setClock(NOW_MS + 61 * 60_000);
    expect(await seenBy(LEFT)).toEqual([whole.body.id]);
    api.setClock(NOW_MS);
    expect(
      (await left('DELETE', `/api/alarm-suppressions/${whole.body.id}`, undefined, { 'If-Match': '*' }))
        .status,
    ).toBe(404);
    expect(
      (await send('DELETE', `/api/alarm-suppressions/${whole.body.id}`, undefined, { 'If-Match': '"1"' }))
        .status,
    ).toBe(204);
    const kinds = (await eventsAbout(database(), 'alarm_suppressions', whole.body.id, 5)).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['delete', 'create']);
  });

  it('a suppression must end after it begins and after now, in an area of the account', async () => {
    const input = { kind: null, areaCode: LEFT, fromAt: later(0), untilAt: later(60), reason: '演练' };
    const post = async (given: object) =>
      (await send('POST', '/api/alarm-suppressions', { ...input, ...given })).status;
    expect(await post({ reason: '  ' })).toBe(400);
    expect(await post({ fromAt: later(-60), untilAt: later(-1) })).toBe(400);
    expect(await post({ fromAt: later(90) })).toBe(400);
    expect(await post({ areaCode: '630199' })).toBe(422);
    expect(await post({ kind: 'deadline_missed' })).toBe(400);
  });
});
