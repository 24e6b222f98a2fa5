import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { Draft } from '../../core/contract/draft.ts';
import { DraftUpdate, DraftUpdateInput } from '../../core/contract/draft-update.ts';
import { allow } from '../auth/actor.ts';
import { bringDraftUp } from '../commands/draft-update.ts';
import { type Drafting, findDraft } from '../commands/drafts.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { weighUpdate } from '../draft/update.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/drafts/{id}/update`: a draft whose origin is no longer in force comes onto the plan that is. */
export function draftUpdateRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, WEIGH, async (c) => {
    const draft = await findDraft(deps.database, c.req.valid('param').id, c.var.actor.scopeCode);
    const weighed = await weighUpdate(deps.database, deps.drafts, draft);
    return c.json({ ...weighed, asOf: new Date(deps.clock()).toISOString() });
  });
  serve(router, UPDATE, async (c) => {
    allow(c.var.actor, 'edit_plan');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const input = c.req.valid('json') as z.output<typeof DraftUpdateInput>;
    const draft = await createOnce(
      deps,
      c,
      (tx, doing) => bringDraftUp(tx, deps.drafts, { id, input, versions }, doing as Drafting),
      { deadlineMs: DEADLINE_MS },
    );
    deps.draftNews.ring(id);
    return c.json(draft, 200, { ETag: etagOf(draft.version) });
  });
  return router;
}

/** A city's plan may have to be read first. */
const DEADLINE_MS = 60_000;
const PATH = '/api/drafts/{id}/update';
const tags = ['plans'];
const params = z.object({ id: Id });

const WEIGH = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: 'What would come of bringing a draft onto the plan in force',
  description:
    'For a draft whose origin is not in force any more. What the draft changed goes over community by community: where the plan in force is as the origin was there, the steps of the draft are made again (`carried`); where both changed a community (`clash`) somebody must choose. 409 if the draft begins from the plan in force, or brings an earlier plan back.',
  request: { params },
  responses: { 200: answers(DraftUpdate, 'As of now; nothing is changed') },
};
const UPDATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Bring a draft onto the plan in force (needs If-Match, takes Idempotency-Key)',
  description:
    'One transaction, while the draft can be edited and nobody else holds a community of it. Each clash needs a choice: `mine` (the grids as in the draft, under new codes where theirs were given meanwhile), `theirs` (as in force) or `aside` (as in force, and the draft as it was is kept as another one). The result is proven. The draft begins from the plan in force then; steps that hold can be taken back by who took them, and those that were taken back are gone from it. 409 `clash_undecided` names what lacks a choice.',
  request: {
    params,
    headers: IfMatch.extend(IdempotencyKey.shape),
    body: jsonBody(DraftUpdateInput),
  },
  responses: { 200: answers(Draft, 'As it is now') },
};
