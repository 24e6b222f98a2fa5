import { GridCells } from '../../core/contract/grid-cells.ts';
import type { Deps } from '../deps.ts';
import { selectGridCells } from '../queries/grid-cells.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

/** `GET /api/grids/cells`: all grids as columns, with who borders on whom. */
export function gridCellRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    const cells = await selectGridCells(deps.database, c.var.actor.scopeCode);
    return c.json({ ...cells, asOf: new Date(deps.clock()).toISOString() });
  });
  return router;
}

const READ = {
  method: 'get' as const,
  path: '/api/grids/cells',
  tags: ['areas'],
  summary: 'The grids of the plan in force as columns, and which of them share a border',
  description: 'Residents and dwellings below 10 come as null.',
  responses: { 200: answers(GridCells, 'All grids of the scope, by code') },
};
