import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIVE_NOUNS, type LiveSnapshot } from '../../../core/contract/live.ts';
import { sql } from '../../../server/database/sql.ts';
import { eventHead } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS } from '../api.ts';
import { CITY, IN_LEFT, LEFT, loadSmallCity, thing } from '../small-city.ts';
import { type AnyFeature, incidentAt } from './live-server.ts';

withDatabases('schema', (database) => {
  let api: Api;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
  });
  afterAll(() => api.close());

  const snapshot = async (scope = CITY) =>
    (await (await api.as('viewer', scope))('GET', '/api/live/snapshot')).body as LiveSnapshot;
  const byId = (features: readonly AnyFeature[]) => [...features].sort((a, b) => (a.id < b.id ? -1 : 1));

  it('holds exactly what the lists of the API hold, in the same shape', async () => {
    const held = await snapshot();
    const send = await api.as('viewer');
    for (const noun of LIVE_NOUNS) {
      const { body } = await send('GET', `/api/${noun}?limit=100`);
      expect(byId(held[noun])).toEqual(byId(body.features));
      expect(held[noun].length).toBeGreaterThan(0);
    }
    expect(held.feeds.map(({ feed }) => feed).sort()).toEqual([
      'checkpoints',
      'devices',
      'incidents',
      'units',
    ]);
  });

  it('holds nothing from outside the scope', async () => {
    const held = await snapshot(LEFT);
    for (const noun of LIVE_NOUNS) expect(held[noun].map(({ id }) => id)).toEqual([thing(noun, 'left')]);
  });

  it('says at which point of the log it was read, and shows every change up to it', async () => {
    const send = await api.as('dispatcher');
    const device = thing('devices', 'left');
    const post = thing('posts', 'right');
    await snapshot();
    const admin = await api.as('admin');
    const health = { properties: { health: 'degraded' } };
    await admin('PATCH', `/api/devices/${device}`, health, { 'If-Match': '*' });
    await admin('DELETE', `/api/posts/${post}`, undefined, { 'If-Match': '*' });
    const { body: incident } = await send('POST', '/api/incidents', incidentAt(IN_LEFT));
    const held = await snapshot();
    expect(held.seq).toBe((await eventHead(database())).seq);
    expect(held.devices.find(({ id }) => id === device)?.properties.health).toBe('degraded');
    expect(held.posts.map(({ id }) => id)).toEqual([thing('posts', 'left')]);
    expect(held.incidents.find(({ id }) => id === incident.id)).toEqual(incident);
    const { body: devices } = await send('GET', '/api/devices');
    expect(byId(held.devices)).toEqual(byId(devices.features));
  });

  it('holds open incidents and those of the last 24 hours', async () => {
    const send = await api.as('dispatcher');
    const take = async (hoursAgo: number, ...statuses: string[]) => {
      const reportedAt = new Date(NOW_MS - hoursAgo * 3_600_000).toISOString();
      const input = {
        geometry: { type: 'Point', coordinates: IN_LEFT },
        properties: { type: 'noise', priority: 4, reportedAt },
      };
      const { body } = await send('POST', '/api/incidents', input);
      for (const status of statuses)
        await send('PATCH', `/api/incidents/${body.id}`, { properties: { status } }, { 'If-Match': '*' });
      return body.id as string;
    };
    const oldOpen = await take(48);
    const oldClosed = await take(25, 'false_alarm');
    const recentClosed = await take(23, 'false_alarm');
    const ids = (await snapshot()).incidents.map(({ id }) => id);
    expect(ids).toContain(oldOpen);
    expect(ids).toContain(recentClosed);
    expect(ids).not.toContain(oldClosed);
  });

  it('reads a noun anew after it changed in bulk', async () => {
    await snapshot();
    await database().query(sql`UPDATE device SET health = 'ok'`);
    await database().transaction(async (transaction) => {
      const { appendEvent } = await import('../../../server/queries/events.ts');
      await appendEvent(transaction, {
        at: new Date(NOW_MS).toISOString(),
        actorId: null,
        noun: 'devices',
        kind: 'bulk',
        subjectId: 'batch',
        areaCode: CITY,
        before: null,
        after: null,
      });
    });
    expect((await snapshot()).devices.map(({ properties }) => properties.health)).toEqual(['ok', 'ok']);
  });

  it('comes gzipped to who accepts it', async () => {
    const headers = { ...(await api.bearer('viewer')), 'Accept-Encoding': 'gzip' };
    const response = await api.app.request('/api/live/snapshot', { headers });
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    const text = gunzipSync(new Uint8Array(await response.arrayBuffer())).toString('utf8');
    expect(JSON.parse(text)).toMatchObject({ devices: [expect.anything(), expect.anything()] });
  });
});
