import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CheckpointNet, NetClosing } from '../../../core/contract/checkpoint-net.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { CITY, ELSEWHERE, GRID_LEFT, IN_LEFT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';
import { eastNorth, insertRoads, type SmallRoad } from '../small-roads.ts';

const PATH = '/api/checkpoint-net';
const ANY = { 'If-Match': '*' };

/**
 * A ring round the place in the left district, from which two roads lead over the southern border (2.2 km away) and one into the right
 * district and on over its southern border:
 *
 *        3 ------------- 4 ------------------------- 7
 *        |               |                           |
 *        1 ------------- 2                           |
 *        | S1            |                           |
 *        5 = border      6 = border                  8 = border
 */
const ROADS: SmallRoad[] = [
  {
    id: 1,
    from: 1,
    to: 2,
    line: [
      [0, 0],
      [2000, 0],
    ],
  },
  {
    id: 2,
    from: 1,
    to: 3,
    line: [
      [0, 0],
      [0, 2000],
    ],
  },
  {
    id: 3,
    from: 3,
    to: 4,
    line: [
      [0, 2000],
      [2000, 2000],
    ],
  },
  {
    id: 4,
    from: 2,
    to: 4,
    line: [
      [2000, 0],
      [2000, 2000],
    ],
  },
  {
    id: 5,
    from: 1,
    to: 5,
    line: [
      [0, 0],
      [0, -2300],
    ],
  },
  {
    id: 6,
    from: 2,
    to: 6,
    line: [
      [2000, 0],
      [2000, -2300],
    ],
  },
  {
    id: 7,
    from: 4,
    to: 7,
    line: [
      [2000, 2000],
      [18_000, 2000],
    ],
  },
  {
    id: 8,
    from: 7,
    to: 8,
    line: [
      [18_000, 2000],
      [18_000, -2300],
    ],
  },
];

