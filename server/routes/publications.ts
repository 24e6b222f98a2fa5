import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Id, Name } from '../../core/contract/common.ts';
import { Draft } from '../../core/contract/draft.ts';
import { type Action, mayDo } from '../../core/contract/permission.ts';
import { DraftReturn, GridInput, PublicationCheck, PublishInput } from '../../core/contract/publication.ts';
import { allow } from '../auth/actor.ts';
import { approveDraft, returnDraft, submitDraft } from '../commands/draft-review.ts';
import { type Drafting, findDraft } from '../commands/drafts.ts';
import { giveDraftGrid, publishDraft, restorePlan, unscheduleDraft } from '../commands/publications.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Queryable } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { checkPublication } from '../publication/check.ts';
import { prepare } from '../publication/prepared.ts';
import { type AppEnv, answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { draftingOf } from './drafts.ts';

/** `/api/drafts/{id}/...`: a draft's way into force, and back to a plan that was. */
export function publicationRoutes(deps: Deps): Router {
  const router = newRouter();
  serveReview(router, deps);
  serveCheck(router, deps);
  servePublication(router, deps);
  return router;
}

function serveReview(router: Router, deps: Deps): void {
  serve(router, SUBMIT, async (c) => {
    const { id } = c.req.valid('param');
    const { versions, doing } = asked(deps, c, 'edit_plan');
    return await changed(deps, c, id, (tx) => submitDraft(tx, id, versions, doing));
  });
  serve(router, RETURN, async (c) => {
    const { id } = c.req.valid('param');
    const { versions, doing } = asked(deps, c, 'edit_plan', 'approve_plan');
    const { reason } = c.req.valid('json');
    return await changed(deps, c, id, (tx) => returnDraft(tx, id, reason, versions, doing));
  });
  serve(router, APPROVE, async (c) => {
    const { id } = c.req.valid('param');
    const { versions, doing } = asked(deps, c, 'approve_plan');
    return await changed(deps, c, id, (tx) => approveDraft(tx, id, versions, doing));
  });
}

function serveCheck(router: Router, deps: Deps): void {
  serve(router, CHECK, async (c) => {
    const draft = await findDraft(deps.database, c.req.valid('param').id, c.var.actor.scopeCode);
    const prepared = await prepare(deps.database, deps.drafts, draft);
    const check = await checkPublication(deps.database, prepared);
    return c.json({ ...check, asOf: new Date(deps.clock()).toISOString() });
  });
  serve(router, GIVE, async (c) => {
    allow(c.var.actor, 'edit_plan');
    const { id, gridId } = c.req.valid('param');
    const input = c.req.valid('json') as GridInput;
    const doing = draftingOf(deps, c.var.actor);
    return await changed(deps, c, id, (tx) => giveDraftGrid(tx, deps.drafts, { id, gridId, input }, doing));
  });
}

function servePublication(router: Router, deps: Deps): void {
  serve(router, PUBLISH, async (c) => {
    const { id } = c.req.valid('param');
    const { versions, doing } = asked(deps, c, 'approve_plan');
    const input = c.req.valid('json') as PublishInput;
    return await changed(deps, c, id, (tx) => publishDraft(tx, deps.drafts, { id, input, versions }, doing));
  });
  serve(router, UNSCHEDULE, async (c) => {
    const { id } = c.req.valid('param');
    const { versions, doing } = asked(deps, c, 'approve_plan');
    return await changed(deps, c, id, (tx) => unscheduleDraft(tx, id, versions, doing));
  });
  serve(router, RESTORE, async (c) => {
    allow(c.var.actor, 'approve_plan');
    const { id } = c.req.valid('param');
    const input = c.req.valid('json') as z.output<typeof RestoreInput>;
    const draft = await createOnce(deps, c, (tx, doing) => restorePlan(tx, id, input, doing as Drafting));
    return c.json(draft, 201, { ETag: etagOf(draft.version), Location: `/api/drafts/${draft.id}` });
  });
}

/** On which version, and by whom; any of the actions is enough. */
function asked(deps: Deps, c: Context<AppEnv>, ...actions: readonly [Action, ...Action[]]) {
  const { actor } = c.var;
  allow(actor, actions.find((action) => mayDo(actor.role, action)) ?? actions[0]);
  return { versions: requireIfMatch(c), doing: draftingOf(deps, actor) };
}

/** Changes a draft in one transaction, tells those who wait for news, and answers it. */
async function changed(
  deps: Deps,
  c: Context<AppEnv>,
  id: string,
  work: (tx: Queryable) => Promise<Draft>,
): Promise<Response> {
  const draft = await deps.database.transaction(work, { deadlineMs: DEADLINE_MS });
  deps.hub.wake();
  deps.draftNews.ring(id);
  return c.json(draft, 200, { ETag: etagOf(draft.version) });
}

/** Writing a city's plan takes seconds. */
const DEADLINE_MS = 120_000;
const PATH = '/api/drafts/{id}';
const tags = ['plans'];
const params = z.object({ id: Id });
const answer = answers(Draft, 'As it is now');
const RestoreInput = z.strictObject({ name: Name.optional(), note: z.string().trim().max(500).default('') });

const SUBMIT = {
  method: 'post' as const,
  path: `${PATH}/submit`,
  tags,
  summary: 'Give a draft to those who approve (needs If-Match)',
  description: 'Nobody changes it meanwhile; communities that somebody holds are given up.',
  request: { params, headers: IfMatch },
  responses: { 200: answer },
};
const RETURN = {
  method: 'post' as const,
  path: `${PATH}/return`,
  tags,
  summary: 'Give a draft back to those who edit it, from review or once approved (needs If-Match)',
  description: 'The reason is kept in the log.',
  request: { params, headers: IfMatch, body: jsonBody(DraftReturn) },
  responses: { 200: answer },
};
const APPROVE = {
  method: 'post' as const,
  path: `${PATH}/approve`,
  tags,
  summary: 'Approve a draft (needs If-Match)',
  description: 'Only by somebody who neither submitted it nor took a step of it: 403 otherwise.',
  request: { params, headers: IfMatch },
  responses: { 200: answer },
};
const CHECK = {
  method: 'get' as const,
  path: `${PATH}/check`,
  tags,
  summary: 'What stands in the way of a draft, and what would come of it',
  description:
    'The proof of every changed community and of the whole plan, codes, names, officials; grids that are made, changed and ended, and what comes to another grid.',
  request: { params },
  responses: { 200: answers(PublicationCheck, 'As of now') },
};
const GIVE = {
  method: 'put' as const,
  path: `${PATH}/grids/{gridId}`,
  tags,
  summary: 'Names, counts and officials of a grid that a draft makes or changes',
  description:
    'What is left out stays. Names follow the neighbours and residents and dwellings the area unless they are given; null: so again. Once the draft is approved only officials can be given.',
  request: { params: z.object({ id: Id, gridId: Id }), body: jsonBody(GridInput) },
  responses: { 200: answer },
};
const PUBLISH = {
  method: 'post' as const,
  path: `${PATH}/publish`,
  tags,
  summary: 'Put an approved draft into force, now or later (needs If-Match)',
  description:
    'One transaction: proven here and by the database, written, and all that lies in changed grids comes to its new grid; what incidents had is kept. 409 with `issues` while anything stands in the way. With `effectiveFrom` in the future it comes into force by itself then; what no longer holds at that time is approved again, and the log says why.',
  request: { params, headers: IfMatch, body: jsonBody(PublishInput) },
  responses: { 200: answer },
};
const UNSCHEDULE = {
  method: 'post' as const,
  path: `${PATH}/unschedule`,
  tags,
  summary: 'Take back that a draft comes into force by itself (needs If-Match)',
  request: { params, headers: IfMatch },
  responses: { 200: answer },
};
const RESTORE = {
  method: 'post' as const,
  path: '/api/plans/{id}/restore',
  tags,
  summary: 'Begin to bring back a plan that was in force (takes Idempotency-Key)',
  description:
    'A draft that is approved already, as the plan was: publish it like any other. Incidents come back to their grids, and so do the officials of grids that were no more.',
  request: { params, headers: IdempotencyKey, body: jsonBody(RestoreInput) },
  responses: { 201: answers(Draft, 'To be published') },
};
