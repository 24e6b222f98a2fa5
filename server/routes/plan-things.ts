import { z } from '@hono/zod-openapi';
import { Id, Instant } from '../../core/contract/common.ts';
import { ownGridName } from '../../core/contract/grid-name.ts';
import { PlanThings } from '../../core/contract/plan-things.ts';
import { packLines, packThings } from '../../core/plan/workload/packed-things.ts';
import { allow } from '../auth/actor.ts';
import { findDraft } from '../commands/drafts.ts';
import { packLarge, sendPacked } from '../compress-answer.ts';
import type { Deps } from '../deps.ts';
import { countedKey, countedWindow } from '../draft/counted-days.ts';
import type { GroundWanted } from '../draft/ground-shelf.ts';
import { MinuteShelf } from '../draft/minute-shelf.ts';
import { readThings, readWaters } from '../draft/things.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { storable, wholeNumber } from './parameters.ts';

/** A city's answer takes some megabytes. */
const MOST = 4;
/** Of which days incidents are counted. */
export const countedParameters = {
  days: wholeNumber(1, 3660, 365),
  until: Instant.transform(storable).optional().openapi({
    type: 'string',
    format: 'date-time',
    description:
      'When these days end. Without it now, or where nothing was reported in them the last report in the scope of the account',
  }),
};

/** `GET /api/drafts/{id}/things`: what makes work where a draft moves borders, so that whoever moves them sees at once what it does. */
export function planThingRoutes(deps: Deps): Router {
  const router = newRouter();
  const shelf = new MinuteShelf<Uint8Array<ArrayBuffer>>(deps.clock, MOST);
  serve(router, READ, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const counted = c.req.valid('query');
    const { originId: planId } = await findDraft(deps.database, c.req.valid('param').id, scopeCode);
    const read = (nowMs: number) => packedThings(deps, { planId, scopeCode, counted }, nowMs);
    return await sendPacked(c, await shelf.get(`${planId} ${scopeCode} ${countedKey(counted)}`, read));
  });
  return router;
}

async function packedThings(
  { database, drafts }: Deps,
  { planId, scopeCode, counted }: GroundWanted,
  nowMs: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { from, to } = await countedWindow(database, scopeCode, counted, nowMs);
  const asOf = new Date(nowMs).toISOString();
  const plan = await drafts.origin(database, planId);
  const { grids, ...things } = await readThings(database, { planId, plan, scopeCode, from, to });
  const columns = {
    ids: grids.map(({ id }) => id),
    names: grids.map((grid) => ownGridName(grid.code, grid)),
    residents: grids.map(({ residents }) => residents),
    dwellings: grids.map(({ dwellings }) => dwellings),
  };
  const waters = packLines(await readWaters(database, planId, scopeCode));
  return await packLarge({
    days: counted.days,
    from,
    to,
    ...packThings(things),
    waters,
    grids: columns,
    asOf,
  });
}

const READ = {
  method: 'get' as const,
  path: '/api/drafts/{id}/things',
  tags: ['plans'],
  summary: 'What makes work where a draft moves borders, as columns',
  description:
    'Incidents of `days` days (duplicates left out), institutions, roads that vehicles use, rivers and lakes, and homes, in the scope of the account. Residents and dwellings are known as counts of the ' +
    'grids of the published plan only, below 10 not at all (null, taken for 5): homes are made-up places beside the streets that add up to them. Coordinates are whole numbers of 1e-7 degree (EPSG:4326), each as the difference from the one before it. Read at most a minute ago: `asOf` tells when.',
  request: { params: z.object({ id: Id }), query: z.strictObject(countedParameters) },
  responses: { 200: answers(PlanThings, 'Columns') },
};
