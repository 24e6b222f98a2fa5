import { z } from '@hono/zod-openapi';
import { AREA_LEVELS, Area, AreaInput, Staffing } from '../../core/contract/area.ts';
import { levelOfCode } from '../../core/contract/area-code.ts';
import { AreaCode } from '../../core/contract/common.ts';
import { pageOf, Surface } from '../../core/contract/geometry.ts';
import { refusal } from '../../core/contract/reason.ts';
import { STAFF_ROLES } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { createArea, patchArea } from '../commands/areas.ts';
import { command, doingOf } from '../commands/command.ts';
import { areaUnknown } from '../commands/locate.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { selectArea, selectAreas } from '../queries/areas.ts';
import { selectGrid } from '../queries/grids.ts';
import { selectStaffing } from '../queries/staffing.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';
import { collectionOf } from './placed.ts';

/** `/api/areas`: city to community, and who is on duty in them. */
export function areaRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    const { cursor, limit, geometry, ...filter } = c.req.valid('query');
    const afterCode = decodeCursor(cursor, AreaCode);
    const { scopeCode } = c.var.actor;
    const rows = await selectAreas(
      deps.database,
      { ...filter, scopeCode, afterCode, limit: limit + 1 },
      geometry,
    );
    const page = cutPage(rows, limit, (row) => row.id);
    return sendGeoJson(c, collectionOf(page.rows, page.nextCursor, deps.clock()));
  });

  serve(router, READ, async (c) => {
    const { code } = c.req.valid('param');
    const area = await selectArea(deps.database, code, c.var.actor.scopeCode);
    if (!area) throw areaUnknown('not_found', code);
    return sendGeoJson(c, area, { ETag: etagOf(area.properties.version) });
  });

  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_area');
    const input = c.req.valid('json');
    const area = await createOnce(deps, c, (tx, doing) => createArea(tx, input, doing));
    const headers = { ETag: etagOf(area.properties.version), Location: `/api/areas/${area.id}` };
    return sendGeoJson(c, area, headers, 201);
  });

  serve(router, PATCH, async (c) => {
    allow(c.var.actor, 'edit_area');
    const versions = requireIfMatch(c);
    const { code } = c.req.valid('param');
    const { geometry, properties = {} } = c.req.valid('json');
    if (geometry) throw bordersFixed();
    const doing = doingOf(deps, c.var.actor);
    const area = await command(deps, (tx) => patchArea(tx, code, properties, versions, doing));
    return sendGeoJson(c, area, { ETag: etagOf(area.properties.version) });
  });

  serve(router, STAFF, async (c) => {
    const { code } = c.req.valid('param');
    const { cursor, limit } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    await requireArea(deps, code, scopeCode);
    const after = decodeCursor(cursor, StaffKey);
    const rows = await selectStaffing(deps.database, { scopeCode, within: code, after, limit: limit + 1 });
    const page = cutPage(rows, limit, ({ areaCode, role }) => ({ areaCode, role }));
    return c.json({
      items: page.rows,
      nextCursor: page.nextCursor,
      asOf: new Date(deps.clock()).toISOString(),
    });
  });
  return router;
}

/** 404 unless the scope holds an area or a grid of this code. */
export async function requireArea(deps: Deps, code: string, scopeCode: string): Promise<void> {
  const isGrid = levelOfCode(code) === 'grid';
  const found = await (isGrid ? selectGrid : selectArea)(deps.database, code, scopeCode);
  if (!found) throw areaUnknown('not_found', code);
}

/** Borders are shared: moving one side alone would leave a gap or an overlap. */
export function bordersFixed(): ProblemError {
  const detail =
    'Borders are shared by neighbours and change together: by an import of the whole level, or a new plan.';
  return new ProblemError('would_break_partition', refusal(detail, 'borders_shared'));
}

/** What lists of areas and of grids take beside `level`. */
export const areaListParameters = {
  ...listParameters,
  parent: AreaCode.optional().openapi({ description: 'Only children of this area' }),
  geometry: z
    .enum(['full', 'point'])
    .default('full')
    .openapi({ description: 'point: the label point instead of the surface' }),
};

const StaffKey = z.object({ areaCode: AreaCode, role: z.enum(STAFF_ROLES) });
export const CodeParameter = z.object({ code: AreaCode });
const tags = ['areas'];
const LIST = {
  method: 'get' as const,
  path: '/api/areas',
  tags,
  summary: "Areas in the account's scope, by code",
  request: { query: z.strictObject({ level: z.enum(AREA_LEVELS).optional(), ...areaListParameters }) },
  responses: { 200: answers(pageOf(Area), 'One page', GEOJSON) },
};
const READ = {
  method: 'get' as const,
  path: '/api/areas/{code}',
  tags,
  summary: 'One area with its surface',
  request: { params: CodeParameter },
  responses: { 200: answers(Area, 'The feature; its ETag is for If-Match', GEOJSON) },
};
const CREATE = {
  method: 'post' as const,
  path: '/api/areas',
  tags,
  summary: 'Add an area inside its parent and over no sibling (takes Idempotency-Key)',
  request: {
    headers: IdempotencyKey,
    body: jsonBody(
      z.strictObject({
        type: z.literal('Feature').optional(),
        geometry: AreaInput.shape.geometry,
        properties: z.strictObject(AreaInput.shape.properties.shape),
      }),
    ),
  },
  responses: { 201: answers(Area, 'Added', GEOJSON) },
};
const { nameZh, nameEn } = AreaInput.shape.properties.shape;
const PATCH = {
  method: 'patch' as const,
  path: '/api/areas/{code}',
  tags,
  summary: 'Rename an area (needs If-Match)',
  description: 'A geometry is refused (would_break_partition): borders change by import or plan.',
  request: {
    params: CodeParameter,
    headers: IfMatch,
    body: jsonBody(
      z.strictObject({
        type: z.literal('Feature').optional(),
        geometry: Surface.optional(),
        properties: z.strictObject({ nameZh, nameEn }).partial().optional(),
      }),
    ),
  },
  responses: { 200: answers(Area, 'As it is now', GEOJSON) },
};
const { limit, cursor } = listParameters;
const STAFF = {
  method: 'get' as const,
  path: '/api/areas/{code}/staff',
  tags,
  summary: 'The four duty posts of a grid, or of every grid of an area',
  request: { params: CodeParameter, query: z.strictObject({ limit, cursor }) },
  responses: {
    200: answers(
      z.object({ items: z.array(Staffing), nextCursor: z.string().nullable(), asOf: z.string() }),
      'One page, by grid',
    ),
  },
};
