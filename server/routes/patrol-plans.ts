import { z } from '@hono/zod-openapi';
import { Day, Id } from '../../core/contract/common.ts';
import { PatrolPlan, PatrolPlanInput, PatrolPlans } from '../../core/contract/patrol-plan.ts';
import { SHIFTS } from '../../core/vocabulary.ts';
import type { Actor } from '../auth/actor.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import {
  changePatrolPlan,
  createPatrolPlan,
  findPatrolPlan,
  inputOf,
  issuePatrolPlan,
  type Planning,
  removePatrolPlan,
  withdrawPatrolPlan,
} from '../commands/patrol-plans.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { wayedPlan } from '../dispatch/patrol-rounds.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { selectPatrolPlans } from '../queries/patrol-plans.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/patrol-plans`: who goes which round in a shift of a day. Who may read may see them, who leads units makes them. */
export function patrolPlanRoutes(deps: Deps): Router {
  const router = newRouter();
  const orderOf = async (input: PatrolPlanInput, { scopeCode }: Actor) => ({
    input,
    wayed: await wayedPlan(deps, input, scopeCode),
  });
  const planningOf = (actor: Actor) => doingOf(deps, actor) as Planning;

  serve(router, LIST, async (c) => {
    const { from, to, shift } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    if (to < from) throw new ProblemError('invalid_request', '`from` must not be later than `to`.');
    const items = await selectPatrolPlans(deps.database, {
      scopeCode,
      fromDay: from,
      toDay: to,
      shift,
      limit: MOST,
    });
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });
  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const order = await orderOf(c.req.valid('json'), c.var.actor);
    const plan = await createOnce(deps, c, (tx, doing) => createPatrolPlan(tx, order, doing as Planning));
    return c.json(plan, 201, { ...tagOf(plan), Location: `${PATH}/${plan.id}` });
  });
  serve(router, READ, async (c) => {
    const plan = await findPatrolPlan(deps.database, c.req.valid('param').id, c.var.actor.scopeCode);
    return c.json(plan, 200, tagOf(plan));
  });
  serve(router, CHANGE, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_unit');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const order = await orderOf(c.req.valid('json'), actor);
    const plan = await command(deps, (tx) => changePatrolPlan(tx, id, order, versions, planningOf(actor)));
    return c.json(plan, 200, tagOf(plan));
  });
  serve(router, ISSUE, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_unit');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const saved = await findPatrolPlan(deps.database, id, actor.scopeCode);
    const order = await orderOf(inputOf(saved), actor);
    // Between the two reads somebody may have changed it: what is issued is what was looked at.
    const looked = versions.includes('*') ? [saved.version] : versions.filter((one) => one === saved.version);
    const held = looked.length > 0 ? looked : versions;
    const plan = await command(deps, (tx) => issuePatrolPlan(tx, id, order, held, planningOf(actor)));
    return c.json(plan, 200, tagOf(plan));
  });
  serve(router, WITHDRAW, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_unit');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const plan = await command(deps, (tx) => withdrawPatrolPlan(tx, id, versions, planningOf(actor)));
    return c.json(plan, 200, tagOf(plan));
  });
  serve(router, REMOVE, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_unit');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    await command(deps, (tx) => removePatrolPlan(tx, id, versions, planningOf(actor)));
    return c.body(null, 204);
  });
  return router;
}

function tagOf({ version }: PatrolPlan): { ETag: string } {
  return { ETag: etagOf(version) };
}

const MOST = 500;
const PATH = '/api/patrol-plans';
const tags = ['patrol_plans'];
const params = z.object({ id: Id });
const answer = answers(PatrolPlan, 'As it is now');

const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Patrol plans of the account's scope",
  description: `\`from\`, \`to\`: days of the city, both included. At most ${MOST}, the newest day first.`,
  request: { query: z.strictObject({ from: Day, to: Day, shift: z.enum(SHIFTS).optional() }) },
  responses: { 200: answers(PatrolPlans, 'Without their rounds') },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Keep a patrol plan as a draft (takes Idempotency-Key)',
  description:
    'The ways between its stops are looked up by road at the middle of the shift. Refused (409) with a list of conflicts: a unit in two rounds or off its shift, a round longer than the shift, ' +
    'a stop that can not be reached in time or by no road, a place with two units at once.',
  request: { headers: IdempotencyKey, body: jsonBody(PatrolPlanInput) },
  responses: { 201: answers(PatrolPlan, 'Kept') },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One patrol plan with its rounds and stops',
  request: { params },
  responses: { 200: answers(PatrolPlan, 'The plan; its ETag is for If-Match') },
};
const CHANGE = {
  method: 'put' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Put other rounds into a patrol plan (needs If-Match)',
  description:
    'Under the same rules as a new one. Stops that come with their `id` stay the same stops. One that is issued stays issued.',
  request: { params, headers: IfMatch, body: jsonBody(PatrolPlanInput) },
  responses: { 200: answer },
};
const ISSUE = {
  method: 'post' as const,
  path: `${PATH}/{id}/issue`,
  tags,
  summary: 'Give a patrol plan out to its units (needs If-Match)',
  description: 'All at once, under the same rules by the roads as they are now.',
  request: { params, headers: IfMatch },
  responses: { 200: answer },
};
const WITHDRAW = {
  method: 'post' as const,
  path: `${PATH}/{id}/withdraw`,
  tags,
  summary: 'Take an issued patrol plan back (needs If-Match)',
  request: { params, headers: IfMatch },
  responses: { 200: answer },
};
const REMOVE = {
  method: 'delete' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Remove a draft (needs If-Match)',
  request: { params, headers: IfMatch },
  responses: { 204: { description: 'Removed; the log keeps it' } },
};
