import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { keepUpPositions } from '../../../server/live/position-upkeep.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { CITY, IN_LEFT, LEFT, loadSmallCity, PLAN_ID, RIGHT, thing } from '../small-city.ts';

const MINUTE_MS = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  let left: Send;
  let nowMs = NOW_MS;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    await keepUpPositions(database(), NOW_MS, 30);
    send = await api.as('admin');
    left = await api.as('viewer', LEFT);
  });
  afterAll(() => api.close());

  const wait = (minutes: number): number => {
    nowMs += minutes * MINUTE_MS;
    api.setClock(nowMs);
    return nowMs;
  };
  const edit = (path: string, properties: object) =>
    send('PATCH', `/api/${path}`, { properties }, { 'If-Match': '*' });
  const idsAt = async (who: Send, noun: string, ms: number): Promise<string[]> =>
    (await who('GET', `/api/past?at=${iso(ms)}`)).body[noun].map(({ id }: { id: string }) => id);
  const drive = (lng: number, fixMs = nowMs) =>
    send('POST', '/api/positions', {
      fixes: [{ unitId: thing('units', 'right'), lng, lat: 36.52, fixAt: iso(fixMs) }],
    });

  it('a thing that was removed is there before, and gone after', async () => {
    const before = wait(1);
    wait(1);
    await send('DELETE', `/api/posts/${thing('posts', 'right')}`, undefined, { 'If-Match': '*' });
    expect(await idsAt(send, 'posts', before)).toContain(thing('posts', 'right'));
    expect(await idsAt(send, 'posts', nowMs - 1)).toContain(thing('posts', 'right'));
    expect(await idsAt(send, 'posts', nowMs)).not.toContain(thing('posts', 'right'));
  });

  it('the history of a thing ends at an instant, whatever came later and whether it is still there', async () => {
    const path = `/api/posts/${thing('posts', 'right')}/history`;
    expect((await send('GET', path)).body.items.length).toBe(1);
    expect((await send('GET', `${path}?until=${iso(nowMs)}`)).body.items.length).toBe(1);
    expect((await send('GET', `${path}?until=${iso(nowMs - 1)}`)).body.items).toEqual([]);
  });

  it('of events at one instant the last counts', async () => {
    wait(1);
    const device = `devices/${thing('devices', 'left')}`;
    for (const health of ['ok', 'degraded', 'offline', 'degraded']) await edit(device, { health });
    const { body } = await left('GET', `/api/past?at=${iso(nowMs)}`);
    expect(body.devices[0].properties.health).toBe('degraded');
    const changes = await left('GET', `/api/past/changes?from=${iso(nowMs - 1)}&to=${iso(wait(1))}`);
    expect(changes.body.changes.at(-1).feature.properties.health).toBe('degraded');
  });

  it('where a unit was outside the scope stays untold; coming into it, it brings its last place', async () => {
    const unit = `units/${thing('units', 'right')}`;
    const startMs = wait(1);
    await drive(101.85);
    wait(1);
    await drive(101.87);
    const lastOutsideMs = nowMs;
    const enteredMs = wait(1);
    await edit(unit, { areaCode: LEFT });
    wait(1);
    await drive(101.7);
    const insideMs = nowMs;
    const leftMs = wait(1);
    await edit(unit, { areaCode: RIGHT });
    wait(1);
    await drive(101.9);
    const { body } = await left('GET', `/api/past/changes?from=${iso(startMs - 1)}&to=${iso(wait(1))}`);
    expect(body.fixes.map((row: unknown[]) => row.slice(1, 2).concat(row[5]))).toEqual([[101.7, insideMs]]);
    const about = body.changes.filter(({ noun }: { noun: string }) => noun === 'units');
    expect(about.map(({ kind, at }: { kind: string; at: string }) => [kind, Date.parse(at)])).toEqual([
      ['upsert', enteredMs],
      ['remove', leftMs],
    ]);
    expect(about[0].feature.geometry.coordinates).toEqual([101.87, 36.52]);
    expect(Date.parse(about[0].feature.properties.fixAt)).toBe(lastOutsideMs);
    expect(await idsAt(left, 'units', startMs)).toEqual([thing('units', 'left')]);
    expect((await idsAt(left, 'units', enteredMs)).length).toBe(2);
    expect((await left('GET', `/api/past?at=${iso(leftMs)}`)).body.positions).toEqual([]);
  });

  it('a unit is where its newest fix was, late or not, and nowhere when that is a day old', async () => {
    wait(30);
    await drive(101.91);
    const firstMs = nowMs;
    wait(10);
    await drive(101.93);
    await drive(101.92, firstMs + 5 * MINUTE_MS);
    const lngAt = async (ms: number) => {
      const { body } = await send('GET', `/api/past?at=${iso(ms)}`);
      return body.positions.map((row: unknown[]) => row[1]);
    };
    expect(await lngAt(firstMs + 4 * MINUTE_MS)).toEqual([101.91]);
    expect(await lngAt(firstMs + 6 * MINUTE_MS)).toEqual([101.92]);
    expect(await lngAt(nowMs)).toEqual([101.93]);
    wait(25 * 60);
    expect(await lngAt(nowMs)).toEqual([]);
    const { body } = await send('GET', `/api/past?at=${iso(nowMs)}`);
    expect(body.units.find(({ id }: { id: string }) => id === thing('units', 'right')).geometry).toBe(null);
  });

  it('thins tracks to one fix a step, and says how far an answer reaches', async () => {
    const startMs = wait(60);
    for (let i = 0; i < 30; i++) {
      nowMs += 10_000;
      api.setClock(nowMs);
      await drive(101.85 + i / 10_000);
    }
    const endMs = wait(1);
    const read = async (query: string) =>
      (await send('GET', `/api/past/changes?from=${iso(startMs)}&to=${iso(endMs)}${query}`)).body;
    expect((await read('')).fixes.length).toBe(30);
    const thin = await read('&step=60');
    expect(thin.fixes.length).toBeGreaterThanOrEqual(5);
    expect(thin.fixes.length).toBeLessThanOrEqual(6);
    expect(Date.parse(thin.to)).toBe(endMs - 5000);
  });

  it('an import that was undone is as if it had never been; what it brought lies in the past by its own times', async () => {
    const id = '01a1cdb5-0000-7000-8000-0000000000aa';
    const reportedMs = nowMs - 5 * 3_600_000;
    const [lng, lat] = IN_LEFT;
    await database().query(sql`INSERT INTO incident (id, area_code, number, type, priority, status, source, net, reported_at, verified_at, resolved_at, geom)
      VALUES (${id}, ${`${LEFT}001001001`}, 'x', 'theft', 2, 'closed', 'report', 'street', ${iso(reportedMs)},
        ${iso(reportedMs + 10 * MINUTE_MS)}, ${iso(reportedMs + 60 * MINUTE_MS)}, ST_SetSRID(ST_MakePoint(${lng}::float8, ${lat}::float8), 4326))`);
    const statusAt = async (ms: number) => {
      const { body } = await send('GET', `/api/past?at=${iso(ms)}`);
      return body.incidents.find((one: { id: string }) => one.id === id)?.properties.status;
    };
    expect(await statusAt(reportedMs - 1)).toBe(undefined);
    expect(await statusAt(reportedMs)).toBe('reported');
    expect(await statusAt(reportedMs + 20 * MINUTE_MS)).toBe('verified');
    expect(await statusAt(nowMs)).toBe('closed');
    await database().query(sql`DELETE FROM incident WHERE id = ${id}`);
    expect(await statusAt(nowMs)).toBe(undefined);
  });

  it('names the plan that was in force', async () => {
    const newer = '0193f000-0000-7000-8000-000000000002';
    const sinceMs = wait(60);
    await database().query(sql`UPDATE plan SET status = 'superseded' WHERE id = ${PLAN_ID}`);
    await database().query(sql`INSERT INTO plan (id, name, status, effective_from)
      VALUES (${newer}, 'newer', 'in_force', ${iso(sinceMs)}), ('0193f000-0000-7000-8000-000000000003', 'draft', 'draft', ${iso(sinceMs - 1)})`);
    wait(1);
    const planAt = async (ms: number) => (await send('GET', `/api/past?at=${iso(ms)}`)).body.plan.id;
    expect(await planAt(sinceMs)).toBe(newer);
    expect(await planAt(sinceMs - 1)).toBe(PLAN_ID);
    expect(await planAt(Date.parse('2025-06-01T00:00:00Z'))).toBe(PLAN_ID);
    const { body } = await send('GET', `/api/past/changes?from=${iso(sinceMs - 1)}&to=${iso(nowMs)}`);
    expect(body.plans).toEqual([{ id: newer, name: 'newer', effectiveFrom: iso(sinceMs), isInForce: true }]);
    await database().query(sql`DELETE FROM plan WHERE id <> ${PLAN_ID}`);
    await database().query(sql`UPDATE plan SET status = 'in_force'`);
  });

  it('steps to the nearest event before and after, of all, or of one thing, inside the scope', async () => {
    const startMs = wait(60);
    const checkpoint = `checkpoints/${thing('checkpoints', 'right')}`;
    await edit(checkpoint, { state: 'closed' });
    const postMs = wait(1);
    await edit(`posts/${thing('posts', 'left')}`, { staffCount: 9 });
    const laterMs = wait(1);
    await edit(checkpoint, { state: 'open' });
    const step = async (who: Send, query: string) => {
      const { body } = await who('GET', `/api/past/step?${query}`);
      return body.at && Date.parse(body.at);
    };
    expect(await step(send, `at=${iso(startMs)}&direction=later`)).toBe(postMs);
    expect(await step(send, `at=${iso(laterMs)}&direction=earlier`)).toBe(postMs);
    expect(
      await step(
        send,
        `at=${iso(startMs)}&direction=later&noun=checkpoints&id=${thing('checkpoints', 'right')}`,
      ),
    ).toBe(laterMs);
    expect(await step(left, `at=${iso(postMs)}&direction=later`)).toBe(null);
    expect(await step(left, `at=${iso(nowMs)}&direction=earlier`)).toBe(postMs);
  });

  describe('refuses', () => {
    const day = 24 * 3_600_000;
    it.each([
      ['/api/past', 'invalid_request'],
      ['/api/past?at=yesterday', 'invalid_request'],
      [`/api/past?at=${iso(NOW_MS + 400 * day)}`, 'invalid_request'],
      [`/api/past?at=${iso(NOW_MS)}&x=1`, 'unknown_parameter'],
      [`/api/past/changes?from=${iso(NOW_MS)}&to=${iso(NOW_MS)}`, 'invalid_request'],
      [`/api/past/changes?from=${iso(NOW_MS - 2 * day)}&to=${iso(NOW_MS)}`, 'invalid_request'],
      [`/api/past/changes?from=${iso(NOW_MS - 1)}&to=${iso(NOW_MS)}&step=-1`, 'invalid_request'],
      [`/api/past/step?at=${iso(NOW_MS)}&direction=up`, 'invalid_request'],
    ])('%s', async (path, code) => {
      const { status, body } = await send('GET', path);
      expect([status, body.code]).toEqual([400, code]);
    });

    it('who is not signed in', async () => {
      expect((await api.anonymous('GET', `/api/past?at=${iso(NOW_MS)}`)).status).toBe(401);
    });
  });

  it('takes instants before everything, and of any zone', async () => {
    const { status, body } = await send('GET', '/api/past?at=1969-07-20T20:17:00%2B08:00');
    expect([status, body.at, body.incidents, body.seq]).toEqual([200, '1969-07-20T12:17:00.000Z', [], 0]);
    expect((await send('GET', `/api/past?at=${iso(NOW_MS)}`)).body.logFrom).toBe(iso(NOW_MS + 2 * MINUTE_MS));
    expect(CITY).toBe('630100');
  });
});
