import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AlarmLoad } from '../../../core/contract/alarm-load.ts';
import { observeConditions } from '../../../server/commands/alarms.ts';
import { sql } from '../../../server/database/sql.ts';
import { Lease } from '../../../server/live/lease.ts';
import { bringBackDue } from '../../../server/live/shelf-clock.ts';
import { eventHead, eventsAfter } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { condition } from '../conditions.ts';
import { GRID_RIGHT, IN_RIGHT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const time = (seconds: number) => new Date(NOW_MS + seconds * 1000).toISOString();

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('operator');
  });
  beforeEach(async () => {
    api.setClock(NOW_MS);
    await database().query(sql`DELETE FROM alarm`);
  });
  afterAll(() => api.close());

  const raise = async (given: Parameters<typeof condition>[0] = {}) => {
    const now = given.at ?? time(0);
    const made = await database().transaction((tx) =>
      observeConditions(tx, [condition({ at: now, ...given })], now),
    );
    return `/api/alarms/${made[0]?.id}`;
  };
  const act = (path: string, what: string, body?: object, match = '*') =>
    send('POST', `${path}/${what}`, body, { 'If-Match': match });
  const state = async (path: string) => (await send('GET', path)).body.properties.state;

  describe('acknowledging', () => {
    it('says who and when, once, on the version that was seen', async () => {
      const path = await raise();
      const seen = await send('GET', path);
      expect((await send('POST', `${path}/acknowledge`)).status).toBe(428);
      expect((await act(path, 'acknowledge', undefined, '"9"')).status).toBe(412);
      const done = await act(path, 'acknowledge', undefined, seen.headers.get('ETag') ?? '');
      expect(done.status).toBe(200);
      expect(done.body.properties).toMatchObject({
        state: 'acknowledged',
        acknowledgedAt: time(0),
        acknowledgedByName: expect.stringMatching(/^t-operator-/),
        version: 2,
      });
      const again = await act(path, 'acknowledge');
      expect([again.status, again.body.code, again.body.reason]).toEqual([
        422,
        'illegal_transition',
        'alarm_already_acknowledged',
      ]);
    });

    it('of what has ended makes it normal; the history tells every step and who took it', async () => {
      const path = await raise();
      await raise({ isActive: false });
      expect(await state(path)).toBe('returned_unacknowledged');
      await act(path, 'acknowledge');
      expect(await state(path)).toBe('normal');
      const { items } = (await send('GET', `${path}/history`)).body;
      const told = items.map(
        (one: { after: { properties: { lastAct: string } }; actorName: string | null }) => [
          one.after.properties.lastAct,
          one.actorName === null,
        ],
      );
      expect(told).toEqual([
        ['acknowledge', false],
        ['clear', true],
        ['raise', true],
      ]);
    });

    it('of many does what can be done and says why not for the rest', async () => {
      const [a, b, c] = [
        await raise(),
        await raise({ kind: 'unit_off_route' }),
        await raise({ kind: 'unit_duress' }),
      ].map((path) => path.slice('/api/alarms/'.length));
      await act(`/api/alarms/${b}`, 'acknowledge');
      const gone = '0193f000-0000-7000-8000-00000000dead';
      const seen = [{ id: a, version: 1 }, { id: b }, { id: c, version: 7 }, { id: gone }];
      const answer = await send('POST', '/api/alarms/acknowledge', { alarms: seen });
      expect(answer.body.alarms.map((alarm: { id: string }) => alarm.id)).toEqual([a]);
      expect(
        new Map(answer.body.refused.map((one: { id: string; reason: string }) => [one.id, one.reason])),
      ).toEqual(
        new Map([
          [b, 'alarm_already_acknowledged'],
          [c, 'edited_meanwhile'],
          [gone, 'thing_unknown'],
        ]),
      );
    });

    it('by two at once happens once', async () => {
      const path = await raise();
      const answers = await Promise.all([act(path, 'acknowledge'), act(path, 'acknowledge')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    });
  });

  it('silencing is noted and changes no state', async () => {
    const path = await raise();
    const { seq } = await eventHead(database());
    expect((await send('POST', `${path}/silence`)).body.properties.state).toBe('unacknowledged');
    const [event] = await eventsAfter(database(), seq, 1);
    expect(event).toMatchObject({ noun: 'alarms', actorId: expect.any(String) });
    await act(path, 'acknowledge');
    const refused = await send('POST', `${path}/silence`);
    expect([refused.status, refused.body.reason]).toEqual([422, 'alarm_makes_no_sound']);
  });

  describe('shelving', () => {
    it('lasts two hours without another time, hides what happens, and ends by itself with an event', async () => {
      const path = await raise();
      const shelved = await act(path, 'shelve', { reason: ' 道路施工，电话 13812345678 ' });
      expect(shelved.headers.get('X-Masked')).toBe('mobile');
      expect(shelved.body.properties).toMatchObject({
        state: 'shelved',
        shelvedUntil: time(7200),
        shelvedReason: '道路施工，电话 ***',
      });
      await raise({ isActive: false });
      await raise({ at: time(60) });
      expect(await state(path)).toBe('shelved');
      const refused = await act(path, 'acknowledge');
      expect(refused.body.reason).toBe('alarm_is_shelved');
      api.setClock(NOW_MS + 7_199_000);
      const [one, two] = [1, 2].map(() => new Lease(api.deps, 'shelf clock', 10_000)) as [Lease, Lease];
      expect(await bringBackDue(api.deps, one)).toBe(0);
      api.setClock(NOW_MS + 7_200_000);
      const { seq } = await eventHead(database());
      const both = await Promise.all([bringBackDue(api.deps, one), bringBackDue(api.deps, two)]);
      expect(both.sort()).toEqual([0, 1]);
      expect(await state(path)).toBe('unacknowledged');
      const [event] = await eventsAfter(database(), seq, 10);
      expect(event).toMatchObject({
        actorId: null,
        after: { properties: { lastAct: 'expire', shelvedUntil: null } },
      });
    });

    it('can be prolonged and ended early', async () => {
      const path = await raise();
      await act(path, 'shelve', { reason: '检修', until: time(600) });
      expect(
        (await act(path, 'shelve', { reason: '检修', until: time(900) })).body.properties.shelvedUntil,
      ).toBe(time(900));
      await raise({ isActive: false });
      expect((await act(path, 'unshelve')).body.properties.state).toBe('normal');
      expect((await act(path, 'unshelve')).body.reason).toBe('alarm_not_shelved');
    });

    it.each([
      [{ reason: '' }],
      [{}],
      [{ reason: 'x', until: time(30) }],
      [{ reason: 'x', until: time(86_401) }],
      [{ reason: 'x', until: 'soon' }],
    ])('refuses %j', async (body) => {
      const answer = await act(await raise(), 'shelve', body);
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    });
  });

  it('out of service it stays until somebody puts it back', async () => {
    const path = await raise();
    const out = await act(path, 'out-of-service', { reason: '传感器故障' });
    expect(out.body.properties).toMatchObject({ state: 'out_of_service', outOfServiceReason: '传感器故障' });
    expect((await act(path, 'shelve', { reason: 'x' })).body.reason).toBe('alarm_is_out_of_service');
    expect((await act(path, 'return')).body.properties).toMatchObject({
      state: 'unacknowledged',
      outOfServiceReason: null,
    });
  });

  it('a thing that is removed takes what was put aside along; what is active waits for its acknowledgement', async () => {
    const admin = await api.as('admin');
    const device = (await admin('GET', `/api/devices/${thing('devices', 'left')}`)).body;
    const { version, updatedAt, areaCode, healthSince, ...given } = device.properties;
    const made = await admin('POST', '/api/devices', {
      geometry: device.geometry,
      properties: { ...given, code: 'D-new' },
    });
    const about = { subjectNoun: 'devices', subjectId: made.body.id } as const;
    const active = await raise({ ...about, kind: 'device_silent' });
    const shelved = await raise({ ...about, kind: 'geofence_left' });
    await act(shelved, 'shelve', { reason: 'x' });
    const removed = await admin('DELETE', `/api/devices/${made.body.id}`, undefined, { 'If-Match': '*' });
    expect(removed.status).toBe(204);
    expect([await state(active), await state(shelved)]).toEqual(['returned_unacknowledged', 'normal']);
  });

  it('nobody can make an alarm of his own', async () => {
    const admin = await api.as('admin');
    expect((await admin('POST', '/api/alarms', { properties: condition() })).status).toBe(405);
  });

  it('the load counts what rang in the scope, and names what stands', async () => {
    const before = AlarmLoad.strict().parse((await send('GET', '/api/alarms/load')).body);
    const path = await raise({ at: time(-90_000) });
    for (let i = 0; i < 3; i++) {
      await raise({ kind: 'unit_off_route', isActive: true });
      await raise({ kind: 'unit_off_route', isActive: false });
    }
    const foreign = await raise({ kind: 'feed_silent', areaCode: GRID_RIGHT });
    await act(foreign, 'shelve', { reason: '检修' });
    const after = AlarmLoad.strict().parse((await send('GET', '/api/alarms/load?hours=48')).body);
    expect(after.bins).toHaveLength(288);
    expect(after.total - before.total).toBe(5);
    expect(after.bins.reduce((a, b) => a + b, 0)).toBe(after.total);
    expect(after.chattering.map(({ kind, count }) => [kind, count])).toContainEqual(['unit_off_route', 3]);
    expect(after.stale.map(({ id }) => id)).toEqual([path.split('/').pop()]);
    const setAsideByName = expect.stringMatching(/^t-operator/);
    expect(after.setAside).toMatchObject([{ kind: 'feed_silent', reason: '检修', setAsideByName }]);
    const district = await api.as('viewer', LEFT);
    const left = (await district('GET', '/api/alarms/load?hours=48')).body;
    expect([after.total - left.total, left.setAside]).toEqual([1, []]);
    expect((await send('GET', '/api/alarms/load?hours=0')).status).toBe(400);
    expect((await send('GET', '/api/alarms/load?hours=745')).status).toBe(400);
  });

  describe('lists', () => {
    it('come last raised first, page by page, filtered by what is asked', async () => {
      for (const [i, kind] of (['unit_stationary', 'unit_off_route', 'device_silent'] as const).entries())
        for (const side of ['left', 'right'] as const)
          await raise({
            kind,
            key: `${kind}:${side}`,
            priority: side === 'left' ? 2 : 4,
            at: time(i * 10),
            ...(side === 'right' ? { areaCode: GRID_RIGHT, lng: IN_RIGHT[0], lat: IN_RIGHT[1] } : {}),
          });
      const keys = async (query: string) =>
        (await send('GET', `/api/alarms?${query}`)).body.features.map(
          (one: { properties: { key: string } }) => one.properties.key,
        );
      const all = await keys('limit=100');
      expect(all).toHaveLength(6);
      expect(all[0]).toMatch(/^device_silent/);
      const paged: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await send('GET', `/api/alarms?limit=4${cursor}`);
        paged.push(...body.features.map((one: { properties: { key: string } }) => one.properties.key));
        if (!body.nextCursor) break;
        cursor = `&cursor=${body.nextCursor}`;
      }
      expect(paged).toEqual(all);
      expect(await keys('kind=unit_off_route&priority=4')).toEqual(['unit_off_route:right']);
      expect((await keys(`within=${LEFT}`)).every((key: string) => key.endsWith('left'))).toBe(true);
      expect(await keys('bbox=101.8,36.5,101.9,36.6')).toHaveLength(3);
      expect(await keys('state=acknowledged,shelved')).toEqual([]);
      expect((await send('GET', '/api/alarms?state=loud')).status).toBe(400);
    });
  });
});
