import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Coverage, CoverageAdvice, CoverageArrivals, CoverageDay } from '../../../core/contract/coverage.ts';
import type { Net } from '../../../core/vocabulary.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { addUnit, DAY, planOf, roundOf, stop } from '../patrol-fixtures.ts';
import { GRID_LEFT, GRID_RIGHT, IN_LEFT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';

const UNIT = thing('units', 'left');
const ANY = { 'If-Match': '*' };
const [LNG, LAT] = IN_LEFT;
/** The middle of the first grid, and seconds there from the place in it: 1,874 m, 1.3 times as long. */
const WAY_METRES = 1874 * 1.3;
const BY_CAR = WAY_METRES / (30 / 3.6);
const ON_FOOT = WAY_METRES / (6 / 3.6);

withDatabases('schema', (database) => {
  let api: Api;
  let dispatcher: Send;
  let leftOnly: Send;

  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    dispatcher = await api.as('dispatcher');
    leftOnly = await api.as('viewer', LEFT);
  });
  afterAll(() => api.close());

  const coverage = async (query = '', by = dispatcher): Promise<Coverage> => {
    const { status, body } = await by('GET', `/api/coverage${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return Coverage.strict().parse(body);
  };
  const advice = async (query: string, by = dispatcher): Promise<CoverageAdvice> => {
    const { status, body } = await by('GET', `/api/coverage/advice?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return CoverageAdvice.strict().parse(body);
  };
  const at = (picture: Coverage, net: Net, grid = GRID_LEFT) => {
    const index = picture.codes.indexOf(grid);
    const by = picture.nets[net].by[index];
    return {
      seconds: picture.nets[net].seconds[index],
      by: by === null || by === undefined ? null : picture.facilities[by]?.id,
    };
  };
  const whyOf = (picture: Coverage, id: string) =>
    picture.facilities.find((facility) => facility.id === id)?.why;
  const fix = async (unitId = UNIT, secondsAgo = 2, lng = LNG) => {
    const fixAt = new Date(NOW_MS - secondsAgo * 1000).toISOString();
    const { status } = await dispatcher('POST', '/api/positions', {
      fixes: [{ unitId, lng, lat: LAT, fixAt }],
    });
    expect(status).toBe(200);
  };
  const patch = async (path: string, properties: object) => {
    const { status, text } = await (await api.as('admin'))('PATCH', path, { properties }, ANY);
    expect(status, text).toBe(200);
  };

  describe('what is covered now', () => {
    it('is nothing by a unit whose position is lost; the post is there on foot', async () => {
      const picture = await coverage();
      expect(picture).toMatchObject({
        basis: 'now',
        hour: 12,
        byRoad: false,
        times: 'road',
        calibration: null,
      });
      expect(picture.codes).toHaveLength(16);
      expect(whyOf(picture, UNIT)).toBe('position_lost');
      expect(at(picture, 'street')).toEqual({ seconds: null, by: null });
      expect(picture.nets.street).toMatchObject({ covering: 0, idle: 2 });
      const post = at(picture, 'community');
      expect(post.by).toBe(thing('posts', 'left'));
      expect(post.seconds).toBeGreaterThan(ON_FOOT * 0.98);
      expect(post.seconds).toBeLessThan(ON_FOOT * 1.02);
      expect(picture.incidents[picture.codes.indexOf(GRID_LEFT)]).toBe(1);
    });

    it('is what a unit reaches as soon as its position comes, and no more once it is at work', async () => {
      // A position that is late counts with its age, one that is lost does not.
      await fix(UNIT, 40);
      expect(at(await coverage(), 'street').seconds).toBeGreaterThan(BY_CAR * 0.98 + 40);
      await fix();
      const picture = await coverage();
      expect(at(picture, 'street').by).toBe(UNIT);
      expect(at(picture, 'street').seconds).toBeGreaterThan(BY_CAR * 0.98);
      expect(at(picture, 'street').seconds).toBeLessThan(BY_CAR * 1.02);
      expect(at(picture, 'street', GRID_RIGHT).seconds).toBeNull();
      await patch(`/api/units/${UNIT}`, { state: 'on_scene' });
      expect(whyOf(await coverage(), UNIT)).toBe('busy');
      await patch(`/api/units/${UNIT}`, { state: 'patrolling' });
      expect(whyOf(await coverage(), UNIT)).toBeNull();
    });

    it('says of each net who does not cover: open checkpoints, unstaffed posts, institutions without guards, silent devices', async () => {
      await patch(`/api/posts/${thing('posts', 'right')}`, { staffed: false });
      await patch(`/api/institutions/${thing('institutions', 'right')}`, { guardPosts: 0 });
      const picture = await coverage();
      expect(whyOf(picture, thing('posts', 'right'))).toBe('unstaffed');
      expect(whyOf(picture, thing('checkpoints', 'left'))).toBe('open');
      expect(whyOf(picture, thing('institutions', 'right'))).toBe('no_guards');
      expect(whyOf(picture, thing('devices', 'left'))).toBe('offline');
      // Institutions and devices that cover are counted, not listed.
      expect(picture.nets.institution).toMatchObject({ covering: 1, idle: 1, by: [] });
      expect(whyOf(picture, thing('institutions', 'left'))).toBeUndefined();
    });

    it('counts a checkpoint that is staffed or closed for the grids that are driven from to it, a device for its grid', async () => {
      const checkpoint = `/api/checkpoints/${thing('checkpoints', 'left')}`;
      await patch(checkpoint, { state: 'staffed' });
      expect(at(await coverage(), 'checkpoint')).toMatchObject({ by: thing('checkpoints', 'left') });
      await patch(checkpoint, { state: 'open' });
      expect(at(await coverage(), 'checkpoint').seconds).toBeNull();
      await patch(`/api/devices/${thing('devices', 'left')}`, { health: 'ok' });
      expect(at(await coverage(), 'technology').seconds).toBe(0);
      expect(at(await coverage(), 'technology', GRID_RIGHT).seconds).toBeNull();
    });

    it('holds grids and facilities of the scope alone', async () => {
      const picture = await coverage('', leftOnly);
      expect(picture.codes).toHaveLength(8);
      expect(picture.codes.every((code) => code.startsWith(LEFT))).toBe(true);
      expect(picture.facilities.every(({ areaCode }) => areaCode.startsWith(LEFT))).toBe(true);
    });
  });

  describe('what is covered by plan', () => {
    it('is by units of the shift at their police room, whatever they do now, and checkpoints by their hours', async () => {
      const day = await coverage('?basis=plan&hour=9');
      expect(day).toMatchObject({ basis: 'plan', hour: 9, planned: { rounds: 0, units: 2 } });
      expect(day.at).toBe('2026-11-23T01:30:00.000Z');
      expect(at(day, 'street').by).toBe(UNIT);
      expect(whyOf(day, thing('checkpoints', 'left'))).toBe('outside_hours');
      const night = await coverage('?basis=plan&hour=3');
      expect(night.nets.street).toMatchObject({ covering: 0, idle: 0 });
      const staffedHours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' }];
      await patch(`/api/checkpoints/${thing('checkpoints', 'left')}`, { staffedHours });
      expect(whyOf(await coverage('?basis=plan&hour=9'), thing('checkpoints', 'left'))).toBeNull();
      expect(whyOf(await coverage('?basis=plan&hour=21'), thing('checkpoints', 'left'))).toBe(
        'outside_hours',
      );
    });

    it('is by a unit where its issued round leads it at that hour', async () => {
      api.setClock(Date.parse(`${DAY}T02:00:00Z`));
      const far = { ...stop('far', 9000, 60, 120) };
      const plan = planOf({ rounds: [roundOf(UNIT, [far])] });
      const { body } = await dispatcher('POST', '/api/patrol-plans', plan);
      const issued = await dispatcher('POST', `/api/patrol-plans/${body.id}/issue`, undefined, ANY);
      expect(issued.status, issued.text).toBe(200);
      const picture = await coverage('?basis=plan&hour=9');
      expect(picture.planned).toEqual({ rounds: 1, units: 2 });
      const unit = picture.facilities.find(({ id }) => id === UNIT);
      expect([unit?.lng, unit?.lat]).toEqual([far.lng, far.lat]);
      api.setClock(NOW_MS);
    });

    it('is told for each hour of the day', async () => {
      const { status, body } = await dispatcher(
        'GET',
        '/api/coverage/day?nets=street&measure=grids&minutes=10',
      );
      expect(status, JSON.stringify(body)).toBe(200);
      const { all, hours } = CoverageDay.strict().parse(body);
      expect(all).toBe(16);
      expect(hours.map(({ hour }) => hour)).toEqual([...Array(24).keys()]);
      expect(hours[9]).toMatchObject({ units: 2 });
      expect(hours[9]!.covered).toBeGreaterThan(0);
      expect(hours[3]).toMatchObject({ units: 0, covered: 0 });
    });
  });

  describe('advice', () => {
    it('names what the loss of each costs, and the grids where the next one adds most', async () => {
      await fix();
      const told = await advice('nets=street&add=street&measure=grids&minutes=10&count=3');
      expect(told.all).toBe(16);
      expect(told.dear).toEqual([
        { place: expect.objectContaining({ id: UNIT, kind: 'units' }), loses: told.covered },
      ]);
      expect(told.covered).toBeGreaterThan(0);
      const gains = told.next.map(({ gain }) => gain);
      expect(gains.length).toBeGreaterThan(0);
      expect(gains).toEqual([...gains].sort((a, b) => b - a));
      expect(told.next.every(({ place }) => place.kind === 'grids')).toBe(true);
      const total = gains.reduce((sum, gain) => sum + gain, 0);
      expect(told.covered + total).toBeLessThanOrEqual(told.all);
      expect(told.atMost).toBeGreaterThanOrEqual(total);
    });

    it('of two units at one place neither is missed', async () => {
      const other = await addUnit(dispatcher);
      await fix(other);
      const told = await advice('nets=street&add=street&measure=grids&minutes=10');
      expect(told.dear).toEqual([]);
      expect(told.free).toBe(2);
      expect(told.spare.map(({ place }) => place.id).sort()).toEqual([UNIT, other].sort());
    });

    it('offers posts that nobody staffs beside new places, and checkpoints that are open', async () => {
      const posts = await advice('nets=community&add=community&measure=grids&minutes=30&count=10');
      expect(posts.next.map(({ place, why }) => [place.id, why])).toContainEqual([
        thing('posts', 'right'),
        'unstaffed',
      ]);
      const checkpoints = await advice('nets=checkpoint&add=checkpoint&measure=grids&minutes=10');
      expect(checkpoints.next.map(({ place, why }) => [place.kind, why])).toContainEqual([
        'checkpoints',
        'open',
      ]);
      expect(checkpoints.looked).toBe(2);
    });

    it('counts in the area that is asked for', async () => {
      const left = await advice(`nets=street&add=street&measure=grids&within=${LEFT}`);
      expect(left.all).toBe(8);
      const { status } = await leftOnly('GET', `/api/coverage/advice?nets=street&add=street&within=${RIGHT}`);
      expect(status).toBe(404);
    });
  });

  describe('arrivals', () => {
    const arrivals = async () => {
      const { status, body } = await dispatcher('GET', '/api/coverage/arrivals');
      expect(status, JSON.stringify(body)).toBe(200);
      return CoverageArrivals.strict().parse(body);
    };

    it('tell nothing while few are known, and times stay those of the roads', async () => {
      expect((await arrivals()).calibration).toBeNull();
      expect((await coverage('?times=observed')).calibration).toBeNull();
    });

    it('give the ratio of what was observed to what the way takes, which then counts for units', async () => {
      await database().query(sql`
        INSERT INTO incident (id, area_code, number, type, priority, status, source, net, text, reported_at, assigned_at, arrived_at, unit_id, geom)
        SELECT ('0193f000-0000-7000-8000-0000009' || to_char(n, 'FM00000'))::uuid, ${GRID_LEFT}, '261122-' || to_char(n, 'FM0000'), 'theft', 2,
          'resolved', 'report', 'street', '', sent.at, sent.at, sent.at + ${2 * BY_CAR}::float8 * interval '1 second', ${UNIT}::uuid,
          ST_SetSRID(ST_MakePoint(101.65, 36.525), 4326)
        FROM generate_series(1, 25) AS n, LATERAL (SELECT '2026-11-22T04:00:00Z'::timestamptz + n * interval '20 minutes' AS at) sent`);
      const fixes = Array.from({ length: 25 }, (_, i) => ({
        unitId: UNIT,
        lng: LNG,
        lat: LAT,
        fixAt: new Date(Date.parse('2026-11-22T04:00:00Z') + (i + 1) * 1_200_000 - 10_000).toISOString(),
      }));
      expect((await dispatcher('POST', '/api/positions', { fixes })).status).toBe(200);
      // What was found is kept for ten minutes.
      api.setClock(NOW_MS + 11 * 60_000);
      await dispatcher('POST', '/api/positions', {
        fixes: [{ unitId: UNIT, lng: LNG, lat: LAT, fixAt: new Date(NOW_MS + 11 * 60_000).toISOString() }],
      });
      const told = await arrivals();
      expect(told.calibration).toMatchObject({ trips: 25 });
      expect(told.calibration!.ratio).toBeCloseTo(2, 1);
      expect(told.residuals.counts.reduce((sum, count) => sum + count, 0)).toBe(25);
      const [plain, observed] = [await coverage(), await coverage('?times=observed')];
      expect(observed.calibration).toEqual(told.calibration);
      const ratio = at(observed, 'street').seconds! / at(plain, 'street').seconds!;
      expect(ratio).toBeCloseTo(told.calibration!.ratio, 1);
      // Others' times are not those of units.
      expect(at(observed, 'community')).toEqual(at(plain, 'community'));
    });
  });

  it('what is asked wrongly is refused with the field', async () => {
    for (const [path, field] of [
      ['?basis=then', 'basis'],
      ['?hour=24', 'hour'],
      ['/advice?add=street', 'nets'],
      ['/advice?nets=street,street&add=street', 'nets'],
      ['/advice?nets=water&add=street', 'nets'],
      ['/advice?nets=street&add=street&minutes=31', 'minutes'],
      ['/advice?nets=street&add=street&count=0', 'count'],
      ['/day?nets=street&within=63', 'within'],
    ]) {
      const { status, body } = await dispatcher('GET', `/api/coverage${path}`);
      expect([status, body.params?.field], path).toEqual([400, field]);
    }
  });
});
