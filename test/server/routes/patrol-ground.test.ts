import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  PatrolGround,
  PatrolPlaceOffers,
  PatrolPlan,
  PatrolWays,
} from '../../../core/contract/patrol-plan.ts';
import { checkPatrol } from '../../../core/patrol/check-patrol.ts';
import { planPatrol } from '../../../core/patrol/plan-patrol.ts';
import { placeKey } from '../../../core/patrol/shift-plan.ts';
import { DEFAULT_WISHES, roundsOfPlan, shiftProblem } from '../../../core/patrol/shift-problem.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { addUnit, at, DAY, planOf, stop, UNIT } from '../patrol-fixtures.ts';
import { IN_LEFT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';

const [LNG, LAT] = IN_LEFT;

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    dispatcher = await api.as('dispatcher');
  });
  afterAll(() => api.close());

  describe('what a plan is made of', () => {
    it('is places by what was reported there, without what patrols found themselves', async () => {
      const incident = (properties: object, coordinates = IN_LEFT) =>
        dispatcher('POST', '/api/incidents', {
          geometry: { type: 'Point', coordinates },
          properties: { type: 'theft', priority: 1, ...properties },
        });
      expect((await incident({ reportedAt: '2026-11-22T02:00:00Z' })).status).toBe(201);
      expect((await incident({ reportedAt: '2026-11-22T20:00:00Z', priority: 3 })).status).toBe(201);
      expect((await incident({ reportedAt: '2026-11-22T02:00:00Z', source: 'patrol' })).status).toBe(201);
      expect((await incident({ reportedAt: '2026-11-01T02:00:00Z' })).status).toBe(201);
      const question = {
        day: DAY,
        shift: 'day',
        kinds: ['posts', 'cells', 'grids'],
        within: LEFT,
        weeks: 1,
        most: 10,
      };
      const { status, body, text } = await dispatcher('POST', '/api/patrol-plans/places', question);
      expect(status, text).toBe(200);
      const { places, incidents } = PatrolPlaceOffers.strict().parse(body);
      expect(incidents).toBe(2);
      // Priority 1 in the shift counts 4; priority 3 in another a quarter of 2.
      expect(places.map(({ kind, worth }) => [kind, worth]).sort()).toEqual([
        ['cells', 4.5],
        ['grids', 4.5],
        ['posts', 4.5],
      ]);
      expect(places.find(({ kind }) => kind === 'posts')?.placeId).toBe(thing('posts', 'left'));
      const left = await api.as('dispatcher', LEFT);
      expect((await left('POST', '/api/patrol-plans/places', { ...question, within: RIGHT })).status).toBe(
        422,
      );
    });

    it('is times by road, from which the optimiser makes a plan that can be kept', async () => {
      await roads([
        [-2000, 0],
        [4000, 0],
      ]);
      const walker = await addUnit(dispatcher, { vehicle: 'foot' });
      const fix = { unitId: walker, lng: LNG, lat: LAT, fixAt: '2026-11-23T03:59:00Z' };
      await dispatcher('POST', '/api/positions', { fixes: [fix] });
      const places = [0, 800, 3000].map((metres, i) => {
        const { kind, placeId, nameZh, nameEn, lng, lat } = stop(`p${i}`, metres, 0, 1);
        return { kind, placeId, nameZh, nameEn, lng, lat };
      });
      const question = { day: DAY, shift: 'day', unitIds: [UNIT, walker], places };
      const { status, body, text } = await dispatcher('POST', '/api/patrol-plans/ground', question);
      expect(status, text).toBe(200);
      const viewer = await api.as('viewer');
      expect((await viewer('POST', '/api/patrol-plans/ground', question)).status).toBe(403);
      const ground = PatrolGround.strict().parse(body);
      expect(ground.byRoad).toBe(true);
      expect(ground.units[0]?.post).toMatchObject({ nameEn: 'Police room left' });
      // 800 m at 50 km/h, slower by day; on foot at 6 km/h; to oneself nothing.
      expect(ground.travelSeconds.car?.[0]?.[1]).toBeGreaterThan(57);
      expect(ground.travelSeconds.car?.[0]?.[1]).toBeLessThan(90);
      expect(ground.travelSeconds.foot?.[0]?.[1]).toBeCloseTo(480, -1);
      expect(ground.travelSeconds.foot?.[2]?.[2]).toBe(0);
      expect(ground.travelSeconds.car).toHaveLength(5);
      const shift = {
        ...ground,
        startMs: Date.parse(ground.startAt),
        endMs: Date.parse(ground.endAt),
        places: places.map((place, i) => ({ ...place, areaCode: LEFT, worth: 3 - i })),
      };
      const pinned = new Map([[placeKey(places[2]!), UNIT]]);
      const wishes = { ...DEFAULT_WISHES, pinned };
      const problem = shiftProblem(shift, wishes);
      const plan = planPatrol(problem, 1).next().value!.plan!;
      expect(checkPatrol(problem, plan)).toEqual([]);
      const rounds = roundsOfPlan(shift, wishes, plan);
      expect(
        rounds.find(({ unitId }) => unitId === UNIT)?.stops.some(({ placeId }) => placeId === 'p2'),
      ).toBe(true);
      const wire = rounds.map(({ stops, ...round }) => ({
        ...round,
        stops: stops.map(({ arriveMs, leaveMs, ...one }) => ({
          ...one,
          arriveAt: new Date(arriveMs).toISOString(),
          leaveAt: new Date(leaveMs).toISOString(),
        })),
      }));
      const kept = await dispatcher('POST', '/api/patrol-plans', planOf({ rounds: wire }));
      expect(kept.status, kept.text).toBe(201);
      expect(PatrolPlan.strict().parse(kept.body).rounds[0]?.line?.coordinates.length).toBeGreaterThan(1);
    });

    it('is ways with turns, and says where there is none', async () => {
      const points = [IN_LEFT, [LNG + 0.009, LAT], [LNG + 0.2, LAT + 0.1]];
      const ask = { vehicle: 'car', at: at(60), points };
      const { status, body } = await dispatcher('POST', '/api/patrol-plans/ways', ask);
      expect(status).toBe(200);
      const { legs } = PatrolWays.strict().parse(body);
      expect(legs[0]?.steps.map(({ kind }) => kind)).toEqual(['depart', 'arrive']);
      expect(legs[0]?.metres).toBeCloseTo(805, -1);
      expect(legs[1]).toEqual({ seconds: null, metres: 0, line: null, steps: [] });
    });
  });

  /** A road by its ends in metres east and north of the place. Roads are read once: the API begins anew. */
  async function roads(line: [number, number][]): Promise<void> {
    const places = line.map(([east, north]) => [LNG + east / 89_400, LAT + north / 111_000]);
    for (const [node, place] of places.entries())
      await database().query(sql`INSERT INTO road_node (id, lng7, lat7)
        VALUES (${node + 1}::integer, ${Math.round(place[0]! * 1e7)}::integer, ${Math.round(place[1]! * 1e7)}::integer)`);
    const text = `SRID=4326;LINESTRING(${places.map((place) => place.join(' ')).join(',')})`;
    await database().query(sql`INSERT INTO road (id, from_node, to_node, class, name_zh, name_en, one_way, length_metres, speed_kmh, geom)
      VALUES (1, 1, 2, 'secondary', '路', 'Road', false, 6000, 50, ${text}::geometry)`);
    api = await api.close().then(() => makeApi(database()));
    dispatcher = await api.as('dispatcher');
  }
});
