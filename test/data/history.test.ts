import { beforeAll, describe, expect, it } from 'vitest';
import type { LiveNoun } from '../../core/contract/live.ts';
import { OPEN_INCIDENT_STATUSES } from '../../core/vocabulary.ts';
import { makeHistory } from '../../data/city/history/make-history.ts';
import type { CityHistory } from '../../data/city/history/work.ts';
import { alarmTales } from '../../data/seed/alarm-tales.ts';
import { seedCity } from '../../data/seed/seed-city.ts';
import { seededCity } from '../../data/seed/seeded-city.ts';
import { sql } from '../../server/database/sql.ts';
import { readChanges } from '../../server/handover/watch-state.ts';
import { keepUpKeyframes } from '../../server/past/keyframe-upkeep.ts';
import { stateFromLog } from '../../server/past/noun-state.ts';
import { readBody, statesAt } from '../../server/past/past-state.ts';
import { eventHead, eventsAbout, verifyChain } from '../../server/queries/events.ts';
import { selectNotes } from '../../server/queries/handover-notes.ts';
import { hashSummary, selectHandover, selectHandovers } from '../../server/queries/handovers.ts';
import { keyframesUpTo } from '../../server/queries/keyframes.ts';
import { LIVE_TABLES } from '../../server/queries/nouns.ts';
import { cityMadeAtMs } from '../../server/queries/past.ts';
import { selectPlacedOne } from '../../server/queries/placed.ts';
import { positionDays } from '../../server/queries/positions.ts';
import { withDatabases } from '../support/databases.ts';
import { madeCity } from '../support/made-city.ts';
import { TEST_CITY } from '../support/templates.ts';

const DAYS = 2;
const city = await madeCity({ ...TEST_CITY, incidents: 40_000 });
const history: CityHistory = makeHistory(city, DAYS);

it('an alarm of the demo city is raised by its rule, acknowledged, and over with its cause', () => {
  const from = history.from - 40 * 86_400;
  const seeded = seededCity(city, { ...history, from, days: 42 });
  const tales = alarmsOf(seeded, 'p1_unverified');
  expect(tales.length).toBeGreaterThan(4);
  const orders = new Set<string>();
  for (const { steps } of tales) {
    const [raised, ...rest] = steps;
    const { facts, raisedAt } = raised!.alarm.properties;
    expect(Date.parse(raisedAt) - Date.parse(facts.sinceAt!)).toBe(60_000);
    expect(raised!.at).toBe(Date.parse(raisedAt));
    orders.add(steps.map(({ alarm }) => alarm.properties.lastAct).join());
    expect(rest.at(-1)!.alarm.properties).toMatchObject({ state: 'normal', isActive: false, count: 1 });
    expect(rest.every(({ at }, i) => at >= steps[i]!.at)).toBe(true);
  }
  expect(['raise,acknowledge,clear', 'raise,clear,acknowledge']).toEqual(expect.arrayContaining([...orders]));
});

it('an alarm of a silent device of the demo city is raised by its rule, and out of service while it is repaired', () => {
  const tales = alarmsOf(seededCity(city, makeHistory(city, 20)), 'device_silent');
  expect(tales.length).toBeGreaterThan(100);
  const acts = new Set(tales.flatMap(({ steps }) => steps.map(({ alarm }) => alarm.properties.lastAct)));
  expect([...acts].sort()).toEqual(['acknowledge', 'clear', 'put_back', 'raise', 'take_out']);
  const standing = tales.filter(({ steps }) => steps.at(-1)!.alarm.properties.state !== 'normal');
  expect(standing.length).toBeGreaterThan(10);
  for (const { steps } of tales) {
    const { facts, raisedAt } = steps[0]!.alarm.properties;
    expect(Date.parse(raisedAt) - Date.parse(facts.sinceAt!)).toBe(facts.limitSeconds! * 1000);
    expect(steps.slice(1).every(({ at }, i) => at >= steps[i]!.at)).toBe(true);
  }
  expect(new Set(tales.map(({ steps }) => steps[0]!.alarm.properties.key)).size).toBe(tales.length);
});

function alarmsOf(seeded: ReturnType<typeof seededCity>, kind: string) {
  return [...alarmTales(seeded)].filter(({ steps }) => steps[0]!.alarm.properties.kind === kind);
}

