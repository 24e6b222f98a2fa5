import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { PatrolStraying, RoundTrack, RunningRounds } from '../../core/contract/running-round.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import type { Planning } from '../commands/patrol-plans.ts';
import { acknowledgeStraying } from '../commands/patrol-strayings.ts';
import type { Deps } from '../deps.ts';
import { roundTrack, runningRounds } from '../dispatch/running-rounds.ts';
import { notFound } from '../problem.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

const NO_STORE = { 'Cache-Control': 'no-store' };

/** `/api/running-rounds` and `/api/patrol-strayings`: how units keep to the rounds that were given out to them. */
export function runningRoundRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, LIST, async (c) => {
    allow(c.var.actor, 'read');
    return c.json(await runningRounds(deps, c.var.actor.scopeCode), 200, NO_STORE);
  });
  serve(router, TRACK, async (c) => {
    allow(c.var.actor, 'read');
    const { id } = c.req.valid('param');
    const track = await roundTrack(deps, id, c.var.actor.scopeCode);
    if (!track) throw notFound('patrol_plans', `running round ${id}`);
    return c.json(track, 200, NO_STORE);
  });
  serve(router, ACKNOWLEDGE, async (c) => {
    allow(c.var.actor, 'handle_alarm');
    const { id } = c.req.valid('param');
    const doing = doingOf(deps, c.var.actor) as Planning;
    return c.json(await command(deps, (tx) => acknowledgeStraying(tx, id, doing)), 200);
  });
  return router;
}

const tags = ['patrol_plans'];
const params = z.object({ id: Id });

const LIST = {
  method: 'get' as const,
  path: '/api/running-rounds',
  tags,
  summary: 'The issued rounds whose time is now, and how they are kept to',
  description:
    'Of the units of the scope. A stop is late once its window is over, missed once the unit was at a later one or the round is over; a straying is a time off the way that is farther and longer than the alarm rule ' +
    '`unit_off_route` lets pass and that no call explains. Positions are gone through about every 30 s; of a unit that was not heard for 3 minutes (`isSilent`) nothing is told after `knownAt`.',
  responses: { 200: answers(RunningRounds, 'By the codes of the units') },
};
const TRACK = {
  method: 'get' as const,
  path: '/api/running-rounds/{id}/track',
  tags,
  summary: 'The way of a running round, and where its unit truly was',
  request: { params },
  responses: { 200: answers(RoundTrack, 'One position of ten seconds') },
};
const ACKNOWLEDGE = {
  method: 'post' as const,
  path: '/api/patrol-strayings/{id}/acknowledge',
  tags,
  summary: 'Acknowledge that a unit strays from its round',
  description:
    'Who was first stays. Once the unit is back on its way the next straying is to be acknowledged anew.',
  request: { params },
  responses: { 200: answers(PatrolStraying, 'As it is now') },
};
