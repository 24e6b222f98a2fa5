import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { PlanDifference } from '../../core/contract/plan-difference.ts';
import { allow } from '../auth/actor.ts';
import { sendLarge } from '../compress-answer.ts';
import type { Deps } from '../deps.ts';
import { comparePlans } from '../draft/difference.ts';
import { findPlan } from '../draft/known-plan.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { DAY_MS, Days } from './plan-things.ts';

/** `GET /api/plans/{from}/difference?to=`: what one plan or draft has otherwise than another, and what that does. */
export function planDifferenceRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { to: toId, days } = c.req.valid('query');
    const from = await findPlan(deps, c.req.valid('param').from, scopeCode);
    const to = await findPlan(deps, toId, scopeCode);
    const nowMs = deps.clock();
    const difference = await comparePlans(deps, {
      from,
      to,
      scopeCode,
      days,
      incidentsFrom: new Date(nowMs - days * DAY_MS).toISOString(),
      incidentsTo: new Date(nowMs).toISOString(),
    });
    return await sendLarge(c, difference);
  });
  return router;
}

const READ = {
  method: 'get' as const,
  path: '/api/plans/{from}/difference',
  tags: ['plans'],
  summary: 'What one plan has otherwise than another, and what that does',
  description:
    'Either is a plan that is or was in force, or a draft. Borders that come and go by level; grids that were changed, renumbered, split, created, merged or retired, with where ' +
    'their area came from and went to; and what each of them and each community carries before and after, with how evenly it is spread. Both are counted by the same things: incidents of the last `days`, ' +
    "today's institutions, roads and staff, and residents and dwellings of the published plan that `to` is or begins from. Counts below 10 come as null. Only what lies in the scope of the account.",
  request: {
    params: z.object({ from: Id }),
    query: z.strictObject({ to: Id, days: Days }),
  },
  responses: { 200: answers(PlanDifference, 'From the first to the second') },
};
