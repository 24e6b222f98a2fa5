import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { PlanDifference } from '../../core/contract/plan-difference.ts';
import { differenceCsv, differenceGeojson } from '../../core/plan/difference/report-rows.ts';
import { allow } from '../auth/actor.ts';
import { sendLarge } from '../compress-answer.ts';
import type { Deps } from '../deps.ts';
import { comparePlans } from '../draft/difference.ts';
import { GroundShelf } from '../draft/ground-shelf.ts';
import { findPlan, type KnownPlan } from '../draft/known-plan.ts';
import { GEOJSON, newRouter, type Router, serve } from '../validate.ts';
import { countedParameters } from './plan-things.ts';

/** `GET /api/plans/{from}/difference?to=`: what one plan or draft has otherwise than another, and what that does. */
export function planDifferenceRoutes(deps: Deps): Router {
  const router = newRouter();
  const shelf = new GroundShelf(deps);
  serve(router, READ, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { to: toId, format, ...counted } = c.req.valid('query');
    const from = await findPlan(deps, c.req.valid('param').from, scopeCode);
    const to = await findPlan(deps, toId, scopeCode);
    const difference = await comparePlans(deps, shelf, { from, to, scopeCode, counted });
    if (format === 'json') return await sendLarge(c, difference);
    const file = FILES[format];
    return c.body(file.write(difference, from, to), 200, {
      'Content-Type': file.mediaType,
      'Content-Disposition': `attachment; filename="difference-${difference.asOf.slice(0, 10)}.${format}"`,
      'Cache-Control': 'no-store',
    });
  });
  return router;
}

const FILES = {
  geojson: {
    mediaType: GEOJSON,
    write: (difference: PlanDifference, from: KnownPlan, to: KnownPlan) =>
      JSON.stringify(differenceGeojson(difference, from.plan, to.plan)),
  },
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', write: differenceCsv },
} as const;
const FORMATS = ['json', 'geojson', 'csv'] as const;

const READ = {
  method: 'get' as const,
  path: '/api/plans/{from}/difference',
  tags: ['plans'],
  summary: 'What one plan has otherwise than another, and what that does',
  description:
    'Either is a plan that is or was in force, or a draft. Borders that come and go by level; grids that were changed, renumbered, split, created, merged or retired, with where ' +
    'their area came from and went to; and what each of them and each community carries before and after, with how evenly it is spread. Both are counted by the same things: incidents of `days` days, ' +
    "today's institutions, roads and staff, and residents and dwellings of the published plan that `to` is or begins from. Counts below 10 come as null. Only what lies in the scope of the account.",
  request: {
    params: z.object({ from: Id }),
    query: z.strictObject({ to: Id, ...countedParameters, format: z.enum(FORMATS).default('json') }),
  },
  responses: {
    200: {
      description: 'From the first to the second',
      content: {
        'application/json': { schema: PlanDifference },
        [GEOJSON]: { schema: z.string().openapi({ format: 'binary' }) },
        'text/csv': { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
  },
};
