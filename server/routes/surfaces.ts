import { z } from '@hono/zod-openapi';
import { AreaCode } from '../../core/contract/common.ts';
import { pageOf, Surface } from '../../core/contract/geometry.ts';
import { refusal } from '../../core/contract/reason.ts';
import { allow } from '../auth/actor.ts';
import { command, type Doing, doingOf } from '../commands/command.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Queryable } from '../database/database.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import type { AreaFilter, GeometryKind } from '../queries/areas.ts';
import { answers, GEOJSON, jsonBody, type Router, sendGeoJson, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';
import { collectionOf } from './placed.ts';

interface SurfaceFeature {
  properties: { code: string; version: number };
}

/** A noun whose features are surfaces with a code: areas and grids. Their borders are not edited one by one. */
export interface SurfaceNoun<Change> {
  path: '/api/areas' | '/api/grids';
  /** Name of one, as in the OpenAPI document. */
  title: string;
  description: string;
  feature: z.ZodType;
  code: z.ZodType<string>;
  /** Parameters of the list beside those that both have. */
  query: Record<string, z.ZodType>;
  /** What may be changed of one. */
  change: z.ZodObject & z.ZodType<Change>;
  unknown: (code: string) => ProblemError;
  selectAll: (db: Queryable, filter: AreaFilter, geometry: GeometryKind) => Promise<SurfaceFeature[]>;
  selectOne: (db: Queryable, code: string, scopeCode: string) => Promise<SurfaceFeature | undefined>;
  patch: (
    tx: Queryable,
    code: string,
    change: Change,
    versions: readonly (number | '*')[],
    doing: Doing,
  ) => Promise<SurfaceFeature>;
}

const tags = ['areas'];

/** `GET` of many, by code, with surfaces or label points. */
export function serveSurfaces<C>(router: Router, deps: Deps, noun: SurfaceNoun<C>): void {
  const route = {
    method: 'get' as const,
    path: noun.path,
    tags,
    summary: `${noun.title}s in the account's scope, by code`,
    description: noun.description,
    request: { query: z.strictObject({ ...noun.query, ...LIST_PARAMETERS }) },
    responses: { 200: answers(pageOf(noun.feature), 'One page', GEOJSON) },
  };
  serve(router, route, async (c) => {
    const { cursor, limit, geometry, ...filter } = c.req.valid('query');
    const afterCode = decodeCursor(cursor, AreaCode);
    const { scopeCode } = c.var.actor;
    const wanted = { ...filter, scopeCode, afterCode, limit: limit + 1 };
    const rows = await noun.selectAll(deps.database, wanted, geometry);
    const page = cutPage(rows, limit, (row) => row.properties.code);
    return sendGeoJson(c, collectionOf(page.rows, page.nextCursor, deps.clock()));
  });
}

/** `GET` of one, with its surface. */
export function serveSurface<C>(router: Router, deps: Deps, noun: SurfaceNoun<C>): void {
  const route = {
    method: 'get' as const,
    path: `${noun.path}/{code}`,
    tags,
    summary: `One ${noun.title.toLowerCase()} with its surface`,
    request: { params: z.object({ code: noun.code }) },
    responses: { 200: answers(noun.feature, 'The feature; its ETag is for If-Match', GEOJSON) },
  };
  serve(router, route, async (c) => {
    const { code } = c.req.valid('param');
    const feature = await noun.selectOne(deps.database, code, c.var.actor.scopeCode);
    if (!feature) throw noun.unknown(code);
    return sendGeoJson(c, feature, { ETag: etagOf(feature.properties.version) });
  });
}

/** `PATCH` of what is not its border. */
export function serveSurfacePatch<C>(router: Router, deps: Deps, noun: SurfaceNoun<C>): void {
  const body = z.strictObject({
    type: z.literal('Feature').optional(),
    geometry: Surface.optional(),
    properties: noun.change.optional(),
  });
  const route = {
    method: 'patch' as const,
    path: `${noun.path}/{code}`,
    tags,
    summary: `Change names (of grids also counts) of one ${noun.title.toLowerCase()} (needs If-Match)`,
    description: 'A geometry is refused (would_break_partition): borders change by import or plan.',
    request: { params: z.object({ code: noun.code }), headers: IfMatch, body: jsonBody(body) },
    responses: { 200: answers(noun.feature, 'As it is now', GEOJSON) },
  };
  serve(router, route, async (c) => {
    allow(c.var.actor, 'edit_area');
    const versions = requireIfMatch(c);
    const { code } = c.req.valid('param');
    const { geometry, properties = {} } = c.req.valid('json');
    if (geometry) throw bordersFixed();
    const doing = doingOf(deps, c.var.actor);
    const feature = await command(deps, (tx) => noun.patch(tx, code, properties as C, versions, doing));
    return sendGeoJson(c, feature, { ETag: etagOf(feature.properties.version) });
  });
}

/** Borders are shared: moving one side alone would leave a gap or an overlap. */
function bordersFixed(): ProblemError {
  const detail =
    'Borders are shared by neighbours and change together: by an import of the whole level, or a new plan.';
  return new ProblemError('would_break_partition', refusal(detail, 'borders_shared'));
}

const LIST_PARAMETERS = {
  ...listParameters,
  parent: AreaCode.optional().openapi({ description: 'Only children of this area' }),
  geometry: z
    .enum(['full', 'point'])
    .default('full')
    .openapi({ description: 'point: the label point instead of the surface' }),
};
