import { z } from '@hono/zod-openapi';
import { AreaCode } from '../../core/contract/common.ts';
import { RoadsNotDriven, StreetCoverage } from '../../core/contract/street-coverage.ts';
import { COVERAGE_LEVELS, COVERAGE_PERIODS } from '../../core/patrol/look-back.ts';
import { allow } from '../auth/actor.ts';
import { areaUnknown } from '../commands/locate.ts';
import type { Deps } from '../deps.ts';
import { roadsNotDriven, streetCoverage } from '../dispatch/street-coverage.ts';
import { answers, GEOJSON, newRouter, type Router, serve } from '../validate.ts';

/** `/api/street-coverage` and `/api/street-coverage/not-driven`: which roads units drove. */
export function streetCoverageRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { within = scopeCode, ...query } = c.req.valid('query');
    const coverage = await streetCoverage(deps, { ...query, within, scopeCode });
    if (!coverage) throw areaUnknown('not_found', within);
    return c.json(coverage, 200, { 'Cache-Control': 'no-store' });
  });

  serve(router, LEFT_OUT, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { within, period } = c.req.valid('query');
    const roads = await roadsNotDriven(deps, { within, period, scopeCode });
    if (!roads) throw areaUnknown('not_found', within);
    return c.json(roads, 200, { 'Cache-Control': 'no-store', 'Content-Type': GEOJSON });
  });
  return router;
}

const tags = ['dosage'];
const period = z.enum(COVERAGE_PERIODS).default('week');
const LIST = {
  method: 'get' as const,
  path: '/api/street-coverage',
  tags,
  summary: 'How much of the roads of each street or community units drove',
  description:
    'Kilometres of roads but motorways and tracks, in the shift under way, the one before or the last seven days. A piece of at least 25 m (a road has at most 31) is driven by a unit that goes within 35 m of its middle in about its ' +
    'direction, between two positions at most 150 s apart. Roads belong to the area that holds their middle. The least covered first.',
  request: {
    query: z.strictObject({
      period,
      level: z.enum(COVERAGE_LEVELS).default('street'),
      within: AreaCode.optional().openapi({ description: "Default: the account's scope" }),
    }),
  },
  responses: { 200: answers(StreetCoverage, 'As far as positions were gone through') },
};
const LEFT_OUT = {
  method: 'get' as const,
  path: '/api/street-coverage/not-driven',
  tags,
  summary: 'The roads of an area that no unit drove from end to end, at most 2,000',
  request: { query: z.strictObject({ period, within: AreaCode }) },
  responses: { 200: answers(RoadsNotDriven, 'Those with the most left first', GEOJSON) },
};
