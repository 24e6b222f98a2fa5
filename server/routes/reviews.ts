import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AreaCode, Id, Instant } from '../../core/contract/common.ts';
import { Review, ReviewEntries, type ReviewEntry, ReviewTracks } from '../../core/contract/review.ts';
import { csvLine, TIMELINE_COLUMNS, timelineCells } from '../../core/review/csv.ts';
import { reviewCollection } from '../../core/review/geojson.ts';
import { allow } from '../auth/actor.ts';
import { sendLarge } from '../compress-answer.ts';
import type { Deps } from '../deps.ts';
import { selectCityZone } from '../queries/city.ts';
import { readReview } from '../review/read-review.ts';
import { readTracks } from '../review/read-tracks.ts';
import { type Reviewed, type ReviewQuery, reviewedOf } from '../review/review-order.ts';
import { countEntries, readEntries, recordSteps, tooMany } from '../review/timeline.ts';
import { answers, GEOJSON, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { wholeNumber } from './parameters.ts';

const PAGE = 5000;
/** Lines of an exported file, at most. */
const MOST_EXPORTED = 100_000;
/** Spreadsheets take a file without it for one in the machine's old encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/** `/api/reviews`: what happened in a period and area, or to one incident, for after-action reports. */
export function reviewRoutes(deps: Deps): Router {
  const router = newRouter();
  const { database } = deps;
  const asked = (c: Context, query: ReviewQuery): Promise<Reviewed> => {
    allow(c.var.actor, 'read');
    return reviewedOf(database, query, c.var.actor, deps.clock());
  };

  serve(router, READ, async (c) => {
    const { limit, ...query } = c.req.valid('query');
    const reviewed = await asked(c, query);
    return await sendLarge(c, await readReview(database, reviewed, deps.clock(), limit));
  });

  serve(router, ENTRIES, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const { order } = await asked(c, query);
    const steps = await recordSteps(database, order);
    return await sendLarge(c, await readEntries(database, order, steps, { cursor, limit }));
  });

  serve(router, TRACKS, async (c) => {
    const reviewed = await asked(c, c.req.valid('query'));
    return sendGeoJson(c, await readTracks(database, reviewed));
  });

  serve(router, CSV, async (c) => {
    const reviewed = await asked(c, c.req.valid('query'));
    const zone = await selectCityZone(database);
    const entries = await allEntries(deps, reviewed);
    const lines = entries.map((entry) => csvLine(timelineCells(entry, zone)));
    const text = `${BYTE_ORDER_MARK}${csvLine(TIMELINE_COLUMNS)}${lines.join('')}`;
    const headers = { 'Content-Type': 'text/csv; charset=utf-8; header=present' };
    return c.body(text, 200, { ...headers, ...attachment(reviewed, 'csv') });
  });

  serve(router, FEATURES, async (c) => {
    const reviewed = await asked(c, c.req.valid('query'));
    const entries = await allEntries(deps, reviewed);
    const { features, stepSeconds } = await readTracks(database, reviewed);
    const about = { ...aboutOf(reviewed), asOf: new Date(deps.clock()).toISOString(), stepSeconds };
    return sendGeoJson(c, reviewCollection(about, entries, features), attachment(reviewed, 'geojson'));
  });
  return router;
}

/** The whole timeline, or the refusal of one that is too long for a file. */
async function allEntries({ database }: Deps, { order }: Reviewed): Promise<ReviewEntry[]> {
  const steps = await recordSteps(database, order);
  const counts = await countEntries(database, order, steps);
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  if (total > MOST_EXPORTED) throw tooMany(total, MOST_EXPORTED);
  const all: ReviewEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await readEntries(database, order, steps, { cursor, limit: PAGE });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

function aboutOf({ order, incident, isOpen, isCut }: Reviewed) {
  const [from, to] = [order.fromMs, order.toMs].map((ms) => new Date(ms).toISOString());
  return { incidentId: incident?.id ?? null, areaCode: order.areaCode, from, to, isOpen, isCut };
}

function attachment({ order, incident }: Reviewed, extension: string): Record<string, string> {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace(/[-:]/g, '');
  const what = incident
    ? incident.properties.number.replace(/[^\w-]/g, '')
    : `${order.areaCode}-${day(order.fromMs)}-${day(order.toMs)}`;
  return { 'Content-Disposition': `attachment; filename="review-${what}.${extension}"` };
}

const subject = {
  incidentId: Id.optional().openapi({ description: 'The incident; without `from`, `to` and `area`' }),
  from: Instant.optional().openapi({ description: 'Start of the period' }),
  to: Instant.optional().openapi({ description: 'Its end (exclusive), at most 31 days later' }),
  area: AreaCode.optional().openapi({ description: "Default: the account's scope", example: '630102' }),
};
const tags = ['reviews'];
const Subject = z.strictObject(subject);
const READ = {
  method: 'get' as const,
  path: '/api/reviews',
  tags,
  summary:
    'What happened in a period and area, or to one incident: figures and the first page of the timeline',
  description:
    'Figures are of the incidents reported in the period as they are known now, each held against the targets in force at its report. The rest of the timeline is read by /api/reviews/entries.',
  request: { query: z.strictObject({ ...subject, limit: wholeNumber(1, PAGE, 1000) }) },
  responses: { 200: answers(Review, 'The review') },
};
const ENTRIES = {
  method: 'get' as const,
  path: '/api/reviews/entries',
  tags,
  summary: 'A page of the timeline of a review, in the order of time',
  request: {
    query: z.strictObject({
      ...subject,
      limit: wholeNumber(1, PAGE, 1000),
      cursor: z.string().max(500).optional(),
    }),
  },
  responses: { 200: answers(ReviewEntries, 'One page') },
};
const TRACKS = {
  method: 'get' as const,
  path: '/api/reviews/tracks',
  tags,
  summary: 'Where the units of a review were, as lines with the time of each position',
  request: { query: Subject },
  responses: { 200: answers(ReviewTracks, 'The tracks', GEOJSON) },
};
const CSV = {
  method: 'get' as const,
  path: '/api/reviews/timeline.csv',
  tags,
  summary: 'The whole timeline of a review as CSV (RFC 4180, UTF-8 with a byte order mark)',
  description:
    'Text that a spreadsheet would run as a formula has an apostrophe before it. At most 100,000 lines.',
  request: { query: Subject },
  responses: { 200: answers(z.string(), 'The file', 'text/csv') },
};
const FEATURES = {
  method: 'get' as const,
  path: '/api/reviews/features.geojson',
  tags,
  summary: 'The things and tracks of a review as GeoJSON (RFC 7946)',
  request: { query: Subject },
  responses: { 200: answers(z.looseObject({}), 'The file', GEOJSON) },
};
