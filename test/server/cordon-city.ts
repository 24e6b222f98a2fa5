import { afterAll, beforeAll, expect } from 'vitest';
import {
  type Cordon,
  CordonPlanAnswer,
  Cordon as CordonShape,
  type WantedPosition,
} from '../../core/contract/cordon.ts';
import type { Database } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { type Api, makeApi, NOW_MS, type Send } from './api.ts';
import { seenUnit } from './seen-unit.ts';
import { IN_LEFT, loadSmallCity } from './small-city.ts';
import { eastNorth, insertRoads } from './small-roads.ts';

export const ANY = { 'If-Match': '*' };
export const PATH = '/api/cordons';
/** Of the place that is shut in: half way between two junctions, west and east of it. */
const PLACE: [number, number] = [0, 0];
export const WEST_JUNCTION = 2;
export const EAST_JUNCTION = 3;

/**
 * A road from west to east through the place; from either junction one leads south out of the city; the eastern end lies far outside, the
 * western one behind a checkpoint.
 *
 *      1 --K-- 2 ---- place ---- 3 ------- 4
 *              |                 |
 *              5                 6
 */
const ROADS = [
  {
    id: 1,
    from: 1,
    to: WEST_JUNCTION,
    line: [
      [-4000, 0],
      [-2000, 0],
    ],
  },
  {
    id: 2,
    from: WEST_JUNCTION,
    to: EAST_JUNCTION,
    line: [
      [-2000, 0],
      [2000, 0],
    ],
  },
  {
    id: 3,
    from: EAST_JUNCTION,
    to: 4,
    line: [
      [2000, 0],
      [40_000, 0],
    ],
  },
  {
    id: 4,
    from: WEST_JUNCTION,
    to: 5,
    line: [
      [-2000, 0],
      [-2000, -5000],
    ],
  },
  {
    id: 5,
    from: EAST_JUNCTION,
    to: 6,
    line: [
      [2000, 0],
      [2000, -5000],
    ],
  },
] as const;

/** The small city with these roads, a staffed checkpoint in the west and a unit near either junction; made before the tests of the block. */
export function withCordonCity(database: () => Database) {
  const city = { west: '', east: '', checkpoint: '' } as {
    api: Api;
    dispatcher: Send;
    west: string;
    east: string;
    checkpoint: string;
  };
  const unitAt = async (metres: number, more: object = {}): Promise<string> =>
    await seenUnit(city.dispatcher, eastNorth(IN_LEFT, metres, 0), more);
  const request = (more: object = {}) => ({
    place: { type: 'Point', coordinates: eastNorth(IN_LEFT, ...PLACE) },
    sinceAt: new Date(NOW_MS).toISOString(),
    travel: 'car',
    ...more,
  });
  const planned = async (more: object = {}, send = city.dispatcher): Promise<CordonPlanAnswer> => {
    const { status, body, text } = await send('POST', `${PATH}/plan`, request(more));
    expect(status, text).toBe(200);
    return CordonPlanAnswer.strict().parse(body);
  };
  const wantedOf = ({ plan }: Pick<CordonPlanAnswer, 'plan'>): WantedPosition[] =>
    plan.positions.map(({ checkpointId, nodeId, unit, arrivesAt, reachedAt }) => ({
      checkpointId,
      nodeId,
      unitId: unit?.id ?? null,
      arrivesAt,
      dueAt: reachedAt.fast ?? arrivesAt,
    }));
  const set = async (positions: WantedPosition[], more: object = {}, send = city.dispatcher) =>
    await send('POST', PATH, { ...request(), positions, ...more });
  const cordonOf = (body: unknown): Cordon => CordonShape.strict().parse(body);
  const standDown = async (id: string): Promise<Cordon> => {
    const { status, body, text } = await city.dispatcher('POST', `${PATH}/${id}/stand-down`, undefined, ANY);
    expect(status, text).toBe(200);
    return cordonOf(body);
  };
  const stateOf = async (id: string): Promise<string> =>
    (await city.dispatcher('GET', `/api/checkpoints/${id}`)).body.properties.state;

  beforeAll(async () => {
    await loadSmallCity(database());
    await insertRoads(
      database(),
      IN_LEFT,
      ROADS.map(({ line, ...road }) => ({ ...road, line: line.map(([x, y]): [number, number] => [x, y]) })),
    );
    // What the small city has lies on this road too.
    await database().query(sql`DELETE FROM checkpoint`);
    city.api = makeApi(database());
    city.dispatcher = await city.api.as('dispatcher');
    const admin = await city.api.as('admin');
    const made = await admin('POST', '/api/checkpoints', {
      geometry: { type: 'Point', coordinates: eastNorth(IN_LEFT, -2500, 0) },
      properties: {
        code: 'K1',
        nameZh: '西卡口',
        nameEn: 'West checkpoint',
        border: 'city',
        state: 'staffed',
        lanes: 2,
        bearingDegrees: 270,
      },
    });
    expect(made.status, made.text).toBe(201);
    city.checkpoint = made.body.id;
    city.west = await unitAt(-1900);
    city.east = await unitAt(2300);
  });
  afterAll(() => city.api.close());
  return { city, unitAt, request, planned, wantedOf, set, cordonOf, standDown, stateOf };
}