withDatabases('schema', (database) => {
  let api: Api;
  let viewer: Send;
  let admin: Send;
  let south: string;

  beforeAll(async () => {
    await loadSmallCity(database());
    await insertRoads(database(), IN_LEFT, ROADS);
    // People live inside the ring.
    await database().query(sql`UPDATE grid SET residents = 500 WHERE code = ${GRID_LEFT}`);
    await database().query(sql`DELETE FROM checkpoint`);
    api = makeApi(database());
    [viewer, admin] = [await api.as('viewer'), await api.as('admin')];
    south = await checkpoint('S1', [0, -1500], 'staffed');
  });
  afterAll(() => api.close());

  const checkpoint = async (
    code: string,
    [east, north]: [number, number],
    state: string,
  ): Promise<string> => {
    const made = await admin('POST', '/api/checkpoints', {
      geometry: { type: 'Point', coordinates: eastNorth(IN_LEFT, east, north) },
      properties: { code, nameZh: code, nameEn: code, border: 'city', state, lanes: 2, bearingDegrees: 180 },
    });
    expect(made.status, made.text).toBe(201);
    return made.body.id;
  };
  const net = async (query = '', send = viewer): Promise<CheckpointNet> => {
    const { status, body, text } = await send('GET', `${PATH}${query}`);
    expect(status, text).toBe(200);
    return CheckpointNet.strict().parse(body);
  };
  const closing = async (query: string, send = viewer): Promise<NetClosing> => {
    const { status, body, text } = await send('GET', `${PATH}/closing?${query}`);
    expect(status, text).toBe(200);
    return NetClosing.strict().parse(body);
  };
  const at = (east: number, north: number): string => {
    const [lng, lat] = eastNorth(IN_LEFT, east, north);
    return `lng=${lng.toFixed(7)}&lat=${lat.toFixed(7)}`;
  };
  const leaves = ({ crossings }: CheckpointNet) =>
    Object.fromEntries(crossings.map((one) => [one.nameEn, one.leaves]));

  describe('the checkpoint net', () => {
    it('tells where the city can be left past no checkpoint, and how far the next one is', async () => {
      const told = await net();
      expect(told).toMatchObject({ within: CITY, byRoad: true, closedRoads: 0 });
      expect(leaves(told)).toEqual({ 'Road 5': 'guarded', 'Road 6': 'free', 'Road 8': 'free' });
      const [five, six] = ['Road 5', 'Road 6'].map((name) =>
        told.crossings.find(({ nameEn }) => nameEn === name),
      );
      expect(five).toMatchObject({ checkpointIds: [south], roadClass: 'secondary', lanes: 1 });
      expect(five?.place.coordinates[1]).toBeCloseTo(36.5, 6);
      expect(six?.checkpointIds).toEqual([]);
      expect(six?.nearest?.checkpointId).toBe(south);
      expect(six?.nearest?.metres).toBeGreaterThan(2000);
      expect(six?.nearest?.metres).toBeLessThan(2300);
      // 1.5 km back, 2 km across and all the way south by road, at noon at 0.85 of 50 km/h.
      expect(six?.nearest?.seconds).toBeCloseTo((1500 + 2000) / ((50 / 3.6) * 0.85), -1);
    });

    it('ranks checkpoints by what they save of the least cut, and says what is modelled from what', async () => {
      const told = await net();
      expect(told.least).toMatchObject({ lanes: 3, roads: 3 });
      expect(told.least.cut).toHaveLength(3);
      const [first] = told.checkpoints;
      expect(first).toMatchObject({ id: south, state: 'staffed', drop: { lanes: 1, roads: 1 } });
      expect(first?.share?.across).toBeGreaterThan(0.2);
      expect(told.model).toMatchObject({ from: 'residents', to: 'institutions', level: 'grid', zones: 16 });
      expect(told.model.trips.across).toBeGreaterThan(0);
    });

    it('follows checkpoints that are opened, added and moved, and roads that are closed', async () => {
      const state = (value: string) =>
        admin('PATCH', `/api/checkpoints/${south}`, { properties: { state: value } }, ANY);
      expect((await state('open')).status).toBe(200);
      expect(leaves(await net())['Road 5']).toBe('past_open');
      await state('staffed');
      const second = await checkpoint('S2', [2000, -1000], 'open');
      const both = await net();
      expect(leaves(both)).toMatchObject({ 'Road 5': 'guarded', 'Road 6': 'past_open', 'Road 8': 'free' });
      expect(both.checkpoints.map(({ id }) => id).sort()).toEqual([south, second].sort());
      const [lng, lat] = eastNorth(IN_LEFT, 2000, -400);
      const closed = await (await api.as('dispatcher'))('POST', '/api/closures', {
        lng,
        lat,
        reason: 'works',
      });
      expect(closed.status, closed.text).toBe(201);
      const now = await net();
      expect(now.closedRoads).toBe(1);
      expect(leaves(now)['Road 6']).toBe('not_now');
      expect(now.least.roads).toBe(2);
      const lifted = await (await api.as('dispatcher'))(
        'POST',
        `/api/closures/${closed.body.id}/lift`,
        undefined,
        ANY,
      );
      expect(lifted.status, lifted.text).toBe(200);
      await admin('DELETE', `/api/checkpoints/${second}`, undefined, ANY);
      expect(leaves(await net())['Road 6']).toBe('free');
    });

    it('of a district has the border of the district, and only what its account may see', async () => {
      const leftOnly = await api.as('viewer', LEFT);
      const told = await net('', leftOnly);
      expect(told.within).toBe(LEFT);
      expect(leaves(told)).toEqual({ 'Road 5': 'guarded', 'Road 6': 'free', 'Road 7': 'free' });
      expect(await net(`?within=${LEFT}`)).toEqual(told);
      expect((await leftOnly('GET', `${PATH}?within=${RIGHT}`)).status).toBe(404);
      const rightOnly = await api.as('viewer', RIGHT);
      expect((await net('', rightOnly)).checkpoints).toEqual([]);
      expect((await rightOnly('GET', `${PATH}/closing?checkpoint=${south}`)).status).toBe(404);
      expect((await rightOnly('GET', `${PATH}/closing?${at(0, 0)}`)).status).toBe(422);
    });
  });

  describe('what closing costs', () => {
    it('is told of a checkpoint, a junction and a road', async () => {
      const post = await closing(`checkpoint=${south}`);
      expect(post).toMatchObject({ kind: 'checkpoint', nameEn: 'S1', asOf: new Date(NOW_MS).toISOString() });
      expect(post.within).toMatchObject({ delayed: 0, severed: 0, meanExtraSeconds: null, worst: null });
      expect(post.across.severed).toBeCloseTo((await net()).checkpoints[0]!.share!.across, 9);
      const road = await closing(at(1000, 2000));
      expect(road).toMatchObject({ kind: 'road', nameEn: 'Road 3' });
      const junction = await closing(at(2005, 2000));
      expect(junction).toMatchObject({ kind: 'junction' });
      expect(junction.nameEn).toContain('Road');
      const east = await closing(at(10_000, 2000));
      expect(east.within.severed).toBeGreaterThan(0);
    });

    it('is refused with a reason where nothing can be closed', async () => {
      const refused = async (query: string) => {
        const { status, body } = await viewer('GET', `${PATH}/closing?${query}`);
        return [status, body.reason ?? body.code];
      };
      expect(await refused(`checkpoint=${thing('posts', 'left')}`)).toEqual([404, 'thing_unknown']);
      expect(await refused(at(6000, 6000))).toEqual([409, 'cordon_off_road']);
      expect(await refused(`lng=${ELSEWHERE[0]}&lat=${ELSEWHERE[1]}`)).toEqual([422, 'place_outside_city']);
      for (const query of [
        '',
        'lng=101.7',
        `checkpoint=${south}&lng=101.7&lat=36.5`,
        'checkpoint=x',
        'lng=a&lat=b',
      ])
        expect((await refused(query))[0], query).toBe(400);
      expect(await refused(`within=999999&checkpoint=${south}`)).toEqual([404, 'area_unknown']);
    });
  });

  it('a city without roads has no crossings, and says so', async () => {
    await database().query(sql`DELETE FROM road`);
    const bare = makeApi(database());
    const send = await bare.as('viewer');
    expect(await net('', send)).toMatchObject({
      byRoad: false,
      crossings: [],
      checkpoints: [{ drop: null }],
    });
    const { status, body } = await send('GET', `${PATH}/closing?checkpoint=${south}`);
    expect([status, body.reason]).toEqual([409, 'cordon_no_roads']);
    await bare.close();
  });
});
