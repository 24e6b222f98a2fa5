import { z } from '@hono/zod-openapi';
import { Alarm } from '../../core/contract/alarm.ts';
import { Id } from '../../core/contract/common.ts';
import { Point } from '../../core/contract/geometry.ts';
import { mayDo } from '../../core/contract/permission.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { reportDuress } from '../commands/duress.ts';
import type { Deps } from '../deps.ts';
import { etagOf } from '../etag.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';

/** `POST /api/units/{id}/duress`: from a unit's radio or button, or from a dispatcher who heard it. */
export function duressRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, REPORT, async (c) => {
    const { actor } = c.var;
    if (!mayDo(actor.role, 'report_position')) allow(actor, 'edit_unit');
    const { id } = c.req.valid('param');
    const report = c.req.valid('json');
    const alarm = await command(deps, (tx) => reportDuress(tx, id, report, doingOf(deps, actor)));
    return sendGeoJson(c, alarm, { ETag: etagOf(alarm.properties.version) });
  });
  return router;
}

const REPORT = {
  method: 'post' as const,
  path: '/api/units/{id}/duress',
  tags: ['alarms'],
  summary: 'A unit calls for help, or no longer does',
  description:
    'Raises or ends its alarm, at the place given or else at its latest position. Said again it changes nothing.',
  request: {
    params: z.object({ id: Id }),
    body: jsonBody(z.strictObject({ isActive: z.boolean(), geometry: Point.optional() })),
  },
  responses: { 200: answers(Alarm, 'The alarm as it is now', GEOJSON) },
};
