import { afterAll, beforeAll, expect, it } from 'vitest';
import { OwnCheckIn, PatrolCodes } from '../../../core/contract/patrol-check-in.ts';
import type { PatrolPlan } from '../../../core/contract/patrol-plan.ts';
import type { RunningStop } from '../../../core/contract/running-round.ts';
import { readPlaceCode } from '../../../core/patrol/place-code.ts';
import { sql } from '../../../server/database/sql.ts';
import { selectVisits, selectVisitsOfPlace } from '../../../server/queries/patrol-visits.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { addUnit, at, planOf, roundOf, stop } from '../patrol-fixtures.ts';
import { LEFT, loadSmallCity } from '../small-city.ts';

const ANY = { 'If-Match': '*' };
const point = (placeId: string) => ({ kind: 'points', placeId });

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;
  let phone: Send;
  let unitId: string;
  let key = 0;
  /** A round with its stops at a, b and a again, of a plan that is issued, and one at c of another unit. */
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    api.setClock(Date.parse(at(-60)));
    dispatcher = await api.as('dispatcher');
    unitId = await addUnit(dispatcher);
    phone = await api.asUnit(unitId, LEFT);
    const withCode = { checkIn: 'qr' as const };
    const stops = [
      { ...stop('a', 100, 30, 42), nameZh: '东门', nameEn: 'East gate', ...withCode },
      { ...stop('b', 900, 60, 74), nameZh: '西门', nameEn: 'West gate', ...withCode },
      { ...stop('a', 100, 120, 132), nameZh: '东门', nameEn: 'East gate', ...withCode },
    ];
    const other = [{ ...stop('c', 500, 30, 42), nameZh: '南门', nameEn: 'South gate', ...withCode }];
    const rounds = [roundOf(unitId, stops), roundOf(await addUnit(dispatcher), other)];
    const made = await dispatcher('POST', '/api/patrol-plans', planOf({ rounds }));
    const issue = await dispatcher('POST', `/api/patrol-plans/${made.body.id}/issue`, undefined, ANY);
    expect(issue.status, issue.text).toBe(200);
  });
  afterAll(() => api.close());

  const codesOf = async (...ids: string[]): Promise<string[]> => {
    const asked = await dispatcher('POST', '/api/patrol-codes', { places: ids.map(point) });
    expect(asked.status, asked.text).toBe(200);
    return PatrolCodes.strict()
      .parse(asked.body)
      .items.map(({ code }) => code);
  };
  const scan = (code: string, minute: number, more: object = {}) => {
    api.setClock(Date.parse(at(minute)));
    key += 1;
    return phone('POST', '/api/unit/check-in', { code, ...more }, { 'Idempotency-Key': `k${key}` });
  };

  it('codes are made once, short, in the order asked for, for places with a stop of the scope alone', async () => {
    const [b, a, again] = await codesOf('b', 'a', 'b');
    expect([readPlaceCode(a!), readPlaceCode(b!)]).toEqual([a, b]);
    expect([a === b, again === b]).toEqual([false, true]);
    expect(await codesOf('a', 'b')).toEqual([a, b]);
    const ask = (send: Send, ...ids: string[]) =>
      send('POST', '/api/patrol-codes', { places: ids.map(point) });
    const { status, body } = await ask(dispatcher, 'a', 'nowhere');
    expect([status, body.reason, body.params]).toEqual([422, 'patrol_place_unplanned', { places: 1 }]);
    // The plan is one of the whole city.
    expect((await ask(await api.as('dispatcher', LEFT), 'a')).status).toBe(422);
    expect((await ask(dispatcher)).status).toBe(400);
  });

  it('a place of a template has one, too, under the name that it has there', async () => {
    const { windowMinutes, radiusMetres, lng, lat } = stop('t', 100, 0, 1);
    const place = { ...point('t'), nameZh: '北门', nameEn: 'North gate', lng, lat };
    const templated = {
      ...place,
      windowMinutes,
      radiusMetres,
      checkIn: 'qr',
      fromSeconds: 0,
      staySeconds: 60,
    };
    const rounds = [{ unitId, post: null, stops: [templated] }];
    const template = { name: '模板', shift: 'day', weekdays: [1], rounds };
    expect((await dispatcher('POST', '/api/patrol-templates', template)).status).toBe(201);
    const [code] = await codesOf('t');
    const { body } = await scan(code!, 40);
    expect([body.reason, body.params]).toEqual(['patrol_code_elsewhere', { place: ['北门', 'North gate'] }]);
  });

  it('who does not plan, and above all the unit itself, is not told them; none of them is in the log', async () => {
    const others = await Promise.all(
      (['viewer', 'operator', 'planner'] as const).map((role) => api.as(role)),
    );
    for (const send of [...others, phone]) {
      expect((await send('POST', '/api/patrol-codes', { places: [point('a')] })).status).toBe(403);
      expect((await send('POST', '/api/patrol-codes/renew', point('a'))).status).toBe(403);
    }
    expect((await dispatcher('POST', '/api/unit/check-in', { code: 'x' })).status).toBe(403);
    const [a] = await codesOf('a');
    expect((await phone('GET', '/api/unit')).text).not.toContain(a);
    const logged = await database().query(
      sql`SELECT kind FROM event WHERE noun = 'patrol_codes' AND subject_id = 'points a' ORDER BY seq`,
    );
    expect(logged).toEqual([{ kind: 'create' }]);
    const leaks = await database().query(
      sql`SELECT seq FROM event WHERE after::text LIKE ${`%${a}%`} OR before::text LIKE ${`%${a}%`}`,
    );
    expect(leaks).toEqual([]);
  });

  it('a code checks the unit in at the stop whose time it is; the same again changes nothing', async () => {
    const [a, b] = await codesOf('a', 'b');
    const first = await scan(a!, 33);
    expect(first.status, first.text).toBe(200);
    const told = OwnCheckIn.strict().parse(first.body);
    expect(told).toMatchObject({
      checkIn: { how: 'qr', unitId, arrivedAt: at(33), leftAt: null },
      stop: { nameZh: '东门', nameEn: 'East gate', arriveAt: at(30) },
    });
    expect((await scan(a!.toLowerCase(), 35)).body.checkIn).toEqual(told.checkIn);
    // Read without a line, and sent later.
    const second = await scan(b!, 100, { doneAt: at(61) });
    expect(second.body.checkIn).toMatchObject({ arrivedAt: at(61), leftAt: null });
    const visits = await database().query(
      sql`SELECT place_id, left_at, goes_on FROM patrol_visit WHERE unit_id = ${unitId}::uuid ORDER BY arrived_at`,
    );
    expect(visits).toMatchObject([
      { place_id: 'a', left_at: at(61), goes_on: false },
      { place_id: 'b', goes_on: true },
    ]);
    expect((await scan(a!, 121)).body.stop.arriveAt).toBe(at(120));
    const running = await dispatcher('GET', '/api/running-rounds');
    const round = running.body.items.find((one: { unitId: string }) => one.unitId === unitId);
    const seen = round.stops.map(({ state, how, checkIn }: RunningStop) => [state, how, checkIn]);
    expect(seen).toEqual(Array(3).fill(['visited', 'qr', 'qr']));
    const goesOn = async (minute: number) => {
      const span = { fromMs: Date.parse(at(0)), toMs: Date.parse(at(minute)) };
      return (await selectVisits(database(), ['points'], span)).map((visit) => visit.goesOn);
    };
    expect([await goesOn(131), await goesOn(133)]).toEqual([
      [false, false, true],
      [false, false, false],
    ]);
    const last = await selectVisits(database(), ['points'], { fromMs: 0, toMs: Date.parse(at(131)) });
    const ofPlace = async (minute: number) => {
      const asked = { scopeCode: LEFT, nowMs: Date.parse(at(minute)), limit: 1 };
      return (await selectVisitsOfPlace(database(), last.at(-1)!.placeId, asked)).map((one) => one.goesOn);
    };
    expect([await ofPlace(131), await ofPlace(133)]).toEqual([[true], [false]]);
  });

  it('what does not fit is refused with its own reason', async () => {
    const [a, b, c] = await codesOf('a', 'b', 'c');
    const why = async (code: string, minute: number, more?: object) => {
      const { status, body } = await scan(code, minute, more);
      return [status, body.reason, body.params];
    };
    expect(await why('7K3M', 40)).toEqual([409, 'patrol_code_unknown', {}]);
    expect(await why('00000000', 40)).toEqual([409, 'patrol_code_unknown', {}]);
    expect(await why(b!, 40)).toEqual([
      409,
      'patrol_code_early',
      { place: ['西门', 'West gate'], until: at(45) },
    ]);
    expect((await why(a!, 481)).slice(1, 2)).toEqual(['patrol_code_late']);
    expect(await why(c!, 40)).toEqual([409, 'patrol_code_elsewhere', { place: ['南门', 'South gate'] }]);
    expect(await why(c!, 2000)).toEqual([409, 'patrol_code_no_round', { place: ['南门', 'South gate'] }]);
    expect((await why(a!, 40, { doneAt: at(50) })).slice(0, 2)).toEqual([400, 'instant_in_future']);
    const nobody = await api.asUnit(await addUnit(dispatcher), LEFT);
    api.setClock(Date.parse(at(40)));
    const { body } = await nobody('POST', '/api/unit/check-in', { code: a });
    expect(body.reason).toBe('patrol_code_no_round');
  });

  it('a code that was replaced is refused from then on, and the new one is taken', async () => {
    const [before] = await codesOf('b');
    api.setClock(Date.parse(at(130)));
    const renewed = await dispatcher('POST', '/api/patrol-codes/renew', point('b'));
    expect(renewed.status, renewed.text).toBe(200);
    const { code } = renewed.body;
    expect(code).not.toBe(before);
    expect(await codesOf('b')).toEqual([code]);
    const { status, body } = await scan(before!, 131);
    expect([status, body.reason, body.params]).toEqual([
      409,
      'patrol_code_replaced',
      { place: ['西门', 'West gate'] },
    ]);
    expect((await scan(before!, 131, { doneAt: at(129) })).status).toBe(200);
    expect((await scan(code, 132)).status).toBe(200);
    expect((await dispatcher('POST', '/api/patrol-codes/renew', point('nowhere'))).status).toBe(422);
  });

  it('a plan that was taken back leads nowhere', async () => {
    const [a] = await codesOf('a');
    const plans = await dispatcher('GET', '/api/patrol-plans?from=2026-11-24&to=2026-11-24');
    const plan = plans.body.items.find(({ state }: PatrolPlan) => state === 'issued');
    await dispatcher('POST', `/api/patrol-plans/${plan.id}/withdraw`, undefined, ANY);
    expect((await scan(a!, 140)).body.reason).toBe('patrol_code_no_round');
  });
});
