import { z } from '@hono/zod-openapi';
import { ImportBatchDetail } from '../../core/contract/import.ts';
import { DrawnAreas, RepairChoices, Repairs } from '../../core/contract/repair.ts';
import { allow } from '../auth/actor.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { areasAt, type FileRepairs, nameOfRow } from '../import/grid-repairs.ts';
import type { HeldJobs } from '../import/held-jobs.ts';
import { notFound } from '../problem.ts';
import { answers, GEOJSON, jsonBody, type Router, sendGeoJson, serve } from '../validate.ts';
import { asProblem, requireBatch, shown } from './import-batch.ts';
import { wholeNumber } from './parameters.ts';

/** `/api/imports/{id}/repairs`: what is mended in a checked file of grids, and what a person chose about it. */
export function serveRepairs(router: Router, jobs: HeldJobs, deps: Deps): void {
  serve(router, REPAIRS, async (c) => {
    const { actor } = c.var;
    allow(actor, 'import');
    const { limit, cursor } = c.req.valid('query');
    const batch = await requireBatch(deps, c.req.valid('param').id, actor);
    const after = decodeCursor(cursor, z.int().min(0)) ?? 0;
    const repairs = await asProblem(async () => jobs.repairsOf(batch));
    return sendGeoJson(c, repairsPage(repairs, after, limit, deps.clock()));
  });

  serve(router, DRAWN, async (c) => {
    const { actor } = c.var;
    allow(actor, 'import');
    const { id, place } = c.req.valid('param');
    const batch = await requireBatch(deps, id, actor);
    const repairs = await asProblem(async () => jobs.repairsOf(batch));
    const features = repairs && areasAt(repairs, place);
    if (!features) throw notFound('imports', `place ${place} in import ${id}`);
    return sendGeoJson(c, { type: 'FeatureCollection', features } satisfies DrawnAreas);
  });

  serve(router, CHOOSE, async (c) => {
    const { actor } = c.var;
    allow(actor, 'import');
    const { id } = c.req.valid('param');
    const batch = await requireBatch(deps, id, actor);
    await asProblem(() => jobs.recheck(batch, c.req.valid('json').choices));
    return c.json(shown(await requireBatch(deps, id, actor)), 202);
  });
}

/** `limit` places from the one numbered `from` on, and what the rows named in them are called. */
function repairsPage(repairs: FileRepairs | undefined, from: number, limit: number, nowMs: number): Repairs {
  const features = repairs?.features.slice(from, from + limit) ?? [];
  const rows = features.flatMap(({ properties: { claimedBy, options } }) => [...claimedBy, ...options]);
  const names: Repairs['names'] = {};
  for (const row of rows) {
    const name = row === null || !repairs ? undefined : nameOfRow(repairs, row);
    if (name !== undefined) names[String(row)] = name;
  }
  const isLast = from + limit >= (repairs?.features.length ?? 0);
  return {
    type: 'FeatureCollection',
    features,
    names,
    nextCursor: isLast ? null : encodeCursor(from + limit),
    asOf: new Date(nowMs).toISOString(),
  };
}

const tags = ['imports'];
const IdParameter = z.object({ id: z.uuid() });

const REPAIRS = {
  method: 'get' as const,
  path: '/api/imports/{id}/repairs',
  tags,
  summary: 'What is mended in a checked file of grids, the largest place first',
  description:
    'Gaps, overlaps, slivers, copies, loops, needles and cut-off pieces as polygons, with who gets the place, why, and who else may. Held as long as the file itself: an hour at most.',
  request: {
    params: IdParameter,
    query: z.strictObject({ limit: wholeNumber(1, 2000, 500), cursor: z.string().max(500).optional() }),
  },
  responses: { 200: answers(Repairs, 'A page of places', GEOJSON) },
};

const DRAWN = {
  method: 'get' as const,
  path: '/api/imports/{id}/repairs/{place}',
  tags,
  summary: 'The areas at a place that is mended, as the file draws them',
  request: { params: z.object({ id: z.uuid(), place: z.string().max(40) }) },
  responses: { 200: answers(DrawnAreas, 'Those that claim the place and those that may have it', GEOJSON) },
};

const CHOOSE = {
  method: 'post' as const,
  path: '/api/imports/{id}/repairs',
  tags,
  summary: 'Check a file of grids again with other choices for its places',
  description:
    'All choices that differ from what is proposed; they replace earlier ones. A choice for a place that is not there is ignored, and the report says so. Nothing is written.',
  request: { params: IdParameter, body: jsonBody(RepairChoices) },
  responses: { 202: answers(ImportBatchDetail, 'The import, being checked') },
};
