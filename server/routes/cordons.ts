import { z } from '@hono/zod-openapi';
import { Id, Instant } from '../../core/contract/common.ts';
import {
  Cordon,
  CordonChoices,
  CordonInput,
  CordonPlanAnswer,
  type CordonRequest,
  Cordons,
  InPlaceInput,
  PlanRequest,
  PositionsInput,
} from '../../core/contract/cordon.ts';
import { mayDo } from '../../core/contract/permission.ts';
import { CORDON_STATES } from '../../core/cordon/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import {
  type Commanding,
  changePositions,
  reportInPlace,
  setCordon,
  standDown,
} from '../commands/cordons.ts';
import { gridAt } from '../commands/locate.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { gatherAsk, gatherCheckpoints } from '../dispatch/cordon-ask.ts';
import { checkRequest, refusedPlan, spotsOf } from '../dispatch/cordon-checks.ts';
import { areasOf, plannedOf } from '../dispatch/cordon-wire.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { CORDONS, selectCordons } from '../queries/cordons.ts';
import { type PlacedFeature, selectPlacedOne } from '../queries/placed.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';
import { tagOf } from './placed.ts';

const AREA_MINUTES = [0, 2, 5, 10] as const;

/** `/api/cordons`: what would shut a place in, and what does. */
export function cordonRoutes(deps: Deps): Router {
  const router = newRouter();
  servePlans(router, deps);
  serveReads(router, deps);
  serveActs(router, deps);
  return router;
}

function servePlans(router: Router, deps: Deps): void {
  const gather = async (request: CordonRequest & { cordonId: string | null }, scopeCode: string) => {
    checkRequest(request, deps.clock());
    await gridAt(deps.database, request.place.coordinates, scopeCode);
    const standing = request.cordonId === null ? undefined : await find(deps, request.cordonId, scopeCode);
    return await gatherAsk(deps, request, scopeCode, standing as Cordon | undefined);
  };

  serve(router, PLAN, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const { scopeCode } = c.var.actor;
    const request = c.req.valid('json');
    const { ask, codes, considered } = await gather(request, scopeCode);
    const atMs = AREA_MINUTES.map((minutes) => ask.nowMs + minutes * 60_000);
    const [planned, areas] = await Promise.all([
      deps.cordons.ask({ what: 'plan', ask }, ask.nowMs),
      deps.cordons.ask({ what: 'areas', ask, atMs }, ask.nowMs),
    ]);
    if ('refused' in planned) throw refusedPlan(planned.refused);
    if ('refused' in areas) throw refusedPlan(areas.refused);
    return c.json({
      asOf: new Date(ask.nowMs).toISOString(),
      plan: plannedOf(planned, codes),
      areas: areasOf(areas, ask.nowMs),
      units: considered,
    });
  });

  serve(router, CHOICES, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const { scopeCode } = c.var.actor;
    const request = c.req.valid('json');
    const { ask, codes } = await gather(request, scopeCode);
    const choices = await deps.cordons.ask({ what: 'choices', ask }, ask.nowMs);
    if ('refused' in choices) throw refusedPlan(choices.refused);
    const items = choices.map(({ aim, withinSeconds, answer }) => ({
      aim,
      withinMinutes: withinSeconds === null ? null : withinSeconds / 60,
      plan: plannedOf(answer, codes),
    }));
    return c.json({ asOf: new Date(ask.nowMs).toISOString(), items });
  });
}

async function find(deps: Deps, id: string, scopeCode: string): Promise<PlacedFeature> {
  const cordon = await selectPlacedOne(deps.database, CORDONS, id, scopeCode);
  if (!cordon) throw notFound('cordons', `cordon ${id}`);
  return cordon;
}

function serveReads(router: Router, deps: Deps): void {
  serve(router, LIST, async (c) => {
    const { cursor, limit, state } = c.req.valid('query');
    const after = decodeCursor(cursor, CursorKey);
    const { scopeCode } = c.var.actor;
    const rows = await selectCordons(deps.database, { scopeCode, state, after, limit: limit + 1 });
    // Whoever looks at cordons may be about to plan one.
    if (mayDo(c.var.actor.role, 'edit_unit')) deps.cordons.warm(await gatherCheckpoints(deps), deps.clock());
    const page = cutPage(rows, limit, ({ id, properties }) => ({ setAt: properties.setAt, id }));
    const asOf = new Date(deps.clock()).toISOString();
    return c.json({ items: page.rows, nextCursor: page.nextCursor, asOf });
  });
  serve(router, READ, async (c) => {
    const cordon = await find(deps, c.req.valid('param').id, c.var.actor.scopeCode);
    return sendGeoJson(c, cordon, tagOf(cordon));
  });
}

