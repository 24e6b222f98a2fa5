import { z } from '@hono/zod-openapi';
import { isWithinCode } from '../../core/contract/area-code.ts';
import { AreaCode, Id } from '../../core/contract/common.ts';
import { Dosage, PlaceVisits } from '../../core/contract/dosage.ts';
import { DOSAGE_PERIODS, DOSAGE_SUBJECTS } from '../../core/patrol/look-back.ts';
import { VISITED_NOUNS } from '../../core/patrol/visited-places.ts';
import { allow } from '../auth/actor.ts';
import { areaUnknown } from '../commands/locate.ts';
import type { Deps } from '../deps.ts';
import { dosageOf } from '../dispatch/dosage.ts';
import { notFound } from '../problem.ts';
import { selectVisitsOfPlace } from '../queries/patrol-visits.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

const MOST_VISITS = 200;

/** `/api/dosage` and `/api/dosage/{kind}/{id}/visits`: what patrols gave each place. */
export function dosageRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { period, by, within = scopeCode } = c.req.valid('query');
    const dosage = await dosageOf(deps, { period, by, within, scopeCode });
    if (!dosage) throw areaUnknown('not_found', within);
    return c.json(dosage, 200, { 'Cache-Control': 'no-store' });
  });

  serve(router, VISITS, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { kind, id } = c.req.valid('param');
    const place = (await deps.memory.featuresOf(kind)).get(id);
    if (!place || !isWithinCode(String(place.properties.areaCode), scopeCode))
      throw notFound(kind, `${kind} ${id}`);
    const rows = await selectVisitsOfPlace(deps.database, id, {
      scopeCode,
      nowMs: deps.clock(),
      limit: MOST_VISITS,
    });
    const items = rows.map(({ id: visitId, unitId, unitCode, how, arrivedMs, leftMs, goesOn }) => ({
      id: visitId,
      unitId,
      unitCode,
      how,
      arrivedAt: new Date(arrivedMs).toISOString(),
      leftAt: new Date(leftMs).toISOString(),
      goesOn,
    }));
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() }, 200, {
      'Cache-Control': 'no-store',
    });
  });
  return router;
}

const tags = ['dosage'];
const LIST = {
  method: 'get' as const,
  path: '/api/dosage',
  tags,
  summary: 'What patrols gave each place or grid, the one most in need first',
  description:
    'Posts, checkpoints and institutions of grade 1 in the last 8 hours, 24 hours or 7 days: minutes that units stayed there, beside 10 to 16 minutes every two hours (Koper 1995), since when nobody stayed long enough, when the ' +
    'next visit is due, and how hard it is to foresee. A visit is two minutes or more within 100 m (150 m of an institution) by the positions of the units, or told by hand or by a code on the spot. `known.knownUntil` tells ' +
    'up to when positions were gone through. `by=grids`: the grids in force, by the minutes in which any unit was in them; two minutes on end or more are a visit.',
  request: {
    query: z.strictObject({
      period: z.enum(DOSAGE_PERIODS).default('day'),
      by: z.enum(DOSAGE_SUBJECTS).default('places'),
      within: AreaCode.optional().openapi({ description: "Default: the account's scope" }),
    }),
  },
  responses: { 200: answers(Dosage, 'As of now') },
};
const VISITS = {
  method: 'get' as const,
  path: '/api/dosage/{kind}/{id}/visits',
  tags,
  summary: 'The last visits of one place, at most 200',
  request: { params: z.object({ kind: z.enum(VISITED_NOUNS), id: Id }) },
  responses: { 200: answers(PlaceVisits, 'The newest first') },
};
