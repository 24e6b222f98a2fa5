import { z } from '@hono/zod-openapi';
import { AREA_LEVELS, Area, AreaInput, Staffing } from '../../core/contract/area.ts';
import { levelOfCode } from '../../core/contract/area-code.ts';
import { AreaCode, itemsPage } from '../../core/contract/common.ts';
import { STAFF_ROLES } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { createArea, patchArea } from '../commands/areas.ts';
import { areaUnknown } from '../commands/locate.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor, itemsOf } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf } from '../etag.ts';
import { selectArea, selectAreas } from '../queries/areas.ts';
import { selectGrid } from '../queries/grids.ts';
import { selectStaffing } from '../queries/staffing.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';
import { type SurfaceNoun, serveSurface, serveSurfacePatch, serveSurfaces } from './surfaces.ts';

/** `/api/areas`: city to community, and who is on duty in them. */
export function areaRoutes(deps: Deps): Router {
  const router = newRouter();

  serveSurfaces(router, deps, AREAS);
  serveSurface(router, deps, AREAS);
  serveSurfacePatch(router, deps, AREAS);

  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_area');
    const input = c.req.valid('json');
    const area = await createOnce(deps, c, (tx, doing) => createArea(tx, input, doing));
    const headers = { ETag: etagOf(area.properties.version), Location: `/api/areas/${area.id}` };
    return sendGeoJson(c, area, headers, 201);
  });

  serve(router, STAFF, async (c) => {
    const { code } = c.req.valid('param');
    const { cursor, limit } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    await requireArea(deps, code, scopeCode);
    const after = decodeCursor(cursor, StaffKey);
    const rows = await selectStaffing(deps.database, { scopeCode, within: code, after, limit: limit + 1 });
    const page = cutPage(rows, limit, ({ areaCode, role }) => ({ areaCode, role }));
    return c.json(itemsOf(page, deps.clock()));
  });
  return router;
}

/** 404 unless the scope holds an area or a grid of this code. */
export async function requireArea(deps: Deps, code: string, scopeCode: string): Promise<void> {
  const isGrid = levelOfCode(code) === 'grid';
  const found = await (isGrid ? selectGrid : selectArea)(deps.database, code, scopeCode);
  if (!found) throw areaUnknown('not_found', code);
}

const StaffKey = z.object({ areaCode: AreaCode, role: z.enum(STAFF_ROLES) });
export const CodeParameter = z.object({ code: AreaCode });
const tags = ['areas'];
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
const AREAS: SurfaceNoun<{ nameZh?: string | undefined; nameEn?: string | undefined }> = {
  path: '/api/areas',
  title: 'Area',
  description: 'City to community.',
  feature: Area,
  code: AreaCode,
  query: { level: z.enum(AREA_LEVELS).optional() },
  change: z.strictObject({ nameZh, nameEn }).partial(),
  unknown: (code) => areaUnknown('not_found', code),
  selectAll: selectAreas,
  selectOne: selectArea,
  patch: patchArea,
};
const { limit, cursor } = listParameters;
const STAFF = {
  method: 'get' as const,
  path: '/api/areas/{code}/staff',
  tags,
  summary: 'The four duty posts of a grid, or of every grid of an area',
  request: { params: CodeParameter, query: z.strictObject({ limit, cursor }) },
  responses: {
    200: answers(itemsPage(Staffing), 'One page, by grid'),
  },
};
