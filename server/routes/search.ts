import { z } from '@hono/zod-openapi';
import { cityDayBounds } from '../../core/city-time.ts';
import { SearchAnswer } from '../../core/contract/search.ts';
import { fromWallTime } from '../../core/zone.ts';
import type { Deps } from '../deps.ts';
import { selectCityZone } from '../queries/city.ts';
import { type NumberPrefix, selectSearchHits } from '../queries/search.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { wholeNumber } from './parameters.ts';

/** `GET /api/search`: areas and things by name, code or number, in the account's scope. */
export function searchRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, SEARCH, async (c) => {
    const { q: text, limit } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const incidents = await numberPrefix(deps, text);
    return c.json({ items: await selectSearchHits(deps.database, { text, scopeCode, limit, incidents }) });
  });
  return router;
}

/** '261123-00' -> that day and the beginning of its numbers; undefined when the text is no beginning of a number. */
async function numberPrefix(deps: Deps, text: string): Promise<NumberPrefix | undefined> {
  const parts = /^(\d\d)(\d\d)(\d\d)(-\d{0,6})?$/.exec(text);
  if (!parts) return undefined;
  const noon = Date.parse(`20${parts[1]}-${parts[2]}-${parts[3]}T12:00:00Z`);
  if (Number.isNaN(noon)) return undefined;
  const zone = await selectCityZone(deps.database);
  const [from, to] = cityDayBounds(zone, fromWallTime(zone, noon));
  return { prefix: text, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

const SEARCH = {
  method: 'get' as const,
  path: '/api/search',
  tags: ['search'],
  summary: 'Find areas and things by name (Chinese or English), code or incident number',
  description:
    'The best match first: whole names and codes, then beginnings, then parts. An incident needs its day at least (yyMMdd).',
  request: { query: z.strictObject({ q: z.string().trim().min(1).max(80), limit: wholeNumber(1, 100, 20) }) },
  responses: { 200: answers(SearchAnswer, 'Best first') },
};
