import { z } from '@hono/zod-openapi';
import { AreaCode, Id, Instant } from '../../core/contract/common.ts';
import { History } from '../../core/contract/history.ts';
import { LIVE_NOUNS, type LiveNoun } from '../../core/contract/live.ts';
import { cutPage, decodeCursor, itemsOf } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../problem.ts';
import { selectArea } from '../queries/areas.ts';
import { selectGrid } from '../queries/grids.ts';
import { selectHistory } from '../queries/history.ts';
import { LIVE_TABLES } from '../queries/nouns.ts';
import { selectPlacedOne } from '../queries/placed.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';

type Noun = LiveNoun | 'areas' | 'grids';

/** `/api/{noun}/{id}/history`: what the event log says about one thing. What was removed keeps its history. */
export function historyRoutes(deps: Deps): Router {
  const router = newRouter();
  for (const noun of [...LIVE_NOUNS, 'areas', 'grids'] as const) serveHistory(router, deps, noun);
  return router;
}

function serveHistory(router: Router, deps: Deps, noun: Noun): void {
  const key = noun === 'areas' || noun === 'grids' ? AreaCode : Id;
  const { limit, cursor } = listParameters;
  const route = {
    method: 'get' as const,
    path: `/api/${noun}/{id}/history`,
    tags: [noun === 'grids' ? 'areas' : noun],
    summary: 'What happened to it, newest first',
    request: {
      params: z.object({ id: key }),
      query: z.strictObject({ limit, cursor, until: Instant.optional() }),
    },
    responses: { 200: answers(History, 'One page') },
  };
  serve(router, route, async (c) => {
    const { id } = c.req.valid('param');
    const query = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const subjectId = await subjectOf(deps, noun, id, scopeCode);
    const beforeSeq = decodeCursor(query.cursor, z.int());
    const { until } = query;
    const about = { noun, subjectId: subjectId ?? id, scopeCode, beforeSeq, until, limit: query.limit + 1 };
    const page = cutPage(await selectHistory(deps.database, about), query.limit, (entry) => entry.seq);
    if (page.rows.length === 0 && subjectId === undefined && until === undefined)
      throw notFound(noun, `${noun} ${id}`);
    return c.json(itemsOf(page, deps.clock()));
  });
}

/** The id under which the log knows a thing that exists; undefined if the scope has none now. */
async function subjectOf(deps: Deps, noun: Noun, id: string, scopeCode: string): Promise<string | undefined> {
  if (noun === 'areas') return (await selectArea(deps.database, id, scopeCode))?.id;
  if (noun === 'grids') return (await selectGrid(deps.database, id, scopeCode))?.id;
  return (await selectPlacedOne(deps.database, LIVE_TABLES[noun], id, scopeCode))?.id;
}
