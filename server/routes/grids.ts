import { z } from '@hono/zod-openapi';
import { Grid, GridProperties } from '../../core/contract/area.ts';
import { AreaCode, GridCode } from '../../core/contract/common.ts';
import { pageOf, Surface } from '../../core/contract/geometry.ts';
import { allow } from '../auth/actor.ts';
import { patchGrid } from '../commands/areas.ts';
import { command, doingOf } from '../commands/command.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { selectGrid, selectGrids } from '../queries/grids.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { areaListParameters, bordersFixed } from './areas.ts';
import { collectionOf } from './placed.ts';

/** `/api/grids`: grids of the plan in force. */
export function gridRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    const { cursor, limit, geometry, ...filter } = c.req.valid('query');
    const afterCode = decodeCursor(cursor, AreaCode);
    const { scopeCode } = c.var.actor;
    const rows = await selectGrids(
      deps.database,
      { ...filter, scopeCode, afterCode, limit: limit + 1 },
      geometry,
    );
    const page = cutPage(rows, limit, (row) => row.properties.code);
    return sendGeoJson(c, collectionOf(page.rows, page.nextCursor, deps.clock()));
  });

  serve(router, READ, async (c) => {
    const { code } = c.req.valid('param');
    const grid = await selectGrid(deps.database, code, c.var.actor.scopeCode);
    if (!grid) throw notFound('grids', `grid ${code}`);
    return sendGeoJson(c, grid, { ETag: etagOf(grid.properties.version) });
  });

  serve(router, PATCH, async (c) => {
    allow(c.var.actor, 'edit_area');
    const versions = requireIfMatch(c);
    const { code } = c.req.valid('param');
    const { geometry, properties = {} } = c.req.valid('json');
    if (geometry) throw bordersFixed();
    const doing = doingOf(deps, c.var.actor);
    const grid = await command(deps, (tx) => patchGrid(tx, code, properties, versions, doing));
    return sendGeoJson(c, grid, { ETag: etagOf(grid.properties.version) });
  });
  return router;
}

const tags = ['areas'];
export const GridParameter = z.object({ code: GridCode });
const LIST = {
  method: 'get' as const,
  path: '/api/grids',
  tags,
  summary: "Grids of the plan in force in the account's scope, by code",
  description: 'Residents and dwellings below 10 come as null.',
  request: { query: z.strictObject(areaListParameters) },
  responses: { 200: answers(pageOf(Grid), 'One page', GEOJSON) },
};
const READ = {
  method: 'get' as const,
  path: '/api/grids/{code}',
  tags,
  summary: 'One grid with its surface',
  request: { params: GridParameter },
  responses: { 200: answers(Grid, 'The feature; its ETag is for If-Match', GEOJSON) },
};
const { nameZh, nameEn } = GridProperties.shape;
const Count = z.int().min(0).max(1_000_000);
const PATCH = {
  method: 'patch' as const,
  path: '/api/grids/{code}',
  tags,
  summary: 'Change names and counts of a grid (needs If-Match)',
  description: 'A geometry is refused (would_break_partition): borders change by import or plan.',
  request: {
    params: GridParameter,
    headers: IfMatch,
    body: jsonBody(
      z.strictObject({
        type: z.literal('Feature').optional(),
        geometry: Surface.optional(),
        properties: z
          .strictObject({ nameZh, nameEn, residents: Count, dwellings: Count })
          .partial()
          .optional(),
      }),
    ),
  },
  responses: { 200: answers(Grid, 'As it is now', GEOJSON) },
};
