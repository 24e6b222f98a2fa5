import { z } from '@hono/zod-openapi';
import { METHODS, type Method } from '../../core/analysis/methods.ts';
import { Analyses, Analysis, AnalysisInput, AnalysisToday } from '../../core/contract/analysis.ts';
import { Id, Instant } from '../../core/contract/common.ts';
import { allow } from '../auth/actor.ts';
import { removeAnalysis, saveAnalysis } from '../commands/analyses.ts';
import { command, type Doing, doingOf } from '../commands/command.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor, itemsOf } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { selectAnalyses, selectAnalysis, selectChangesSince } from '../queries/analyses.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';

/** `/api/analyses`: saved results, each with what it was made of and the digests that must come out when it is made again. */
export function analysisRoutes(deps: Deps): Router {
  const router = newRouter();
  serveReads(router, deps);
  serve(router, SAVE, async (c) => {
    allow(c.var.actor, 'save_analysis');
    const input = c.req.valid('json');
    const { analysis, masked } = await createOnce(deps, c, (tx, doing) =>
      saveAnalysis(tx, input, doing as Doing & { actor: { accountId: string } }),
    );
    const also = masked.length > 0 ? { 'X-Masked': masked.join(',') } : {};
    const headers = { ETag: etagOf(analysis.version), Location: `${PATH}/${analysis.id}`, ...also };
    return c.json(analysis, 201, headers);
  });
  serve(router, REMOVE, async (c) => {
    allow(c.var.actor, 'save_analysis');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const doing = doingOf(deps, c.var.actor);
    await command(deps, (tx) => removeAnalysis(tx, id, versions, doing));
    return c.body(null, 204);
  });
  return router;
}

function serveReads(router: Router, deps: Deps): void {
  serve(router, LIST, async (c) => {
    const { cursor, limit, method } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const after = decodeCursor(cursor, CursorKey);
    const rows = await selectAnalyses(deps.database, { scopeCode, method, after, limit: limit + 1 });
    const page = cutPage(rows, limit, ({ createdAt, id }) => ({ createdAt, id }));
    return c.json(itemsOf(page, deps.clock()));
  });
  serve(router, READ, async (c) => {
    const { id } = c.req.valid('param');
    const analysis = await selectAnalysis(deps.database, id, c.var.actor.scopeCode);
    if (!analysis) throw notFound('analyses', `analysis ${id}`);
    const asOf = new Date(deps.clock()).toISOString();
    const changes = await selectChangesSince(deps.database, { ...analysis, since: analysis.readAt });
    const formulaNow = METHODS[analysis.method].version;
    return c.json({ ...analysis, ...changes, formulaNow, asOf }, 200, { ETag: etagOf(analysis.version) });
  });
}

const PATH = '/api/analyses';
const tags = ['analyses'];
const CursorKey = z.object({ createdAt: Instant, id: z.uuid() });
const params = z.object({ id: Id });
const { limit, cursor } = listParameters;
const METHOD_NAMES = Object.keys(METHODS) as [Method, ...Method[]];

const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Saved results in the account's scope, newest first",
  request: { query: z.strictObject({ limit, cursor, method: z.enum(METHOD_NAMES).optional() }) },
  responses: { 200: answers(Analyses, 'One page') },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One saved result, and what has happened to its incidents since',
  request: { params },
  responses: { 200: answers(AnalysisToday, 'Its ETag is for If-Match') },
};
const SAVE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Save a result: what it was made of, and its digests (takes Idempotency-Key)',
  description:
    'The same incidents, parameters and seed give the same digests in every browser. Personal data in the title are masked; X-Masked names the kinds.',
  request: { headers: IdempotencyKey, body: jsonBody(AnalysisInput) },
  responses: { 201: answers(Analysis, 'Saved; it is never changed') },
};
const REMOVE = {
  method: 'delete' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Remove a saved result (needs If-Match)',
  request: { params, headers: IfMatch },
  responses: { 204: { description: 'Removed; the log keeps it' } },
};
