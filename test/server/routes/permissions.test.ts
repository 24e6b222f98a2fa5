import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayDo } from '../../../core/contract/permission.ts';
import { type AccountRole, DESK_ROLES } from '../../../core/vocabulary.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { LEFT, loadSmallCity, RIGHT } from '../small-city.ts';
import { CORDONS, CREATES, district, EDITS, READS, type Side, UPDATES } from './permission-attempts.ts';

withDatabases('schema', (database) => {
  let api: Api;
  const senders = new Map<AccountRole, Send>();
  const drafts = new Map<Side, string>();

  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    for (const role of DESK_ROLES) senders.set(role, await api.as(role, LEFT));
    for (const side of ['left', 'right'] as const) {
      const send = await api.as('planner', district(side));
      drafts.set(side, (await send('POST', '/api/drafts', { name: '春季调整' })).body.id);
    }
  });
  afterAll(() => api.close());

  describe.each(DESK_ROLES)('a district %s', (role) => {
    const send: Send = (...args) => senders.get(role)!(...args);

    it.each(READS)('$name: inside 200, outside 404', async ({ run }) => {
      expect((await run(send, 'left')).status).toBe(200);
      expect((await run(send, 'right')).status).toBe(404);
    });

    it.each(EDITS)('$name: inside by role, outside 404 where allowed', async ({ action, run }) => {
      const allowed = mayDo(role, action);
      expect((await run(send, 'left')).status).toBe(allowed ? 200 : 403);
      expect((await run(send, 'right')).status).toBe(allowed ? 404 : 403);
    });

    it.each(CREATES)('$name: inside by role, outside 422', async ({ action, run }) => {
      const allowed = mayDo(role, action);
      expect((await run(send, 'left')).status).toBe(allowed ? 201 : 403);
      const outside = await run(send, 'right');
      expect([outside.status, outside.body.code]).toEqual(
        allowed ? [422, 'outside_scope'] : [403, 'forbidden'],
      );
    });

    it.each(CORDONS)('$name: inside by role, outside 422', async ({ action, run }) => {
      const allowed = mayDo(role, action);
      const inside = await run(send, 'left');
      if (allowed) expect(['cordon_no_roads', 'cordon_place_unknown']).toContain(inside.body.reason);
      else expect([inside.status, inside.body.code]).toEqual([403, 'forbidden']);
      const outside = await run(send, 'right');
      expect([outside.status, outside.body.code]).toEqual(
        allowed ? [422, 'outside_scope'] : [403, 'forbidden'],
      );
    });

    it.each(UPDATES)('$name: inside by role, outside 404 where allowed', async ({ action, run }) => {
      const allowed = mayDo(role, action);
      const inside = await run(send, drafts.get('left') ?? '');
      expect([inside.status, inside.body.reason]).toEqual(
        allowed ? [409, 'draft_up_to_date'] : [403, expect.any(String)],
      );
      expect((await run(send, drafts.get('right') ?? '')).status).toBe(allowed ? 404 : 403);
    });

    it('lists, roll-ups and search hold nothing of other districts', async () => {
      for (const list of [
        'areas',
        'grids',
        'posts',
        'checkpoints',
        'institutions',
        'devices',
        'routes',
        'units',
        'incidents',
        'alarms',
        'geofences',
        'cases',
        'risks',
      ]) {
        const { body } = await send('GET', `/api/${list}?limit=5000`);
        const codes: string[] = body.features.map(
          (feature: { properties: { areaCode: string } }) => feature.properties.areaCode,
        );
        expect(codes.length, list).toBeGreaterThan(0);
        expect(
          codes.filter((code) => !code.startsWith(LEFT)),
          list,
        ).toEqual([]);
        expect((await send('GET', `/api/${list}?within=${RIGHT}`)).body.features, list).toEqual([]);
      }
      const rollups = await send('GET', '/api/rollups?level=district');
      expect(rollups.body.items.map((item: { code: string }) => item.code)).toEqual([LEFT]);
      expect((await send('GET', '/api/rollups?level=grid&within=630103')).body.items).toEqual([]);
      const found = await send('GET', '/api/search?q=right');
      expect(found.body.items).toEqual([]);
    });

    it('accounts are for administrators', async () => {
      const allowed = mayDo(role, 'administer');
      expect((await send('GET', '/api/accounts')).status).toBe(allowed ? 200 : 403);
      const input = {
        login: `new-${role}`,
        displayName: 'N',
        role: 'admin',
        scopeCode: RIGHT,
        password: 'long enough',
      };
      expect((await send('POST', '/api/accounts', input)).status).toBe(allowed ? 422 : 403);
    });
  });

  it('without signing in everything but the public pages is 401', async () => {
    const document = (await api.anonymous('GET', '/api/openapi.json')).body;
    for (const [path, methods] of Object.entries<Record<string, { security?: object[] }>>(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const isOpen = operation.security?.every((one) => Object.keys(one).length === 0);
        if (isOpen || (method === 'get' && path === '/api/session')) continue;
        const url = path.replace(/\{[^}]+\}/g, '1');
        const { status, body } = await api.anonymous(method.toUpperCase(), url);
        expect([path, status, body?.code]).toEqual([path, 401, 'not_signed_in']);
      }
    }
  });
});
