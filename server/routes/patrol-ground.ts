import { isWithinCode } from '../../core/contract/area-code.ts';
import {
  PatrolGround,
  PatrolGroundQuestion,
  PatrolPlaceOffers,
  PatrolPlaceQuestion,
  PatrolWayQuestion,
  PatrolWays,
} from '../../core/contract/patrol-plan.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { allow } from '../auth/actor.ts';
import { areaOutsideScope } from '../commands/locate.ts';
import type { Deps } from '../deps.ts';
import { patrolGround } from '../dispatch/patrol-ground.ts';
import { patrolPlaces } from '../dispatch/patrol-places.ts';
import { patrolWays } from '../dispatch/patrol-ways.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** What a patrol plan is made of: places worth a visit, times of travel, ways. These only ask; they are POSTs for what they must be told. */
export function patrolGroundRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, PLACES, async (c) => {
    allow(c.var.actor, 'read');
    const question = c.req.valid('json');
    const { scopeCode } = c.var.actor;
    const within = question.within ?? scopeCode;
    if (!isWithinCode(within, scopeCode)) throw areaOutsideScope(within, scopeCode);
    return c.json(await patrolPlaces(deps, { ...question, within }), 200, NOT_KEPT);
  });
  serve(router, GROUND, async (c) => {
    // Seconds of work for all cores: for who plans.
    allow(c.var.actor, 'edit_unit');
    const ground = await patrolGround(deps, c.req.valid('json'), c.var.actor.scopeCode, c.req.raw.signal);
    return c.json(ground, 200, NOT_KEPT);
  });
  serve(router, WAYS, async (c) => {
    allow(c.var.actor, 'read');
    const { vehicle, at, points } = c.req.valid('json');
    const places = points.map(([lng, lat]) => ({ lng7: toInt7(lng), lat7: toInt7(lat) }));
    return c.json(await patrolWays(deps, { vehicle, atMs: Date.parse(at) }, places), 200, NOT_KEPT);
  });
  return router;
}

const NOT_KEPT = { 'Cache-Control': 'no-store' };
const PATH = '/api/patrol-plans';
const tags = ['patrol_plans'];

const PLACES = {
  method: 'post' as const,
  path: `${PATH}/places`,
  tags,
  summary: 'Places that patrols of a shift might visit, what is worth most first',
  description:
    'By the incidents of the last `weeks` within 250 m, or in the grid: priority 1 counts 4, priority 4 counts 1, a quarter of that in other shifts. What patrols found themselves does not count. ' +
    '`cells`: squares of 250 m.',
  request: { body: jsonBody(PatrolPlaceQuestion) },
  responses: { 200: answers(PatrolPlaceOffers, 'Places with anything reported') },
};
const GROUND = {
  method: 'post' as const,
  path: `${PATH}/ground`,
  tags,
  summary: 'What a plan of patrols is optimised on',
  description:
    'Times by road at the middle of the shift between all places and the posts of the units, for each of their vehicles; how the units go now; which places followed each other in the seven days before.',
  request: { body: jsonBody(PatrolGroundQuestion) },
  responses: { 200: answers(PatrolGround, 'As of now') },
};
const WAYS = {
  method: 'post' as const,
  path: `${PATH}/ways`,
  tags,
  summary: 'Ways by road between points that follow each other, with lines and turns',
  request: { body: jsonBody(PatrolWayQuestion) },
  responses: { 200: answers(PatrolWays, 'One leg less than points') },
};
