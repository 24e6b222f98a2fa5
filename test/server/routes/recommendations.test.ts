import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DispatchDecisions, Recommendation } from '../../../core/contract/recommendation.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { seenUnit } from '../seen-unit.ts';
import { IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';
import { insertRoads, type SmallRoad } from '../small-roads.ts';

const [LNG, LAT] = IN_LEFT;
const ANY = { 'If-Match': '*' };
const ROUNDS = 25;

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;

  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    dispatcher = await api.as('dispatcher');
  });
  afterAll(() => api.close());

  /** A unit so many metres east of the place of the incidents, seen `ageSeconds` ago. */
  const unitAt = async (metres: number, more: object = {}, ageSeconds = 0): Promise<string> =>
    await seenUnit(dispatcher, [LNG + metres / 89_400, LAT], more, ageSeconds);
  const incidentAt = async (
    coordinates: [number, number] = IN_LEFT,
    properties: object = {},
  ): Promise<string> => {
    const input = {
      geometry: { type: 'Point', coordinates },
      properties: { type: 'theft', priority: 3, ...properties },
    };
    const { status, body } = await dispatcher('POST', '/api/incidents', input);
    expect(status).toBe(201);
    return body.id;
  };
  const recommended = async (incident: string, send = dispatcher): Promise<Recommendation> => {
    const { status, body } = await send('GET', `/api/incidents/${incident}/recommendation`);
    expect(status, JSON.stringify(body)).toBe(200);
    return Recommendation.strict().parse(body);
  };
  const assign = (incident: string, unitId: string, confirmed: string[] = [], send = dispatcher) =>
    send('POST', `/api/incidents/${incident}/assignment`, { unitId, confirmed }, ANY);
  const release = async (incident: string) =>
    expect(
      (await dispatcher('PATCH', `/api/incidents/${incident}`, { properties: { unitId: null } }, ANY)).status,
    ).toBe(200);

  describe('which unit should go', () => {
    it('is told by the straight line where the city has no roads', async () => {
      const [far, near] = [await unitAt(1500), await unitAt(300)];
      const { byRoad, units, excluded } = await recommended(await incidentAt());
      expect(byRoad).toBe(false);
      expect(units.map(({ id }) => id)).toEqual([near, far]);
      // 1.3 times the straight line at 30 km/h.
      expect(units[0]?.cost.travel).toBeCloseTo((300 * 1.3) / (30 / 3.6), 0);
      expect(excluded.find(({ id }) => id === thing('units', 'left'))?.why).toBe('position_too_old');
    });

    it('is told by road once there are roads: who must go round comes later', async () => {
      const [behind, along] = [await unitAt(-200), await unitAt(900)];
      // A one-way street leads west past the incident; it goes back by a long way round in the south.
      await roads([
        {
          id: 1,
          from: 1,
          to: 2,
          oneWay: true,
          line: [
            [3000, 0],
            [-1000, 0],
          ],
        },
        {
          id: 2,
          from: 2,
          to: 1,
          oneWay: true,
          line: [
            [-1000, 0],
            [-1000, -3000],
            [3000, -3000],
            [3000, 0],
          ],
        },
      ]);
      const { byRoad, units } = await recommended(await incidentAt());
      expect(byRoad).toBe(true);
      const order = units.map(({ id }) => id);
      expect(order.indexOf(along)).toBeLessThan(order.indexOf(behind));
      expect(units.find(({ id }) => id === along)?.isInTime).toBe(true);
    });

    it('goes by the newest position of a unit, whether it is late, lost, ahead of the clock or followed by an older one', async () => {
      const incident = await incidentAt();
      const seen = async (unit: string) =>
        (await recommended(incident)).units.find(({ id }) => id === unit) ?? expect.unreachable();
      const ages = { late: 20, lost: 120, ahead: -30 };
      const late = await seen(await unitAt(700, {}, ages.late));
      expect(late.warnings).toEqual(['position_late']);
      expect(late.latestSeconds - late.cost.travel).toBeCloseTo(ages.late);
      const lost = await seen(await unitAt(700, {}, ages.lost));
      expect(lost.warnings).toEqual(['position_lost']);
      expect(lost.latestSeconds - lost.cost.travel).toBeCloseTo(ages.lost);
      const ahead = await unitAt(700, {}, ages.ahead);
      const before = await seen(ahead);
      expect([before.warnings, before.latestSeconds]).toEqual([[], before.earliestSeconds]);
      const older = { unitId: ahead, lng: LNG, lat: LAT, fixAt: new Date(NOW_MS - 5000).toISOString() };
      const receipt = await dispatcher('POST', '/api/positions', { fixes: [older] });
      expect(receipt.body).toMatchObject({ moved: 0, historyOnly: 1 });
      expect(await seen(ahead)).toEqual(before);
    });

    it('goes by the targets as they are now', async () => {
      const incident = await incidentAt();
      const { targetSeconds } = await recommended(incident);
      const admin = await api.as('admin');
      const patch = { arrive: targetSeconds + 60, resolve: 90_000 };
      const edited = await admin('PATCH', '/api/response-targets/3', patch, ANY);
      expect(edited.status, edited.text).toBe(200);
      expect((await recommended(incident)).targetSeconds).toBe(targetSeconds + 60);
    });

    it('holds for the scope of the account, and for nobody else', async () => {
      const incident = await incidentAt(IN_RIGHT);
      const right = await api.as('dispatcher', RIGHT);
      const { units, excluded } = await recommended(incident, right);
      expect([...units, ...excluded].map(({ id }) => id)).toEqual([thing('units', 'right')]);
      const left = await api.as('dispatcher', LEFT);
      expect((await left('GET', `/api/incidents/${incident}/recommendation`)).status).toBe(404);
      expect((await assign(incident, thing('units', 'right'), [], left)).status).toBe(404);
    });
  });

  describe('a unit that is sent', () => {
    it('is bound to the incident, and what was recommended is kept', async () => {
      const [unit, incident] = [await unitAt(100), await incidentAt()];
      const { status, body, headers } = await assign(incident, unit);
      expect(status, JSON.stringify(body)).toBe(200);
      expect(body.properties).toMatchObject({ unitId: unit, status: 'assigned' });
      expect(headers.get('ETag')).toBe(`"${body.properties.version}"`);
      const answer = await dispatcher('GET', `/api/incidents/${incident}/decisions`);
      const { items } = DispatchDecisions.strict().parse(answer.body);
      expect(items).toMatchObject([
        { unitId: unit, rank: 1, confirmed: [], at: new Date(NOW_MS).toISOString() },
      ]);
      expect(items[0]?.recommendation.units[0]?.id).toBe(unit);
      await release(incident);
    });

    it('can not be sent twice, and is free again when it is taken back', async () => {
      const [unit, first, second] = [await unitAt(100), await incidentAt(), await incidentAt()];
      expect((await assign(first, unit)).status).toBe(200);
      const { excluded } = await recommended(second);
      expect(excluded.find(({ id }) => id === unit)).toMatchObject({
        why: 'busy',
        task: { incidentId: first },
      });
      const refused = await assign(second, unit);
      expect([refused.status, refused.body.reason]).toEqual([409, 'unit_busy']);
      await release(first);
      expect((await assign(second, unit)).status).toBe(200);
      await release(second);
    });

    it('is none that stands in a cordon, until that is stood down', async () => {
      const [unit, incident] = [await unitAt(100), await incidentAt()];
      await roads([
        {
          id: 90,
          from: 90,
          to: 91,
          oneWay: false,
          line: [
            [-500, 0],
            [500, 0],
          ],
        },
      ]);
      const times = {
        dueAt: new Date(NOW_MS + 60_000).toISOString(),
        arrivesAt: new Date(NOW_MS).toISOString(),
      };
      const cordon = await dispatcher('POST', '/api/cordons', {
        place: { type: 'Point', coordinates: IN_LEFT },
        sinceAt: new Date(NOW_MS).toISOString(),
        travel: 'car',
        positions: [{ checkpointId: null, nodeId: 91, unitId: unit, ...times }],
      });
      expect(cordon.status, cordon.text).toBe(201);
      const { excluded } = await recommended(incident);
      expect(excluded.find(({ id }) => id === unit)?.why).toBe('in_cordon');
      expect((await assign(incident, unit)).body.reason).toBe('unit_in_cordon');
      await dispatcher('POST', `/api/cordons/${cordon.body.id}/stand-down`, undefined, ANY);
      expect((await recommended(incident)).units.map(({ id }) => id)).toContain(unit);
    });

    it('needs what speaks against it to be confirmed, and nothing happens before', async () => {
      const [unit, incident] = [
        await unitAt(100, { shift: 'night', crewSize: 1 }),
        await incidentAt(IN_LEFT, { type: 'assault' }),
      ];
      const refused = await assign(incident, unit, ['off_shift']);
      expect([refused.status, refused.body.reason, refused.body.params]).toEqual([
        409,
        'unit_unconfirmed',
        { warnings: ['small_crew'] },
      ]);
      const { body } = await dispatcher('GET', `/api/incidents/${incident}`);
      expect(body.properties).toMatchObject({ status: 'reported', unitId: null, version: 1 });
      expect((await assign(incident, unit, ['off_shift', 'small_crew'])).status).toBe(200);
      await release(incident);
    });

    it('of which the place is not known can be sent by who knows better', async () => {
      const [unit, incident] = [await unitAt(100, {}, 1801), await incidentAt()];
      expect((await assign(incident, unit)).body.params).toEqual({ warnings: ['position_too_old'] });
      expect((await assign(incident, unit, ['position_too_old'])).status).toBe(200);
      const { body } = await dispatcher('GET', `/api/incidents/${incident}/decisions`);
      expect(body.items[0]).toMatchObject({ rank: null, confirmed: ['position_too_old'] });
      await release(incident);
    });

    it('is on duty, known, and sent on a version that was seen by somebody who may', async () => {
      const [off, unit, incident] = [
        await unitAt(100, { state: 'off_duty' }),
        await unitAt(100),
        await incidentAt(),
      ];
      expect((await assign(incident, off)).body.reason).toBe('unit_not_free');
      expect((await assign(incident, incident)).body.reason).toBe('unit_unknown');
      const path = `/api/incidents/${incident}/assignment`;
      expect((await dispatcher('POST', path, { unitId: unit })).status).toBe(428);
      expect((await dispatcher('POST', path, { unitId: unit }, { 'If-Match': '"7"' })).status).toBe(412);
      expect((await dispatcher('POST', path, { unitId: unit, confirmed: ['weather'] }, ANY)).status).toBe(
        400,
      );
      expect((await assign(incident, unit, [], await api.as('viewer'))).status).toBe(403);
    });

    it('goes to one of two who send it at once, and the other hears where it is', async () => {
      const unit = await unitAt(100);
      const [one, other] = [await api.as('dispatcher'), await api.as('dispatcher')];
      for (let round = 0; round < ROUNDS; round++) {
        const [a, b] = [await incidentAt(), await incidentAt()];
        const answers = await Promise.all([assign(a, unit, [], one), assign(b, unit, [], other)]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
        const [won, lost] = answers[0]?.status === 200 ? [a, answers[1]] : [b, answers[0]];
        expect(lost?.body.reason).toBe('unit_busy');
        await release(won);
      }
    });

    it('is kept from two open incidents by the database itself', async () => {
      const [unit, first, second] = [await unitAt(100), await incidentAt(), await incidentAt()];
      const bind = (id: string) =>
        database().query(
          sql`UPDATE incident SET unit_id = ${unit}::uuid, status = 'en_route' WHERE id = ${id}::uuid`,
        );
      await bind(first);
      await expect(bind(second)).rejects.toThrow(/incident_unit_bound/);
    });
  });

  /** Roads by lines in metres east and north of the place of the incidents; nodes at their ends. */
  async function roads(all: readonly SmallRoad[]): Promise<void> {
    await insertRoads(database(), IN_LEFT, all);
    await forgetRoads();
  }

  /** Roads come by imports: an event of one has them read anew. */
  async function forgetRoads(): Promise<void> {
    api = await api.close().then(() => makeApi(database()));
    dispatcher = await api.as('dispatcher');
  }
});
