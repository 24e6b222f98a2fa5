import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { PlanThings } from '../../../core/contract/plan-things.ts';
import { ringAreaM2 } from '../../../core/geometry/metres.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { carriedBy } from '../../../core/plan/workload/carried.ts';
import { unpackLines, unpackThings } from '../../../core/plan/workload/packed-things.ts';
import { indexThings } from '../../../core/plan/workload/thing-index.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { COMMUNITY_B, loadPlannedCity, PLANNED, plannedGrid } from '../planned-city.ts';
import { middleOf, putIncident, putInstitution, putLand, putRoad } from '../planned-things.ts';

withDatabases('schema', (database) => {
  let api: Api;
  let ann: Send;
  let path: string;
  beforeAll(async () => {
    await loadPlannedCity(database());
    api = makeApi(database());
    ann = await api.as('planner');
    path = `/api/drafts/${(await ann('POST', '/api/drafts', { name: '春' })).body.id}/things`;
    await putIncident(database(), [0, 0], { priority: 1, responseSeconds: 300 });
    await putIncident(database(), [0, 0], { priority: 4 });
    await putIncident(database(), [5, 3], { priority: 2, daysAgo: 40, responseSeconds: 60 });
    await putIncident(database(), [0, 0], { status: 'duplicate' });
    await putIncident(database(), [0, 0], { priority: 2, status: 'false_alarm', responseSeconds: 90 });
    await putIncident(database(), [0, 0], { daysAgo: 366 });
    await putInstitution(database(), 1, 1);
    await putRoad(database(), 1, [0, 0], [2, 0]);
    await putRoad(database(), 2, [0, 1], [2, 1], 'track');
    await putLand(database(), 1, middleOf(1, 1));
    await putLand(database(), 2, middleOf(4, 1), 'lake');
    await putLand(database(), 3, middleOf(1, 2), 'park');
    await putLand(database(), 4, { lng7: middleOf(1, 1).lng7 + 10_000_000, lat7: middleOf(1, 1).lat7 });
    await database().query(
      sql`UPDATE grid SET residents = 9, dwellings = 4 WHERE id = ${plannedGrid(2, 2)}::uuid`,
    );
  });
  afterAll(() => api.close());
  const read = async (send = ann, query = ''): Promise<z.output<typeof PlanThings>> => {
    const { status, body } = await send('GET', `${path}${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return PlanThings.strict().parse(body);
  };
  const carried = (things: PlanThings, column: number, row: number) =>
    carriedBy(indexThings(unpackThings(things)), polygonsOf(PLANNED, plannedGrid(column, row)) ?? []);

  describe('the things of a draft', () => {
    it('are what the grids of its origin carry', async () => {
      const things = await read();
      expect(carried(things, 0, 0)).toMatchObject({
        priority1: 1,
        priority2: 1,
        priority3: 0,
        priority4: 1,
        responses: 1,
        responseSeconds: 300,
        residents: 100,
        dwellings: 40,
      });
      expect(carried(things, 0, 0).roadMetres).toBeGreaterThan(50);
      expect(carried(things, 0, 1).roadMetres).toBe(0);
      expect(carried(things, 1, 1).institutions).toBe(1);
      expect(carried(things, 5, 3)).toMatchObject({ priority2: 1, responseSeconds: 60 });
    });

    it('have the outlines of rivers and lakes near the grids, without islands', async () => {
      const { waters } = await read();
      expect(waters.vertices).toEqual([5, 5]);
      const [river] = unpackLines(waters);
      expect(river!.slice(0, 2)).toEqual(river!.slice(-2));
      expect(ringAreaM2(river!)).toBeGreaterThan(4000);
    });

    it('tell no count below 10, and take it for 5', async () => {
      const things = await read();
      const at = things.grids.ids.indexOf(plannedGrid(2, 2));
      expect([things.grids.residents[at], things.grids.dwellings[at]]).toEqual([null, null]);
      expect(carried(things, 2, 2)).toMatchObject({ residents: 5, dwellings: 5 });
      expect(things.grids.residents.filter((count) => count === 100)).toHaveLength(23);
    });

    it('are as they were read within the last minute, gzipped or not, and are read anew after it', async () => {
      const headers = { ...(await api.bearer('planner')), 'Accept-Encoding': 'gzip' };
      const at = async (nowMs: number) => {
        api.setClock(nowMs);
        const zipped = await api.app.request(path, { headers });
        expect(zipped.headers.get('Content-Encoding')).toBe('gzip');
        const body = JSON.parse(gunzipSync(await zipped.arrayBuffer()).toString());
        expect(await read()).toEqual(body);
        return body.asOf;
      };
      const [first, second, third] = [
        await at(NOW_MS + 60_000),
        await at(NOW_MS + 119_000),
        await at(NOW_MS + 120_000),
      ];
      api.setClock(NOW_MS);
      expect([first, second, third]).toEqual(
        [60_000, 60_000, 120_000].map((ms) => new Date(NOW_MS + ms).toISOString()),
      );
    });

    it('are of as many days as are asked for', async () => {
      const things = await read(ann, '?days=30');
      expect(things).toMatchObject({
        days: 30,
        from: '2026-10-24T04:00:00.000Z',
        to: '2026-11-23T04:00:00.000Z',
      });
      expect(things.incidents.priorities).toHaveLength(3);
      expect((await read(ann, '?days=400')).incidents.priorities).toHaveLength(5);
      for (const days of ['0', 'x', '4000'])
        expect((await ann('GET', `${path}?days=${days}`)).status).toBe(400);
    });

    it('are of the days that end when it is asked, of all years that are stored', async () => {
      const until = new Date(NOW_MS - 365 * 86_400_000).toISOString();
      const things = await read(ann, `?days=30&until=${until}`);
      expect(things).toMatchObject({
        days: 30,
        from: '2025-10-24T04:00:00.000Z',
        to: until,
        asOf: new Date(NOW_MS).toISOString(),
      });
      expect(things.incidents.priorities).toHaveLength(1);
      expect((await read(ann, '?until=9999-01-01T00:00:00Z')).incidents.priorities).toBe('');
      expect((await read(ann, '?until=0001-01-01T00:00:00Z')).incidents.priorities).toBe('');
      expect((await ann('GET', `${path}?until=yesterday`)).status).toBe(400);
    });

    it('are of the last days that have any where nothing has been reported since', async () => {
      api.setClock(NOW_MS + 3 * 365 * 86_400_000);
      const things = await read(ann, '?days=30');
      api.setClock(NOW_MS);
      expect(things).toMatchObject({ days: 30, to: '2026-11-13T04:00:00.001Z' });
      expect(things.incidents.priorities).toHaveLength(3);
    });

    it('are those of the scope of the account', async () => {
      const things = await read(await api.as('viewer', COMMUNITY_B));
      expect(things.grids.ids).toHaveLength(12);
      expect(things.incidents.priorities).toBe('2');
      expect(things.institutions.lng7).toEqual([]);
      expect(carried(things, 5, 3).residents).toBe(100);
    });

    it('are none of a draft that is not there', async () => {
      expect((await ann('GET', path.replace(/drafts.{37}/, `drafts/${plannedGrid(0, 0)}`))).status).toBe(404);
    });
  });
});
