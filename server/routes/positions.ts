import { createRoute } from '@hono/zod-openapi';
import { PositionBatch, type PositionFix, PositionReceipt } from '../../core/contract/unit.ts';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { receivePositions } from '../live/receive-positions.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `POST /api/positions`: fixes of units from trackers, radios or the simulator. */
export function positionRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, REPORT, async (c) => {
    const actor = c.get('actor');
    allow(actor, 'report_position');
    const { fixes } = c.req.valid('json') as { fixes: PositionFix[] };
    const receipt = await receivePositions(deps, actor, fixes);
    if (receipt.moved > 0) deps.hub.moved();
    return c.json(receipt);
  });
  return router;
}

const REPORT = createRoute({
  method: 'post',
  path: '/api/positions',
  tags: ['live'],
  summary: 'Report positions of units',
  description:
    'Up to 5,000 fixes. A fix more than 60 s ahead of the server, older than 24 h, or of a unit that does not exist in the scope, or is another than that of the account of a unit, is refused by its index; the others count. A fix older than the stored one is kept as history only; a repeated fix changes nothing.',
  request: { body: jsonBody(PositionBatch) },
  responses: { 200: answers(PositionReceipt, 'What became of the fixes') },
});
