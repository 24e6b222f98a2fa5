import { z } from '@hono/zod-openapi';
import { type TurnRule, TurnRules } from '../../core/contract/turn-rule.ts';
import { fromInt7 } from '../../core/geometry/integer.ts';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import type { CityTravel } from '../dispatch/road-book.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { BboxParameter } from './parameters.ts';

/** A box may be so wide and so tall. */
const MOST_DEGREES = 0.5;

/** `GET /api/turn-rules`: the turns that may not be made, or are the only ones, in a box. */
export function turnRuleRoutes(deps: Pick<Deps, 'roads'>): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    allow(c.var.actor, 'read');
    const [west, south, east, north] = c.req.valid('query').bbox;
    const travel = await deps.roads.current();
    const isIn = ({ geometry: { coordinates } }: TurnRule): boolean => {
      const [lng, lat] = coordinates;
      return lng >= west && lng <= east && lat >= south && lat <= north;
    };
    return c.json({ items: wireRules(travel).filter(isIn) });
  });
  return router;
}

/** Rules as they are sent, in the order of `travel.turnRules`. */
export function wireRules({ all: { roads }, turnRules }: Pick<CityTravel, 'all' | 'turnRules'>): TurnRule[] {
  const named = (road: number) => {
    const { id, nameZh, nameEn } = roads[road]!;
    return { roadId: String(id), nameZh, nameEn };
  };
  return turnRules.map(({ kind, road, lng7, lat7, headingDegrees, turns, vehicles }, i) => ({
    type: 'Feature',
    id: String(i),
    geometry: { type: 'Point', coordinates: [fromInt7(lng7), fromInt7(lat7)] },
    properties: {
      ...{ kind, ...named(road), headingDegrees, vehicles },
      turns: turns.map((turn) => ({ kind: turn.kind, ...named(turn.road), over: turn.over.map(named) })),
    },
  }));
}

const READ = {
  method: 'get' as const,
  path: '/api/turn-rules',
  tags: ['roads'],
  summary: 'Turns that may not be made, or are the only ones that may',
  description:
    'As ways and times keep to them, for those who must; on foot everybody turns freely. `over` of a turn: the roads over which it is made, [] for most.',
  request: {
    query: z.strictObject({
      bbox: BboxParameter.refine(
        ([west, south, east, north]) => east - west <= MOST_DEGREES && north - south <= MOST_DEGREES,
        `must be at most ${MOST_DEGREES} degrees wide and tall`,
      ),
    }),
  },
  responses: { 200: answers(TurnRules, 'Where a road ends at a crossing in the box') },
};
