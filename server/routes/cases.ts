import { z } from '@hono/zod-openapi';
import type { CaseStep } from '../../core/case/transitions.ts';
import {
  CASE_EVALUATIONS,
  CASE_KINDS,
  CASE_OUTCOMES,
  CASE_STATUSES,
  ORGANISATIONS,
} from '../../core/case/vocabulary.ts';
import { workloads } from '../../core/case/workload.ts';
import { cityDay } from '../../core/city-time.ts';
import { codePrefix } from '../../core/contract/area-code.ts';
import {
  Case,
  CaseInput,
  CasePatch,
  type CaseProperties,
  WhyText,
  Workloads,
} from '../../core/contract/case.ts';
import { AreaCode, Day } from '../../core/contract/common.ts';
import { pageOf } from '../../core/contract/geometry.ts';
import { HOLDING_LEVELS } from '../../core/incident/deadlines.ts';
import { allow } from '../auth/actor.ts';
import { openCase, patchCase, stepCase } from '../commands/cases.ts';
import { command, doingOf } from '../commands/command.ts';
import { cityToday } from '../commands/files.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { caseConditions } from '../queries/files.ts';
import { CASES } from '../queries/nouns.ts';
import { selectPlaced, selectPlacedOne } from '../queries/placed.ts';
import { commonArea } from '../queries/scope.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { FileParams, MASKED, sendFile, strictPatch, YesOrNo } from './files.ts';
import { commaList, listParameters } from './parameters.ts';
import { collectionOf, createBody, tagOf } from './placed.ts';

/** `/api/cases`: case files of places (disputes, key areas, hazards). None is ever removed: it is closed. */
export function caseRoutes(deps: Deps): Router {
  const router = newRouter();
  serveWorkloads(router, deps);
  serveReads(router, deps);
  serveWrites(router, deps);
  serveStep(router, deps, 'escalate', 'Take a case up a level', Levelled);
  serveStep(router, deps, 'return', 'Give a case back to the level below', Levelled);
  serveStep(router, deps, 'reopen', 'Take a case up again', Levelled);
  serveStep(router, deps, 'transfer', 'Give a case to another organisation', Transferred);
  serveStep(router, deps, 'extend', 'Give a case more days', Extended);
  serveStep(router, deps, 'evaluate', 'Say what came of the work', Evaluated);
  serveStep(router, deps, 'close', 'Close an evaluated case', Closed);
  serveStep(router, deps, 'note', 'Add a line to a case', z.strictObject({ reason: WhyText }));
  return router;
}

function serveWorkloads(router: Router, deps: Deps): void {
  serve(router, WORKLOADS, async (c) => {
    const { scopeCode } = c.var.actor;
    const area = commonArea(c.req.valid('query').within ?? scopeCode, scopeCode);
    const { features, ground } = await deps.memory.current();
    const today = cityDay(ground.zone, deps.clock());
    const cases = [...features.cases].map(({ properties }) => properties as unknown as CaseProperties);
    const inside = cases.filter(
      ({ areaCode }) => area !== undefined && areaCode.startsWith(codePrefix(area)),
    );
    return c.json({ items: workloads(inside, today), today, asOf: new Date(deps.clock()).toISOString() });
  });
}

function serveReads(router: Router, deps: Deps): void {
  serve(router, LIST, async (c) => {
    const { cursor, limit, kind, status, level, organisation, overdue, ...rest } = c.req.valid('query');
    const afterId = decodeCursor(cursor, z.uuid());
    const today = await cityToday(deps.database, new Date(deps.clock()).toISOString());
    const where = caseConditions({
      kinds: kind,
      statuses: status,
      levels: level,
      organisation,
      overdue,
      today,
    });
    const filter = { ...rest, scopeCode: c.var.actor.scopeCode, where, afterId, limit: limit + 1 };
    const page = cutPage(await selectPlaced(deps.database, CASES, filter), limit, (row) => row.id);
    return sendGeoJson(c, collectionOf(page.rows, page.nextCursor, deps.clock()));
  });
  serve(router, READ, async (c) => {
    const { id } = c.req.valid('param');
    const feature = await selectPlacedOne(deps.database, CASES, id, c.var.actor.scopeCode);
    if (!feature) throw notFound('cases', `case ${id}`);
    return sendGeoJson(c, feature, tagOf(feature));
  });
}

