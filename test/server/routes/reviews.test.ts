import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Review, type ReviewEntry } from '../../../core/contract/review.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { NOW_MS, type Send } from '../api.ts';
import { type FireStory, iso, MINUTE_MS, tellFireStory, UNIT } from '../fire-story.ts';
import { CITY, GRID_LEFT, IN_LEFT, IN_RIGHT, RIGHT, thing } from '../small-city.ts';

const DAY_MS = 1440 * MINUTE_MS;

withDatabases('schema', (database) => {
  let story: FireStory;
  beforeAll(async () => {
    story = await tellFireStory(database());
  });
  afterAll(() => story.api.close());
  const review = async (query: string, who = story.send) => (await who('GET', `/api/reviews?${query}`)).body;
  const period = (fromMs: number, toMs: number, more = '') => `from=${iso(fromMs)}&to=${iso(toMs)}${more}`;
  const actsOf = (entries: ReviewEntry[], noun: string) =>
    entries.filter((entry) => entry.noun === noun).map(({ act }) => act);

  describe('of an incident', () => {
    it('tells its life, its unit, its alarms and the checkpoint beside it, in order, with who did it', async () => {
      const body = await review(`incidentId=${story.fire}`);
      Review.strict().parse(body);
      const { items } = body.entries as { items: ReviewEntry[] };
      expect(actsOf(items, 'incidents')).toEqual([
        'reported',
        'verified',
        'remark',
        'assigned',
        'on_scene',
        'resolved',
      ]);
      // Sent by hand, then at the scene and back on patrol with its assignment.
      expect(actsOf(items, 'units')).toEqual(['state', 'state', 'state']);
      expect(actsOf(items, 'checkpoints')).toEqual(['state']);
      expect(actsOf(items, 'alarms')).toEqual(['raise', 'acknowledge']);
      expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort());
      const remark = items.find(({ act }) => act === 'remark');
      expect(remark).toMatchObject({ text: '=东门进入', fact: 'entrance' });
      expect(remark?.actorName).toMatch(/^t-admin/);
      expect(items.find(({ act }) => act === 'assigned')).toMatchObject({ unitId: UNIT, unitCode: 'U-left' });
      expect([body.total, body.isOpen, body.isCut]).toEqual([items.length, false, false]);
    });

    it('its intervals, its unit and how long its alarm waited', async () => {
      const { intervals, units, alarms, incidents } = await review(`incidentId=${story.fire}`);
      const seconds = Object.fromEntries(
        intervals.map(({ stage, seconds: s, state }: Record<string, unknown>) => [stage, [s, state]]),
      );
      expect(seconds).toEqual({
        answer: [0, 'within'],
        verify: [60, 'within'],
        assign: [180, 'late'],
        arrive: [240, 'within'],
        resolve: [360, 'within'],
      });
      expect(units).toMatchObject([{ id: UNIT, code: 'U-left', incidents: 1, engagedSeconds: 180 }]);
      expect(alarms).toMatchObject({
        total: 1,
        byKind: { unit_stationary: 1 },
        answer: { n: 1, p50: { seconds: 120 } },
      });
      expect(incidents).toMatchObject({ total: 1, lateCount: 1, late: [{ stage: 'assign', seconds: 180 }] });
    });

    it('without a unit or a word of the log tells what its record tells', async () => {
      const body = await review(`incidentId=${thing('incidents', 'right')}`);
      Review.strict().parse(body);
      expect(body.units).toEqual([]);
      expect(body.entries.items).toMatchObject([{ act: 'reported', source: 'record', actorName: null }]);
      expect(body.isOpen).toBe(true);
      const tracks = await story.send('GET', `/api/reviews/tracks?incidentId=${thing('incidents', 'right')}`);
      expect(tracks.body.features).toEqual([]);
    });

    it('outside the scope does not exist', async () => {
      for (const path of ['', '/entries', '/tracks', '/timeline.csv', '/features.geojson']) {
        const answer = await story.left(
          'GET',
          `/api/reviews${path}?incidentId=${thing('incidents', 'right')}`,
        );
        expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not_found']);
      }
    });
  });

  describe('of a period', () => {
    it('counts what was reported in it, and nothing of the time before or after', async () => {
      const before = await review(period(NOW_MS - DAY_MS, NOW_MS));
      expect([before.total, before.incidents.total]).toEqual([0, 0]);
      const body = await review(period(NOW_MS, story.now()));
      Review.strict().parse(body);
      expect(body.incidents).toMatchObject({ total: 1, byType: { fire: 1 }, byStatus: { resolved: 1 } });
      expect(body.byNoun).toEqual({ incidents: 6, units: 3, checkpoints: 1, alarms: 2 });
      expect(body.alarms.bins.reduce((a: number, b: number) => a + b, 0)).toBe(1);
    });

    it('holds only what lies in the area and the scope', async () => {
      const other = await story.report(IN_RIGHT);
      story.wait(1);
      const idsIn = async (who: Send, more = '') => {
        const { entries } = await review(period(NOW_MS, story.now(), more), who);
        return new Set(entries.items.map(({ id }: ReviewEntry) => id));
      };
      expect((await idsIn(story.send)).has(other)).toBe(true);
      expect((await idsIn(story.left)).has(other)).toBe(false);
      expect([...(await idsIn(story.send, `&area=${RIGHT}`))]).toEqual([other]);
      expect((await idsIn(story.send, `&area=${CITY}`)).size).toBe((await idsIn(story.send)).size);
      const outside = await story.left(
        'GET',
        `/api/reviews?${period(NOW_MS, story.now(), `&area=${RIGHT}`)}`,
      );
      expect([outside.status, outside.body.reason]).toEqual([404, 'area_unknown']);
    });

    it('what records tell joins what the log tells, page by page, each once', async () => {
      for (const [i, minutes] of [0, 1, 3].entries()) {
        const reportedMs = NOW_MS + minutes * MINUTE_MS;
        const hex = reportedMs.toString(16).padStart(12, '0');
        const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-00000000000${i}`;
        const [lng, lat] = IN_LEFT;
        await database().query(sql`INSERT INTO incident (id, area_code, number, type, priority, status, source, net, reported_at, verified_at, resolved_at, geom)
          VALUES (${id}, ${GRID_LEFT}, ${`r-${i}`}, 'theft', 2, 'closed', 'report', 'street', ${iso(reportedMs)},
            ${iso(reportedMs + MINUTE_MS)}, ${iso(reportedMs + 5 * MINUTE_MS)}, ST_SetSRID(ST_MakePoint(${lng}::float8, ${lat}::float8), 4326))`);
      }
      const whole = await review(period(NOW_MS, story.now()));
      const keys = whole.entries.items.map(({ key }: ReviewEntry) => key);
      expect(keys.filter((key: string) => key.includes(':')).length).toBe(9);
      expect(whole.total).toBe(keys.length);
      for (const limit of [1, 2, 5]) {
        const paged: string[] = [];
        let cursor = '';
        do {
          const path = `/api/reviews/entries?${period(NOW_MS, story.now())}&limit=${limit}${cursor}`;
          const { items, nextCursor } = (await story.send('GET', path)).body;
          paged.push(...items.map(({ key }: ReviewEntry) => key));
          cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
        } while (cursor);
        expect(paged).toEqual(keys);
      }
      const first = await review(`${period(NOW_MS, story.now())}&limit=3`);
      expect([first.entries.items.length, first.total]).toEqual([3, keys.length]);
      expect(first.entries.nextCursor).not.toBe(null);
    });

    it('figures use the targets that were in force', async () => {
      const changedMs = story.wait(1);
      await story.send('PATCH', '/api/response-targets/1', { assign: 200 }, { 'If-Match': '*' });
      story.wait(1);
      const body = await review(period(NOW_MS, story.now()));
      expect(body.incidents.targetsChanged).toBe(true);
      expect(body.incidents.late).toContainEqual(
        expect.objectContaining({ stage: 'assign', targetSeconds: 120 }),
      );
      const shown = (one: { response: { priority: number; stage: string; targetSeconds: number }[] }) =>
        one.response.find(({ priority, stage }) => priority === 1 && stage === 'assign')?.targetSeconds;
      expect(shown(body.incidents)).toBe(200);
      expect(shown((await review(period(NOW_MS, changedMs))).incidents)).toBe(120);
      expect(actsOf(body.entries.items, 'response_targets')).toEqual(['edited']);
    });

    it.each([
      ['nothing said', '', 400, 'review_of_what'],
      ['half a period', `from=${iso(NOW_MS)}`, 400, 'review_of_what'],
      ['both', `incidentId=${thing('incidents', 'left')}&from=${iso(NOW_MS)}`, 400, 'review_of_what'],
      ['backwards', `from=${iso(NOW_MS)}&to=${iso(NOW_MS - 1)}`, 400, 'review_span_wrong'],
      ['32 days', `from=${iso(NOW_MS - 32 * DAY_MS)}&to=${iso(NOW_MS)}`, 400, 'review_span_wrong'],
      ['the future', `from=${iso(NOW_MS + DAY_MS)}&to=${iso(NOW_MS + 2 * DAY_MS)}`, 400, 'instant_in_future'],
      [
        'no such area',
        `${`from=${iso(NOW_MS)}&to=${iso(NOW_MS + DAY_MS)}`}&area=639999`,
        404,
        'area_unknown',
      ],
    ])('refuses %s', async (_name, query, status, reason) => {
      const answer = await story.send('GET', `/api/reviews?${query}`);
      expect([answer.status, answer.body.reason]).toEqual([status, reason]);
    });

    it('that has not ended ends now', async () => {
      const body = await review(period(NOW_MS, story.now() + DAY_MS));
      expect([body.to, body.isOpen]).toEqual([iso(story.now()), true]);
    });
  });
});
