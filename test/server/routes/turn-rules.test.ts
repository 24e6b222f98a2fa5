import { afterAll, beforeAll, expect, it } from 'vitest';
import { RoadHere } from '../../../core/contract/closure.ts';
import { TurnRules } from '../../../core/contract/turn-rule.ts';
import { type Road, roadGraph } from '../../../core/network/road-graph.ts';
import { turnRules } from '../../../core/network/turn-rules.ts';
import { sql } from '../../../server/database/sql.ts';
import { wireRules } from '../../../server/routes/turn-rules.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { IN_LEFT, loadSmallCity } from '../small-city.ts';

const [LNG, LAT] = IN_LEFT;
/** So many metres east and north of a place. */
const at = (east: number, north: number): [number, number] => [LNG + east / 89_400, LAT + north / 111_000];
const box = (metres: number, east = 0) =>
  [...at(east - metres, -metres), ...at(east + metres, metres)].map((one) => one.toFixed(7)).join();

/** A crossing with roads of 200 m to the west, the east and the north. */
const ENDS = [at(0, 0), at(-200, 0), at(200, 0), at(0, 200)];
const ROADS = [
  { id: 1, to: 1, nameZh: '西路', nameEn: 'West Road' },
  { id: 2, to: 2, nameZh: '东路', nameEn: 'East Road' },
  { id: 3, to: 3, nameZh: '', nameEn: '' },
];

it('a turn over roads is sent with them', () => {
  const points = new Map(ENDS.map(([lng, lat], id) => [id, [lng * 1e7, lat * 1e7] as const]));
  const road = (id: number, fromNode: number, toNode: number, name: string): Road => ({
    ...{ id, fromNode, toNode, nameZh: `${name}路`, nameEn: name, class: 'primary', oneWay: true },
    ...{ lengthMetres: 200, speedKmh: 50, line: [...points.get(fromNode)!, ...points.get(toNode)!] },
  });
  const all = roadGraph(points, [road(1, 1, 0, 'Up'), road(2, 0, 3, 'Link'), road(3, 3, 1, 'Down')], {
    vehicle: 'car',
  });
  const rules = turnRules(
    [all],
    [{ kind: 'no', fromRoad: 1, viaNode: 0, viaRoads: [2], toRoad: 3, except: [] }],
  );
  const [sent] = TurnRules.strict().parse({ items: wireRules({ all, turnRules: rules }) }).items;
  expect(sent?.properties).toMatchObject({
    ...{ kind: 'no', roadId: '1', vehicles: ['car'] },
    turns: [
      {
        ...{ kind: 'sharp_left', roadId: '3', nameZh: 'Down路', nameEn: 'Down' },
        over: [{ roadId: '2', nameZh: 'Link路', nameEn: 'Link' }],
      },
    ],
  });
});

withDatabases('schema', (database) => {
  let api: Api;
  let viewer: Send;

  beforeAll(async () => {
    await loadSmallCity(database());
    for (const [node, [lng, lat]] of ENDS.entries())
      await database().query(
        sql`INSERT INTO road_node (id, lng7, lat7) VALUES (${node}::integer, ${Math.round(lng * 1e7)}::integer, ${Math.round(lat * 1e7)}::integer)`,
      );
    for (const { id, to, nameZh, nameEn } of ROADS)
      await database().query(sql`
        INSERT INTO road (id, from_node, to_node, class, name_zh, name_en, one_way, length_metres, speed_kmh, geom)
        VALUES (${id}::integer, 0, ${to}::integer, 'primary', ${nameZh}, ${nameEn}, false, 200, 50,
          ${`SRID=4326;LINESTRING(${[ENDS[0], ENDS[to]].map((one) => one?.join(' ')).join(',')})`}::geometry)`);
    await database().query(sql`
      INSERT INTO turn_restriction (from_road, via_node, to_road, kind, except_vehicles)
      VALUES (1, 0, 3, 'no', '{foot,bicycle}'), (3, 0, 2, 'only', '{}')`);
    api = makeApi(database());
    viewer = await api.as('viewer');
  });
  afterAll(() => api.close());

  const rulesIn = async (bbox: string) =>
    TurnRules.strict().parse((await viewer('GET', `/api/turn-rules?bbox=${bbox}`)).body).items;
  const noLeft = {
    kind: 'no',
    roadId: '1',
    nameEn: 'West Road',
    turns: [{ kind: 'left', roadId: '3', nameZh: '', nameEn: '', over: [] }],
    vehicles: ['motorcycle', 'car'],
  };
  const onlyEast = {
    kind: 'only',
    roadId: '3',
    turns: [{ kind: 'left', roadId: '2', nameZh: '东路', nameEn: 'East Road', over: [] }],
    vehicles: ['bicycle', 'motorcycle', 'car'],
  };

  it('the turns that are forbidden and the only ones in a box are told, each where one comes from', async () => {
    const rules = await rulesIn(box(100));
    expect(rules.map(({ properties }) => properties)).toMatchObject([noLeft, onlyEast]);
    const [west, north] = rules.map(({ geometry }) => geometry.coordinates);
    expect(west?.map((one) => one.toFixed(4))).toEqual(at(-20, 0).map((one) => one.toFixed(4)));
    expect(north?.map((one) => one.toFixed(4))).toEqual(at(0, 20).map((one) => one.toFixed(4)));
    expect(rules.map(({ properties }) => Math.round(properties.headingDegrees))).toEqual([90, 180]);
    expect(await rulesIn(box(10))).toEqual([]);
    expect(await rulesIn(box(10, -20))).toMatchObject([{ properties: noLeft }]);
  });

  it('a road tells those from it, those into it and those that keep others off it', async () => {
    const told = async ([lng, lat]: [number, number]) => {
      const { body } = await viewer('GET', `/api/closures/road?lng=${lng}&lat=${lat}`);
      return RoadHere.parse(body).properties.turnRules.map(({ properties }) => properties);
    };
    expect(await told(at(0, 150))).toMatchObject([noLeft, onlyEast]);
    expect(await told(at(-150, 0))).toMatchObject([noLeft, onlyEast]);
    expect(await told(at(150, 0))).toMatchObject([onlyEast]);
  });

  it('a box that is none, or too large, is refused with the reason', async () => {
    const answers = [
      await viewer('GET', '/api/turn-rules'),
      await viewer('GET', '/api/turn-rules?bbox=101,36,100,37'),
      await viewer('GET', '/api/turn-rules?bbox=101,36,101.6,36.1'),
      await viewer('GET', '/api/turn-rules?bbox=101,36,101.1,36.1&zoom=3'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(JSON.stringify(answers[2]?.body)).toContain('must be at most 0.5 degrees wide and tall');
  });
});
