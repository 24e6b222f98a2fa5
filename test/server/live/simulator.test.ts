import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Alarm } from '../../../core/contract/alarm.ts';
import type { Checkpoint } from '../../../core/contract/checkpoint.ts';
import type { Incident } from '../../../core/contract/incident.ts';
import type { Unit } from '../../../core/contract/unit.ts';
import { servesIn, shiftAt } from '../../../core/duty/rota.ts';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import { NEXT_STATUSES } from '../../../core/incident/transitions.ts';
import { isWithinHours } from '../../../core/live/hours.ts';
import { TRAVEL } from '../../../core/network/travel.ts';
import type { IncidentStatus } from '../../../core/vocabulary.ts';
import { type Sql, sql } from '../../../server/database/sql.ts';
import { Sentry } from '../../../server/live/sentry/sentry.ts';
import { Simulator } from '../../../server/live/simulator.ts';
import { eventsAfter } from '../../../server/queries/events.ts';
import { openTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { TEST_CITY } from '../../support/templates.ts';
import { type Api, makeApi } from '../api.ts';

const START_MS = Date.parse(TEST_CITY.asOf);
const STEP_MS = 2000;

/** A simulated city on a clock that the test moves. */
async function newCity(seed: number): Promise<City> {
  const opened = await openTestDatabase('postgres', 'city');
  const api = makeApi(opened.database, { limits: { writes: { perSecond: 1e6, burst: 1e6 } } });
  let nowMs = START_MS;
  api.setClock(nowMs);
  const { database, roads, log, clock } = api.deps;
  const make = () =>
    new Simulator(
      { api: api.app, database, roads, log, clock },
      { seed, speed: 5, incidentsPerDay: 30_000, rounds: 0 },
    );
  const simulator = make();
  const run = async (steps: number, each: () => Promise<void> = async () => {}) => {
    for (let i = 0; i < steps; i += 1) {
      nowMs += STEP_MS;
      api.setClock(nowMs);
      await simulator.step();
      await each();
    }
  };
  const skipTo = (ms: number) => {
    nowMs = ms;
    api.setClock(nowMs);
  };
  return { opened, api, simulator, make, run, skipTo };
}
interface City {
  opened: TestDatabase;
  api: Api;
  simulator: Simulator;
  make: () => Simulator;
  run: (steps: number, each?: () => Promise<void>) => Promise<void>;
  skipTo: (ms: number) => void;
}

let city: City;
beforeAll(async () => {
  city = await newCity(5);
});
afterAll(async () => {
  await city.simulator.stop();
  await city.api.close();
  await city.opened.drop();
});

const events = async (of: City) => await eventsAfter(of.opened.database, 0, 100_000);
const units = async () =>
  (await (await city.api.as('viewer'))('GET', '/api/units?limit=500')).body.features as Unit[];

it('leaves units that are at work when it starts at work', async () => {
  const send = await city.api.as('dispatcher');
  const free = (await units()).filter(
    ({ properties, geometry }) => properties.state === 'patrolling' && geometry,
  );
  const bound = free.slice(0, 6);
  expect(bound.length).toBe(6);
  for (const { id, geometry } of bound) {
    const type = { type: 'theft', priority: 3 };
    const made = await send('POST', '/api/incidents', { geometry, properties: type });
    const path = `/api/incidents/${made.body.id}/assignment`;
    const confirmed = ['off_shift', 'off_soon', 'small_crew', 'position_late', 'position_too_old'];
    const sent = await send('POST', path, { unitId: id, confirmed }, { 'If-Match': '*' });
    expect(sent.status, sent.text).toBe(200);
    const [{ id: assignment }] = sent.body.properties.assignments;
    for (const step of ['en_route', 'arrive']) {
      const taken = await send('POST', `/api/assignments/${assignment}/steps`, { step });
      expect(taken.status, taken.text).toBe(200);
    }
  }
  await city.run(10);
  const left = (await events(city)).filter(({ noun, before, after }) => {
    if (noun !== 'units' || !before || !after) return false;
    return (
      (before as Unit).properties.state === 'on_scene' && (after as Unit).properties.state !== 'on_scene'
    );
  });
  expect(left.map(({ subjectId }) => subjectId)).toEqual([]);
});

it('drives units on duty at the speed of their vehicles, without jumps', async () => {
  await city.run(20);
  const before = new Map((await units()).map((unit) => [unit.id, unit]));
  let moved = 0;
  await city.run(1);
  for (const unit of await units()) {
    const old = before.get(unit.id);
    if (!unit.geometry || !old?.geometry || unit.properties.fixAt === old.properties.fixAt) continue;
    const seven = (degrees: number) => Math.round(degrees * 1e7);
    const [ax, ay] = old.geometry.coordinates.map(seven) as [number, number];
    const [bx, by] = unit.geometry.coordinates.map(seven) as [number, number];
    const seconds = (Date.parse(unit.properties.fixAt!) - Date.parse(old.properties.fixAt!)) / 1000;
    const metres = distanceMetres(ax, ay, bx, by);
    expect(metres).toBeLessThanOrEqual((TRAVEL.car.mostKmh / 3.6) * 5 * seconds + 5);
    if (metres > 1) moved += 1;
  }
  expect(moved).toBeGreaterThan(20);
});

it('takes incidents in, sends units, and brings them to an end by legal steps only', async () => {
  await city.run(100);
  const log = await events(city);
  expect(log.filter(({ noun, kind }) => noun === 'incidents' && kind === 'create').length).toBeGreaterThan(
    20,
  );
  const reached = new Map<string, number>();
  for (const { noun, kind, before, after } of log) {
    if (noun !== 'incidents' || kind !== 'update') continue;
    const from = (before as Incident).properties.status as IncidentStatus;
    const to = (after as Incident).properties.status as IncidentStatus;
    if (from !== to) expect(NEXT_STATUSES[from]).toContain(to);
    reached.set(to, (reached.get(to) ?? 0) + 1);
  }
  for (const status of ['verified', 'assigned', 'en_route', 'on_scene', 'resolved', 'closed'])
    expect(reached.get(status) ?? 0).toBeGreaterThan(0);
  expect(log.some(({ noun }) => noun === 'devices')).toBe(true);
});

it('never has a unit on two incidents, and each unit on scene stands at its incident', async () => {
  const { features } = (
    await (
      await city.api.as('viewer')
    )('GET', '/api/incidents?status=on_scene,en_route,assigned&limit=500')
  ).body;
  const unitIds = (features as Incident[]).map(({ properties }) => properties.unitId);
  expect(new Set(unitIds).size).toBe(unitIds.length);
  const places = new Map((await units()).map((unit) => [unit.id, unit]));
  for (const incident of features as Incident[]) {
    const unit = places.get(incident.properties.unitId ?? '');
    if (incident.properties.status !== 'on_scene' || unit?.properties.state !== 'on_scene' || !unit.geometry)
      continue;
    const [ax, ay] = unit.geometry.coordinates;
    const [bx, by] = incident.geometry.coordinates;
    if (Date.parse(incident.properties.arrivedAt!) > START_MS)
      expect(distanceMetres(ax * 1e7, ay * 1e7, bx * 1e7, by * 1e7)).toBeLessThan(30);
  }
});

it('keeps every feed alive', async () => {
  const { body } = await (await city.api.as('viewer'))('GET', '/api/live/snapshot');
  for (const feed of body.feeds) {
    const age = (city.api.deps.clock() - Date.parse(feed.lastSeenAt)) / 1000;
    expect(age).toBeLessThan(feed.expectedIntervalSeconds * 3);
  }
});

it('follows a dispatcher who cancels: the unit goes back', async () => {
  const send = await city.api.as('dispatcher');
  const busy = (await send('GET', '/api/incidents?status=en_route&limit=1')).body.features[0] as
    | Incident
    | undefined;
  expect(busy).toBeDefined();
  const cancel = { properties: { status: 'cancelled' } };
  expect((await send('PATCH', `/api/incidents/${busy!.id}`, cancel, { 'If-Match': '*' })).status).toBe(200);
  let state = '';
  for (let i = 0; i < 30 && state !== 'patrolling' && state !== 'available'; i += 1) {
    await city.run(1);
    state = (await send('GET', `/api/units/${busy!.properties.unitId}`)).body.properties.state;
  }
  expect(['patrolling', 'available', 'en_route']).toContain(state);
  expect((await send('GET', `/api/incidents/${busy!.id}`)).body.properties.status).toBe('cancelled');
});

it('lets only one simulator work at a time', async () => {
  const before = (await events(city)).length;
  const other = city.make();
  await other.step();
  expect((await events(city)).length).toBe(before);
  const [sessions] = await city.opened.database.query<{ n: number }>(sql`
    SELECT count(*)::integer AS n FROM session s JOIN account a ON a.id = s.account_id WHERE a.login = 'simulator'`);
  expect(sessions?.n).toBe(1);
});

it('changes the shift at 16:00 of the city', async () => {
  const four = Date.parse('2026-06-30T08:00:00Z') + 24 * 3_600_000;
  city.skipTo(four + 60_000);
  await city.run(60);
  const onDuty = (await units()).filter(({ properties }) => properties.state !== 'off_duty');
  const evening = shiftAt('Asia/Shanghai', four);
  expect(onDuty.filter(({ properties }) => servesIn(properties, evening)).length).toBeGreaterThan(20);
  const free = onDuty.filter(({ properties: { state } }) => state === 'patrolling' || state === 'available');
  expect(free.filter(({ properties }) => !servesIn(properties, evening))).toEqual([]);
});

it('goes on after the API was away', async () => {
  const { request } = city.api.app;
  let failed = 0;
  city.api.app.request = (() => {
    failed += 1;
    return Promise.resolve(new Response('', { status: 503 }));
  }) as never;
  await expect(city.run(1)).rejects.toThrow('503');
  city.api.app.request = request;
  expect(failed).toBeGreaterThan(0);
  const before = (await events(city)).length;
  await city.run(40);
  expect((await events(city)).length).toBeGreaterThan(before);
});

it('after a night switched off tells how things are by now before the watch looks', async () => {
  const { opened, api, make } = city;
  await city.simulator.stop();
  const failedAt = new Date(api.deps.clock() - 60_000).toISOString();
  await opened.database.query(sql`UPDATE device SET health = 'offline', health_since = ${failedAt}
    WHERE id IN (SELECT id FROM device WHERE health = 'ok' ORDER BY id LIMIT 5)`);
  await opened.database.query(sql`UPDATE checkpoint SET state = CASE WHEN lanes > 2 THEN 'closed' ELSE 'open' END,
    state_since = ${failedAt}`);
  const seeded = await count(sql`device WHERE health = 'offline' AND health_since <= ${TEST_CITY.asOf}`);
  // 09:00 of the city, two days later.
  city.skipTo(Date.parse('2026-07-02T01:00:00Z'));
  const next = make();
  await next.step();
  const now = new Date(api.deps.clock()).toISOString();
  expect(await count(sql`device WHERE health = 'offline' AND health_since < ${now}`)).toBe(seeded);
  const { features } = (await (await api.as('viewer'))('GET', '/api/checkpoints?limit=500')).body;
  const isDue = ({ properties: p }: Checkpoint) =>
    p.staffedHours !== null && isWithinHours(p.staffedHours, 'Asia/Shanghai', api.deps.clock());
  const due = (features as Checkpoint[]).filter(isDue);
  expect(due.length).toBeGreaterThan(5);
  expect(due.filter(({ properties }) => properties.state === 'open')).toEqual([]);
  expect(
    (features as Checkpoint[]).filter(({ properties }) => properties.state === 'closed').length,
  ).toBeLessThan(2);
  const alarms = await alarmsAfterALook();
  expect(alarms.filter((kind) => kind === 'device_silent' || kind === 'checkpoint_unstaffed')).toEqual([]);
  await next.stop();
});

/** Kinds of the alarms that the watch raises at its first look. */
async function alarmsAfterALook(): Promise<string[]> {
  const { deps } = city.api;
  const sentry = new Sentry(deps);
  expect(await sentry.step()).toBe(true);
  await sentry.stop();
  const { body } = await (await city.api.as('viewer'))('GET', '/api/alarms?limit=500');
  return (body.features as Alarm[]).map(({ properties }) => properties.kind);
}

async function count(table: Sql): Promise<number> {
  const [row] = await city.opened.database.query<{ n: number }>(
    sql`SELECT count(*)::integer AS n FROM ${table}`,
  );
  return row?.n ?? 0;
}

it('does the same with the same seed, and something else with another', async () => {
  const story = async (seed: number) => {
    const other = await newCity(seed);
    await other.run(40);
    const log = await events(other);
    await other.simulator.stop();
    await other.api.close();
    await other.opened.drop();
    return log.map(({ at, noun, kind, after }) => {
      // An assignment is told as it is, other things as Features.
      const { geometry, properties = after } = after as Partial<Incident>;
      return [
        at,
        noun,
        kind,
        geometry?.coordinates,
        (properties as Partial<Incident['properties']>).status,
        (properties as { state?: string }).state,
      ];
    });
  };
  const first = await story(9);
  expect(first.length).toBeGreaterThan(10);
  expect(await story(9)).toEqual(first);
  expect(await story(10)).not.toEqual(first);
});
