import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UnitDuty } from '../../../core/contract/unit-duty.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { Dispatching } from '../dispatching.ts';
import { IN_RIGHT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const ANY = { 'If-Match': '*' };

withDatabases('schema', (database) => {
  let api: Api;
  let city: Dispatching;
  let logins = 0;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    city = await Dispatching.start(api);
  });
  afterAll(() => api.close());

  describe('the duty of a unit', () => {
    const dutyOf = async (phone: Send) => {
      const { status, body, text } = await phone('GET', '/api/unit');
      expect(status, text).toBe(200);
      return UnitDuty.strict().parse(body);
    };

    it('shows the unit, what it is sent to and where that is; and that it is over', async () => {
      const unit = await city.unit();
      const phone = await api.asUnit(unit, LEFT);
      expect(await dutyOf(phone)).toMatchObject({ unit: { id: unit }, assignment: null, incident: null });
      // Where it was sent may lie outside of its home area.
      const incident = await city.incident(IN_RIGHT);
      await city.send(incident, unit, ['no_way']);
      const duty = await dutyOf(phone);
      expect(duty.incident).toMatchObject({ id: incident, properties: { status: 'assigned' } });
      expect(duty.areas.map(({ code }) => code.length)).toEqual([6, 9, 12]);
      expect((await city.step(incident, unit, { step: 'arrive' }, phone)).status).toBe(200);
      expect((await city.step(incident, unit, { step: 'clear' }, phone)).status).toBe(200);
      const { number } = await city.read(incident);
      expect(await dutyOf(phone)).toMatchObject({
        incident: null,
        assignment: { state: 'cleared', incidentNumber: number },
      });
    });

    it('is told in full after every change, and that nothing changed otherwise, where the unit is apart', async () => {
      const [unit, incident] = [await city.unit(), await city.incident()];
      const phone = await api.asUnit(unit, LEFT);
      let tag = '';
      const asked = async () => {
        const answer = await phone('GET', '/api/unit', undefined, { 'If-None-Match': tag });
        tag = answer.headers.get('ETag') ?? tag;
        return answer.status;
      };
      const dispatcher = await api.as('dispatcher');
      const edit = (properties: object) =>
        dispatcher('PATCH', `/api/incidents/${incident}`, { properties }, ANY);
      const changes: [string, () => Promise<unknown>][] = [
        ['it is sent', () => city.send(incident, unit)],
        ['it acknowledges', () => city.step(incident, unit, { step: 'acknowledge' }, phone)],
        ['the report is edited', () => edit({ text: '西门' })],
        ['another unit is sent', async () => city.send(incident, await city.unit())],
        ['it says its state', () => phone('POST', '/api/unit/state', { state: 'unavailable' })],
        ['the incident is called off', () => edit({ status: 'cancelled' })],
      ];
      expect(await asked()).toBe(200);
      for (const [what, change] of changes) {
        expect(await asked(), `before ${what}`).toBe(304);
        await change();
        expect(await asked(), what).toBe(200);
      }
      const fix = {
        unitId: unit,
        lng: IN_RIGHT[0],
        lat: IN_RIGHT[1],
        fixAt: new Date(api.deps.clock()).toISOString(),
      };
      expect((await phone('POST', '/api/positions', { fixes: [fix] })).status).toBe(200);
      expect(await asked()).toBe(304);
    });

    it('sets its own state, but not from under an assignment, and not later than somebody else did', async () => {
      const [unit, incident] = [await city.unit(), await city.incident()];
      const phone = await api.asUnit(unit, LEFT);
      const say = (state: string, doneAt?: string) => phone('POST', '/api/unit/state', { state, doneAt });
      expect((await say('off_duty')).body.properties.state).toBe('off_duty');
      expect((await say('en_route')).status).toBe(400);
      expect((await city.send(incident, unit)).body.reason).toBe('unit_not_free');
      await say('available');
      await city.send(incident, unit);
      expect((await say('off_duty')).body.reason).toBe('unit_has_assignment');
      expect((await say('unavailable')).body.properties.state).toBe('unavailable');
      await city.step(incident, unit, { step: 'clear' }, phone);
      expect(await city.stateOf(unit)).toBe('unavailable');
      const before = city.at();
      city.pass(60);
      await city.desk('PATCH', `/api/units/${unit}`, { properties: { state: 'patrolling' } }, ANY);
      city.pass(60);
      expect((await say('off_duty', before)).body).toMatchObject({
        reason: 'unit_state_since',
        params: { unitState: 'patrolling' },
      });
      expect(await city.stateOf(unit)).toBe('patrolling');
    });

    it('belongs to an account that an administrator binds to it', async () => {
      const admin = await api.as('admin');
      const unit = await city.unit();
      const account = (more: object) => ({
        login: `phone-${++logins}`,
        displayName: 'Phone',
        role: 'unit',
        scopeCode: LEFT,
        password: 'long enough',
        ...more,
      });
      const add = (more: object) => admin('POST', '/api/accounts', account(more));
      expect((await add({})).body.reason).toBe('account_of_unit');
      expect((await add({ unitId: unit, role: 'viewer' })).body.reason).toBe('account_of_unit');
      expect((await add({ unitId: thing('units', 'right') })).body.reason).toBe('unit_unknown');
      const made = await add({ unitId: unit });
      expect([made.status, made.body.unitId]).toEqual([201, unit]);
      const token = await admin('POST', `/api/accounts/${made.body.id}/tokens`, { label: 'phone' });
      const bearer = { Authorization: `Bearer ${token.body.token}` };
      expect((await api.anonymous('GET', '/api/unit', undefined, bearer)).body.unit.id).toBe(unit);
      const other = await city.unit();
      await admin('PATCH', `/api/accounts/${made.body.id}`, { unitId: other }, ANY);
      expect((await api.anonymous('GET', '/api/unit', undefined, bearer)).status).toBe(401);
    });
  });
});
