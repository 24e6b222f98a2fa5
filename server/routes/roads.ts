import { RoadNetwork } from '../../core/contract/road.ts';
import { allow } from '../auth/actor.ts';
import { sendPacked } from '../compress-answer.ts';
import type { Deps } from '../deps.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

/** `GET /api/roads`: the lines of the whole city's roads and how they join, for analyses along them. */
export function roadRoutes(deps: Pick<Deps, 'roads'>): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    allow(c.var.actor, 'read');
    const { etag, packed } = await (await deps.roads.current()).wire;
    const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' };
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304, headers);
    return await sendPacked(c, packed, headers);
  });
  return router;
}

const READ = {
  method: 'get' as const,
  path: '/api/roads',
  tags: ['tiles'],
  summary: 'The roads that vehicles use, as columns',
  responses: {
    200: answers(RoadNetwork, 'The roads'),
    304: { description: 'Nothing changed since the ETag' },
  },
};
