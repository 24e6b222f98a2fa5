import { z } from '@hono/zod-openapi';
import { Closure, ClosureInput, Closures, RoadHere } from '../../core/contract/closure.ts';
import { Id } from '../../core/contract/common.ts';
import { Lat, Lng } from '../../core/contract/geometry.ts';
import { refusal } from '../../core/contract/reason.ts';
import { nearestEdge } from '../../core/network/edge-index.ts';
import { concerns } from '../../core/network/turn-rules.ts';
import { allow } from '../auth/actor.ts';
import { closeRoad, openRoad } from '../commands/closures.ts';
import { command, doingOf } from '../commands/command.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { headingAt } from '../dispatch/closed-roads.ts';
import type { CityTravel } from '../dispatch/road-book.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { selectClosures } from '../queries/closures.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { wireRules } from './turn-rules.ts';

/** A click is meant for a road within so many metres. */
const CLICK_METRES = 100;

/** `/api/closures` and `/api/closures/road`: roads that nobody may use for a while; times of travel go round them from the next question on. */
export function closureRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    const asOf = new Date(deps.clock()).toISOString();
    return c.json({ items: await selectClosures(deps.database, c.var.actor.scopeCode, asOf), asOf });
  });

  serve(router, ROAD, async (c) => {
    const { lng, lat } = c.req.valid('query');
    return sendGeoJson(c, roadHere(await deps.roads.current(), lng, lat).road);
  });

  serve(router, CLOSE, async (c) => {
    allow(c.var.actor, 'operate_checkpoint');
    const input = c.req.valid('json');
    const travel = await deps.roads.current();
    const { road, index } = roadHere(travel, input.lng, input.lat);
    if (travel.closuresOf(index, deps.clock()).length > 0)
      throw new ProblemError('conflict', refusal('This road is closed already.', 'road_closed_already'));
    const closure = await createOnce(deps, c, (tx, doing) => closeRoad(tx, input, road, doing));
    return sendGeoJson(c, closure, { ETag: etagOf(closure.properties.version) }, 201);
  });

  serve(router, LIFT, async (c) => {
    const { actor } = c.var;
    allow(actor, 'operate_checkpoint');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const closure = await command(deps, (tx) => openRoad(tx, id, versions, doingOf(deps, actor)));
    return sendGeoJson(c, closure, { ETag: etagOf(closure.properties.version) });
  });
  return router;
}

/** The road nearest to a place (degrees), closed or not; 422 when there is none. */
function roadHere(travel: CityTravel, lng: number, lat: number): { road: RoadHere; index: number } {
  const [lng7, lat7] = [Math.round(lng * 1e7), Math.round(lat * 1e7)];
  const place = travel.isEmpty ? undefined : nearestEdge(travel.edges, travel.all, lng7, lat7, CLICK_METRES);
  const road = place && travel.all.roads[place.road];
  if (!place || !road)
    throw new ProblemError(
      'invalid_geometry',
      refusal(`No road within ${CLICK_METRES} m of [${lng}, ${lat}].`, 'no_road_near', {
        metres: CLICK_METRES,
      }),
    );
  const line = Array.from({ length: road.line.length / 2 }, (_, at): [number, number] => [
    (road.line[2 * at] ?? 0) / 1e7,
    (road.line[2 * at + 1] ?? 0) / 1e7,
  ]);
  const { nameZh, nameEn, class: roadClass, lengthMetres, oneWay } = road;
  const here = { lng: place.lng7 / 1e7, lat: place.lat7 / 1e7, offMetres: place.offMetres };
  const rules = wireRules(travel);
  const turnRules = rules.filter((_, i) => concerns(travel.all, travel.turnRules[i]!, place.road));
  const properties = { nameZh, nameEn, class: roadClass, lengthMetres, oneWay, ...here, turnRules };
  return {
    index: place.road,
    road: {
      type: 'Feature',
      id: String(road.id),
      geometry: { type: 'LineString', coordinates: line },
      properties: { ...properties, headingDegrees: headingAt(road, place) },
    },
  };
}

function degrees(range: typeof Lng) {
  return z
    .string()
    .regex(/^-?\d{1,3}(\.\d+)?$/, 'must be degrees')
    .transform(Number)
    .pipe(range)
    .openapi({ type: 'number' });
}

const tags = ['roads'];
const LIST = {
  method: 'get' as const,
  path: '/api/closures',
  tags,
  summary: 'Roads that are closed, or will be',
  responses: { 200: answers(Closures, 'In force or to come, the first to begin first') },
};
const ROAD = {
  method: 'get' as const,
  path: '/api/closures/road',
  tags,
  summary: `The road within ${CLICK_METRES} m of a place`,
  request: {
    query: z.strictObject({ lng: degrees(Lng), lat: degrees(Lat) }),
  },
  responses: { 200: answers(RoadHere, 'Between two crossings', GEOJSON) },
};
const CLOSE = {
  method: 'post' as const,
  path: '/api/closures',
  tags,
  summary: 'Close the road at a place (takes Idempotency-Key)',
  description:
    'Between the two crossings round the place, one way or both; for all vehicles, and where `onFoot` says so for people on foot. Ways and times go round it at once.',
  request: { headers: IdempotencyKey, body: jsonBody(ClosureInput) },
  responses: { 201: answers(Closure, 'Closed', GEOJSON) },
};
const LIFT = {
  method: 'post' as const,
  path: '/api/closures/{id}/lift',
  tags,
  summary: 'Open a road again (needs If-Match)',
  request: { params: z.object({ id: Id }), headers: IfMatch },
  responses: { 200: answers(Closure, 'As it is now', GEOJSON) },
};
