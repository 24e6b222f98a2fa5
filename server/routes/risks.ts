import { z } from '@hono/zod-openapi';
import { RISK_GRADES, RISK_KINDS, RISK_RESULTS, RISK_STATUSES } from '../../core/case/vocabulary.ts';
import { WhyText } from '../../core/contract/case.ts';
import { Instant } from '../../core/contract/common.ts';
import { pageOf } from '../../core/contract/geometry.ts';
import type { Action } from '../../core/contract/permission.ts';
import { Risk, RiskInput, RiskPatch } from '../../core/contract/risk.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { openRisk, patchRisk, type RiskStep, stepRisk } from '../commands/risks.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { riskConditions } from '../queries/files.ts';
import { RISKS } from '../queries/nouns.ts';
import { selectPlaced, selectPlacedOne } from '../queries/placed.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { FileParams, MASKED, sendFile, strictPatch } from './files.ts';
import { commaList, listParameters } from './parameters.ts';
import { collectionOf, createBody, tagOf } from './placed.ts';

/** `/api/risks`: risk files of planned works and events. None is ever removed: it is withdrawn. */
export function riskRoutes(deps: Deps): Router {
  const router = newRouter();
  serveReads(router, deps);
  serveWrites(router, deps);
  const reasoned = z.strictObject({ reason: WhyText });
  const plain = z.strictObject({ reason: z.string().trim().max(500).default('') });
  serveStep(router, deps, 'submit', 'edit_case', 'Submit a file for its sign-off', plain);
  serveStep(router, deps, 'sign_off', 'sign_risk', 'Sign a file off; never who wrote or submitted it', plain);
  serveStep(router, deps, 'return', 'sign_risk', 'Return a file to its author', reasoned);
  serveStep(router, deps, 'withdraw', 'edit_case', 'Withdraw a file', reasoned);
  serveStep(router, deps, 'evaluate', 'edit_case', 'Say how it went, once its period is over', Evaluated);
  return router;
}

function serveReads(router: Router, deps: Deps): void {
  serve(router, LIST, async (c) => {
    const { cursor, limit, kind, status, grade, from, to, ...rest } = c.req.valid('query');
    const afterId = decodeCursor(cursor, z.uuid());
    const where = riskConditions({ kinds: kind, statuses: status, grades: grade, from, to });
    const filter = { ...rest, scopeCode: c.var.actor.scopeCode, where, afterId, limit: limit + 1 };
    const page = cutPage(await selectPlaced(deps.database, RISKS, filter), limit, (row) => row.id);
    return sendGeoJson(c, collectionOf(page.rows, page.nextCursor, deps.clock()));
  });
  serve(router, READ, async (c) => {
    const { id } = c.req.valid('param');
    const feature = await selectPlacedOne(deps.database, RISKS, id, c.var.actor.scopeCode);
    if (!feature) throw notFound('risks', `risk file ${id}`);
    return sendGeoJson(c, feature, tagOf(feature));
  });
}

function serveWrites(router: Router, deps: Deps): void {
  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_case');
    const input = c.req.valid('json') as z.output<typeof RiskInput>;
    const answer = await createOnce(deps, c, (tx, doing) => openRisk(tx, input, doing));
    return sendFile(c, answer, { Location: `${PATH}/${answer.feature.id}` }, 201);
  });
  serve(router, PATCH, async (c) => {
    allow(c.var.actor, 'edit_case');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const patch = c.req.valid('json') as RiskPatch;
    const doing = doingOf(deps, c.var.actor);
    return sendFile(c, await command(deps, (tx) => patchRisk(tx, id, patch, versions, doing)));
  });
}

function serveStep(
  router: Router,
  deps: Deps,
  act: RiskStep['act'],
  action: Action,
  summary: string,
  schema: z.ZodObject,
): void {
  const route = {
    method: 'post' as const,
    path: `${PATH}/{id}/${act.replace('_', '-')}`,
    tags,
    summary: `${summary} (needs If-Match)`,
    description: `What is legal when is in core/case/risk-transitions.ts. ${MASKED}`,
    request: { params: FileParams, headers: IfMatch, body: jsonBody(schema) },
    responses: { 200: answers(Risk, 'As it is now', GEOJSON) },
  };
  serve(router, route, async (c) => {
    allow(c.var.actor, action);
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const step = { act, ...(c.req.valid('json') as object) };
    const doing = doingOf(deps, c.var.actor);
    return sendFile(c, await command(deps, (tx) => stepRisk(tx, id, step, versions, doing)));
  });
}

const PATH = '/api/risks';
const tags = ['risks'];
const Evaluated = z.strictObject({ result: z.enum(RISK_RESULTS), reason: WhyText });
const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Risk files in the account's scope, by id: the oldest first",
  request: {
    query: z.strictObject({
      ...listParameters,
      kind: commaList(RISK_KINDS).optional(),
      status: commaList(RISK_STATUSES).optional(),
      grade: commaList(RISK_GRADES).optional(),
      from: Instant.optional().openapi({ description: 'Ends after' }),
      to: Instant.optional().openapi({ description: 'Starts before' }),
    }),
  },
  responses: { 200: answers(pageOf(Risk), 'One page', GEOJSON) },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One risk file',
  request: { params: FileParams },
  responses: { 200: answers(Risk, 'The feature; its ETag is for If-Match', GEOJSON) },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Write a risk file (takes Idempotency-Key)',
  description: `The grade follows from the checklist (core/case/risk-grade.ts) unless another is given with its reason. ${MASKED}`,
  request: { headers: IdempotencyKey, body: jsonBody(createBody(RiskInput)) },
  responses: { 201: answers(Risk, 'A draft', GEOJSON) },
};
const PATCH = {
  method: 'patch' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Change a draft or returned file (needs If-Match)',
  description: MASKED,
  request: { params: FileParams, headers: IfMatch, body: jsonBody(strictPatch(RiskPatch)) },
  responses: { 200: answers(Risk, 'As it is now', GEOJSON) },
};
