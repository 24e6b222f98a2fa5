import { z } from '@hono/zod-openapi';
import { Grid, GridProperties } from '../../core/contract/area.ts';
import { GridCode } from '../../core/contract/common.ts';
import { patchGrid } from '../commands/areas.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../problem.ts';
import { type GridChange, selectGrid, selectGrids } from '../queries/grids.ts';
import { newRouter, type Router } from '../validate.ts';
import { type SurfaceNoun, serveSurface, serveSurfacePatch, serveSurfaces } from './surfaces.ts';

/** `/api/grids`: grids of the plan in force. */
export function gridRoutes(deps: Deps): Router {
  const router = newRouter();
  serveSurfaces(router, deps, GRIDS);
  serveSurface(router, deps, GRIDS);
  serveSurfacePatch(router, deps, GRIDS);
  return router;
}

const { nameZh, nameEn } = GridProperties.shape;
const Count = z.int().min(0).max(1_000_000);
const GRIDS: SurfaceNoun<GridChange> = {
  path: '/api/grids',
  title: 'Grid',
  description: 'Grids of the plan in force. Residents and dwellings below 10 come as null.',
  feature: Grid,
  code: GridCode,
  query: {},
  change: z.strictObject({ nameZh, nameEn, residents: Count, dwellings: Count }).partial(),
  unknown: (code) => notFound('grids', `grid ${code}`),
  selectAll: selectGrids,
  selectOne: selectGrid,
  patch: patchGrid,
};
