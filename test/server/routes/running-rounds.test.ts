import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  PatrolStraying,
  RoundTrack,
  type RunningRound,
  RunningRounds,
} from '../../../core/contract/running-round.ts';
import { sql } from '../../../server/database/sql.ts';
import { readVisits } from '../../../server/live/visit-reader.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { addUnit, planOf, roundOf, stop } from '../patrol-fixtures.ts';
import { IN_LEFT, LEFT, loadSmallCity, RIGHT } from '../small-city.ts';

const [LNG, LAT] = IN_LEFT;
const METRES_PER_DEGREE = 89_400;
const ANY = { 'If-Match': '*' };
const DAY = '2026-11-24';
const START_MS = Date.parse(`${DAY}T00:00:00Z`);
const atMs = (minute: number) => START_MS + minute * 60_000;

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;
  let unitId: string;
  let planId: string;
  let roundId: string;

  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    dispatcher = await api.as('dispatcher');
    api.setClock(atMs(1));
    unitId = await addUnit(dispatcher);
    const stops = [stop('a', 0, 30, 42), stop('b', 900, 60, 72), stop('c', 1800, 90, 102)];
    const made = await dispatcher('POST', '/api/patrol-plans', planOf({ rounds: [roundOf(unitId, stops)] }));
    planId = made.body.id;
    const issued = await dispatcher('POST', `/api/patrol-plans/${planId}/issue`, undefined, ANY);
    expect(issued.status, issued.text).toBe(200);
    roundId = issued.body.rounds[0].id;
    // The small city has no roads: its way is drawn by hand.
    await database().query(sql`
      UPDATE patrol_round SET length_metres = 1800, geom = ST_SetSRID(ST_MakeLine(ST_MakePoint(${LNG}::float8, ${LAT}::float8),
        ST_MakePoint(${LNG + 1800 / METRES_PER_DEGREE}::float8, ${LAT}::float8)), 4326) WHERE id = ${roundId}::uuid`);
  });
  afterAll(() => api.close());

  /** The unit stands so many metres east and north of the first stop, from one minute to another, a fix every 20 s; then positions are gone through. */
  const stand = async (from: number, to: number, east: number, north = 0) => {
    api.setClock(atMs(to));
    const fixes = Array.from({ length: 3 * (to - from) }, (_, i) => ({
      unitId,
      lng: LNG + east / METRES_PER_DEGREE,
      lat: LAT + north / 110_900,
      fixAt: new Date(atMs(from) + i * 20_000).toISOString(),
      accuracyMetres: 5,
    }));
    expect((await dispatcher('POST', '/api/positions', { fixes })).status).toBe(200);
    while (await readVisits(api.deps));
  };
  const rounds = async (send = dispatcher) => {
    const { status, body, text } = await send('GET', '/api/running-rounds');
    expect(status, text).toBe(200);
    return RunningRounds.parse(body);
  };
  const round = async () => (await rounds()).items[0] as RunningRound;
  const states = async () => (await round()).stops.map(({ state }) => state);
  const acknowledge = (id: string, send = dispatcher) =>
    send('POST', `/api/patrol-strayings/${id}/acknowledge`);

  it('a round runs from its begin to its end, and before anything is heard nothing is made up', async () => {
    expect((await rounds()).items).toEqual([]);
    api.setClock(atMs(31));
    const running = await rounds();
    expect(running.rule).toEqual({ limitMetres: 250, persistenceSeconds: 300 });
    expect(running.items).toMatchObject([{ id: roundId, unitId, planId, knownAt: null, drivenMetres: null }]);
    api.setClock(atMs(50));
    expect(await round()).toMatchObject({ isSilent: true, strayings: [] });
    expect(await states()).toEqual(['unknown', 'ahead', 'ahead']);
  });

  it('tells stops as positions come, and how much of the way was driven', async () => {
    await stand(28, 44, 0);
    const { stops, nextStopId, knownAt, isSilent, drivenMetres } = await round();
    expect(stops[0]).toMatchObject({ state: 'visited', how: 'geofence', lateSeconds: 0, isShort: false });
    expect(nextStopId).toBe(stops[0]?.id);
    expect([isSilent, knownAt]).toEqual([false, new Date(atMs(44) - 20_000).toISOString()]);
    expect(drivenMetres).toBeLessThan(100);
    await stand(44, 46, 450);
    await stand(46, 80, 900);
    const later = await round();
    expect(later.stops.map(({ state }) => state)).toEqual(['visited', 'visited', 'ahead']);
    expect(later.drivenMetres).toBeGreaterThan(800);
    expect(later.drivenMetres).toBeLessThan(1000);
  });

  describe('straying', () => {
    let id: string;

    it('is told once it lasted, logged, and acknowledged once', async () => {
      await stand(80, 84, 900, 600);
      expect((await round()).strayings).toEqual([]);
      await stand(84, 88, 900, 600);
      const [straying] = (await round()).strayings;
      expect(straying).toMatchObject({ goesOn: true, toAt: null, acknowledgedAt: null, unitId, roundId });
      expect(straying?.mostMetres).toBeCloseTo(600, -1);
      id = straying?.id ?? '';
      await database().query(sql`
        INSERT INTO alarm (id, area_code, key, kind, priority, state, is_active, raised_at, subject_noun, subject_id, subject_label, facts, count, last_act)
        VALUES (gen_random_uuid(), ${LEFT}, ${`unit_off_route:${unitId}`}, 'unit_off_route', 3, 'unacknowledged', true, ${new Date(atMs(86))}, 'units', ${unitId}, 'P',
          '{"limitSeconds": 300}', 1, 'raise')`);
      const { status, body, text } = await acknowledge(id);
      expect(status, text).toBe(200);
      const taken = PatrolStraying.strict().parse(body);
      expect(taken.acknowledgedByName).not.toBeNull();
      const alarms = await database().query(sql`SELECT state FROM alarm WHERE subject_id = ${unitId}`);
      expect(alarms).toEqual([{ state: 'acknowledged' }]);
      api.setClock(atMs(88.5));
      expect((await acknowledge(id, await api.as('operator'))).body).toEqual(taken);
      const events = await database().query(
        sql`SELECT kind, actor_id IS NULL AS "isSystem" FROM event WHERE subject_id = ${id} ORDER BY seq`,
      );
      expect(events).toEqual([
        { kind: 'create', isSystem: true },
        { kind: 'update', isSystem: false },
      ]);
    });

    it('is over when the unit is back, and the next one is to be acknowledged anew', async () => {
      await stand(88, 92, 900);
      expect((await round()).strayings).toMatchObject([{ id, goesOn: false }]);
      await stand(92, 99, 1000, -800);
      const { strayings } = await round();
      expect(strayings).toMatchObject([
        { goesOn: true, acknowledgedAt: null },
        { id, goesOn: false, acknowledgedAt: expect.any(String) },
      ]);
      expect(strayings[0]?.id).not.toBe(id);
    });

    it('is acknowledged with the alarm of its unit too', async () => {
      const [straying] = (await round()).strayings;
      const [alarm] = await database().query<{ id: string }>(sql`
        UPDATE alarm SET state = 'unacknowledged', is_active = true, version = version + 1 WHERE subject_id = ${unitId} RETURNING id`);
      const acted = await (await api.as('operator'))('POST', '/api/alarms/acknowledge', {
        alarms: [{ id: alarm?.id }],
      });
      expect(acted.status, acted.text).toBe(200);
      const [after, ended] = (await round()).strayings;
      expect(after).toMatchObject({ id: straying?.id, acknowledgedAt: expect.any(String) });
      expect(ended).toMatchObject({ id, goesOn: false });
      const events = await database().query(
        sql`SELECT kind FROM event WHERE noun = 'patrol_strayings' AND subject_id = ${String(straying?.id)} ORDER BY seq`,
      );
      expect(events).toEqual([{ kind: 'create' }, { kind: 'update' }]);
    });

    it('what comes late is held against the round again, and who acknowledged stays', async () => {
      const before = await round();
      const late = {
        unitId,
        lng: LNG,
        lat: LAT,
        fixAt: new Date(atMs(79.5)).toISOString(),
        accuracyMetres: 5,
      };
      expect((await dispatcher('POST', '/api/positions', { fixes: [late] })).status).toBe(200);
      await readVisits(api.deps);
      expect((await round()).strayings).toEqual(before.strayings);
    });

    it('is not for those who may not, nor of other places', async () => {
      expect((await acknowledge(id, await api.as('viewer'))).status).toBe(403);
      expect((await acknowledge(id, await api.as('dispatcher', RIGHT))).status).toBe(404);
      expect((await acknowledge(planId)).status).toBe(404);
    });
  });

  it('a unit that is silent is told as far as it was heard', async () => {
    api.setClock(atMs(101.5));
    const { isSilent, stops } = await round();
    expect(isSilent).toBe(false);
    expect(stops[2]?.state).toBe('ahead');
    await database().query(
      sql`UPDATE patrol_round SET ends_at = ${new Date(atMs(200))} WHERE id = ${roundId}::uuid`,
    );
    api.setClock(atMs(120));
    expect((await round()).isSilent).toBe(true);
    expect(await states()).toEqual(['visited', 'visited', 'unknown']);
  });

  it('a call explains why a unit is elsewhere', async () => {
    const [unit] = (await rounds()).items;
    await database().query(sql`DELETE FROM patrol_straying WHERE round_id = ${roundId}::uuid`);
    const steps = JSON.stringify([
      { state: 'sent', doneAt: new Date(atMs(91)), receivedAt: new Date(atMs(91)), accountId: null },
    ]);
    await database().query(sql`
      INSERT INTO assignment (id, incident_id, unit_id, state, steps)
      SELECT gen_random_uuid(), id, ${unitId}::uuid, 'en_route', ${steps}::jsonb FROM incident ORDER BY id LIMIT 1`);
    await stand(120, 130, 1000, -800);
    const after = await round();
    expect(after.strayings).toEqual([]);
    expect(after.onCall?.number).toMatch(/^261101/);
    expect(unit?.onCall).toBeNull();
  });

  it('the track is where the unit was, and the rest of the way what it did not drive', async () => {
    const path = `/api/running-rounds/${roundId}/track`;
    const { status, body } = await dispatcher('GET', path);
    expect(status).toBe(200);
    const { line, left, track } = RoundTrack.parse(body);
    expect(line?.coordinates).toHaveLength(2);
    // Between minute 99 and 120 nothing was heard.
    expect(track).toHaveLength(2);
    const from = left[0]?.[0]?.[0] ?? 0;
    expect((from - LNG) * METRES_PER_DEGREE).toBeGreaterThan(880);
    expect((await (await api.as('viewer', RIGHT))('GET', path)).status).toBe(404);
    expect((await (await api.as('viewer', LEFT))('GET', path)).status).toBe(200);
    expect((await dispatcher('GET', `/api/running-rounds/${planId}/track`)).status).toBe(404);
    expect((await rounds(await api.as('viewer', RIGHT))).items).toEqual([]);
  });

  it('a plan that was taken back runs no more', async () => {
    expect((await dispatcher('POST', `/api/patrol-plans/${planId}/withdraw`, undefined, ANY)).status).toBe(
      200,
    );
    expect((await rounds()).items).toEqual([]);
  });
});
