import { z } from '@hono/zod-openapi';
import { AreaCode } from '../../core/contract/common.ts';
import { Coverage, CoverageAdvice, CoverageArrivals, CoverageDay } from '../../core/contract/coverage.ts';
import {
  COVERAGE_BASES,
  COVERAGE_MEASURES,
  COVERAGE_TIMES,
  COVERAGE_WEEKS,
  DEFAULT_COVERAGE_MINUTES,
  GUARD_MINUTES,
  MOST_COVERAGE_MINUTES,
} from '../../core/coverage/vocabulary.ts';
import { NETS, type Net } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { areaUnknown } from '../commands/locate.ts';
import type { Deps } from '../deps.ts';
import { CoverageBook } from '../dispatch/coverage/coverage-book.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

const NO_STORE = { 'Cache-Control': 'no-store' };

/** `/api/coverage` and below: which grids somebody reaches in time, where the next one helps most, how that is by plan, and how long units really took. */
export function coverageRoutes(deps: Deps): Router {
  const router = newRouter();
  const book = new CoverageBook(deps);

  serve(router, PICTURE, async (c) => {
    allow(c.var.actor, 'read');
    const { basis, hour, times } = c.req.valid('query');
    const question = { basis, hour, times, scopeCode: c.var.actor.scopeCode };
    return c.json(await book.coverage(question, c.req.raw.signal), 200, NO_STORE);
  });

  serve(router, ADVICE, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { basis, hour, times, within = scopeCode, ...wish } = c.req.valid('query');
    const question = { basis, hour, times, scopeCode };
    const advice = await book.advice(question, { ...wish, within }, c.req.raw.signal);
    if (!advice) throw areaUnknown('not_found', within);
    return c.json(advice, 200, NO_STORE);
  });

  serve(router, DAY, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { times, within = scopeCode, ...wish } = c.req.valid('query');
    const question = { basis: 'plan' as const, hour: undefined, times, scopeCode };
    const day = await book.day(question, { ...wish, within }, c.req.raw.signal);
    if (!day) throw areaUnknown('not_found', within);
    return c.json(day, 200, NO_STORE);
  });

  serve(router, ARRIVALS, async (c) => {
    allow(c.var.actor, 'read');
    return c.json(await book.arrivals(), 200, NO_STORE);
  });
  return router;
}

const tags = ['coverage'];
const when = {
  basis: z.enum(COVERAGE_BASES).default('now'),
  hour: z.coerce
    .number()
    .int()
    .min(0)
    .max(23)
    .optional()
    .openapi({ description: 'By plan: of the day that it is' }),
};
const times = z.enum(COVERAGE_TIMES).default('road');
const nets = z
  .string()
  .refine(isNets, `nets are some of ${NETS.join(', ')}, each once, separated by commas`)
  .transform((text) => text.split(',') as Net[])
  .openapi({ type: 'string', description: 'The nets that count together, separated by commas' });
const wish = {
  nets,
  minutes: z.coerce.number().int().min(1).max(MOST_COVERAGE_MINUTES).default(DEFAULT_COVERAGE_MINUTES),
  measure: z.enum(COVERAGE_MEASURES).default('incidents'),
  within: AreaCode.optional().openapi({ description: "Default: the account's scope" }),
};

function isNets(text: string): boolean {
  const names = text.split(',');
  return (
    new Set(names).size === names.length && names.every((name) => (NETS as readonly string[]).includes(name))
  );
}

const PICTURE = {
  method: 'get' as const,
  path: '/api/coverage',
  tags,
  summary: 'How soon each of the five nets is in each grid, now or by plan',
  description:
    `Seconds to the middle of each grid of the plan in force, up to ${MOST_COVERAGE_MINUTES} minutes. Street: units that could be sent now and whose position is fresh, by their vehicle over the roads at this hour, closed ones left out. ` +
    'Community: staffed posts, on foot. Checkpoint: staffed or closed checkpoints, by car from the grid to them. Institution: those with guard posts, on foot. Technology: a working device stands in the grid or sees its middle. By plan: ' +
    'units of the shift at the places of their issued rounds, without one at their police room; checkpoints by their hours. ' +
    `Incidents of the last ${COVERAGE_WEEKS} weeks, without what patrols found.`,
  request: { query: z.strictObject({ ...when, times }) },
  responses: { 200: answers(Coverage, 'As of now') },
};
const ADVICE = {
  method: 'get' as const,
  path: '/api/coverage/advice',
  tags,
  summary: 'Where the next post, device or unit helps most, and what the loss of each one costs',
  description: `Maximal covering by greedy choice and swaps: at least 63 % of the best choice among the places looked at, and at least \`total gain / atMost\` of it. Guards of an institution count within at most ${GUARD_MINUTES} minutes.`,
  request: {
    query: z.strictObject({
      ...when,
      times,
      ...wish,
      add: z.enum(NETS),
      count: z.coerce.number().int().min(1).max(10).default(5),
    }),
  },
  responses: { 200: answers(CoverageAdvice, 'As of now') },
};
const DAY = {
  method: 'get' as const,
  path: '/api/coverage/day',
  tags,
  summary: 'What the nets cover by plan in each hour of the day',
  request: { query: z.strictObject({ times, ...wish }) },
  responses: { 200: answers(CoverageDay, 'Of the city’s day that it is') },
};
const ARRIVALS = {
  method: 'get' as const,
  path: '/api/coverage/arrivals',
  tags,
  summary: 'How long units took from being sent until they were there, beside the times by road',
  responses: { 200: answers(CoverageArrivals, 'The last 400 arrivals of four weeks') },
};
