import { createRoute, z } from '@hono/zod-openapi';
import { FEEDS } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { touchFeed } from '../queries/feeds.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

/** `POST /api/feeds/{feed}/heartbeat`: a source says that it is alive although nothing changed. */
export function feedRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, HEARTBEAT, async (c) => {
    allow(c.get('actor'), 'report_position');
    const { feed } = c.req.valid('param') as z.infer<typeof Params>;
    const at = new Date(deps.clock()).toISOString();
    await touchFeed(deps.database, feed, at);
    return c.json({ feed, lastSeenAt: at });
  });
  return router;
}

const Params = z.object({ feed: z.enum(FEEDS) });

const HEARTBEAT = createRoute({
  method: 'post',
  path: '/api/feeds/{feed}/heartbeat',
  tags: ['live'],
  summary: 'Say that a source of live data is alive',
  request: { params: Params },
  responses: { 200: answers(z.object({ feed: z.enum(FEEDS), lastSeenAt: z.string() }), 'Noted') },
});
