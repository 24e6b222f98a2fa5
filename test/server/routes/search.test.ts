import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SearchHit } from '../../../core/contract/search.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import {
  GRID_LEFT,
  GRID_RIGHT,
  IN_LEFT,
  IN_RIGHT,
  LEFT,
  loadSmallCity,
  RIGHT,
  thing,
} from '../small-city.ts';

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    const rename = (code: string, zh: string, en: string) =>
      database().query(sql`UPDATE area SET name_zh = ${zh}, name_en = ${en} WHERE code = ${code}`);
    await rename(LEFT, '城北区', 'Chengbei District');
    await rename(`${LEFT}001`, '重庆路街道', 'Chongqing Road Subdistrict');
    await rename(`${RIGHT}001`, '重堡镇', 'Zhongbao Town');
    await database().query(
      sql`UPDATE post SET name_zh = '城北区警务室' WHERE id = ${thing('posts', 'left')}`,
    );
    await database().query(sql`
      INSERT INTO road_node (id, lng7, lat7) VALUES (1, 1016300000, 365200000), (2, 1016310000, 365200000)`);
    await database().query(sql`
      INSERT INTO road (id, from_node, to_node, class, name_zh, name_en, one_way, length_metres, speed_kmh, geom)
      VALUES (1, 1, 2, 'primary', '青海大道', 'Qinghai Avenue', false, 90, 40,
        ST_SetSRID(ST_MakeLine(ST_MakePoint(101.63, 36.52), ST_MakePoint(101.631, 36.52)), 4326))`);
    api = makeApi(database());
    send = await api.as('admin');
  });
  afterAll(() => api.close());

  const find = async (query: Record<string, string>, as: Send = send): Promise<SearchHit[]> =>
    (await as('GET', `/api/search?${new URLSearchParams(query)}`)).body.items;
  const idsOf = async (query: Record<string, string>, as?: Send) =>
    (await find(query, as)).map(({ id }) => id);

  it('finds by pinyin, whole or by first letters, whichever reading a character has', async () => {
    for (const q of ['cbq', 'chengbei', 'cheng bei qu', 'chengbq', '城bq'])
      expect((await idsOf({ q }))[0], q).toBe(LEFT);
    for (const q of ['cql', 'zql', 'chongqinglu', 'zhongqing'])
      expect(await idsOf({ q }), q).toContain(`${LEFT}001`);
    for (const q of ['zbz', 'zbz', 'chongbu', 'zhongpu', 'cpz'])
      expect(await idsOf({ q }), q).toContain(`${RIGHT}001`);
    expect(await idsOf({ q: 'cbx' })).toEqual([]);
  });

  it('puts what is called so first, then beginnings, pinyin, and parts; areas before what lies in them', async () => {
    expect(await idsOf({ q: '城北区' })).toEqual([LEFT, thing('posts', 'left')]);
    expect(await idsOf({ q: 'cbq' })).toEqual([LEFT, thing('posts', 'left')]);
    expect(await idsOf({ q: 'bq' })).toEqual([LEFT, thing('posts', 'left')]);
    expect((await find({ q: GRID_LEFT }))[0]).toMatchObject({ noun: 'grids', areaCode: GRID_LEFT });
  });

  it('takes a number for the end of a code, the nearest to the view first', async () => {
    const grids = (near: [number, number], q: string) =>
      find({ q, noun: 'grids', near: near.join(',') }).then((hits) => hits.map(({ areaCode }) => areaCode));
    expect((await grids(IN_LEFT, '001'))[0]).toBe(GRID_LEFT);
    expect((await grids(IN_RIGHT, '1'))[0]).toBe(GRID_RIGHT);
    expect(new Set((await grids(IN_LEFT, '3')).slice(0, 4).map((code) => code.slice(-3)))).toEqual(
      new Set(['003']),
    );
  });

  it('keeps to the kinds that are asked for', async () => {
    expect((await find({ q: 'left', noun: 'posts,institutions' })).map(({ noun }) => noun).sort()).toEqual([
      'institutions',
      'posts',
    ]);
    expect(await idsOf({ q: 'left', noun: 'devices', deviceKind: 'camera' })).toEqual([
      thing('devices', 'left'),
    ]);
    expect(await idsOf({ q: 'left', noun: 'devices', deviceKind: 'sensor' })).toEqual([]);
    expect(await idsOf({ q: 'Fence', noun: 'geofences' })).toHaveLength(2);
    expect(await idsOf({ q: '261101', noun: 'grids' })).toEqual([]);
  });

  it('finds roads by name, each in the street where it runs', async () => {
    await expect.poll(() => idsOf({ q: 'qhdd' }), { timeout: 20_000 }).toHaveLength(1);
    expect(await find({ q: 'qhdd' })).toMatchObject([
      { noun: 'roads', nameZh: '青海大道', areaCode: `${LEFT}001`, lat: 36.52 },
    ]);
  });

  it('keeps to the scope', async () => {
    const right = await api.as('viewer', RIGHT);
    for (const q of ['cbq', '城北区', 'qhdd', 'left', '261101-0001', LEFT])
      expect(await idsOf({ q }, right), q).toEqual([]);
    expect(await idsOf({ q: 'zbz' }, right)).toEqual([`${RIGHT}001`]);
  });

  it('knows at once what was made, renamed, moved and removed', async () => {
    const point = { type: 'Point', coordinates: IN_RIGHT };
    const properties = {
      kind: 'police_room',
      nameZh: '长乐警务室',
      nameEn: 'Room',
      staffed: true,
      staffCount: 1,
    };
    const { body } = await send('POST', '/api/posts', { geometry: point, properties });
    expect(await idsOf({ q: 'cljws' })).toEqual([body.id]);
    const path = `/api/posts/${body.id}`;
    await send('PATCH', path, { properties: { nameZh: '和平警务室' } }, { 'If-Match': '*' });
    expect(await idsOf({ q: 'cljws' })).toEqual([]);
    expect(await idsOf({ q: 'hpjws' })).toEqual([body.id]);
    await send('DELETE', path, undefined, { 'If-Match': '*' });
    expect(await idsOf({ q: 'hpjws' })).toEqual([]);
    await send('PATCH', `/api/areas/${RIGHT}`, { properties: { nameZh: '湟源县' } }, { 'If-Match': '*' });
    expect((await idsOf({ q: 'hyx' }))[0]).toBe(RIGHT);
  });

  it('says where a unit is now', async () => {
    const unit = thing('units', 'left');
    await database().query(sql`
      UPDATE unit_position SET geom = ST_SetSRID(ST_MakePoint(101.7, 36.6), 4326) WHERE unit_id = ${unit}`);
    expect(await find({ q: 'U-left' })).toMatchObject([{ id: unit, lng: 101.7, lat: 36.6 }]);
  });

  it('leaves room for every noun when many fit', async () => {
    const at = { type: 'Point', coordinates: IN_LEFT };
    for (let i = 0; i < 8; i++)
      await send('POST', '/api/posts', {
        geometry: at,
        properties: {
          kind: 'police_room',
          nameZh: `同名${i}`,
          nameEn: `Same ${i}`,
          staffed: true,
          staffCount: 1,
        },
      });
    await send('POST', '/api/geofences', {
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [101.63, 36.52],
            [101.64, 36.52],
            [101.64, 36.53],
            [101.63, 36.52],
          ],
        ],
      },
      properties: {
        nameZh: '同名围栏',
        nameEn: 'Same fence',
        direction: 'both',
        hours: null,
        validFrom: null,
        validUntil: null,
        persistenceSeconds: 30,
        units: { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] },
        isOn: true,
      },
    });
    const nouns = (await find({ q: '同名', limit: '4' })).map(({ noun }) => noun);
    expect(nouns.filter((noun) => noun === 'posts')).toHaveLength(3);
    expect(nouns).toContain('geofences');
  });

  it.each([
    ['noun=people', 'invalid_request'],
    ['near=1', 'invalid_request'],
    ['near=200,10', 'invalid_request'],
    ['deviceKind=drone', 'invalid_request'],
    ['limit=0', 'invalid_request'],
    ['what=1', 'unknown_parameter'],
  ])('refuses %s', async (query, code) => {
    const { status, body } = await send('GET', `/api/search?q=a&${query}`);
    expect([status, body.code]).toEqual([400, code]);
  });
});
