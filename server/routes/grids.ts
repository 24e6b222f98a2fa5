import { z } from '@hono/zod-openapi';
import { Grid, GridProperties, OwnGridNames } from '../../core/contract/area.ts';
import { GridCode, Id } from '../../core/contract/common.ts';
import { ownGridName } from '../../core/contract/grid-name.ts';
import { allow } from '../auth/actor.ts';
import { patchGrid } from '../commands/areas.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../problem.ts';
import { type GridChange, selectGrid, selectGrids } from '../queries/grids.ts';
import { selectNamesByCode } from '../queries/plan-names.ts';
import { selectPlanState } from '../queries/plans.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { planUnknown } from './plans.ts';
import { type SurfaceNoun, serveSurface, serveSurfacePatch, serveSurfaces } from './surfaces.ts';

/** `/api/grids`: grids of the plan in force; `/api/grid-names`: what those of any published plan are called. */
export function gridRoutes(deps: Deps): Router {
  const router = newRouter();
  serveSurfaces(router, deps, GRIDS);
  serveSurface(router, deps, GRIDS);
  serveSurfacePatch(router, deps, GRIDS);

  serve(router, NAMES, async (c) => {
    allow(c.var.actor, 'read');
    const { plan } = c.req.valid('query');
    if (plan !== undefined && !(await selectPlanState(deps.database, plan))) throw planUnknown();
    const grids = await selectNamesByCode(deps.database, plan, c.var.actor.scopeCode);
    const items = grids.flatMap((grid) => {
      const own = ownGridName(grid.code, grid);
      return own ? [{ code: grid.code, nameZh: own[0], nameEn: own[1] }] : [];
    });
    return c.json({ items });
  });
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
const NAMES = {
  method: 'get' as const,
  path: '/api/grid-names',
  tags: ['areas'],
  summary: 'Grids that have a name of their own, and not only their number',
  description:
    'Without the word for a grid. A grid that is left out is called by the last three digits of its code.',
  request: {
    query: z.strictObject({ plan: Id.optional().openapi({ description: 'Default: the plan in force' }) }),
  },
  responses: { 200: answers(OwnGridNames, 'By code') },
};