function serveWrites(router: Router, deps: Deps): void {
  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_case');
    const input = c.req.valid('json') as z.output<typeof CaseInput>;
    const answer = await createOnce(deps, c, (tx, doing) => openCase(tx, input, doing));
    return sendFile(c, answer, { Location: `${PATH}/${answer.feature.id}` }, 201);
  });
  serve(router, PATCH, async (c) => {
    allow(c.var.actor, 'edit_case');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const patch = c.req.valid('json') as CasePatch;
    const doing = doingOf(deps, c.var.actor);
    return sendFile(c, await command(deps, (tx) => patchCase(tx, id, patch, versions, doing)));
  });
}

function serveStep(
  router: Router,
  deps: Deps,
  act: CaseStep['act'],
  summary: string,
  schema: z.ZodObject,
): void {
  const route = {
    method: 'post' as const,
    path: `${PATH}/{id}/${act}`,
    tags,
    summary: `${summary} (needs If-Match)`,
    description: `${LEGAL} ${MASKED}`,
    request: { params: FileParams, headers: IfMatch, body: jsonBody(schema) },
    responses: { 200: answers(Case, 'As it is now', GEOJSON) },
  };
  serve(router, route, async (c) => {
    allow(c.var.actor, 'edit_case');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const { reason = '', ...rest } = c.req.valid('json') as { reason?: string };
    const step = { act, ...rest } as CaseStep;
    const doing = doingOf(deps, c.var.actor);
    return sendFile(c, await command(deps, (tx) => stepCase(tx, id, step, reason, versions, doing)));
  });
}

const PATH = '/api/cases';
const tags = ['cases'];
const LEGAL = 'What is legal when is in core/case/transitions.ts; the level that holds a case takes it on.';
const Levelled = z.strictObject({ reason: WhyText, dueOn: Day.optional() });
const Transferred = z.strictObject({ owner: z.enum(ORGANISATIONS), reason: WhyText });
const Extended = z.strictObject({ dueOn: Day, reason: WhyText });
const Evaluated = z.strictObject({ evaluation: z.enum(CASE_EVALUATIONS), reason: WhyText });
const Closed = z.strictObject({
  outcome: z.enum(CASE_OUTCOMES),
  reason: z.string().trim().max(500).default(''),
});

const WORKLOADS = {
  method: 'get' as const,
  path: `${PATH}/workloads`,
  tags,
  summary: 'What each organisation has to do, and what of it is overdue',
  request: { query: z.strictObject({ within: AreaCode.optional() }) },
  responses: { 200: answers(Workloads, 'Most overdue first') },
};
const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Cases in the account's scope, by id: the oldest first",
  request: {
    query: z.strictObject({
      ...listParameters,
      kind: commaList(CASE_KINDS).optional(),
      status: commaList(CASE_STATUSES).optional(),
      level: commaList(HOLDING_LEVELS).optional(),
      organisation: z
        .enum(ORGANISATIONS)
        .optional()
        .openapi({ description: 'Owner, or partner in a joint action that is not ended' }),
      overdue: YesOrNo.optional(),
    }),
  },
  responses: { 200: answers(pageOf(Case), 'One page', GEOJSON) },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One case',
  request: { params: FileParams },
  responses: { 200: answers(Case, 'The feature; its ETag is for If-Match', GEOJSON) },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Open a case (takes Idempotency-Key)',
  description: MASKED,
  request: { headers: IdempotencyKey, body: jsonBody(createBody(CaseInput)) },
  responses: { 201: answers(Case, 'Opened', GEOJSON) },
};
const PATCH = {
  method: 'patch' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Correct an open case (needs If-Match)',
  description: MASKED,
  request: { params: FileParams, headers: IfMatch, body: jsonBody(strictPatch(CasePatch)) },
  responses: { 200: answers(Case, 'As it is now', GEOJSON) },
};
