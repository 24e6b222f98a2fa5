import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { GridCode, Id, Instant } from '../../core/contract/common.ts';
import { pageOf } from '../../core/contract/geometry.ts';
import { Incident, IncidentInput, IncidentPatch } from '../../core/contract/incident.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, NETS, PRIORITIES } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { createIncident, type IncidentAnswer, patchIncident } from '../commands/incidents.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { selectIncidents } from '../queries/incidents.ts';
import { INCIDENTS } from '../queries/nouns.ts';
import { selectPlacedOne } from '../queries/placed.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { Attribution, commaList, listParameters } from './parameters.ts';
import { collectionOf, tagOf } from './placed.ts';

/** `/api/incidents`: newest first. None is ever removed: it is cancelled. */
export function incidentRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    const { cursor, limit, type, priority, status, net, grid, ...rest } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const lists = { types: type, priorities: priority, statuses: status, nets: net, grids: grid };
    const after = decodeCursor(cursor, CursorKey);
    const filter = { ...rest, ...lists, scopeCode, after, limit: limit + 1 };
    const page = cutPage(await selectIncidents(deps.database, filter), limit, (row) => row.position);
    const features = page.rows.map((row) => row.feature);
    return sendGeoJson(c, collectionOf(features, page.nextCursor, deps.clock()));
  });

  serve(router, READ, async (c) => {
    const { id } = c.req.valid('param');
    const feature = await selectPlacedOne(deps.database, INCIDENTS, id, c.var.actor.scopeCode);
    if (!feature) throw notFound('incidents', `incident ${id}`);
    return sendGeoJson(c, feature, tagOf(feature));
  });

  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_incident');
    const input = c.req.valid('json');
    const answer = await createOnce(deps, c, (tx, doing) => createIncident(tx, input, doing));
    return send(c, answer, { Location: `/api/incidents/${answer.feature.id}` }, 201);
  });

  serve(router, PATCH, async (c) => {
    allow(c.var.actor, 'edit_incident');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const patch = c.req.valid('json');
    const doing = doingOf(deps, c.var.actor);
    return send(c, await command(deps, (tx) => patchIncident(tx, id, patch, versions, doing)));
  });
  return router;
}

function send(c: Context, answer: IncidentAnswer, headers = {}, status: 200 | 201 = 200) {
  const masked = answer.masked.length > 0 ? { 'X-Masked': answer.masked.join(',') } : {};
  return sendGeoJson(c, answer.feature, { ...tagOf(answer.feature), ...masked, ...headers }, status);
}

const CursorKey = z.object({ reportedMicros: z.int(), id: z.uuid() });
const Params = z.object({ id: Id });
const Filter = z.strictObject({
  ...listParameters,
  attribution: Attribution,
  from: Instant.optional().openapi({ description: 'Reported at or after' }),
  to: Instant.optional().openapi({ description: 'Reported before' }),
  type: commaList(INCIDENT_TYPES).optional(),
  priority: commaList(PRIORITIES).optional(),
  status: commaList(INCIDENT_STATUSES).optional(),
  net: commaList(NETS).optional(),
  grid: z
    .string()
    .max(3200)
    .transform((text) => text.split(','))
    .pipe(z.array(GridCode).max(200))
    .optional()
    .openapi({ type: 'string', description: 'Grid codes, separated by commas' }),
});
const Body = z.strictObject({
  type: z.literal('Feature').optional(),
  geometry: IncidentInput.shape.geometry,
  properties: z.strictObject(IncidentInput.shape.properties.shape),
});
const Patch = z.strictObject({
  type: z.literal('Feature').optional(),
  geometry: IncidentPatch.shape.geometry,
  properties: z.strictObject(IncidentPatch.shape.properties.unwrap().shape).optional(),
});

const MASKED =
  'Phone and identity numbers, plates and the like are masked in the text; X-Masked names the kinds.';
const tags = ['incidents'];
const PATH = '/api/incidents';
const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Incidents in the account's scope, newest report first",
  request: { query: Filter },
  responses: { 200: answers(pageOf(Incident), 'One page', GEOJSON) },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One incident',
  request: { params: Params },
  responses: { 200: answers(Incident, 'The feature; its ETag is for If-Match', GEOJSON) },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Take an incident in (takes Idempotency-Key)',
  description: MASKED,
  request: { headers: IdempotencyKey, body: jsonBody(Body) },
  responses: { 201: answers(Incident, 'Created', GEOJSON) },
};
const PATCH = {
  method: 'patch' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Edit an incident or move it on (needs If-Match)',
  description: `Legal changes of status are in core/incident/transitions.ts. unitId and status are those of its lead unit: another unitId replaces that one, its assignment follows the status, and an incident that needs no unit any more lets all of them go. ${MASKED}`,
  request: { params: Params, headers: IfMatch, body: jsonBody(Patch) },
  responses: { 200: answers(Incident, 'As it is now', GEOJSON) },
};
