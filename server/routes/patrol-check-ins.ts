import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import {
  OwnCheckIn,
  OwnCheckInInput,
  PatrolCheckIn,
  PatrolCheckInInput,
  PatrolCode,
  PatrolCodePlace,
  PatrolCodes,
  PatrolCodesInput,
} from '../../core/contract/patrol-check-in.ts';
import { allow, ownUnit } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { checkInByCode } from '../commands/own-check-in.ts';
import { checkIn } from '../commands/patrol-check-ins.ts';
import { codesOf, renewCode } from '../commands/patrol-codes.ts';
import type { Planning } from '../commands/patrol-plans.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
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
  serve(router, OWN, async (c) => {
    const unitId = ownUnit(c.var.actor);
    const input = c.req.valid('json');
    const told = await createOnce(deps, c, (tx, doing) =>
      checkInByCode(tx, unitId, input, doing as Planning),
    );
    return c.json(told, 200);
  });
  serve(router, CODE, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const { places } = c.req.valid('json');
    const doing = doingOf(deps, c.var.actor) as Planning;
    const items = await command(deps, (tx) => codesOf(tx, places, doing));
    return c.json({ items }, 200, NO_STORE);
  });
  serve(router, RENEW, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const place = c.req.valid('json');
    const doing = doingOf(deps, c.var.actor) as Planning;
    return c.json(await command(deps, (tx) => renewCode(tx, place, doing)), 200, NO_STORE);
  });
  return router;
}

const tags = ['patrol_plans'];
const NO_STORE = { 'Cache-Control': 'no-store' };

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
const OWN = {
  method: 'post' as const,
  path: '/api/unit/check-in',
  tags: ['unit'],
  summary: 'Check the unit of this account in by the code of a place (takes Idempotency-Key)',
  description:
    'For the stop of its issued rounds at that place whose time it is; a visit elsewhere that goes on ends. Refused (409) with the reason: no such code, a code that was replaced, no round now, no stop of it there, too early, too late.',
  request: { headers: IdempotencyKey, body: jsonBody(OwnCheckInInput) },
  responses: { 200: answers(OwnCheckIn, 'Checked in') },
};
const CODE = {
  method: 'post' as const,
  path: '/api/patrol-codes',
  tags,
  summary: 'The codes that are to hang at some places',
  description:
    'Made when they are first asked for, the same until another one is made. Only of places at which a plan or a template of the scope has a stop (422).',
  request: { body: jsonBody(PatrolCodesInput) },
  responses: { 200: answers(PatrolCodes, 'To be printed, in the order of the places') },
};
const RENEW = {
  method: 'post' as const,
  path: '/api/patrol-codes/renew',
  tags,
  summary: 'Make another code for a place',
  description: 'The one before is refused from now on: for a code that is known where it should not be.',
  request: { body: jsonBody(PatrolCodePlace) },
  responses: { 200: answers(PatrolCode, 'To be printed anew') },
};
