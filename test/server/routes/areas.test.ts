import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { CITY, GRID_LEFT, LEFT, loadSmallCity } from '../small-city.ts';

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const ANY = { 'If-Match': '*' };

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('planner');
  });
  afterAll(() => api.close());

  it('lists page by page in order of code, whole and once', async () => {
    for (const list of ['areas', 'grids', 'areas/630100/staff']) {
      const keys: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: { body: Listed } = await send(
          'GET',
          `/api/${list}?limit=5${cursor && `&cursor=${cursor}`}`,
        );
        for (const row of body.features ?? body.items ?? [])
          keys.push('properties' in row ? row.properties.code : `${row.areaCode} ${row.role}`);
        cursor = body.nextCursor;
      }
      expect(keys, list).toEqual([...new Set(keys)].sort());
      expect(keys.length, list).toBe({ areas: 11, grids: 16 }[list] ?? 64);
    }
  });

  it('filters by level, parent, area and box', async () => {
    const codes = async (query: string) =>
      (await send('GET', `/api/areas?${query}`)).body.features.map((f: { id: string }) => f.id);
    expect(await codes('level=district')).toEqual(['630102', '630103']);
    expect(await codes(`parent=${LEFT}`)).toEqual(['630102001', '630102002']);
    expect(await codes(`within=${LEFT}&level=community`)).toEqual(['630102001001', '630102002001']);
    expect(await codes('level=street&bbox=101.61,36.51,101.62,36.52')).toEqual(['630102001']);
  });

  it('points are light: the label instead of the surface', async () => {
    const { body } = await send('GET', '/api/grids?geometry=point');
    expect(body.features[0].geometry).toEqual({ type: 'Point', coordinates: [101.65, 36.525] });
    expect(body.features[0].properties.bbox).toEqual([101.6, 36.5, 101.7, 36.55]);
  });

  it('a count below ten is never told, in lists, items, roll-ups or history', async () => {
    const grid = (await send('GET', `/api/grids/${GRID_LEFT}`)).body.properties;
    expect([grid.residents, grid.dwellings]).toEqual([null, null]);
    const rollup = (await send('GET', `/api/areas/${GRID_LEFT}/rollup`)).body;
    expect([rollup.residents, rollup.dwellings]).toEqual([null, null]);
    await send('PATCH', `/api/grids/${GRID_LEFT}`, { properties: { residents: 9, dwellings: 10 } }, ANY);
    const after = (await send('GET', `/api/grids/${GRID_LEFT}`)).body.properties;
    expect([after.residents, after.dwellings]).toEqual([null, 10]);
    const history = await send('GET', `/api/grids/${GRID_LEFT}/history`);
    expect(history.body.items[0].after.properties).toMatchObject({ residents: null, dwellings: 10 });
  });

  it('roll-ups of a level add up to the level above', async () => {
    const figures = async (level: string) => (await send('GET', `/api/rollups?level=${level}`)).body.items;
    const [city] = await figures('city');
    expect(city).toMatchObject({
      code: CITY,
      grids: 16,
      staff: 64,
      units: 2,
      routes: 2,
      posts: 2,
      inspectionsOverdue: 2,
    });
    for (const level of ['district', 'street', 'community', 'grid']) {
      const items = await figures(level);
      for (const key of ['grids', 'staff', 'posts', 'institutions', 'inspectionsOverdue'] as const)
        expect(
          items.reduce((sum: number, item: Record<string, number>) => sum + (item[key] ?? 0), 0),
          level + key,
        ).toBe(city[key]);
      const open = items.reduce(
        (sum: number, item: { openIncidents: Record<string, number> }) =>
          sum + (item.openIncidents['2'] ?? 0),
        0,
      );
      expect(open).toBe(city.openIncidents['2']);
    }
  });

  describe('borders', () => {
    it.each([
      ['areas', LEFT],
      ['grids', GRID_LEFT],
    ])('of %s do not move alone', async (list, code) => {
      const answer = await send('PATCH', `/api/${list}/${code}`, { geometry: box(101, 36, 102, 37) }, ANY);
      expect([answer.status, answer.body.code]).toEqual([422, 'would_break_partition']);
    });

    const add = (code: string, level: string, parentCode: string | null, geometry: object) =>
      send('POST', '/api/areas', {
        geometry,
        properties: { code, level, parentCode, nameZh: '新区', nameEn: 'New' },
      });

    it.each([
      ['over a sibling', box(101.65, 36.52, 101.7, 36.55), 422, 'would_break_partition'],
      ['outside its parent', box(103, 36.5, 103.1, 36.6), 422, 'would_break_partition'],
      ['crossing itself', bowTie(), 422, 'invalid_geometry'],
      ['with an open ring', openRing(), 422, 'invalid_geometry'],
      ['with a hole outside', strayHole(), 422, 'invalid_geometry'],
    ])('a street %s is refused', async (_name, geometry, status, code) => {
      const answer = await add('630102009', 'street', LEFT, geometry);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect((await send('GET', '/api/areas/630102009')).status).toBe(404);
    });

    it('a code that does not fit its level or parent is refused', async () => {
      const geometry = box(103, 36.5, 103.1, 36.6);
      for (const [code, level, parent] of [
        ['630102009', 'district', CITY],
        ['630102009', 'street', '630103'],
        ['630102009001', 'street', LEFT],
        ['630200', 'city', CITY],
      ] as const)
        expect((await add(code, level, parent, geometry)).status).toBe(code === '630200' ? 422 : 400);
    });

    it('where there is room an area can be added, once', async () => {
      const room = box(101.6, 36.7, 101.8, 36.8);
      const city = await add('630109', 'district', CITY, room);
      expect(city.body.code).toBe('would_break_partition');
      const { sql } = await import('../../../server/database/sql.ts');
      await database().query(
        sql`UPDATE area SET geom = ST_Multi(ST_MakeEnvelope(101.6, 36.5, 102, 36.8, 4326)) WHERE code = ${CITY}`,
      );
      const made = await add('630109', 'district', CITY, room);
      expect([made.status, made.headers.get('Location')]).toEqual([201, '/api/areas/630109']);
      expect(made.body.properties.areaKm2).toBeCloseTo(198, 0);
      expect((await add('630109', 'district', CITY, room)).body.code).toBe('already_exists');
    });
  });
});

interface Listed {
  features?: { properties: { code: string } }[];
  items?: { areaCode: string; role: string }[];
  nextCursor: string | null;
}

function bowTie() {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [101.6, 36.5],
        [101.7, 36.6],
        [101.7, 36.5],
        [101.6, 36.6],
        [101.6, 36.5],
      ],
    ],
  };
}
function openRing() {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [101.6, 36.5],
        [101.7, 36.5],
        [101.7, 36.6],
        [101.6, 36.6],
      ],
    ],
  };
}
function strayHole() {
  const outside = box(102.5, 36.5, 102.6, 36.6).coordinates[0];
  return { type: 'Polygon', coordinates: [...box(103, 36.5, 103.1, 36.6).coordinates, outside] };
}
