import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Alarm } from '../../../core/contract/alarm.ts';
import { sql } from '../../../server/database/sql.ts';
import { Sentry } from '../../../server/live/sentry/sentry.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { IN_LEFT, loadSmallCity, thing } from '../small-city.ts';

const UNIT = thing('units', 'left');
const ANY = { 'If-Match': '*' };
const KIND = 'assignment_unacknowledged';

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  let sentry: Sentry;
  let second = 0;
  beforeAll(async () => {
    await loadSmallCity(database());
    await database().query(sql`DELETE FROM alarm`);
    api = makeApi(database());
    send = await api.as('admin');
  });
  afterAll(() => api.close());
  beforeEach(() => {
    sentry = new Sentry(api.deps);
  });
  afterEach(() => sentry.stop());

  const look = async (afterSeconds: number) => {
    second += afterSeconds;
    api.setClock(NOW_MS + second * 1000);
    await sentry.step();
  };
  const iso = () => new Date(NOW_MS + second * 1000).toISOString();
  const alarmOf = async (incidentId: string): Promise<Alarm['properties'] | undefined> => {
    const { features } = (await send('GET', `/api/alarms?kind=${KIND}`)).body as { features: Alarm[] };
    return features.find(({ properties }) => properties.subjectId === incidentId)?.properties;
  };
  const edit = (id: string, properties: object) => send('PATCH', `/api/incidents/${id}`, { properties }, ANY);
  /** An incident to which the unit is sent now. */
  const sent = async (): Promise<{ incidentId: string; assignmentId: string }> => {
    const { body } = await send('POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: IN_LEFT },
      properties: { type: 'theft', priority: 3 },
    });
    const answer = await edit(body.id, { unitId: UNIT, status: 'assigned' });
    expect(answer.status, answer.text).toBe(200);
    return { incidentId: body.id, assignmentId: answer.body.properties.assignments[0].id };
  };

  it.each([
    ['acknowledges', { step: 'acknowledge' }],
    ['declines', { step: 'decline', reason: 'out of order' }],
    ['is stood down', 'clear'],
    ['is not needed any more', 'cancel'],
  ])('alarms of a unit that was sent and does not answer, until it %s', async (_, what) => {
    const { incidentId, assignmentId } = await sent();
    const path = `/api/assignments/${assignmentId}/steps`;
    await look(59);
    expect(await alarmOf(incidentId)).toBeUndefined();
    await look(1);
    expect(await alarmOf(incidentId)).toMatchObject({
      state: 'unacknowledged',
      priority: 2,
      subjectNoun: 'incidents',
      raisedAt: iso(),
      facts: { unitId: UNIT, incidentId, limitSeconds: 60 },
    });
    const unit = await api.asUnit(UNIT);
    if (typeof what === 'object') expect((await unit('POST', path, what)).status).toBe(200);
    else if (what === 'clear') expect((await send('POST', path, { step: 'clear' })).status).toBe(200);
    else expect((await edit(incidentId, { status: 'cancelled' })).status).toBe(200);
    await look(1);
    expect(await alarmOf(incidentId)).toMatchObject({ state: 'returned_unacknowledged', clearedAt: iso() });
    await edit(incidentId, { status: 'cancelled' });
  });

  it('says nothing of one that is taken back or acknowledges in time, or when the rule is off', async () => {
    const first = await sent();
    await look(5);
    const back = await send('POST', `/api/assignments/${first.assignmentId}/steps`, { step: 'take_back' });
    expect(back.status, back.text).toBe(200);
    await look(600);
    expect(await alarmOf(first.incidentId)).toBeUndefined();
    const second = await sent();
    expect((await send('PATCH', `/api/alarm-rules/${KIND}`, { isOn: false }, ANY)).status).toBe(200);
    await look(600);
    expect(await alarmOf(second.incidentId)).toBeUndefined();
    expect(
      (await send('PATCH', `/api/alarm-rules/${KIND}`, { isOn: true, limits: { seconds: 900 } }, ANY)).status,
    ).toBe(200);
    await look(299);
    expect(await alarmOf(second.incidentId)).toBeUndefined();
    await look(1);
    expect(await alarmOf(second.incidentId)).toMatchObject({ isActive: true, facts: { limitSeconds: 900 } });
  });
});
