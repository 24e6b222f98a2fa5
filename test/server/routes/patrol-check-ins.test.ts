import { afterAll, beforeAll, expect, it } from 'vitest';
import { PatrolCheckIn, PatrolCode } from '../../../core/contract/patrol-check-in.ts';
import type { PatrolPlan } from '../../../core/contract/patrol-plan.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { addUnit, at, DAY, planOf, roundOf } from '../patrol-fixtures.ts';
import { LEFT, loadSmallCity } from '../small-city.ts';

const ANY = { 'If-Match': '*' };

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;
  let plan: PatrolPlan;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    dispatcher = await api.as('dispatcher');
    const made = await dispatcher(
      'POST',
      '/api/patrol-plans',
      planOf({ rounds: [roundOf(await addUnit(dispatcher))] }),
    );
    plan = made.body;
  });
  afterAll(() => api.close());

  const stopId = (stop: number) => plan.rounds[0]!.stops[stop]!.id;
  const told = { how: 'hand', code: null, arrivedAt: at(31), leftAt: null };
  const check = (stop: number, input: object = {}, send = dispatcher) =>
    send('POST', `/api/patrol-plans/${plan.id}/stops/${stopId(stop)}/check-in`, { ...told, ...input });

  it('a stop is checked in at once its plan is issued, and its leaving told later', async () => {
    api.setClock(Date.parse(`${DAY}T00:32:00Z`));
    expect((await check(0)).body.reason).toBe('patrol_state_forbids');
    expect((await dispatcher('POST', `/api/patrol-plans/${plan.id}/issue`, undefined, ANY)).status).toBe(200);
    const { status, body, text } = await check(0);
    expect(status, text).toBe(200);
    const first = PatrolCheckIn.strict().parse(body);
    expect(first).toMatchObject({
      stopId: stopId(0),
      unitId: plan.rounds[0]?.unitId,
      how: 'hand',
      arrivedAt: at(31),
      leftAt: null,
    });
    expect((await check(0)).body.id).toBe(first.id);
    api.setClock(Date.parse(at(50)));
    const left = await check(0, { leftAt: at(43) });
    expect([left.body.id, left.body.arrivedAt, left.body.leftAt]).toEqual([first.id, at(31), at(43)]);
    const visits = await database().query(sql`SELECT place_kind, place_id, goes_on FROM patrol_visit`);
    expect(visits).toEqual([{ place_kind: 'points', place_id: 'a', goes_on: false }]);
    const events = await database().query(
      sql`SELECT kind FROM event WHERE subject_id = ${first.id} ORDER BY seq`,
    );
    expect(events).toEqual([{ kind: 'create' }, { kind: 'update' }]);
  });

  it('with a code it must be that of the place', async () => {
    const places = [{ kind: 'points', placeId: 'b' }];
    const asked = await dispatcher('POST', '/api/patrol-codes', { places });
    const { code } = PatrolCode.strict().parse(asked.body.items[0]);
    for (const wrong of [null, '', `${code}x`])
      expect((await check(1, { how: 'qr', code: wrong })).body.reason).toBe('patrol_code_wrong');
    expect((await check(1, { how: 'qr', code })).body).toMatchObject({ how: 'qr', stopId: stopId(1) });
  });

  it('neither in the future nor backwards, nor by who may not report, nor elsewhere', async () => {
    expect((await check(0, { arrivedAt: at(500) })).body.reason).toBe('instant_in_future');
    expect((await check(0, { leftAt: at(20) })).body.reason).toBe('period_reversed');
    expect((await check(0, { how: 'geofence' })).status).toBe(400);
    expect((await check(0, {}, await api.as('viewer'))).status).toBe(403);
    expect((await check(0, {}, await api.as('dispatcher', LEFT))).status).toBe(404);
    const path = `/api/patrol-plans/${plan.id}/stops/${plan.id}/check-in`;
    expect((await dispatcher('POST', path, told)).status).toBe(404);
  });
});
