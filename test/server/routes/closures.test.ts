import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Closure, Closures, RoadHere } from '../../../core/contract/closure.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { IN_LEFT, LEFT, loadSmallCity, RIGHT } from '../small-city.ts';

const [LNG, LAT] = IN_LEFT;
const HOUR_MS = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();
/** So many metres east and north of the place of the incidents. */
const at = (east: number, north: number) => ({ lng: LNG + east / 89_400, lat: LAT + north / 111_000 });

/** A street of 1 km from west to east, and a way round it of 5 km in the north. */
const STREET = [at(0, 0), at(1000, 0)];
const ROUND = [at(0, 0), at(0, 2000), at(1000, 2000), at(1000, 0)];

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;

  let nowMs = NOW_MS;
  const setClock = (ms: number) => {
    nowMs = ms;
    api.setClock(ms);
  };

  beforeAll(async () => {
    await loadSmallCity(database());
    for (const [node, { lng, lat }] of [STREET[0]!, STREET[1]!].entries())
      await database().query(
        sql`INSERT INTO road_node (id, lng7, lat7) VALUES (${node}::integer, ${Math.round(lng * 1e7)}::integer, ${Math.round(lat * 1e7)}::integer)`,
      );
    for (const [id, line, metres] of [
      [1, STREET, 1000],
      [2, ROUND, 5000],
    ] as const)
      await database().query(sql`
        INSERT INTO road (id, from_node, to_node, class, name_zh, name_en, one_way, length_metres, speed_kmh, geom)
        VALUES (${id}::integer, 0, 1, 'secondary', '路', 'Road', false, ${metres}::real, 50,
          ${`SRID=4326;LINESTRING(${line.map(({ lng, lat }) => `${lng} ${lat}`).join(',')})`}::geometry)`);
    api = makeApi(database());
    dispatcher = await api.as('dispatcher');
  });
  afterAll(() => api.close());

  const close = (more: object = {}, send = dispatcher) =>
    send('POST', '/api/closures', { ...at(500, 10), reason: 'crash', ...more });
  const lift = ({ id, properties }: Closure, send = dispatcher, version = properties.version) =>
    send('POST', `/api/closures/${id}/lift`, undefined, { 'If-Match': `"${version}"` });
  const closed = async (more: object = {}): Promise<Closure> => {
    const { status, body } = await close(more);
    expect(status, JSON.stringify(body)).toBe(201);
    return Closure.strict().parse(body);
  };
  const listed = async (send = dispatcher): Promise<string[]> =>
    Closures.strict()
      .parse((await send('GET', '/api/closures')).body)
      .items.map(({ id }) => id);

  /** Seconds of the way of a unit at the western end to an incident at the eastern one, by what is recommended. */
  const secondsOfWay = async (vehicle: string, from = at(0, 0), to = at(1000, 0)): Promise<number> => {
    const area = { areaCode: `${LEFT}001`, state: 'patrolling', routeId: null };
    const names = { nameZh: '测', nameEn: 'Test', code: `C-${Math.random()}`.slice(0, 20) };
    const crew = { kind: 'squad', vehicle, crewSize: 2, shift: 'day' };
    const unit = await dispatcher('POST', '/api/units', { properties: { ...area, ...names, ...crew } });
    const fix = { unitId: unit.body.id, ...from, fixAt: iso(nowMs) };
    await dispatcher('POST', '/api/positions', { fixes: [fix] });
    const incident = await dispatcher('POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: [to.lng, to.lat] },
      properties: { type: 'theft', priority: 3 },
    });
    const { body } = await dispatcher('GET', `/api/incidents/${incident.body.id}/recommendation`);
    return body.units.find(({ id }: { id: string }) => id === unit.body.id).cost.travel;
  };

  describe('a road that is closed', () => {
    it('is gone round at once, and used again as soon as it is opened', async () => {
      const straight = await secondsOfWay('car');
      const closure = await closed();
      expect(closure.properties).toMatchObject({ roadNameEn: 'Road', headingDegrees: null, liftedAt: null });
      expect(await listed()).toEqual([closure.id]);
      expect(await secondsOfWay('car')).toBeCloseTo(straight * 5, -1);
      const opened = await lift(closure);
      expect([opened.status, opened.body.properties.liftedAt]).toEqual([200, iso(NOW_MS)]);
      expect(await listed()).toEqual([]);
      expect(await secondsOfWay('car')).toBeCloseTo(straight, 3);
    });

    it('one way is gone round that way only, whichever way its line runs', async () => {
      const straight = await secondsOfWay('car');
      const closure = await closed({ headingDegrees: 80 });
      expect(await secondsOfWay('car')).toBeCloseTo(straight * 5, -1);
      expect(await secondsOfWay('car', at(1000, 0), at(0, 0))).toBeCloseTo(straight, 3);
      await lift(closure);
      const back = await closed({ headingDegrees: 275 });
      expect(await secondsOfWay('car')).toBeCloseTo(straight, 3);
      await lift(back);
    });

    it('is passed on foot, unless it says otherwise', async () => {
      const straight = await secondsOfWay('foot');
      const closure = await closed();
      expect(await secondsOfWay('foot')).toBeCloseTo(straight, 3);
      await lift(closure);
      const whole = await closed({ onFoot: true });
      expect(await secondsOfWay('foot')).toBeGreaterThan(straight * 4);
      await lift(whole);
    });

    it('counts from its begin to its end', async () => {
      const straight = await secondsOfWay('car');
      const closure = await closed({ fromAt: iso(NOW_MS + HOUR_MS), untilAt: iso(NOW_MS + 2 * HOUR_MS) });
      expect(await listed()).toEqual([closure.id]);
      expect(await secondsOfWay('car')).toBeCloseTo(straight, 3);
      setClock(NOW_MS + 1.5 * HOUR_MS);
      expect(await secondsOfWay('car')).toBeGreaterThan(straight * 4);
      setClock(NOW_MS + 2 * HOUR_MS);
      expect(await secondsOfWay('car')).toBeLessThan(straight * 2);
      expect(await listed()).toEqual([]);
      setClock(NOW_MS);
      await lift(closure);
    });

    it('that an import took away is of no road, and hurts nobody', async () => {
      const closure = await closed();
      await database().query(sql`UPDATE road SET geom = ST_Translate(geom, 0, 0.02) WHERE id = 1`);
      await api.close();
      api = makeApi(database());
      dispatcher = await api.as('dispatcher');
      expect(await listed()).toEqual([closure.id]);
      expect(await secondsOfWay('car')).toBeGreaterThan(0);
      await database().query(sql`UPDATE road SET geom = ST_Translate(geom, 0, -0.02) WHERE id = 1`);
      await lift(closure);
      await api.close();
      api = makeApi(database());
      dispatcher = await api.as('dispatcher');
    });
  });

  describe('closing and opening', () => {
    it('tells the road that is meant before it is closed', async () => {
      const { lng, lat } = at(400, 30);
      const { body } = await dispatcher('GET', `/api/closures/road?lng=${lng}&lat=${lat}`);
      const { properties } = RoadHere.strict().parse(body);
      expect(properties.headingDegrees).toBeCloseTo(90, 0);
      expect(properties.offMetres).toBeCloseTo(30, 0);
      expect(properties.lengthMetres).toBe(1000);
    });

    it('is refused with the reason, and nothing is written', async () => {
      const reasons = [
        await close(at(500, 800)),
        await close({ untilAt: iso(NOW_MS) }),
        await close({ fromAt: iso(NOW_MS + HOUR_MS), untilAt: iso(NOW_MS + 1000) }),
        await close({ reason: 'because' }),
        await dispatcher('GET', '/api/closures/road?lng=&lat=36'),
      ].map(({ status, body }) => [status, body.reason ?? body.code]);
      expect(reasons).toEqual([
        [422, 'no_road_near'],
        [400, 'closure_ends_first'],
        [400, 'closure_ends_first'],
        [400, 'not_among'],
        [400, 'bad_format'],
      ]);
      expect(await listed()).toEqual([]);
    });

    it('is done once: a second closure of the road, a lost version and another scope are refused', async () => {
      const closure = await closed();
      expect((await close()).body.reason).toBe('road_closed_already');
      expect((await lift(closure, dispatcher, 7)).status).toBe(412);
      const right = await api.as('dispatcher', RIGHT);
      expect((await lift(closure, right)).status).toBe(404);
      expect(await listed(right)).toEqual([]);
      expect((await close(at(500, 10), right)).status).not.toBe(201);
      await lift(closure);
      expect((await lift(closure, dispatcher, 2)).status).toBe(200);
    });
  });
});
