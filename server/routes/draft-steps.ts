import { z } from '@hono/zod-openapi';
import { AreaCode, Id } from '../../core/contract/common.ts';
import {
  type Draft,
  DraftNews,
  DraftPlan,
  DraftStepInput,
  DraftStepMade,
  Editor,
  Lease,
} from '../../core/contract/draft.ts';
import { withChanges } from '../../core/plan/change.ts';
import { packPlan } from '../../core/plan/packed.ts';
import { allow } from '../auth/actor.ts';
import { giveUpLease, leaseCommunity, stepDraft } from '../commands/draft-steps.ts';
import { findDraft, openEditor } from '../commands/drafts.ts';
import type { Deps } from '../deps.ts';
import type { DraftState } from '../draft/draft-board.ts';
import { wireStep } from '../draft/news.ts';
import { notFound } from '../problem.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { draftingOf } from './drafts.ts';
import { wholeNumber } from './parameters.ts';

/** `/api/drafts/{id}/...`: the borders of a draft, the steps that change them, and who may change what just now. */
export function draftStepRoutes(deps: Deps): Router {
  const router = newRouter();
  servePlan(router, deps);
  serveSteps(router, deps);
  serveLeases(router, deps);
  return router;
}

function servePlan(router: Router, deps: Deps): void {
  serve(router, PLAN, async (c) => {
    const draft = await findDraft(deps.database, c.req.valid('param').id, c.var.actor.scopeCode);
    const { at } = c.req.valid('query');
    const { plan, seq, steps } = await stateAt(deps, draft, at);
    const told = steps.map((step) => {
      const { change: _, ...head } = wireStep(step);
      return head;
    });
    return c.json({ seq, originId: draft.originId, ...packPlan(plan), steps: told });
  });
  serve(router, NEWS, async (c) => {
    const { id } = c.req.valid('param');
    const draft = await findDraft(deps.database, id, c.var.actor.scopeCode);
    const { after, known, wait } = c.req.valid('query');
    const { signal } = c.req.raw;
    const news = await deps.draftNews.next(draft.id, { after, known }, { waitMs: wait * 1000, signal });
    if (!news) throw notFound('plans', `draft ${id}`);
    return c.json(news);
  });
}

/** A draft as it is now, or as it was after the step `at`; 0: as it began. */
async function stateAt({ drafts, database }: Deps, draft: Draft, at: number): Promise<DraftState> {
  const now = await drafts.current(database, draft);
  if (at >= now.seq) return now;
  const steps = now.steps.filter(({ seq }) => seq <= at);
  const changes = steps.map(({ change }) => change);
  return { seq: at, steps, plan: withChanges(await drafts.origin(database, draft.originId), changes) };
}

function serveSteps(router: Router, deps: Deps): void {
  serve(router, EDITOR, async (c) => {
    allow(c.var.actor, 'edit_plan');
    await findDraft(deps.database, c.req.valid('param').id, c.var.actor.scopeCode);
    return c.json(await openEditor(deps.database), 201);
  });
  serve(router, STEP, async (c) => {
    allow(c.var.actor, 'edit_plan');
    const { id } = c.req.valid('param');
    const input = c.req.valid('json') as DraftStepInput;
    const doing = draftingOf(deps, c.var.actor);
    const step = await deps.database.transaction((tx) => stepDraft(tx, deps.drafts, id, input, doing));
    deps.draftNews.ring(id);
    return c.json(wireStep(step), 201);
  });
}

function serveLeases(router: Router, deps: Deps): void {
  serve(router, LEASE, async (c) => {
    allow(c.var.actor, 'edit_plan');
    const { id, community } = c.req.valid('param');
    const { editorId } = c.req.valid('json');
    const doing = draftingOf(deps, c.var.actor);
    const items = await deps.database.transaction((tx) => leaseCommunity(tx, id, community, editorId, doing));
    deps.draftNews.ring(id);
    return c.json({ items });
  });
  serve(router, GIVE_UP, async (c) => {
    allow(c.var.actor, 'edit_plan');
    const { id, community } = c.req.valid('param');
    const doing = draftingOf(deps, c.var.actor);
    const items = await deps.database.transaction((tx) => giveUpLease(tx, id, community, doing));
    deps.draftNews.ring(id);
    return c.json({ items });
  });
}

const PATH = '/api/drafts/{id}';
const tags = ['plans'];
const LAST_STEP = 999_999_999;
const params = z.object({ id: Id });
const ofCommunity = z.object({ id: Id, community: AreaCode });
const Leases = z.object({ items: z.array(Lease) });

const PLAN = {
  method: 'get' as const,
  path: `${PATH}/plan`,
  tags,
  summary: 'All borders and grids of a draft, and its steps',
  description:
    'Coordinates are whole numbers of 1e-7 degree (EPSG:4326), longitude before latitude. `at`: as it was after this step, 0 as it began; default: as it is.',
  request: {
    params,
    query: z.strictObject({
      at: wholeNumber(0, LAST_STEP, LAST_STEP),
    }),
  },
  responses: { 200: answers(DraftPlan, 'Compact rows') },
};
const NEWS = {
  method: 'get' as const,
  path: `${PATH}/news`,
  tags,
  summary: 'What others did to a draft since a step; waits until there is something',
  description: '`known`: as the last answer told it. Answers after `wait` seconds at the latest.',
  request: {
    params,
    query: z.strictObject({
      after: wholeNumber(0, LAST_STEP, 0),
      known: z.string().max(40).default(''),
      wait: wholeNumber(0, 25, 0),
    }),
  },
  responses: { 200: answers(DraftNews, 'In order') },
};
const EDITOR = {
  method: 'post' as const,
  path: `${PATH}/editors`,
  tags,
  summary: 'Get numbers for new nodes and arcs',
  description: 'Nobody else gets the same. Ask again when they are used up.',
  request: { params },
  responses: { 201: answers(Editor, 'Numbers from `first` up to `end`') },
};
const STEP = {
  method: 'post' as const,
  path: `${PATH}/steps`,
  tags,
  summary: 'Change a draft by one operation, undo or redo',
  description:
    'It is proven before it is kept, or refused with a reason, and nothing is changed. Sent again under the same `key` it is not done again. Whoever changes a community holds it for two minutes.',
  request: { params, body: jsonBody(DraftStepInput) },
  responses: { 201: answers(DraftStepMade, 'What it changed') },
};
const LEASE = {
  method: 'put' as const,
  path: `${PATH}/leases/{community}`,
  tags,
  summary: 'Hold a community for two minutes, so that nobody else changes it',
  request: { params: ofCommunity, body: jsonBody(z.strictObject({ editorId: Id })) },
  responses: { 200: answers(Leases, 'All of the draft') },
};
const GIVE_UP = {
  method: 'delete' as const,
  path: `${PATH}/leases/{community}`,
  tags,
  summary: 'Give a community up to others',
  request: { params: ofCommunity },
  responses: { 200: answers(Leases, 'All of the draft') },
};
