import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { Draft, DraftInput, DraftPatch, Drafts } from '../../core/contract/draft.ts';
import { DRAFT_STATUSES } from '../../core/plan/draft-vocabulary.ts';
import type { Actor } from '../auth/actor.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import {
  createDraft,
  type Drafting,
  findDraft,
  OPEN_STATUSES,
  patchDraft,
  withdrawDraft,
} from '../commands/drafts.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { selectDrafts } from '../queries/drafts.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { commaList } from './parameters.ts';

/** `/api/drafts`: plans in the making. Who may read plans may see them, planners make them. */
export function draftRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, LIST, async (c) => {
    const { status = OPEN_STATUSES } = c.req.valid('query');
    const items = await selectDrafts(deps.database, { scopeCode: c.var.actor.scopeCode, statuses: status });
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });
  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_plan');
    const input = c.req.valid('json') as z.output<typeof DraftInput>;
    const draft = await createOnce(deps, c, (tx, doing) => createDraft(tx, input, doing as Drafting));
    return c.json(draft, 201, { ETag: etagOf(draft.version), Location: `${PATH}/${draft.id}` });
  });
  serve(router, READ, async (c) => {
    const draft = await findDraft(deps.database, c.req.valid('param').id, c.var.actor.scopeCode);
    return c.json(draft, 200, { ETag: etagOf(draft.version) });
  });
  serve(router, PATCH, async (c) => {
    allow(c.var.actor, 'edit_plan');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const patch = c.req.valid('json');
    const draft = await command(deps, (tx) =>
      patchDraft(tx, id, patch, versions, draftingOf(deps, c.var.actor)),
    );
    deps.draftNews.ring(id);
    return c.json(draft, 200, { ETag: etagOf(draft.version) });
  });
  serve(router, WITHDRAW, async (c) => {
    allow(c.var.actor, 'edit_plan');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const draft = await command(deps, (tx) => withdrawDraft(tx, id, versions, draftingOf(deps, c.var.actor)));
    deps.draftNews.ring(id);
    return c.json(draft, 200, { ETag: etagOf(draft.version) });
  });
  return router;
}

export function draftingOf(deps: Deps, actor: Actor): Drafting {
  return doingOf(deps, actor) as Drafting;
}

const PATH = '/api/drafts';
const tags = ['plans'];
const params = z.object({ id: Id });
const answer = answers(Draft, 'As it is now');

const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: 'Plans in the making, newest first',
  description: `\`status\`: some of ${DRAFT_STATUSES.join(', ')}, separated by commas; default: all that are not withdrawn.`,
  request: { query: z.strictObject({ status: commaList(DRAFT_STATUSES).optional() }) },
  responses: { 200: answers(Drafts, 'At most 200') },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Begin a draft (takes Idempotency-Key)',
  description:
    'From the plan in force, from an earlier one or from another draft (`fromId`). `editLevel`: borders of that level and below may move. It may change what lies in the area of the account.',
  request: { headers: IdempotencyKey, body: jsonBody(DraftInput) },
  responses: { 201: answers(Draft, 'Begun') },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One draft',
  request: { params },
  responses: { 200: answer },
};
const PATCH = {
  method: 'patch' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Give a draft another name or note (needs If-Match)',
  request: { params, headers: IfMatch, body: jsonBody(DraftPatch) },
  responses: { 200: answer },
};
const WITHDRAW = {
  method: 'post' as const,
  path: `${PATH}/{id}/withdraw`,
  tags,
  summary: 'Put a draft away (needs If-Match)',
  description: 'Its steps stay on record, and another draft can begin from it.',
  request: { params, headers: IfMatch },
  responses: { 200: answer },
};
