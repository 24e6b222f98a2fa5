import { Latency, LatencyReport } from '../../core/contract/latency.ts';
import type { Deps } from '../deps.ts';
import { LatencyBoard } from '../live/latency-board.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/latency`: how long it takes until people see and hear what happens, as the consoles of this process measure it. */
export function latencyRoutes(deps: Pick<Deps, 'clock'>): Router {
  const router = newRouter();
  const board = new LatencyBoard(deps.clock);
  serve(router, READ, (c) => c.json(board.read()));
  serve(router, REPORT, (c) => {
    board.take(c.req.valid('json'));
    return c.body(null, 204);
  });
  return router;
}

const path = '/api/latency';
const tags = ['system'];
const READ = {
  method: 'get' as const,
  path,
  tags,
  summary:
    'How long it takes until incidents are drawn and alarms shown and sounded, as consoles measured it',
  description:
    'Of the consoles whose reports came to this process in the last three minutes; where several processes serve, each knows its own.',
  responses: { 200: answers(Latency, 'The last ten minutes') },
};
const REPORT = {
  method: 'post' as const,
  path,
  tags,
  summary: 'Report what a console measured in its last ten minutes; replaces its report before',
  request: { body: jsonBody(LatencyReport) },
  responses: { 204: { description: 'Noted' } },
};
