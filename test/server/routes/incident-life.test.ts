import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escalateOverdue } from '../../../server/live/escalator.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import {
  GRID_LEFT,
  GRID_RIGHT,
  IN_LEFT,
  IN_RIGHT,
  LEFT,
  loadSmallCity,
  PLAN_ID,
  thing,
} from '../small-city.ts';

const ANY = { 'If-Match': '*' };
const at = (seconds: number) => NOW_MS + seconds * 1000;

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  let left: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('admin');
    left = await api.as('operator', LEFT);
  });
  afterAll(() => api.close());

  const report = async (priority = 1, coordinates = IN_LEFT, reportedAt?: string) => {
    const geometry = { type: 'Point', coordinates };
    const { body } = await send('POST', '/api/incidents', {
      geometry,
      properties: { type: 'collision', priority, ...(reportedAt ? { reportedAt } : {}) },
    });
    return body.id as string;
  };
  const patch = (id: string, properties: object) =>
    send('PATCH', `/api/incidents/${id}`, { properties }, ANY);
  const read = async (id: string) => (await send('GET', `/api/incidents/${id}`)).body.properties;

  describe('a duplicate', () => {
    it('is linked to its original, in the area and not to itself in any way', async () => {
      const [original, copy, other] = [await report(), await report(), await report(1, IN_RIGHT)];
      expect((await patch(copy, { status: 'duplicate' })).body.code).toBe('illegal_transition');
      expect((await patch(copy, { status: 'duplicate', duplicateOf: copy })).status).toBe(409);
      const outside = { properties: { status: 'duplicate', duplicateOf: other } };
      expect((await left('PATCH', `/api/incidents/${copy}`, outside, ANY)).status).toBe(400);
      const linked = await patch(copy, { status: 'duplicate', duplicateOf: original });
      expect(linked.body.properties).toMatchObject({ status: 'duplicate', duplicateOf: original });
      expect((await patch(original, { status: 'duplicate', duplicateOf: copy })).status).toBe(409);
    });

    it('that is reopened stands alone again', async () => {
      const [original, copy] = [await report(), await report()];
      await patch(copy, { status: 'duplicate', duplicateOf: original });
      api.setClock(at(60));
      const again = (await patch(copy, { status: 'verified' })).body.properties;
      api.setClock(NOW_MS);
      expect(again).toMatchObject({ status: 'verified', duplicateOf: null });
      expect(again.reopenedAt).toBe(new Date(at(60)).toISOString());
    });
  });

  describe('who answers for the place', () => {
    it('is kept from when it was taken in, and taken anew where it moves to', async () => {
      const id = await report();
      const before = (await send('GET', `/api/incidents/${id}/responsible`)).body;
      expect(before).toMatchObject({
        gridCode: GRID_LEFT,
        communityCode: GRID_LEFT.slice(0, 12),
        planId: PLAN_ID,
        attachedAt: new Date(NOW_MS).toISOString(),
      });
      const geometry = { type: 'Point', coordinates: IN_RIGHT };
      await send('PATCH', `/api/incidents/${id}`, { geometry }, ANY);
      const after = (await send('GET', `/api/incidents/${id}/responsible`)).body;
      expect(after.gridCode).toBe(GRID_RIGHT);
      expect(after.staff).toHaveLength(4);
    });

    it('of an imported incident are the officials of today, and says so', async () => {
      const { body } = await send('GET', `/api/incidents/${thing('incidents', 'left')}/responsible`);
      expect(body).toMatchObject({ planId: null, attachedAt: null });
      expect(body.staff.length).toBeGreaterThan(0);
    });
  });

  describe('remarks', () => {
    const path = (id: string) => `/api/incidents/${id}/remarks`;

    it('are kept in order, counted, without personal data, and never doubled', async () => {
      const id = await report();
      const key = { 'Idempotency-Key': `remark-${id}` };
      const first = await send('POST', path(id), { text: '电话 13812345678 已到北门' }, key);
      expect(first.status).toBe(201);
      expect(first.headers.get('X-Masked')).toBe('mobile');
      await send('POST', path(id), { text: '电话 13812345678 已到北门' }, key);
      const geometry = { type: 'Point', coordinates: IN_LEFT };
      const things = [{ noun: 'devices', id: thing('devices', 'left') }];
      api.setClock(at(5));
      await send('POST', path(id), { fact: 'entrance', geometry, things });
      api.setClock(NOW_MS);
      const { body, text } = await send('GET', path(id));
      expect(text).not.toContain('13812345678');
      expect(body.items.map((one: { fact: string | null }) => one.fact)).toEqual([null, 'entrance']);
      expect(body.items[1]).toMatchObject({ geometry, things });
      expect((await read(id)).remarkCount).toBe(2);
    });

    it.each([
      [{}, 400],
      [{ text: ' ' }, 400],
      [{ fact: 'suspect' }, 400],
      [{ text: 'x', things: [{ noun: 'devices', id: PLAN_ID }] }, 400],
      [{ text: 'x', witness: 'y' }, 400],
    ])('refuse %j', async (input, status) => {
      const id = await report();
      expect((await send('POST', path(id), input)).status).toBe(status);
      expect((await read(id)).remarkCount).toBe(0);
    });

    it('of another area do not exist', async () => {
      const id = await report(1, IN_RIGHT);
      expect((await left('GET', path(id))).status).toBe(404);
      expect((await left('POST', path(id), { text: 'x' })).status).toBe(404);
      expect((await left('GET', `/api/incidents/${id}/responsible`)).status).toBe(404);
    });
  });

  describe('targets', () => {
    it('are read by all and edited by who sees the whole city, in order and on the version that was seen', async () => {
      const { items } = (await left('GET', '/api/response-targets')).body;
      expect(items.map(({ priority }: { priority: number }) => priority)).toEqual([1, 2, 3, 4]);
      const path = '/api/response-targets/4';
      expect((await send('PATCH', path, { arrive: 4000 })).status).toBe(428);
      const done = await send('PATCH', path, { arrive: 4000 }, { 'If-Match': `"${items[3].version}"` });
      expect(done.body).toMatchObject({ arrive: 4000, verify: items[3].verify });
      const stale = await send('PATCH', path, { arrive: 4100 }, { 'If-Match': `"${items[3].version}"` });
      expect(stale.status).toBe(412);
      expect((await send('PATCH', path, { arrive: 10 }, ANY)).status).toBe(400);
      expect((await left('PATCH', path, { arrive: 4000 }, ANY)).status).toBe(403);
      const district = await api.as('supervisor', LEFT);
      expect((await district('PATCH', path, { arrive: 4000 }, ANY)).status).toBe(403);
    });
  });

  describe('a missed deadline', () => {
    it('takes the incident up one level, once, as an event, and alarms until it is made good', async () => {
      const id = await report();
      api.setClock(at(59));
      await escalateOverdue(api.deps);
      expect(await read(id)).toMatchObject({ heldBy: 'community', missed: [] });
      api.setClock(at(62));
      await escalateOverdue(api.deps);
      await escalateOverdue(api.deps);
      expect(await read(id)).toMatchObject({ heldBy: 'street', missed: ['verify'] });
      const { items } = (await send('GET', `/api/incidents/${id}/history`)).body;
      expect(
        items.map(({ kind, actorId }: { kind: string; actorId: string | null }) => [kind, actorId === null]),
      ).toEqual([
        ['update', true],
        ['create', false],
      ]);
      expect(await alarmOf(id)).toBe(true);
      await patch(id, { status: 'verified' });
      await escalateOverdue(api.deps);
      expect(await alarmOf(id)).toBe(false);
      api.setClock(NOW_MS);
    });

    it('of long ago, noticed only now, does not alarm', async () => {
      const id = await report(1, IN_LEFT, new Date(at(-7200)).toISOString());
      await escalateOverdue(api.deps);
      expect(await read(id)).toMatchObject({ heldBy: 'city' });
      expect(await alarmOf(id)).toBeUndefined();
    });

    const alarmOf = async (id: string): Promise<boolean | undefined> => {
      const rows = await database().query<{ isActive: boolean }>({
        text: 'SELECT is_active AS "isActive" FROM alarm WHERE key = $1',
        values: [`deadline_missed:${id}`],
      });
      return rows[0]?.isActive;
    };
  });
});
