import { createRoute, z } from '@hono/zod-openapi';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { writeSnapshot, zipSnapshot } from '../live/write-snapshot.ts';
import { newRouter, type Router, serve } from '../validate.ts';

/** `GET /api/live` and `GET /api/live/snapshot`; what they carry is described in core/contract/live.ts. */
export function liveRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, STREAM, async (c) => {
    const actor = c.get('actor');
    allow(actor, 'read');
    const lastEventId = c.req.header('Last-Event-ID') || c.req.query('lastEventId');
    const stream = await deps.hub.open(actor, lastEventId, c.req.valid('query').positions === 'packed');
    return c.body(stream, 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
  });
  serve(router, SNAPSHOT, async (c) => {
    const actor = c.get('actor');
    allow(actor, 'read');
    const headers = {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      Vary: 'Accept-Encoding',
    };
    if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? ''))
      return c.body(await writeSnapshot(deps, actor.scopeCode), 200, headers);
    const zipped = await zipSnapshot(deps, actor.scopeCode);
    return c.body(zipped, 200, { ...headers, 'Content-Encoding': 'gzip' });
  });
  return router;
}

const STREAM = createRoute({
  method: 'get',
  path: '/api/live',
  tags: ['live'],
  summary: 'The live stream of the scope, as server-sent events',
  description:
    'Messages: hello, change, positions (or roster and frame), feeds, reset. The id of each change is its number in the event log; send it back as Last-Event-ID (or lastEventId) to get what was missed. After a reset take a new snapshot.',
  request: {
    query: z.strictObject({
      lastEventId: z.string().max(40).optional().openapi({
        description: 'Where to resume; the Last-Event-ID header goes before it.',
      }),
      positions: z.enum(['json', 'packed']).default('json').openapi({
        description: 'packed: 14 bytes a unit in base64, as core/live/position-frame.ts says.',
      }),
    }),
  },
  responses: {
    200: { description: 'An endless stream', content: { 'text/event-stream': { schema: z.string() } } },
  },
});

const SNAPSHOT = createRoute({
  method: 'get',
  path: '/api/live/snapshot',
  tags: ['live'],
  summary: 'The live set of the scope as of one point of the event log',
  description:
    'seq, serverNow, feeds and a list of Features for each of incidents (open, or of the last 24 h), units, routes, checkpoints, posts, institutions, devices and alarms (not normal). Open the live stream with lastEventId = seq next.',
  responses: {
    200: { description: 'The snapshot', content: { 'application/json': { schema: z.looseObject({}) } } },
  },
});
