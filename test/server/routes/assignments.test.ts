import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { eventHead, eventsAfter } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi } from '../api.ts';
import { Dispatching } from '../dispatching.ts';
import { loadSmallCity, RIGHT, thing } from '../small-city.ts';

withDatabases('schema', (database) => {
  let api: Api;
  let city: Dispatching;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    city = await Dispatching.start(api);
  });
  afterAll(() => api.close());

  describe('several units of one incident', () => {
    it('go each its own way: no step of one is stamped on another', async () => {
      const [first, second, incident] = [await city.unit(), await city.unit(), await city.incident()];
      expect((await city.send(incident, first)).status).toBe(200);
      expect((await city.send(incident, second)).status).toBe(200);
      expect(await city.read(incident)).toMatchObject({ status: 'assigned', unitId: first });
      await city.step(incident, second, { step: 'acknowledge' });
      city.pass(20);
      await city.step(incident, second, { step: 'en_route' });
      const moving = await city.read(incident);
      expect(moving).toMatchObject({ status: 'en_route', unitId: first });
      expect(moving.assignments?.map(({ unitId, state }) => [unitId, state])).toEqual([
        [first, 'sent'],
        [second, 'en_route'],
      ]);
      expect([await city.stateOf(first), await city.stateOf(second)]).toEqual(['patrolling', 'en_route']);
      city.pass(60);
      await city.step(incident, second, { step: 'arrive' });
      const there = await city.read(incident);
      expect(there).toMatchObject({ status: 'on_scene', arrivedAt: city.at(), unitId: first });
      city.pass(60);
      await city.step(incident, first, { step: 'arrive' });
      expect((await city.read(incident)).arrivedAt).toBe(there.arrivedAt);
      await city.step(incident, first, { step: 'clear' });
      expect(await city.read(incident)).toMatchObject({ status: 'on_scene', unitId: second });
      expect([await city.stateOf(first), await city.stateOf(second)]).toEqual(['available', 'on_scene']);
      await city.step(incident, second, { step: 'clear', isDealtWith: true });
      expect(await city.read(incident)).toMatchObject({ status: 'resolved', assignments: [] });
      expect((await city.list(incident)).map(({ state }) => state)).toEqual(['cleared', 'cleared']);
    });

    it('all go when the incident is ended or taken off them, each back to its duty', async () => {
      const route = thing('routes', 'left');
      const [first, second, incident] = [
        await city.unit({ routeId: route }),
        await city.unit(),
        await city.incident(),
      ];
      await city.send(incident, first);
      await city.send(incident, second);
      city.pass(30);
      expect((await city.patch(incident, { status: 'on_scene' })).status).toBe(200);
      // The dispatcher's word is about the lead unit.
      expect((await city.list(incident)).map(({ state }) => state)).toEqual(['arrived', 'sent']);
      await city.patch(incident, { status: 'resolved' });
      expect((await city.list(incident)).map(({ state }) => state)).toEqual(['cleared', 'cleared']);
      expect([await city.stateOf(first), await city.stateOf(second)]).toEqual(['patrolling', 'patrolling']);
      const [again, other] = [await city.incident(), await city.incident()];
      expect((await city.send(again, first)).status).toBe(200);
      await city.patch(again, { unitId: null });
      expect((await city.list(again)).map(({ state }) => state)).toEqual(['taken_back']);
      expect((await city.send(other, first)).status).toBe(200);
    });

    it('are not sent twice, here or elsewhere, and one that replaces the lead frees it', async () => {
      const [first, second, incident, other] = [
        await city.unit(),
        await city.unit(),
        await city.incident(),
        await city.incident(),
      ];
      await city.send(incident, first);
      expect((await city.send(incident, first)).body.reason).toBe('unit_busy');
      expect((await city.send(other, first)).body.reason).toBe('unit_busy');
      const replaced = await city.patch(incident, { unitId: second });
      expect(replaced.body.properties).toMatchObject({ unitId: second, status: 'assigned' });
      expect((await city.list(incident)).map(({ unitId, state }) => [unitId, state])).toEqual([
        [first, 'taken_back'],
        [second, 'sent'],
      ]);
      expect((await city.send(other, first)).status).toBe(200);
    });

    it('are bound once by the database itself', async () => {
      const [unit, first, second] = [await city.unit(), await city.incident(), await city.incident()];
      await city.send(first, unit);
      await expect(
        database().query(sql`INSERT INTO assignment (id, incident_id, unit_id, state, steps)
          VALUES (gen_random_uuid(), ${second}::uuid, ${unit}::uuid, 'acknowledged', '[]')`),
      ).rejects.toThrow(/assignment_unit_open/);
    });
  });

  describe('a step', () => {
    it('of the last unit that leaves without a result has the incident need one again', async () => {
      const [unit, incident] = [await city.unit(), await city.incident()];
      await city.send(incident, unit);
      city.pass(20);
      const declined = await city.step(incident, unit, { step: 'decline', reason: '车辆故障' });
      expect(declined.status, declined.text).toBe(200);
      expect(await city.read(incident)).toMatchObject({ status: 'verified', unitId: null });
      expect((await city.list(incident))[0]?.steps.at(-1)).toMatchObject({
        state: 'declined',
        reason: '车辆故障',
      });
      await city.send(incident, unit);
      await city.step(incident, unit, { step: 'arrive' });
      await city.step(incident, unit, { step: 'clear' });
      expect(await city.read(incident)).toMatchObject({ status: 'verified', unitId: null });
    });

    it('that can not be taken says why, and nothing happens', async () => {
      const [unit, incident] = [await city.unit(), await city.incident()];
      await city.send(incident, unit);
      city.pass(11);
      const because = async (input: object) => (await city.step(incident, unit, input)).body.reason;
      expect(await because({ step: 'take_back' })).toBe('take_back_late');
      expect(await because({ step: 'decline' })).toBe('decline_needs_reason');
      await city.step(incident, unit, { step: 'en_route' });
      expect(await because({ step: 'decline', reason: 'x' })).toBe('assignment_under_way');
      expect(await because({ step: 'clear', isDealtWith: true })).toBe('assignment_not_at_scene');
      const version = (await city.read(incident)).version;
      await city.step(incident, unit, { step: 'acknowledge' });
      expect((await city.read(incident)).version).toBe(version);
      await city.step(incident, unit, { step: 'clear' });
      expect(await because({ step: 'arrive' })).toBe('assignment_over');
      expect((await city.step(incident, unit, { step: 'fly' })).status).toBe(400);
      expect((await city.desk('POST', `/api/assignments/${incident}/steps`, { step: 'clear' })).status).toBe(
        404,
      );
      const elsewhere = await api.as('dispatcher', RIGHT);
      expect((await city.step(incident, unit, { step: 'clear' }, elsewhere)).status).toBe(404);
    });

    it('done without a line keeps both of its times, and is done once however often it is sent', async () => {
      const [unit, incident] = [await city.unit(), await city.incident()];
      await city.send(incident, unit);
      const phone = await api.asUnit(unit);
      const doneAt = city.at(100);
      city.pass(700);
      const seq = (await eventHead(database())).seq;
      for (let again = 0; again < 3; again++) {
        const key = { 'Idempotency-Key': `k-${unit}` };
        const answer = await city.step(incident, unit, { step: 'arrive', doneAt }, phone, key);
        expect([answer.status, answer.body.state]).toEqual([200, 'arrived']);
        city.pass(1);
      }
      const [assignment] = await city.list(incident);
      expect(assignment?.steps.at(-1)).toMatchObject({ doneAt, receivedAt: city.at(-3) });
      expect(await city.read(incident)).toMatchObject({ status: 'on_scene', arrivedAt: doneAt });
      const told = await eventsAfter(database(), seq, 10);
      expect(told.map(({ noun, kind }) => [noun, kind])).toEqual([
        ['assignments', 'update'],
        ['units', 'update'],
        ['incidents', 'update'],
      ]);
    });
  });
});
