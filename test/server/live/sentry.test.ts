import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Alarm } from '../../../core/contract/alarm.ts';
import { sql } from '../../../server/database/sql.ts';
import { Sentry } from '../../../server/live/sentry/sentry.ts';
import { eventHead, eventsAfter } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { planOf, roundOf, stop } from '../patrol-fixtures.ts';
import { GRID_LEFT, IN_LEFT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const UNIT = thing('units', 'left');
const ANY = { 'If-Match': '*' };

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  let sentry: Sentry;
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
    pass(1);
    sentry = new Sentry(api.deps);
    await report(IN_LEFT);
    await sentry.step();
  });
  afterEach(() => sentry.stop());

  const iso = () => new Date(NOW_MS + second * 1000).toISOString();
  const pass = (seconds: number) => {
    second += seconds;
    api.setClock(NOW_MS + second * 1000);
  };
  const report = async ([lng, lat]: readonly [number, number], accuracyMetres = 4) =>
    await send('POST', '/api/positions', {
      fixes: [{ unitId: UNIT, lng, lat, fixAt: iso(), accuracyMetres }],
    });
  /** Steps every 10 s for a while, with a fix of the unit each time; degrees east of its place. */
  const go = async (seconds: number, east: (at: number) => number = () => 0) => {
    for (let at = 10; at <= seconds; at += 10) {
      pass(10);
      await report([IN_LEFT[0] + east(at), IN_LEFT[1]]);
      await sentry.step();
    }
  };
  const alarm = async (kind: string, subjectId?: string): Promise<Alarm['properties'] | undefined> => {
    const { features } = (await send('GET', `/api/alarms?kind=${kind}`)).body as { features: Alarm[] };
    return features.find(({ properties }) => properties.subjectId === (subjectId ?? properties.subjectId))
      ?.properties;
  };
  const restart = async () => {
    await sentry.stop();
    pass(1);
    sentry = new Sentry(api.deps);
    await sentry.step();
  };
  const limits = (kind: string, patch: object) => send('PATCH', `/api/alarm-rules/${kind}`, patch, ANY);

  it('raises an alarm for an urgent incident that nobody verifies, and lets it return when somebody does', async () => {
    const point = { type: 'Point', coordinates: IN_LEFT };
    const { body } = await send('POST', '/api/incidents', {
      geometry: point,
      properties: { type: 'fire', priority: 1 },
    });
    await go(50);
    pass(9);
    await sentry.step();
    expect(await alarm('p1_unverified')).toBeUndefined();
    pass(1);
    await sentry.step();
    expect(await alarm('p1_unverified')).toMatchObject({
      state: 'unacknowledged',
      priority: 1,
      subjectId: body.id,
      areaCode: GRID_LEFT,
      raisedAt: iso(),
    });
    await send('PATCH', `/api/incidents/${body.id}`, { properties: { status: 'verified' } }, ANY);
    await sentry.step();
    expect(await alarm('p1_unverified')).toMatchObject({
      state: 'returned_unacknowledged',
      clearedAt: iso(),
    });
  });

  it('goes on after a restart: what stands is not raised again, and its end is seen', async () => {
    const minutes = { foot: 10, bicycle: 10, motorcycle: 10, car: 2 };
    await limits('unit_stationary', {
      limits: { metres: 30, patrollingMinutes: minutes, enRouteMinutes: minutes, availableMinutes: minutes },
    });
    await go(140);
    const raised = await alarm('unit_stationary');
    expect(raised).toMatchObject({ state: 'unacknowledged', count: 1, subjectLabel: 'U-left' });
    await restart();
    await go(60);
    expect(await alarm('unit_stationary')).toEqual(raised);
    await go(20, () => 0.001);
    expect(await alarm('unit_stationary')).toMatchObject({ state: 'returned_unacknowledged' });
    await limits('unit_stationary', { isOn: false });
  });

  it('writes nothing while nothing changes', async () => {
    await go(30);
    const before = (await eventHead(database())).seq;
    await go(60, (at) => 0.0001 * at);
    expect((await eventHead(database())).seq).toBe(before);
  });

  const square = (west: number, size = 0.002) => {
    const [lng, lat] = [IN_LEFT[0] + west, IN_LEFT[1] - size / 2];
    const ring = [
      [lng, lat],
      [lng + size, lat],
      [lng + size, lat + size],
      [lng, lat + size],
      [lng, lat],
    ];
    return {
      type: 'Polygon',
      coordinates: [ring.map((point) => point.map((degrees) => Math.round(degrees * 1e7) / 1e7))],
    };
  };
  const fence = async (given: object = {}, west = 0.003) => {
    const properties = {
      nameZh: '河堤',
      nameEn: 'Embankment',
      direction: 'enter',
      hours: null,
      validFrom: null,
      validUntil: null,
      persistenceSeconds: 20,
      units: { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] },
      isOn: true,
      ...given,
    };
    return (await send('POST', '/api/geofences', { geometry: square(west), properties })).body;
  };

  it('alarms for a unit that enters a fence and stays, until it leaves', async () => {
    const { id } = await fence();
    await sentry.step();
    await go(20);
    await go(20, () => 0.004);
    expect(await alarm('geofence_entered')).toBeUndefined();
    await go(10, () => 0.004);
    expect(await alarm('geofence_entered')).toMatchObject({
      state: 'unacknowledged',
      key: `geofence_entered:${UNIT}:${id}`,
      facts: { geofenceId: id, unitId: UNIT },
    });
    await restart();
    await go(20, () => 0.0042);
    expect(await alarm('geofence_entered')).toMatchObject({ state: 'unacknowledged', count: 1 });
    await go(40);
    expect(await alarm('geofence_entered')).toMatchObject({ state: 'returned_unacknowledged' });
    await send('DELETE', `/api/geofences/${id}`, undefined, ANY);
  });

  it('is silent for a unit that stands where a fence is drawn, and ends an alarm with its fence', async () => {
    const around = await fence({ direction: 'both' }, -0.001);
    await go(60);
    expect((await alarm('geofence_entered'))?.state).toBe('returned_unacknowledged');
    await go(40, () => 0.004);
    expect(await alarm('geofence_left')).toMatchObject({
      state: 'unacknowledged',
      facts: { geofenceId: around.id },
    });
    await send('DELETE', `/api/geofences/${around.id}`, undefined, ANY);
    await sentry.step();
    expect(await alarm('geofence_left')).toMatchObject({ state: 'returned_unacknowledged' });
    await go(30);
  });

  it('remembers over a restart on which side of a fence a unit was', async () => {
    const { id } = await fence();
    await go(20);
    await restart();
    await go(40, () => 0.004);
    expect((await alarm('geofence_entered'))?.facts.geofenceId).toBe(id);
    await send('DELETE', `/api/geofences/${id}`, undefined, ANY);
    await go(20);
  });

  it('follows the settings: a rule that is switched off ends its alarms, another priority is told', async () => {
    const device = thing('devices', 'left');
    const setHealth = (health: string) =>
      send('PATCH', `/api/devices/${device}`, { properties: { health } }, ANY);
    await setHealth('ok');
    await setHealth('offline');
    await limits('device_silent', { limits: { minutes: { camera: 1, alarm_button: null, sensor: null } } });
    await go(70);
    expect(await alarm('device_silent')).toMatchObject({ isActive: true, priority: 4 });
    await limits('device_silent', { priority: 2 });
    await sentry.step();
    expect(await alarm('device_silent')).toMatchObject({ isActive: true, priority: 2 });
    await limits('device_silent', { isOn: false });
    await sentry.step();
    expect(await alarm('device_silent')).toMatchObject({ isActive: false });
    await limits('device_silent', { isOn: true });
    await sentry.step();
    expect(await alarm('device_silent')).toMatchObject({ isActive: true, count: 2 });
  });

  it('holds back on purpose what a suppression names, and lets it speak at its end', async () => {
    const input = {
      kind: 'device_silent',
      areaCode: LEFT,
      fromAt: iso(),
      untilAt: null,
      reason: '检修 maintenance',
    };
    const { body } = await send('POST', '/api/alarm-suppressions', input);
    await sentry.step();
    expect(await alarm('device_silent')).toMatchObject({ state: 'suppressed', isActive: true });
    await restart();
    expect(await alarm('device_silent')).toMatchObject({ state: 'suppressed' });
    await send('DELETE', `/api/alarm-suppressions/${body.id}`, undefined, ANY);
    await sentry.step();
    expect(await alarm('device_silent')).toMatchObject({ state: 'unacknowledged' });
  });

  it('notices that a feed fell silent, and does not blame the units for what it could not see', async () => {
    await limits('area_understaffed', {
      isOn: true,
      limits: { level: 'district', within: [LEFT], units: 1, seconds: 60 },
    });
    await go(20);
    pass(49);
    await sentry.step();
    expect(await alarm('feed_silent', 'units')).toBeUndefined();
    pass(600);
    await sentry.step();
    expect(await alarm('feed_silent', 'units')).toMatchObject({ state: 'unacknowledged' });
    expect(await alarm('area_understaffed')).toBeUndefined();
    await go(20);
    expect(await alarm('feed_silent', 'units')).toMatchObject({ state: 'returned_unacknowledged' });
    await send('PATCH', `/api/units/${UNIT}`, { properties: { state: 'off_duty' } }, ANY);
    await go(80);
    expect(await alarm('area_understaffed')).toMatchObject({
      isActive: true,
      facts: { units: 0, requiredUnits: 1 },
    });
    await send('PATCH', `/api/units/${UNIT}`, { properties: { state: 'patrolling' } }, ANY);
    await go(20);
    expect(await alarm('area_understaffed')).toMatchObject({ isActive: false });
  });

  it('a unit with a round is held against the way of its round, not against its route', async () => {
    const far = {
      ...stop('far', 0, 0, 1),
      arriveAt: '2026-11-23T03:00:00Z',
      leaveAt: '2026-11-23T07:55:00Z',
    };
    const input = planOf({ day: '2026-11-23', rounds: [roundOf(UNIT, [far])] });
    const { id } = (await send('POST', '/api/patrol-plans', input)).body;
    expect((await send('POST', `/api/patrol-plans/${id}/issue`, undefined, ANY)).status).toBe(200);
    await database().query(sql`
      UPDATE patrol_round SET geom = ST_SetSRID(ST_MakeLine(ST_MakePoint(101.65, 36.58), ST_MakePoint(101.66, 36.58)), 4326) WHERE plan_id = ${id}::uuid`);
    await limits('unit_off_route', { limits: { metres: 200, seconds: 60 } });
    await go(80);
    expect(await alarm('unit_off_route')).toMatchObject({ isActive: true, subjectId: UNIT });
    await send('POST', `/api/patrol-plans/${id}/withdraw`, undefined, ANY);
    await go(20);
    expect(await alarm('unit_off_route')).toMatchObject({ isActive: false });
    await limits('unit_off_route', { isOn: false });
  });

  it('of two one watches; the other takes over when it stops', async () => {
    const other = new Sentry(api.deps);
    expect(await other.step()).toBe(false);
    await sentry.stop();
    pass(1);
    expect(await other.step()).toBe(true);
    expect(await sentry.step()).toBe(false);
    await other.stop();
  });

  it('tells each change once, as events of the system', async () => {
    const events = (await eventsAfter(database(), 0, 10_000)).filter(({ noun }) => noun === 'alarms');
    expect(events.every(({ actorId }) => actorId === null)).toBe(true);
    for (const { before, after } of events as unknown as { before: Alarm | null; after: Alarm }[])
      expect([
        before?.properties.state,
        before?.properties.isActive,
        before?.properties.priority,
      ]).not.toEqual([after.properties.state, after.properties.isActive, after.properties.priority]);
  });
});
