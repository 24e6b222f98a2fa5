import { z } from '@hono/zod-openapi';
import { cityDay } from '../../core/city-time.ts';
import { levelOfCode } from '../../core/contract/area-code.ts';
import { AreaCode } from '../../core/contract/common.ts';
import { Rollup, Rollups } from '../../core/contract/rollup.ts';
import { LEVELS } from '../../core/vocabulary.ts';
import { areaUnknown } from '../commands/locate.ts';
import type { Deps } from '../deps.ts';
import { type RollupQuery, rollupsOf } from '../live/rollups.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { CodeParameter } from './areas.ts';

/** `/api/rollups` and `/api/areas/{code}/rollup`: areas in figures. */
export function rollupRoutes(deps: Deps): Router {
  const router = newRouter();
  const rollups = async (query: Omit<RollupQuery, 'today'>) => {
    const city = await deps.memory.current();
    return rollupsOf(city, { ...query, today: cityDay(city.ground.zone, deps.clock()) });
  };

  serve(router, LIST, async (c) => {
    const { scopeCode } = c.var.actor;
    const { level, within = scopeCode } = c.req.valid('query');
    const items = await rollups({ level, within, scopeCode });
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });

  serve(router, READ, async (c) => {
    const { scopeCode } = c.var.actor;
    const { code } = c.req.valid('param');
    const level = levelOfCode(code);
    const [rollup] = level ? await rollups({ level, within: code, scopeCode, code }) : [];
    if (!rollup) throw areaUnknown('not_found', code);
    return c.json(rollup);
  });
  return router;
}

const tags = ['areas'];
const LIST = {
  method: 'get' as const,
  path: '/api/rollups',
  tags,
  summary: 'Every area at a level in figures',
  description: 'Residents and dwellings below 10 come as null.',
  request: {
    query: z.strictObject({
      level: z.enum(LEVELS),
      within: AreaCode.optional().openapi({ description: "Default: the account's scope" }),
    }),
  },
  responses: { 200: answers(Rollups, 'By code') },
};
const READ = {
  method: 'get' as const,
  path: '/api/areas/{code}/rollup',
  tags,
  summary: 'One area or grid in figures',
  request: { params: CodeParameter },
  responses: { 200: answers(Rollup, 'Its figures') },
};
