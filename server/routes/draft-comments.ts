import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { DraftComment, DraftCommentInput, DraftComments } from '../../core/contract/draft.ts';
import { allow } from '../auth/actor.ts';
import { addComment, settle } from '../commands/draft-comments.ts';
import { type Drafting, findDraft } from '../commands/drafts.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { selectComments } from '../queries/draft-comments.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { draftingOf } from './drafts.ts';

/** `/api/drafts/{id}/comments`: what planners and reviewers say of places of a draft. */
export function draftCommentRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, LIST, async (c) => {
    const draft = await findDraft(deps.database, c.req.valid('param').id, c.var.actor.scopeCode);
    return c.json({ items: await selectComments(deps.database, draft.id) });
  });
  serve(router, ADD, async (c) => {
    allow(c.var.actor, 'approve_plan');
    const { id } = c.req.valid('param');
    const input = c.req.valid('json');
    const { comment, masked } = await createOnce(deps, c, (tx, doing) =>
      addComment(tx, id, input, doing as Drafting),
    );
    deps.draftNews.ring(id);
    return c.json(comment, 201, masked.length > 0 ? { 'X-Masked': masked.join(',') } : {});
  });
  serve(router, SETTLE, async (c) => {
    allow(c.var.actor, 'approve_plan');
    const { id, comment } = c.req.valid('param');
    const doing = draftingOf(deps, c.var.actor);
    const settled = await deps.database.transaction((tx) => settle(tx, id, comment, doing));
    deps.draftNews.ring(id);
    return c.json(settled);
  });
  return router;
}

const PATH = '/api/drafts/{id}/comments';
const tags = ['plans'];
const params = z.object({ id: Id });

const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: 'Comments at places of a draft, oldest first',
  request: { params },
  responses: { 200: answers(DraftComments, 'At most 2000') },
};
const ADD = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Comment on a place of a draft (takes Idempotency-Key)',
  description: 'Phone and identity numbers, plates and the like are masked; X-Masked names the kinds.',
  request: { params, headers: IdempotencyKey, body: jsonBody(DraftCommentInput) },
  responses: { 201: answers(DraftComment, 'Written') },
};
const SETTLE = {
  method: 'post' as const,
  path: `${PATH}/{comment}/settle`,
  tags,
  summary: 'Say that what a comment was about is done',
  request: { params: z.object({ id: Id, comment: Id }) },
  responses: { 200: answers(DraftComment, 'Settled') },
};
