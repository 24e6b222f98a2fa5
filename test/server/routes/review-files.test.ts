import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReviewEntry, ReviewTracks } from '../../../core/contract/review.ts';
import { changesText, type TIMELINE_COLUMNS } from '../../../core/review/csv.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { NOW_MS } from '../api.ts';
import { type FireStory, iso, MINUTE_MS, tellFireStory, UNIT } from '../fire-story.ts';
import { IN_LEFT, LEFT } from '../small-city.ts';

withDatabases('schema', (database) => {
  let story: FireStory;
  beforeAll(async () => {
    story = await tellFireStory(database());
  });
  afterAll(() => story.api.close());
  const review = async (query: string, who = story.send) => (await who('GET', `/api/reviews?${query}`)).body;
  const period = (fromMs: number, toMs: number, more = '') => `from=${iso(fromMs)}&to=${iso(toMs)}${more}`;

  describe('as a file', () => {
    const timeline = async (query: string): Promise<ReviewEntry[]> => (await review(query)).entries.items;

    it('CSV holds the timeline, line by line, and nothing that a spreadsheet runs', async () => {
      const query = period(NOW_MS, story.now());
      const answer = await story.send('GET', `/api/reviews/timeline.csv?${query}`);
      expect(answer.headers.get('Content-Type')).toMatch(/^text\/csv; charset=utf-8/);
      expect(answer.headers.get('Content-Disposition')).toMatch(
        /^attachment; filename="review-630100-[\dT-]+\.csv"$/,
      );
      const headers = await story.api.bearer('admin');
      const raw = await story.api.app.request(`/api/reviews/timeline.csv?${query}`, { headers });
      expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const rows = parse(answer.text, { bom: true, columns: true }) as Record<
        (typeof TIMELINE_COLUMNS)[number],
        string
      >[];
      const entries = await timeline(query);
      expect(rows.map((row) => [row.at_utc, row.act, row.id, row.seq, row.changes])).toEqual(
        entries.map(({ at, act, id, seq, changes }) => [
          at,
          act,
          id,
          String(seq),
          changesText(changes) ?? '',
        ]),
      );
      expect(rows.find(({ act }) => act === 'remark')).toMatchObject({
        text: "'=东门进入",
        at_local: '2026-11-23 12:02:00.000',
      });
      expect(answer.text).not.toMatch(/(^|,|")[=@+]/m);
    });

    it('GeoJSON holds the same entries by thing, and the tracks with the time of each position', async () => {
      const query = `incidentId=${story.fire}`;
      const answer = await story.send('GET', `/api/reviews/features.geojson?${query}`);
      expect(answer.headers.get('Content-Type')).toBe('application/geo+json');
      const { features } = answer.body;
      const [lines, things] = [true, false].map((isTrack) =>
        features.filter(
          (one: { properties: { noun: string } }) => (one.properties.noun === 'tracks') === isTrack,
        ),
      );
      const told = things.flatMap(
        ({ properties }: { properties: { entries: ReviewEntry[] } }) => properties.entries,
      );
      const bySeq = (a: ReviewEntry, b: ReviewEntry) => a.seq - b.seq;
      expect(told.sort(bySeq).map(({ seq, act }: ReviewEntry) => [seq, act])).toEqual(
        (await timeline(query)).sort(bySeq).map(({ seq, act }) => [seq, act]),
      );
      const own = things.find(({ id }: { id: string }) => id === story.fire);
      expect(own.geometry).toEqual({ type: 'Point', coordinates: IN_LEFT });
      expect(lines).toMatchObject([
        {
          geometry: {
            type: 'LineString',
            coordinates: [
              [101.64, 36.52],
              [101.635, 36.52],
              [101.631, 36.52],
            ],
          },
        },
      ]);
      expect(lines[0].properties.times).toEqual(
        [0, 2, 4].map((minutes) => iso(NOW_MS + minutes * MINUTE_MS)),
      );
      ReviewTracks.parse((await story.send('GET', `/api/reviews/tracks?${query}`)).body);
    });
  });

  it('20,000 events: the first page, the true total, and a file with all of them', async () => {
    const startMs = story.wait(60);
    const head = (await database().query<{ seq: number }>(sql`SELECT seq FROM event_head`))[0]?.seq ?? 0;
    await database().query(sql`
      INSERT INTO event (seq, at, noun, kind, subject_id, area_code, before, after, prev_hash, hash)
      SELECT ${head}::bigint + n, ${iso(startMs)}::timestamptz + n * interval '10 milliseconds', 'units', 'update', ${UNIT}, ${LEFT},
        '{"type":"Feature","geometry":null,"properties":{"code":"U-left","state":"available"}}',
        '{"type":"Feature","geometry":null,"properties":{"code":"U-left","state":"patrolling"}}', '', n::text
      FROM generate_series(1, 20000) AS n`);
    story.wait(60);
    const query = period(startMs, story.now());
    const body = await review(query);
    expect([body.total, body.entries.items.length]).toEqual([20_000, 1000]);
    expect(body.entries.nextCursor).not.toBe(null);
    const { text } = await story.send('GET', `/api/reviews/timeline.csv?${query}`);
    expect(text.trimEnd().split('\r\n').length).toBe(20_001);
  }, 60_000);
});
