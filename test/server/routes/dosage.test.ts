import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dosage, type PlaceDosageItem, PlaceVisits } from '../../../core/contract/dosage.ts';
import { sql } from '../../../server/database/sql.ts';
import { readVisits } from '../../../server/live/visit-reader.ts';
import { insertVisit } from '../../../server/queries/patrol-visits.ts';
import { noteLateForVisits, unitsWithNews } from '../../../server/queries/visit-bookmarks.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { GRID_LEFT, IN_LEFT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';

const FROM_BEFORE = new URL(
  '../../../server/database/migrations/0032-grids-from-before.sql',
  import.meta.url,
);
const UNIT = thing('units', 'left');
const POST = thing('posts', 'left');
const [LNG, LAT] = IN_LEFT;
const METRES_PER_DEGREE = 89_400;

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  let leftOnly: Send;

  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('dispatcher');
    leftOnly = await api.as('viewer', LEFT);
  });
  afterAll(() => api.close());

  /** Fixes of the unit, each so many minutes ago and metres east of the places. */
  const receive = async (...fixes: (readonly [minutesAgo: number, metres: number])[]) => {
    const { status, text } = await send('POST', '/api/positions', {
      fixes: fixes.map(([minutesAgo, metres]) => ({
        unitId: UNIT,
        lng: LNG + metres / METRES_PER_DEGREE,
        lat: LAT,
        fixAt: new Date(NOW_MS - minutesAgo * 60_000).toISOString(),
        accuracyMetres: 5,
      })),
    });
    expect(status, text).toBe(200);
  };
  const stretch = (from: number, to: number, metres: number) =>
    Array.from({ length: 2 * (from - to) }, (_, i) => [from - i / 2, metres] as const);
  const visits = async (noun = 'posts', id = POST) => {
    const { status, body } = await send('GET', `/api/dosage/${noun}/${id}/visits`);
    expect(status).toBe(200);
    return PlaceVisits.parse(body).items;
  };
  const minutesOf = async () =>
    (await visits()).map(({ arrivedAt, leftAt }) =>
      [arrivedAt, leftAt].map((at) => Math.round((NOW_MS - Date.parse(at)) / 60_000)),
    );
  const dosage = async (query = '', by = send) => {
    const { status, body } = await by('GET', `/api/dosage${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return Dosage.parse(body);
  };
  const postOf = ({ items }: Dosage) => items.find(({ id }) => id === POST) as PlaceDosageItem;

  describe('visits from positions', () => {
    it('nothing is known before a first look, and that is told', async () => {
      const { known, items } = await dosage();
      expect(known.knownUntil).toBeNull();
      expect(items).toHaveLength(6);
      expect(postOf(await dosage())).toMatchObject({ visits: 0, minutesSinceLast: null, isVisited: false });
    });

    it('a stay is told with its times, and again by nobody', async () => {
      await receive(...stretch(200, 190, 600), ...stretch(190, 177, 10), ...stretch(177, 170, 600));
      expect(await readVisits(api.deps)).toBe(false);
      expect(await minutesOf()).toEqual([[190, 177]]);
      const [before] = await visits();
      await readVisits(api.deps);
      expect(await visits()).toEqual([before]);
      expect(await visits('institutions', thing('institutions', 'left'))).toHaveLength(1);
    });

    it('a stay that goes on, and its end; a restart in between', async () => {
      await receive(...stretch(30, 24, 0));
      await readVisits(api.deps);
      expect((await visits())[0]).toMatchObject({ goesOn: true, how: 'geofence', unitCode: 'U-left' });
      expect(postOf(await dosage('?period=shift'))).toMatchObject({ isVisited: true, visits: 2 });
      const id = (await visits())[0]?.id;
      const other = makeApi(database());
      await receive(...stretch(24, 18, 0), ...stretch(18, 15, 500));
      await readVisits(other.deps);
      await other.close();
      expect((await visits())[0]).toMatchObject({ id, goesOn: false });
      expect(await minutesOf()).toEqual([
        [30, 18],
        [190, 177],
      ]);
    });

    it('what comes late is gone through again, and changes nothing else', async () => {
      const before = await visits();
      await receive(...stretch(120, 110, 0), ...stretch(110, 100, 700));
      await readVisits(api.deps);
      expect(await minutesOf()).toEqual([
        [30, 18],
        [120, 110],
        [190, 177],
      ]);
      expect((await visits()).filter(({ id }) => before.some((one) => one.id === id))).toEqual(before);
      // It was away for six of those minutes.
      await receive([184.2, 500], [184.1, 500], [183.8, 500], [183.2, 500], [182.8, 500], [182.2, 500]);
      await readVisits(api.deps);
      expect((await minutesOf()).length).toBe(4);
    });
  });

  describe('stops of issued rounds', () => {
    const POINT = 'point-1';
    const round = async (issued: boolean) => {
      const [plan, one, stop] = ['1', '2', '3'].map((end) => `0193f000-0000-7000-8000-0000000e000${end}`);
      const at = (minutesAgo: number) => new Date(NOW_MS - minutesAgo * 60_000);
      const by = '0193f000-0000-7000-8000-0000000e0009';
      await database().query(sql`DELETE FROM patrol_plan WHERE id = ${plan}::uuid`);
      await database().query(sql`
        INSERT INTO patrol_plan (id, area_code, day, shift, name, state, created_at, created_by, updated_at)
        VALUES (${plan}::uuid, ${LEFT}, '2026-11-23', 'day', 'day', 'draft', ${at(500)}, ${by}::uuid, ${at(500)})`);
      await database().query(sql`
        INSERT INTO patrol_round (id, plan_id, position, unit_id, unit_code, day, shift, issued, starts_at, ends_at, length_metres, travel_seconds)
        VALUES (${one}::uuid, ${plan}::uuid, 0, ${UNIT}::uuid, 'U-left', '2026-11-23', 'day', ${issued}::boolean, ${at(240)}, ${at(-240)}, 100, 60)`);
      await database().query(sql`
        INSERT INTO patrol_stop (id, round_id, position, kind, place_id, name_zh, name_en, geom, arrive_at, leave_at, travel_seconds,
          window_minutes, radius_metres, check_in)
        VALUES (${stop}::uuid, ${one}::uuid, 0, 'points', ${POINT}, '点', 'Point',
          ST_SetSRID(ST_MakePoint(${LNG + 2000 / METRES_PER_DEGREE}::float8, ${LAT}::float8), 4326), ${at(95)}, ${at(80)}, 60, 10, 80, 'geofence')`);
    };
    const visited = async () =>
      await database().query<{ kind: string }>(
        sql`SELECT place_kind AS kind FROM patrol_visit WHERE place_id = ${POINT}`,
      );

    it('are watched once they are given out, also for what came before', async () => {
      await round(false);
      await receive(...stretch(95, 83, 2000));
      await readVisits(api.deps);
      expect(await visited()).toEqual([]);
      await round(true);
      await noteLateForVisits(database(), [
        { unitId: UNIT, fromAt: new Date(NOW_MS - 95 * 60_000).toISOString() },
      ]);
      await readVisits(api.deps);
      expect(await visited()).toEqual([{ kind: 'points' }]);
    });
  });

  describe('dosage', () => {
    it('counts the minutes of the period and tells when the next visit is due', async () => {
      const item = postOf(await dosage('?period=day'));
      expect(item).toMatchObject({ kind: 'posts', net: 'community', lng: LNG, lat: LAT, visits: 4 });
      expect(item.minutesSinceLast).toBeCloseTo(18, 0);
      expect((Date.parse(item.dueAt) - NOW_MS) / 60_000).toBeCloseTo(102, 0);
      expect(item.overdueMinutes).toBe(0);
    });

    it('those most in need come first, within an area and a scope', async () => {
      const { items, target } = await dosage();
      expect(target).toEqual({ leastMinutes: 10, mostMinutes: 16, everyMinutes: 120 });
      expect(items.slice(0, 3).every(({ areaCode }) => areaCode.startsWith(RIGHT))).toBe(true);
      const within = await dosage(`?within=${RIGHT}`);
      expect(within.items).toHaveLength(3);
      expect((await dosage('', leftOnly)).items.every(({ areaCode }) => areaCode.startsWith(LEFT))).toBe(
        true,
      );
      expect((await leftOnly('GET', `/api/dosage?within=${RIGHT}`)).status).toBe(404);
      expect((await send('GET', '/api/dosage?period=year')).status).toBe(400);
    });

    it('grids are told by the minutes in which any unit was in them', async () => {
      const { items } = await dosage('?by=grids&period=day');
      const own = items.find(({ id }) => id === GRID_LEFT);
      expect(own).toMatchObject({ kind: 'grids', areaCode: GRID_LEFT, evenness: null });
      expect(own?.visits).toBeGreaterThan(0);
      expect(own?.minutes).toBeGreaterThan(postOf(await dosage('?period=day')).minutes - 1);
      expect(own?.minutesSinceLast).not.toBeNull();
      const grids = (await dosage('?by=grids', leftOnly)).items;
      expect(grids.length).toBeGreaterThan(0);
      expect(grids.every(({ id }) => id.startsWith(LEFT))).toBe(true);
      expect(items.length).toBeGreaterThan(grids.length);
    });

    it('grids of a city that ran before they were kept are told from its older positions', async () => {
      const before = (await dosage('?by=grids&period=day')).items;
      await database().query(sql`DELETE FROM grid_presence`);
      await database().script(readFileSync(FROM_BEFORE, 'utf8'));
      expect((await dosage('?by=grids')).known.knownUntil).toBeNull();
      while (await readVisits(api.deps));
      expect((await dosage('?by=grids&period=day')).items).toEqual(before);
    });

    it('is as old as its positions', async () => {
      const { known } = await dosage();
      expect(known.knownUntil).toBe(new Date(NOW_MS).toISOString());
      await database().query(
        sql`UPDATE feed SET last_seen_at = ${new Date(NOW_MS - 3_600_000)} WHERE name = 'units'`,
      );
      expect((await dosage()).known.knownUntil).toBe(new Date(NOW_MS - 3_600_000).toISOString());
    });

    it('a visit that somebody told counts like one that was seen, and no look takes it away', async () => {
      await insertVisit(database(), {
        id: '0193f000-0000-7000-8000-00000000abcd',
        unitId: thing('units', 'right'),
        placeKind: 'posts',
        placeId: POST,
        stopId: null,
        how: 'hand',
        arrivedMs: NOW_MS - 14 * 60_000,
        leftMs: NOW_MS - 2 * 60_000,
        goesOn: false,
      });
      await receive([0, 500]);
      await readVisits(api.deps);
      expect((await visits())[0]).toMatchObject({ how: 'hand', unitCode: 'U-right' });
      const seen = PlaceVisits.parse((await leftOnly('GET', `/api/dosage/posts/${POST}/visits`)).body);
      expect(seen.items[0]).toMatchObject({ unitCode: null });
      expect(postOf(await dosage()).minutesSinceLast).toBeCloseTo(2, 0);
    });

    it('visits of a place outside of the scope or without one are not told', async () => {
      expect((await leftOnly('GET', `/api/dosage/posts/${thing('posts', 'right')}/visits`)).status).toBe(404);
      expect((await send('GET', `/api/dosage/units/${UNIT}/visits`)).status).toBe(400);
    });
  });

  it('a turn of reading leaves out who was gone through since it began', async () => {
    await readVisits(api.deps);
    await database().query(
      sql`UPDATE visit_bookmark SET seen_at = ${new Date(NOW_MS - 60_000)} WHERE unit_id = ${UNIT}::uuid`,
    );
    const isDue = async (beforeMs: number | null) =>
      (await unitsWithNews(database(), 50, beforeMs)).some(({ id }) => id === UNIT);
    expect([await isDue(NOW_MS - 120_000), await isDue(NOW_MS), await isDue(null)]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