withDatabases('schema', (database) => {
  const db = () => database();
  beforeAll(() => seedCity(db(), city, undefined, { history }), 240_000);

  const count = async (text: string) =>
    (await db().query<{ rows: number }>({ text: `SELECT count(*) AS rows FROM ${text}`, values: [] }))[0]!
      .rows;

  describe('the log of the demo city', () => {
    it('is whole: numbered without gaps, chained, in the order of time', async () => {
      const verdict = await verifyChain(db());
      expect(verdict).toMatchObject({ ok: true, events: await count('event') });
      expect(verdict.events).toBeGreaterThan(1000);
      expect((await eventHead(db())).seq).toBe(verdict.events);
      expect(await count('(SELECT at < lag(at) OVER (ORDER BY seq) AS back FROM event) e WHERE back')).toBe(
        0,
      );
    });

    it('tells of each thing what its row says in the end', async () => {
      for (const noun of TOLD_NOUNS) {
        const subjects = await db().query<{ id: string }>(
          sql`SELECT DISTINCT subject_id AS id FROM event WHERE noun = ${noun} ORDER BY 1 LIMIT 60`,
        );
        expect(subjects.length, noun).toBeGreaterThan(MOST_TOLD[noun] ?? 20);
        for (const { id } of subjects) {
          const [last] = await eventsAbout(db(), noun, id, 1);
          expect(last?.after, `${noun} ${id}`).toEqual(withoutPlace(noun, await row(noun, id), last?.after));
        }
      }
    });

    it('starts each incident with its report, and each step with how the one before left it', async () => {
      const [incident] = await db().query<{ id: string }>(
        sql`SELECT subject_id AS id FROM event WHERE noun = 'incidents' GROUP BY 1 HAVING count(*) >= 6 ORDER BY 1 LIMIT 1`,
      );
      const events = (await eventsAbout(db(), 'incidents', incident!.id, 20)).reverse();
      expect(events[0]).toMatchObject({ kind: 'create', before: null });
      const statuses = events.map(({ after }) => (after as Feature).properties.status);
      expect(statuses).toEqual(['reported', 'verified', 'assigned', 'on_scene', 'resolved', 'closed']);
      for (const [i, event] of events.slice(1).entries()) {
        expect(event.before).toEqual(events[i]!.after);
        expect(event.at).toBe((event.after as Feature).properties.updatedAt);
      }
    });

    it('tells of every incident of its days and of none before', async () => {
      const since = new Date(history.from * 1000).toISOString();
      const inTime = await count(`incident WHERE reported_at >= '${since}'`);
      expect(await count("event WHERE noun = 'incidents' AND kind = 'create'")).toBe(inTime);
      expect(
        await count(
          "incident i JOIN event e ON e.subject_id = i.id::text WHERE i.reported_at < '".concat(`${since}'`),
        ),
      ).toBe(0);
    });

    it('never has a unit on two incidents', async () => {
      const since = new Date(history.from * 1000).toISOString();
      const overlaps = await count(`incident a JOIN incident b ON a.unit_id = b.unit_id AND a.id <> b.id
        AND a.assigned_at >= b.assigned_at AND a.assigned_at < coalesce(b.resolved_at, 'infinity')
        WHERE a.reported_at >= '${since}' AND b.reported_at >= '${since}'`);
      expect(overlaps).toBe(0);
    });
  });

  describe('the keyframes of the demo city', () => {
    it('say what the log says', async () => {
      const cityMadeMs = await cityMadeAtMs(db());
      for (const noun of TOLD_NOUNS) {
        const times = await db().query<{ at: string }>(
          sql`SELECT at FROM past_keyframe WHERE noun = ${noun} ORDER BY at`,
        );
        expect(times.length, noun).toBeGreaterThanOrEqual(DAYS);
        expect(Date.parse(times[0]!.at)).toBe(history.from * 1000);
        for (const { at } of times) {
          const atMs = Date.parse(at);
          const [keyframe] = await keyframesUpTo(db(), [{ noun, atMs }]);
          const state = await readBody(keyframe!.body);
          if (noun !== 'risks' && noun !== 'alarms') expect(state.size, noun).toBeGreaterThan(20);
          expect(state, `${noun} ${at}`).toEqual(await stateFromLog(db(), noun, atMs, cityMadeMs));
        }
      }
    });

    it('stand: the first upkeep leaves them, and goes on after them', async () => {
      const read = () => db().query(sql`SELECT noun, at, md5(body) AS body FROM past_keyframe ORDER BY 1, 2`);
      const before = await read();
      await keepUpKeyframes(db(), { nowMs: Date.parse(city.asOf) + 60_000, keepDays: DAYS - 0.5 });
      expect(await read()).toEqual(expect.arrayContaining(before));
    });
  });

  describe('the handovers of the demo city', () => {
    it('say what the city was at their signature, and what the log tells of their shift', async () => {
      const heads = await selectHandovers(db(), { scopeCode: TEST_SCOPE, limit: 10 });
      expect(heads).toHaveLength(3);
      for (const { id } of heads) {
        const { head, summary, changes } = (await selectHandover(db(), id, TEST_SCOPE))!;
        expect(hashSummary(summary)).toBe(head.summaryHash);
        const { from, to } = summary;
        expect(summary.changes).toEqual(await readChanges(db(), TEST_SCOPE, { from, to }));
        expect(changes).toEqual(await readChanges(db(), TEST_SCOPE, { from: to, to: head.signedOnAt! }));
        expect(summary.changes.notable).toBeGreaterThan(10);
        const states = await statesAt(db(), Date.parse(to));
        const of = (noun: LiveNoun) => [...states.get(noun)!.values()];
        const open = of('incidents').filter(({ properties }) => isOpen(properties.status));
        expect(summary.incidents.map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort());
        expect(summary.alarms.map(({ id }) => id).sort()).toEqual(
          of('alarms')
            .map(({ id }) => id)
            .sort(),
        );
        expect(summary.alarms.length).toBeGreaterThan(0);
        const offline = of('devices').filter(({ properties }) => properties.health === 'offline');
        expect(summary.lost.devicesOffline).toBe(offline.length);
        const closed = of('checkpoints').filter(({ properties }) => properties.state === 'closed');
        expect(summary.lost.checkpointsClosed).toBe(closed.length);
        expect(summary.notes.every(({ at }) => at < to)).toBe(true);
      }
    });

    it('stand in the log as they were signed', async () => {
      const heads = await selectHandovers(db(), { scopeCode: TEST_SCOPE, limit: 10 });
      for (const head of heads) {
        const [on, off] = await eventsAbout(db(), 'handovers', head.id, 5);
        expect(on!.after).toEqual(head);
        expect(on!.before).toEqual(off!.after);
        expect(off).toMatchObject({ kind: 'create', before: null });
        expect([on!.actorId, off!.actorId]).toEqual([head.signedOnBy, head.signedOffBy]);
      }
      const notes = await selectNotes(db(), { scopeCode: TEST_SCOPE });
      expect(notes).toHaveLength(3);
      for (const note of notes)
        expect((await eventsAbout(db(), 'handover_notes', note.id, 5)).map(({ after }) => after)).toEqual([
          note,
        ]);
    });
  });

  describe('the tracks of the demo city', () => {
    it('are all there, in the partitions of their days', async () => {
      const fixes = history.tracks.reduce((sum, { at }) => sum + at.length, 0);
      expect(await count('unit_position_history')).toBe(fixes);
      expect(await count('unit_position_history_rest')).toBe(0);
      expect(await positionDays(db())).toHaveLength(DAYS + 1);
    });

    it('are the same to the last integer', async () => {
      const [first] = await db().query<{ unit: string }>(
        sql`SELECT unit_id AS unit FROM unit_position_history ORDER BY unit_id LIMIT 1`,
      );
      const found = await db().query<Record<string, number>>(sql`
        SELECT extract(epoch FROM fix_at)::integer AS at, lng7, lat7, speed_kmh AS speed FROM unit_position_history
        WHERE unit_id = ${first!.unit} ORDER BY fix_at LIMIT 50`);
      const track = history.tracks.find(
        ({ at, lng7 }) => at[0] === found[0]!.at && lng7[0] === found[0]!.lng7,
      )!;
      expect(found).toEqual(
        Array.from({ length: found.length }, (_, i) => ({
          at: track.at[i],
          lng7: track.lng7[i],
          lat7: track.lat7[i],
          speed: Math.fround(track.speed[i]! / 10) && track.speed[i]! / 10,
        })),
      );
    });

    it('end where the units are', async () => {
      const apart =
        await count(`unit_position p JOIN unit_position_history h ON h.unit_id = p.unit_id AND h.fix_at = p.fix_at
        WHERE round(ST_X(p.geom) * 1e7) <> h.lng7 OR round(ST_Y(p.geom) * 1e7) <> h.lat7`);
      expect(apart).toBe(0);
    });
  });

  it('can be replaced by another', async () => {
    const other = await madeCity(TEST_CITY);
    await seedCity(db(), other, undefined, { replace: true, history: makeHistory(other, 1) });
    expect(await verifyChain(db())).toMatchObject({ ok: true });
    const log = await count('event');
    await seedCity(db(), other, undefined, { replace: true });
    expect(log).toBeGreaterThan(100);
    expect([await count('event'), await count('unit_position_history')]).toEqual([0, 0]);
    expect((await eventHead(db())).seq).toBe(0);
  });

  type Feature = { geometry: unknown; properties: Record<string, unknown> };

  async function row(noun: (typeof TOLD_NOUNS)[number], id: string): Promise<Feature> {
    return (await selectPlacedOne(db(), LIVE_TABLES[noun], id, TEST_SCOPE)) as unknown as Feature;
  }

  /** A unit goes on moving after its last event. */
  function withoutPlace(noun: string, feature: Feature, told: unknown): Feature {
    if (noun !== 'units') return feature;
    const { geometry, properties } = told as Feature;
    const { headingDegrees, speedKmh, fixAt } = properties;
    return { ...feature, geometry, properties: { ...feature.properties, headingDegrees, speedKmh, fixAt } };
  }
});

const TEST_SCOPE = '630100';
const TOLD_NOUNS = ['incidents', 'units', 'checkpoints', 'devices', 'alarms', 'cases', 'risks'] as const;
/** Nouns of which two days tell little. */
const MOST_TOLD: Partial<Record<string, number>> = { alarms: 5, cases: 3, risks: -1 };

function isOpen(status: unknown): boolean {
  return (OPEN_INCIDENT_STATUSES as readonly unknown[]).includes(status);
}
