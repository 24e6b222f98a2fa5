import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Alarm } from '../../../core/contract/alarm.ts';
import { sql } from '../../../server/database/sql.ts';
import { Sentry } from '../../../server/live/sentry/sentry.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { IN_LEFT, loadSmallCity, thing } from '../small-city.ts';

const UNIT = thing('units', 'left');
const ANY = { 'If-Match': '*' };
/** Degrees east of the unit's place: well inside the fence. */
const INSIDE = 0.004;

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  let sentry: Sentry;
  let fenceId: string;
  let second = 0;
  beforeAll(async () => {
    await loadSmallCity(database());
    await database().query(sql`DELETE FROM alarm`);
    await database().query(sql`DELETE FROM geofence`);
    api = makeApi(database());
    send = await api.as('admin');
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    pass(60);
    sentry = new Sentry(api.deps);
    const answer = await send('POST', '/api/geofences', { geometry: square(), properties: FENCE });
    fenceId = answer.body.id;
    for (let i = 0; i < 3; i += 1) {
      await receive(at(0, 0));
      await sentry.step();
      pass(10);
    }
    pass(300);
  });
  afterEach(async () => {
    await send('DELETE', `/api/geofences/${fenceId}`, undefined, ANY);
    await sentry.step();
    await sentry.stop();
  });

  const iso = (secondsAgo = 0) => new Date(NOW_MS + (second - secondsAgo) * 1000).toISOString();
  const pass = (seconds: number) => {
    second += seconds;
    api.setClock(NOW_MS + second * 1000);
  };
  const at = (secondsAgo: number, east: number) => ({
    unitId: UNIT,
    lng: IN_LEFT[0] + east,
    lat: IN_LEFT[1],
    fixAt: iso(secondsAgo),
    accuracyMetres: 4,
  });
  const startAnew = async () => {
    pass(1);
    sentry = new Sentry(api.deps);
    expect(await sentry.step()).toBe(true);
  };
  const receive = (...fixes: object[]) => send('POST', '/api/positions', { fixes });
  const alarm = async (key: string): Promise<Alarm['properties'] | undefined> => {
    const { features } = (await send('GET', '/api/alarms?kind=geofence_entered')).body;
    return features.find(({ properties }: Alarm) => properties.key === key)?.properties;
  };
  /** Keys of the alarms of an instant of the past that were learnt at this one. */
  const learntNow = async (secondsAgo: number): Promise<string[]> =>
    (await send('GET', `/api/past?at=${iso(secondsAgo)}`)).body.alarms
      .filter(({ properties }: Alarm) => properties.facts.learntAt === iso())
      .map(({ properties }: Alarm) => properties.key);

  it('a crossing and the way back, received at once, alarm; the past shows them when they were', async () => {
    const way = [300, 290, 280, 270, 260, 250, 240, 120, 0];
    await receive(...way.map((ago) => at(ago, ago <= 280 && ago >= 250 ? INSIDE : 0)));
    await sentry.step();
    const key = `geofence_entered:${UNIT}:${fenceId}`;
    expect(await alarm(key)).toMatchObject({
      state: 'returned_unacknowledged',
      raisedAt: iso(260),
      facts: { sinceAt: iso(280), learntAt: iso() },
    });
    expect(await learntNow(261)).toEqual([]);
    expect(await learntNow(260)).toEqual([key]);
    const { body } = await send('GET', `/api/past/changes?from=${iso(270)}&to=${iso(250)}`);
    const told = body.changes.map((one: { at: string; noun: string }) => [one.at, one.noun]);
    expect(told).toContainEqual([iso(260), 'alarms']);
  });

  it('a crossing of fixes that come after newer ones alarms, once', async () => {
    await receive(at(0, 0));
    await sentry.step();
    const late = [280, 270, 260, 250, 240].map((ago) => at(ago, ago <= 270 && ago >= 250 ? INSIDE : 0));
    await receive(...late);
    await sentry.step();
    const key = `geofence_entered:${UNIT}:${fenceId}:late`;
    expect(await alarm(key)).toMatchObject({ raisedAt: iso(250), count: 1 });
    expect(await learntNow(250)).toEqual([key]);
    await receive(at(255, INSIDE));
    await sentry.step();
    expect(await alarm(key)).toMatchObject({ count: 1 });
    expect(await database().query(sql`SELECT 1 AS one FROM late_fix`)).toEqual([]);
  });

  it('what comes late while nobody watches alarms after the restart, and the next restart does not tell it again', async () => {
    await receive(at(0, 0));
    await sentry.step();
    await sentry.stop();
    await receive(...[280, 270, 260, 250, 240].map((ago) => at(ago, ago <= 270 && ago >= 250 ? INSIDE : 0)));
    const told = { raisedAt: iso(250), count: 1 };
    await startAnew();
    const key = `geofence_entered:${UNIT}:${fenceId}:late`;
    expect(await alarm(key)).toMatchObject(told);
    await sentry.stop();
    await startAnew();
    await receive(at(257, INSIDE));
    await sentry.step();
    expect(await alarm(key)).toMatchObject(told);
  });

  it('what a process told before it was killed is not told again by the next one', async () => {
    await sentry.step();
    const way = [300, 290, 280, 270, 260, 250, 240, 120, 0];
    await receive(...way.map((ago) => at(ago, ago <= 280 && ago >= 250 ? INSIDE : 0)));
    await sentry.step();
    pass(15);
    await receive(at(280, INSIDE));
    await startAnew();
    expect(await alarm(`geofence_entered:${UNIT}:${fenceId}`)).toMatchObject({ count: 1 });
    expect(await alarm(`geofence_entered:${UNIT}:${fenceId}:late`)).toBeUndefined();
  });
});

const FENCE = {
  nameZh: '河堤',
  nameEn: 'Embankment',
  direction: 'enter',
  hours: null,
  validFrom: null,
  validUntil: null,
  persistenceSeconds: 20,
  units: { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] },
  isOn: true,
};

function square() {
  const [lng, lat] = [IN_LEFT[0] + 0.003, IN_LEFT[1] - 0.001];
  const ring = [
    [lng, lat],
    [lng + 0.002, lat],
    [lng + 0.002, lat + 0.002],
    [lng, lat + 0.002],
    [lng, lat],
  ];
  return {
    type: 'Polygon',
    coordinates: [ring.map((point) => point.map((degrees) => Math.round(degrees * 1e7) / 1e7))],
  };
}
