import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LiveNoun } from '../../../core/contract/live.ts';
import { observeConditions } from '../../../server/commands/alarms.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, readAnswer, type Send } from '../api.ts';
import { condition } from '../conditions.ts';
import { CITY, GRID_LEFT, IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, thing } from '../small-city.ts';
import type { AnyFeature } from './live-server.ts';
import { Truth } from './truth.ts';

/**
 * Nothing in memory may ever be older than the database: after every kind of change, made here or by another process, tiles, roll-ups and
 * snapshot of both tell what the lists (which read the database each time) tell.
 */
const ANY = { 'If-Match': '*' };
const point = (coordinates: readonly number[]) => ({ type: 'Point', coordinates });
const near = ([lng, lat]: readonly [number, number], n: number): [number, number] => [
  lng + n / 1000,
  lat + n / 2000,
];

withDatabases('schema', (database) => {
  /** Two processes on one database: each has its own memory and its own reader of the log. */
  let here: Api;
  let there: Api;
  let send: Send;
  let truth: Truth;
  beforeAll(async () => {
    await loadSmallCity(database());
    here = makeApi(database());
    there = makeApi(database());
    send = await here.as('admin');
    truth = new Truth(database(), here);
    await expectTruth();
  });
  afterAll(async () => {
    await here.close();
    await there.close();
  });

  async function expectTruth(): Promise<void> {
    // Another process may be this much behind in tiles; in all else never.
    there.setClock(there.deps.clock() + 251);
    await truth.expectToldBy([here, there]);
  }

  async function incident(at: readonly number[], properties: object = {}): Promise<string> {
    const { status, body } = await send('POST', '/api/incidents', {
      geometry: point(at),
      properties: { type: 'theft', priority: 2, ...properties },
    });
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  }
  async function change(path: string, body: object): Promise<void> {
    const answer = await send('PATCH', path, body, ANY);
    expect(answer.status, answer.text).toBe(200);
  }
  async function importFile(fields: Record<string, string>, content: string): Promise<string> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, dryRun: 'false' })) form.set(name, value);
    form.set('file', new File([content], 'file.csv'));
    const headers = await here.bearer('admin');
    const answer = await readAnswer(
      await here.app.request('/api/imports', { method: 'POST', body: form, headers }),
    );
    expect(answer.status, answer.text).toBe(202);
    await vi.waitUntil(
      async () => (await send('GET', `/api/imports/${answer.body.id}`)).body.status === 'done',
      {
        timeout: 20_000,
        interval: 20,
      },
    );
    return answer.body.id;
  }
  const csv = (count: number) =>
    `lng,lat,type,date,status\n${Array.from(
      { length: count },
      (_, i) =>
        `${101.61 + (i % 30) / 100},${36.51 + (i % 17) / 100},theft,2026-11-2${i % 3} 10:00,${i % 2 ? 'closed' : 'verified'}\n`,
    ).join('')}`;

  it('an incident is taken in, edited, moved to another district, worked and cancelled', async () => {
    const id = await incident(near(IN_LEFT, 1));
    await expectTruth();
    await change(`/api/incidents/${id}`, { properties: { priority: 1, type: 'fire' } });
    await expectTruth();
    await change(`/api/incidents/${id}`, { geometry: point(near(IN_RIGHT, 3)) });
    await expectTruth();
    await change(`/api/incidents/${id}`, { properties: { status: 'verified' } });
    await change(`/api/incidents/${id}`, {
      properties: { unitId: thing('units', 'right'), status: 'assigned' },
    });
    await expectTruth();
    await change(`/api/incidents/${id}`, { properties: { status: 'cancelled' } });
    await expectTruth();
  });

  it('an incident of two days ago leaves the live set as it is closed', async () => {
    const reportedAt = new Date(NOW_MS - 48 * 3_600_000).toISOString();
    const id = await incident(near(IN_LEFT, 2), { reportedAt });
    await expectTruth();
    await change(`/api/incidents/${id}`, { properties: { status: 'false_alarm' } });
    await expectTruth();
  });

  it('things of the nets are added, edited, moved and removed', async () => {
    const { body: device } = await send('POST', '/api/devices', {
      geometry: point(near(IN_LEFT, 5)),
      properties: {
        code: 'D-new',
        kind: 'camera',
        health: 'ok',
        bearingDegrees: 10,
        fieldOfViewDegrees: 60,
        rangeMetres: 80,
      },
    });
    await expectTruth();
    await change(`/api/devices/${device.id}`, { properties: { health: 'offline' } });
    await expectTruth();
    await change(`/api/devices/${device.id}`, { geometry: point(near(IN_RIGHT, 6)) });
    await expectTruth();
    expect((await send('DELETE', `/api/devices/${device.id}`, undefined, ANY)).status).toBe(204);
    await expectTruth();
    await change(`/api/posts/${thing('posts', 'left')}`, { properties: { staffed: false } });
    await change(`/api/institutions/${thing('institutions', 'left')}`, {
      properties: { inspectionDueOn: '2027-01-01' },
    });
    await change(`/api/checkpoints/${thing('checkpoints', 'right')}`, { properties: { state: 'closed' } });
    await expectTruth();
    await change(`/api/units/${thing('units', 'left')}`, { properties: { state: 'off_duty' } });
    await change(`/api/routes/${thing('routes', 'left')}`, { properties: { nameEn: 'Another' } });
    await expectTruth();
  });

  it('an alarm is raised, acknowledged, ends, and names people as they are called now', async () => {
    const observe = (isActive: boolean) =>
      database().transaction((tx) =>
        observeConditions(
          tx,
          [condition({ at: new Date(NOW_MS).toISOString(), isActive })],
          new Date(NOW_MS).toISOString(),
        ),
      );
    const [alarm] = await observe(true);
    await expectTruth();
    expect((await send('POST', `/api/alarms/${alarm?.id}/acknowledge`, undefined, ANY)).status).toBe(200);
    await expectTruth();
    const { acknowledgedBy: accountId } = (await send('GET', `/api/alarms/${alarm?.id}`)).body.properties;
    await change(`/api/accounts/${accountId}`, { displayName: 'Somebody else' });
    await expectTruth();
    await observe(false);
    await expectTruth();
  });

  it('units move without an event', async () => {
    const fix = {
      unitId: thing('units', 'left'),
      lng: 101.64,
      lat: 36.53,
      headingDegrees: 12.5,
      speedKmh: 30,
      fixAt: new Date(NOW_MS - 1000).toISOString(),
    };
    const answer = await send('POST', '/api/positions', { fixes: [fix] });
    expect(answer.status, answer.text).toBeLessThan(300);
    await expectTruth();
  });

  it('counts and names of grids and areas change', async () => {
    await change(`/api/grids/${GRID_LEFT}`, {
      properties: { residents: 1234, dwellings: 3, nameEn: 'Renamed grid' },
    });
    await expectTruth();
    await change(`/api/areas/${LEFT}`, { properties: { nameEn: 'Renamed district' } });
    await expectTruth();
  });

  it.each(['incidents', 'devices'])('%s are imported, and the import is undone', async (as) => {
    const content =
      as === 'incidents'
        ? csv(60)
        : 'lng,lat,code,kind,health\n101.65,36.52,D-i1,camera,ok\n101.85,36.55,D-i2,sensor,offline\n';
    const id = await importFile({ as }, content);
    expect((await truth.listOf(as as LiveNoun)).length).toBeGreaterThan(3);
    await expectTruth();
    await incident(near(IN_RIGHT, 8));
    await expectTruth();
    expect((await send('DELETE', `/api/imports/${id}`)).status).toBe(200);
    await expectTruth();
  });

  it('an import that fails on the way leaves nothing, whoever read meanwhile', async () => {
    const batch = '0193f000-0000-7000-8000-00000000ba7c';
    await database().query(sql`INSERT INTO import_batch (id, noun, file_name, crs, mapping, status, scope_code)
      VALUES (${batch}::uuid, 'incidents', 'f', 'EPSG:4326', '{}', 'importing', ${CITY})`);
    await database().query(sql`INSERT INTO incident (id, area_code, number, type, priority, status, source, net, reported_at, geom, import_batch_id)
      SELECT gen_random_uuid(), area_code, number, type, priority, status, source, net, reported_at, geom, ${batch}::uuid FROM incident LIMIT 2`);
    const newcomer = makeApi(database());
    const ids = async () => {
      const drawn = (await truth.drawn(newcomer, 'incidents')).map(({ id }) => id);
      const { body } = await truth.look(newcomer, '/api/live/snapshot');
      return new Set([...drawn, ...body.incidents.map(({ id }: AnyFeature) => id)]);
    };
    await vi.waitFor(async () => {
      const known = await ids();
      const [row] = await database().query<{ count: number }>(
        sql`SELECT count(*)::integer AS count FROM incident WHERE import_batch_id IS NULL`,
      );
      expect(known.size).toBe(row?.count);
    }, 30_000);
    await database().query(sql`DELETE FROM incident WHERE import_batch_id = ${batch}::uuid`);
    await database().query(sql`UPDATE import_batch SET status = 'failed' WHERE id = ${batch}::uuid`);
    const left = new Set((await truth.listOf('incidents')).map(({ id }) => id));
    expect([...(await ids())].filter((id) => !left.has(String(id)))).toEqual([]);
    await newcomer.close();
    await expectTruth();
  });

  it('many changes at once, made while both processes read', async () => {
    const ids = [await incident(near(IN_LEFT, 9)), await incident(near(IN_RIGHT, 9))];
    const writes = Array.from({ length: 12 }, (_, i) =>
      i % 3 === 0
        ? incident(near(IN_LEFT, 10 + i))
        : change(`/api/incidents/${ids[i % 2]}`, {
            geometry: point(near(i % 4 < 2 ? IN_LEFT : IN_RIGHT, i)),
          }),
    );
    const reads = Array.from({ length: 12 }, async (_, i) => {
      there.setClock(there.deps.clock() + 251);
      await (i % 2 ? truth.look(there, '/api/live/snapshot') : truth.drawn(there, 'incidents'));
    });
    await Promise.all([...writes, ...reads]);
    await expectTruth();
  });

  it('an area is added where there is room', async () => {
    await database().query(
      sql`UPDATE area SET geom = ST_Multi(ST_MakeEnvelope(101.6, 36.4, 102, 36.7, 4326)) WHERE code = ${CITY}`,
    );
    const ring = [
      [101.6, 36.4],
      [101.8, 36.4],
      [101.8, 36.5],
      [101.6, 36.5],
      [101.6, 36.4],
    ];
    const { status, text } = await send('POST', '/api/areas', {
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: {
        code: '630109',
        level: 'district',
        parentCode: CITY,
        nameZh: '新区',
        nameEn: 'New district',
      },
    });
    expect(status, text).toBe(201);
    await expectTruth();
    for (const api of [here, there])
      expect((await truth.drawn(api, 'plan', ['areas'])).map(({ nameEn }) => nameEn)).toContain(
        'New district',
      );
  });

  describe('another city in the same database', () => {
    it('is noticed, though the log starts again', async () => {
      await database().transaction(async (tx) => {
        await tx.query(sql`DELETE FROM event`);
        await tx.query(sql`UPDATE event_head SET seq = 0, hash = ''`);
        await tx.query(sql`UPDATE plan SET created_at = created_at + interval '1 day'`);
        await tx.query(sql`DELETE FROM incident`);
        await tx.query(sql`UPDATE device SET health = 'degraded'`);
        await tx.query(sql`UPDATE area SET name_en = 'Other city' WHERE code = ${CITY}`);
      });
      here.setClock(here.deps.clock() + 251);
      await expectTruth();
    });
  });
});
