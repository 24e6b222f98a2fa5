import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { EARLIER_PLAN, insertEarlierPlan } from '../earlier-plan.ts';
import { CITY, GRID_LEFT, LEFT, loadSmallCity, PLAN_ID, RIGHT } from '../small-city.ts';

const GONE = `${LEFT}001001002`;
const FROM = '2025-06-01T00:00:00.000Z';
const DRAFT = '0193f000-0000-7000-8000-0000000000d0';

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    await insertEarlierPlan(database(), { effectiveFrom: FROM, gone: GONE, kept: GRID_LEFT, residents: 345 });
    await database().query(sql`INSERT INTO plan (id, name, status, effective_from)
      VALUES (${DRAFT}::uuid, 'draft', 'draft', '2027-01-01T00:00:00Z')`);
    api = makeApi(database());
    send = await api.as('viewer');
  });
  afterAll(() => api.close());

  const areas = async (who: Send, id: string, query: string) =>
    (await who('GET', `/api/plans/${id}/areas?${query}`)).body.items;

  describe('the plans that are or were in force', () => {
    it('come with the time in which they were', async () => {
      expect((await send('GET', '/api/plans')).body.items).toEqual([
        {
          id: EARLIER_PLAN,
          name: 'earlier',
          isInForce: false,
          wasDraft: false,
          effectiveFrom: FROM,
          effectiveUntil: '2026-01-01T00:00:00.000Z',
        },
        {
          id: PLAN_ID,
          name: 'small',
          isInForce: true,
          wasDraft: false,
          effectiveFrom: '2026-01-01T00:00:00.000Z',
          effectiveUntil: null,
        },
      ]);
    });

    it('the past names the one of its instant', async () => {
      const planAt = async (at: string) => (await send('GET', `/api/past?at=${at}`)).body.plan;
      expect(await planAt('2025-12-31T23:59:59.999Z')).toMatchObject({ id: EARLIER_PLAN, isInForce: false });
      expect(await planAt('2026-01-01T00:00:00Z')).toMatchObject({ id: PLAN_ID, isInForce: true });
    });
  });

  describe('the names of grids', () => {
    const namesOf = async (query = '') => (await send('GET', `/api/grid-names${query}`)).body.items;

    it('are told of those alone that have one of their own, as each plan has it', async () => {
      expect(await namesOf()).toEqual([]);
      await database().query(sql`UPDATE grid SET name_zh = '河滨网格', name_en = 'Riverside'
        WHERE code = ${GRID_LEFT} AND plan_id = ${PLAN_ID}::uuid`);
      expect(await namesOf()).toEqual([{ code: GRID_LEFT, nameZh: '河滨', nameEn: 'Riverside' }]);
      expect(await namesOf(`?plan=${EARLIER_PLAN}`)).toEqual([]);
    });

    it('are those of the scope, and of a plan that is or was in force', async () => {
      const other = await api.as('viewer', RIGHT);
      expect((await other('GET', '/api/grid-names')).body.items).toEqual([]);
      expect((await send('GET', `/api/grid-names?plan=${DRAFT}`)).status).toBe(404);
    });
  });

  describe('the areas of a plan', () => {
    it('are formed of its own grids, with their counts', async () => {
      const grids = await areas(send, EARLIER_PLAN, `level=grid&within=${LEFT}001`);
      expect(grids.map(({ code }: { code: string }) => code)).toEqual([
        GRID_LEFT,
        `${LEFT}001001003`,
        `${LEFT}001001004`,
      ]);
      expect(grids[0]).toEqual({
        code: GRID_LEFT,
        level: 'grid',
        nameZh: `格${GRID_LEFT}`,
        nameEn: `Grid ${GRID_LEFT}`,
        areaKm2: 0.5,
        bbox: [101.6, 36.5, 101.8, 36.55],
        grids: 1,
        residents: 345,
        dwellings: null,
      });
      const [city] = await areas(send, EARLIER_PLAN, 'level=city');
      expect(city).toMatchObject({ code: CITY, nameEn: `Area ${CITY}`, grids: 15, areaKm2: 4 });
      const communities = await areas(send, EARLIER_PLAN, 'level=community');
      expect(communities.map(({ grids }: { grids: number }) => grids)).toEqual([3, 4, 4, 4]);
      expect(await areas(send, PLAN_ID, 'level=district')).toMatchObject([{ grids: 8 }, { grids: 8 }]);
    });

    it('agree with the figures of today for the plan in force', async () => {
      for (const level of ['city', 'district', 'street', 'community', 'grid']) {
        const { body } = await send('GET', `/api/rollups?level=${level}`);
        const figures = (rows: Record<string, unknown>[]) =>
          rows.map(({ code, grids, residents, dwellings }) => ({ code, grids, residents, dwellings }));
        expect(figures(await areas(send, PLAN_ID, `level=${level}`))).toEqual(figures(body.items));
      }
    });

    it('end at the scope', async () => {
      const left = await api.as('viewer', LEFT);
      expect(await areas(left, EARLIER_PLAN, 'level=district')).toMatchObject([{ code: LEFT, grids: 7 }]);
      expect(await areas(left, EARLIER_PLAN, `level=grid&within=${RIGHT}`)).toEqual([]);
    });

    it('are not told of drafts, of other ids, or at levels that do not exist', async () => {
      const answer = async (path: string) => {
        const { status, body } = await send('GET', path);
        return [status, body.code];
      };
      for (const id of [DRAFT, '0193f000-0000-7000-8000-00000000ffff']) {
        expect(await answer(`/api/plans/${id}/areas?level=grid`)).toEqual([404, 'not_found']);
        expect(await answer(`/tiles/plan/10/801/397.mvt?plan=${id}`)).toEqual([404, 'not_found']);
        expect(await answer(`/tiles/plan.json?plan=${id}`)).toEqual([404, 'not_found']);
      }
      expect(await answer(`/api/plans/1/areas?level=grid`)).toEqual([400, 'invalid_request']);
      expect(await answer(`/api/plans/${PLAN_ID}/areas?level=house`)).toEqual([400, 'invalid_request']);
      expect(await answer(`/tiles/plan/10/801/397.mvt?plan=1`)).toEqual([400, 'invalid_request']);
      expect(await answer(`/tiles/base/10/801/397.mvt?plan=${PLAN_ID}`)).toEqual([400, 'unknown_parameter']);
    });
  });
});
