import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import {
  PatrolCheckIn,
  PatrolCheckInInput,
  PatrolCode,
  PatrolCodeInput,
} from '../../core/contract/patrol-check-in.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { checkIn, codeOf } from '../commands/patrol-check-ins.ts';
import type { Planning } from '../commands/patrol-plans.ts';
import type { Deps } from '../deps.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** That units were at the stops of their rounds, by hand or by the code of the place; what positions tell comes by itself. */
export function patrolCheckInRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, CHECK_IN, async (c) => {
    allow(c.var.actor, 'report_position');
    const { id, stopId } = c.req.valid('param');
    const input = c.req.valid('json');
    const doing = doingOf(deps, c.var.actor) as Planning;
    return c.json(await command(deps, (tx) => checkIn(tx, { planId: id, stopId }, input, doing)), 200);
  });
  serve(router, CODE, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const place = c.req.valid('json');
    const doing = doingOf(deps, c.var.actor) as Planning;
    const code = await command(deps, (tx) => codeOf(tx, place, doing));
    return c.json(code, 200, { 'Cache-Control': 'no-store' });
  });
  return router;
}

const tags = ['patrol_plans'];

const CHECK_IN = {
  method: 'post' as const,
  path: '/api/patrol-plans/{id}/stops/{stopId}/check-in',
  tags,
  summary: 'Tell that the unit of a stop is or was there',
  description:
    'By hand, or with the code of the place. Told again, it says when the unit left; sent twice, it is the same visit. The plan must be issued.',
  request: { params: z.object({ id: Id, stopId: Id }), body: jsonBody(PatrolCheckInInput) },
  responses: { 200: answers(PatrolCheckIn, 'As it is known now') },
};
const CODE = {
  method: 'post' as const,
  path: '/api/patrol-codes',
  tags,
  summary: 'The code that is to hang at a place',
  description:
    'Made when it is first asked for, the same ever after: a picture of it is read by the phones of units.',
  request: { body: jsonBody(PatrolCodeInput) },
  responses: { 200: answers(PatrolCode, 'To be printed') },
};