function serveActs(router: Router, deps: Deps): void {
  const spots = async (positions: z.infer<typeof PositionsInput>['positions']) =>
    await spotsOf(deps, positions, await gatherCheckpoints(deps));

  serve(router, SET, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const input = c.req.valid('json');
    checkRequest(input, deps.clock());
    await gridAt(deps.database, input.place.coordinates, c.var.actor.scopeCode);
    const places = await spots(input.positions);
    const cordon = await createOnce(deps, c, (tx, doing) =>
      setCordon(tx, input, places, doing as Commanding),
    );
    return sendGeoJson(c, cordon, { ...tagOf(cordon), Location: `${PATH}/${cordon.id}` }, 201);
  });

  serve(router, POSITIONS, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_unit');
    const versions = requireIfMatch(c);
    const { positions } = c.req.valid('json');
    const { id } = c.req.valid('param');
    const places = await spots(positions);
    const doing = { ...doingOf(deps, actor), actor };
    const cordon = await command(deps, (tx) => changePositions(tx, id, positions, places, versions, doing));
    return sendGeoJson(c, cordon, tagOf(cordon));
  });

  serve(router, IN_PLACE, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_unit');
    const versions = requireIfMatch(c);
    const { id, positionId } = c.req.valid('param');
    const input = c.req.valid('json');
    const doing = { ...doingOf(deps, actor), actor };
    const cordon = await command(deps, (tx) => reportInPlace(tx, id, positionId, input, versions, doing));
    return sendGeoJson(c, cordon, tagOf(cordon));
  });

  serve(router, STAND_DOWN, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_unit');
    const versions = requireIfMatch(c);
    const doing = { ...doingOf(deps, actor), actor };
    const cordon = await command(deps, (tx) => standDown(tx, c.req.valid('param').id, versions, doing));
    return sendGeoJson(c, cordon, { ETag: etagOf(cordon.properties.version as number) });
  });
}

const PATH = '/api/cordons';
const tags = ['cordons'];
const params = z.object({ id: Id });
const CursorKey = z.object({ setAt: Instant, id: z.uuid() });
const { limit, cursor } = listParameters;

const PLAN = {
  method: 'post' as const,
  path: `${PATH}/plan`,
  tags,
  summary: 'Which checkpoints and junctions would shut a place in, held by which units; nothing is stored',
  description:
    'The fewest units that close every way out of the city, or out of a ring, before anybody can be there at the fast speed; where that can not be done the fewest gaps, and why each stays. With the area that may be reached now and in 2, 5 and 10 ' +
    'minutes. Of units the free ones of the scope with a position of the last 30 minutes; roads as they are at this hour, with closures; staffed and closed checkpoints hold by themselves. With `cordonId` planned anew for one that is set.',
  request: { body: jsonBody(PlanRequest) },
  responses: { 200: answers(CordonPlanAnswer, 'As of now') },
};
const CHOICES = {
  method: 'post' as const,
  path: `${PATH}/choices`,
  tags,
  summary: 'Plans that differ in units, enclosed area and time to spare; nothing is stored',
  description:
    'None is as good or better in all three than another. It takes a second or two; the first is that of `/plan`.',
  request: { body: jsonBody(PlanRequest) },
  responses: { 200: answers(CordonChoices, 'As of now') },
};
const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: 'Cordons in the scope, last set first',
  request: { query: z.strictObject({ limit, cursor, state: z.enum(CORDON_STATES).optional() }) },
  responses: { 200: answers(Cordons, 'One page') },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One cordon with its positions',
  request: { params },
  responses: { 200: answers(Cordon, 'The feature; its ETag is for If-Match', GEOJSON) },
};
const SET = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Set a cordon: all its units are sent in one act (takes Idempotency-Key)',
  description:
    'All positions or none. A unit that works on an incident, holds a position of another cordon or is not on duty is refused (409). Staffed checkpoints that are positions are closed, unless `closeCheckpoints` is false.',
  request: { headers: IdempotencyKey, body: jsonBody(CordonInput) },
  responses: { 201: answers(Cordon, 'Set', GEOJSON) },
};
const POSITIONS = {
  method: 'put' as const,
  path: `${PATH}/{id}/positions`,
  tags,
  summary: 'Change where a cordon stands (needs If-Match)',
  description:
    'All positions as they shall be. Those with the same place and unit keep their state, others are freed or sent; checkpoints of those that are freed are what they were before.',
  request: { params, headers: IfMatch, body: jsonBody(PositionsInput) },
  responses: { 200: answers(Cordon, 'As it is now', GEOJSON) },
};
const IN_PLACE = {
  method: 'post' as const,
  path: `${PATH}/{id}/positions/{positionId}/in-place`,
  tags,
  summary: 'A unit is where it was sent (needs If-Match)',
  description: 'With `closeCheckpoint` the checkpoint there lets nobody pass until the cordon is stood down.',
  request: { params: z.object({ id: Id, positionId: Id }), headers: IfMatch, body: jsonBody(InPlaceInput) },
  responses: { 200: answers(Cordon, 'As it is now', GEOJSON) },
};
const STAND_DOWN = {
  method: 'post' as const,
  path: `${PATH}/{id}/stand-down`,
  tags,
  summary: 'End a cordon: its units are free, checkpoints that it closed are what they were (needs If-Match)',
  request: { params, headers: IfMatch },
  responses: { 200: answers(Cordon, 'As it is now', GEOJSON) },
};
