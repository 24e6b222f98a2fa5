import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { pageOf } from '../../core/contract/geometry.ts';
import type { Action } from '../../core/contract/permission.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import {
  createPlaced,
  type PlacedInput,
  type PlacedKind,
  patchPlaced,
  removePlaced,
} from '../commands/placed.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { type PlacedFeature, selectPlaced, selectPlacedOne } from '../queries/placed.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';

type Shape = z.ZodObject<{ properties: z.ZodObject; geometry: z.ZodType }>;

/** The routes of a noun with a place: list, read, create, edit, remove. */
export interface PlacedRoutes {
  kind: PlacedKind;
  /** Name of one, as in the OpenAPI document. */
  title: string;
  feature: z.ZodType;
  input: Shape | z.ZodObject<{ properties: z.ZodObject }>;
  /** What a particular edit asks for, when it is less than `kind.action`. */
  patchAction?: (patch: PlacedInput) => Action;
}

const IdParameter = z.object({ id: Id });

export function placedRoutes(deps: Deps, noun: PlacedRoutes): Router {
  const router = newRouter();
  serveList(router, deps, noun);
  serveOne(router, deps, noun);
  serveCreate(router, deps, noun);
  servePatch(router, deps, noun);
  serveRemove(router, deps, noun);
  return router;
}

/** The body that creates one: a Feature, or its geometry and properties; a field that is not of the noun is refused. */
export function createBody(input: PlacedRoutes['input']) {
  return z.strictObject({
    type: z.literal('Feature').optional(),
    ...input.shape,
    properties: z.strictObject(input.shape.properties.shape),
  });
}

/** The body that edits one: what it names is changed, the rest stays. */
export function patchBody(input: PlacedRoutes['input']) {
  const geometry =
    'geometry' in input.shape ? { geometry: (input.shape.geometry as z.ZodType).optional() } : {};
  return z.strictObject({
    type: z.literal('Feature').optional(),
    ...geometry,
    properties: z.strictObject(input.shape.properties.partial().shape).optional(),
  });
}

function pathOf(noun: PlacedRoutes): string {
  return `/api/${noun.kind.table.noun}`;
}

function serveList(router: Router, deps: Deps, noun: PlacedRoutes): void {
  const route = {
    method: 'get' as const,
    path: pathOf(noun),
    tags: [noun.kind.table.noun],
    summary: `${noun.title}s in the account's scope, by id`,
    request: { query: z.strictObject(listParameters) },
    responses: { 200: answers(pageOf(noun.feature), 'One page', GEOJSON) },
  };
  serve(router, route, async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const afterId = decodeCursor(cursor, z.uuid());
    const { scopeCode } = c.var.actor;
    const rows = await selectPlaced(deps.database, noun.kind.table, {
      ...filter,
      scopeCode,
      afterId,
      limit: limit + 1,
    });
    const page = cutPage(rows, limit, (row) => row.id);
    return sendGeoJson(c, collectionOf(page.rows, page.nextCursor, deps.clock()));
  });
}

function serveOne(router: Router, deps: Deps, noun: PlacedRoutes): void {
  const route = {
    method: 'get' as const,
    path: `${pathOf(noun)}/{id}`,
    tags: [noun.kind.table.noun],
    summary: `One ${noun.title.toLowerCase()}`,
    request: { params: IdParameter },
    responses: { 200: answers(noun.feature, 'The feature; its ETag is for If-Match', GEOJSON) },
  };
  serve(router, route, async (c) => {
    const { id } = c.req.valid('param');
    const feature = await selectPlacedOne(deps.database, noun.kind.table, id, c.var.actor.scopeCode);
    if (!feature) throw notFound(noun.kind.table.noun, `${noun.title.toLowerCase()} ${id}`);
    return sendGeoJson(c, feature, tagOf(feature));
  });
}

function serveCreate(router: Router, deps: Deps, noun: PlacedRoutes): void {
  const route = {
    method: 'post' as const,
    path: pathOf(noun),
    tags: [noun.kind.table.noun],
    summary: `Create a ${noun.title.toLowerCase()} (takes Idempotency-Key)`,
    request: { headers: IdempotencyKey, body: jsonBody(createBody(noun.input)) },
    responses: { 201: answers(noun.feature, 'Created', GEOJSON) },
  };
  serve(router, route, async (c) => {
    allow(c.var.actor, noun.kind.action);
    const input = c.req.valid('json') as PlacedInput;
    const feature = await createOnce(deps, c, (tx, doing) => createPlaced(tx, noun.kind, input, doing));
    return sendGeoJson(c, feature, { ...tagOf(feature), Location: `${pathOf(noun)}/${feature.id}` }, 201);
  });
}

function servePatch(router: Router, deps: Deps, noun: PlacedRoutes): void {
  const route = {
    method: 'patch' as const,
    path: `${pathOf(noun)}/{id}`,
    tags: [noun.kind.table.noun],
    summary: `Edit a ${noun.title.toLowerCase()} (needs If-Match)`,
    request: { params: IdParameter, headers: IfMatch, body: jsonBody(patchBody(noun.input)) },
    responses: { 200: answers(noun.feature, 'As it is now', GEOJSON) },
  };
  serve(router, route, async (c) => {
    const input = c.req.valid('json') as PlacedInput;
    allow(c.var.actor, noun.patchAction?.(input) ?? noun.kind.action);
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const feature = await command(deps, (tx) =>
      patchPlaced(tx, noun.kind, id, input, versions, doingOf(deps, c.var.actor)),
    );
    return sendGeoJson(c, feature, tagOf(feature));
  });
}

function serveRemove(router: Router, deps: Deps, noun: PlacedRoutes): void {
  const route = {
    method: 'delete' as const,
    path: `${pathOf(noun)}/{id}`,
    tags: [noun.kind.table.noun],
    summary: `Remove a ${noun.title.toLowerCase()} (needs If-Match)`,
    request: { params: IdParameter, headers: IfMatch },
    responses: { 204: { description: 'Removed; its history stays' } },
  };
  serve(router, route, async (c) => {
    allow(c.var.actor, noun.kind.action);
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    await command(deps, (tx) => removePlaced(tx, noun.kind, id, versions, doingOf(deps, c.var.actor)));
    return c.body(null, 204);
  });
}

/** A page as the wire has it. */
export function collectionOf(features: readonly object[], nextCursor: string | null, nowMs: number) {
  return { type: 'FeatureCollection', features, nextCursor, asOf: new Date(nowMs).toISOString() };
}

export function tagOf(feature: PlacedFeature): { ETag: string } {
  return { ETag: etagOf(feature.properties.version as number) };
}
