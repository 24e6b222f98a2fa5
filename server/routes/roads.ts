import { hash } from 'node:crypto';
import { RoadNetwork } from '../../core/contract/road.ts';
import { packRoads } from '../../core/network/road-lines.ts';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { loadRoads } from '../live/road-network.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

/** `GET /api/roads`: the lines of the whole city's roads and how they join, for analyses along them. */
export function roadRoutes(deps: Pick<Deps, 'database'>): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    allow(c.var.actor, 'read');
    const body = JSON.stringify(packRoads(await loadRoads(deps.database)));
    const headers = { ETag: `"${hash('sha1', body, 'base64url')}"`, 'Cache-Control': 'private, no-cache' };
    if (c.req.header('If-None-Match') === headers.ETag) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'Content-Type': 'application/json' });
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
