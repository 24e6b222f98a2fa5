import { z } from '@hono/zod-openapi';
import { AreaCode, Id } from '../../core/contract/common.ts';
import { PlanAreas, Plans } from '../../core/contract/plan.ts';
import { LEVELS } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { selectPlanAreas, selectPlanState, selectPlans } from '../queries/plans.ts';
import { commonArea } from '../queries/scope.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

/** `/api/plans`: the plans that are or were in force, and the areas of each. Drafts are not among them. */
export function planRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, LIST, async (c) => c.json({ items: await selectPlans(deps.database) }));

  serve(router, AREAS, async (c) => {
    const { id: planId } = c.req.valid('param');
    const { scopeCode } = c.var.actor;
    const { level, within = scopeCode } = c.req.valid('query');
    if (!(await selectPlanState(deps.database, planId))) throw planUnknown();
    const area = commonArea(within, scopeCode);
    const items =
      area === undefined ? [] : await selectPlanAreas(deps.database, { planId, level, within: area });
    return c.json({ items });
  });
  return router;
}

/** Drafts count as unknown: they never were in force. */
export function planUnknown(): ProblemError {
  return new ProblemError('not_found', 'There is no plan of this id that is or was in force.');
}

const tags = ['areas'];
const LIST = {
  method: 'get' as const,
  path: '/api/plans',
  tags,
  summary: 'The plans that are or were in force',
  responses: { 200: answers(Plans, 'In the order in which they came into force') },
};
const AREAS = {
  method: 'get' as const,
  path: '/api/plans/{id}/areas',
  tags,
  summary: 'The areas that the grids of a plan form, or the grids themselves',
  description:
    'Sizes and counts are of the grids of the plan; names of areas are those of today. Residents and dwellings below 10 come as null.',
  request: {
    params: z.object({ id: Id }),
    query: z.strictObject({
      level: z.enum(LEVELS),
      within: AreaCode.optional().openapi({ description: "Default: the account's scope" }),
    }),
  },
  responses: { 200: answers(PlanAreas, 'By code') },
};
