import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { Incident } from '../../core/contract/incident.ts';
import { AssignmentInput, DispatchDecisions, Recommendation } from '../../core/contract/recommendation.ts';
import { isWish } from '../../core/contract/skill-need.ts';
import { Skills } from '../../core/contract/unit.ts';
import { SKILLS } from '../../core/duty/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { assignUnit } from '../commands/assign-unit.ts';
import { command, doingOf } from '../commands/command.ts';
import type { Deps } from '../deps.ts';
import { incidentInMemory, recommendFor } from '../dispatch/recommend.ts';
import { IfMatch, requireIfMatch } from '../etag.ts';
import { notFound } from '../problem.ts';
import { selectDispatchDecisions } from '../queries/dispatch-decisions.ts';
import { INCIDENTS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne } from '../queries/placed.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, sendGeoJson, serve } from '../validate.ts';
import { tagOf } from './placed.ts';

/** `/api/incidents/{id}/recommendation`, `/assignment`, `/decisions`: which unit should go, that one is sent, and why it was. */
export function recommendationRoutes(deps: Deps): Router {
  const router = newRouter();
  const find = async (id: string, scopeCode: string): Promise<PlacedFeature> => {
    const incident =
      (await incidentInMemory(deps, id, scopeCode)) ??
      (await selectPlacedOne(deps.database, INCIDENTS, id, scopeCode));
    if (!incident) throw notFound('incidents', `incident ${id}`);
    return incident;
  };

  serve(router, RECOMMEND, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const incident = await find(c.req.valid('param').id, scopeCode);
    const { wanted, required } = c.req.valid('query');
    const wish = wanted || required ? { wanted: wanted ?? [], required: required ?? [] } : undefined;
    return c.json(await recommendFor(deps, incident, scopeCode, wish), 200, { 'Cache-Control': 'no-store' });
  });

  serve(router, ASSIGN, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_incident');
    const versions = requireIfMatch(c);
    const input = c.req.valid('json');
    const incident = await find(c.req.valid('param').id, actor.scopeCode);
    const recommendation = await recommendFor(deps, incident, actor.scopeCode, input.skills);
    const doing = { ...doingOf(deps, actor), actor };
    const feature = await command(deps, (tx) => assignUnit(tx, input, recommendation, versions, doing));
    return sendGeoJson(c, feature, tagOf(feature));
  });

  serve(router, DECISIONS, async (c) => {
    allow(c.var.actor, 'read');
    const { id } = c.req.valid('param');
    await find(id, c.var.actor.scopeCode);
    const items = await selectDispatchDecisions(deps.database, id);
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });
  return router;
}

/** Skills with commas between them; empty: none. */
const InAddress = z
  .string()
  // What is refused here is no list yet: the rule for both lists below would throw.
  .max(200, { abort: true })
  .transform((text) => text.split(',').filter((one) => one !== ''))
  .pipe(Skills)
  .optional()
  .openapi({ type: 'string', example: SKILLS.slice(0, 2).join(',') });
const WishQuery = z
  .strictObject({ wanted: InAddress, required: InAddress })
  .refine(
    ({ wanted = [], required = [] }) => isWish(wanted, required),
    'a skill is both wanted and required',
  );
const params = z.object({ id: Id });
const tags = ['incidents'];
const PATH = '/api/incidents/{id}';
const RECOMMEND = {
  method: 'get' as const,
  path: `${PATH}/recommendation`,
  tags,
  summary: 'Which unit should go, and why',
  description:
    'Units of the scope by what sending each costs in seconds: the way by road at this hour from its last position, half the age of that position, rest that it is due, another shift, too small a crew, skills that it lacks, and a street that is left ' +
    'without a free unit. At most the best 50; why each other unit is not recommended; what is wanting. `wanted` and `required` (skills, with commas) count in the stead of what the type of the incident needs.',
  request: { params, query: WishQuery },
  responses: { 200: answers(Recommendation, 'As of now') },
};
const ASSIGN = {
  method: 'post' as const,
  path: `${PATH}/assignment`,
  tags,
  summary: 'Send a unit, beside those that the incident has (needs If-Match)',
  description:
    'What is recommended at this moment is kept with the decision. A unit that has an assignment, here or elsewhere, or is not on duty is refused (409); one that comes with a warning must come with that warning in `confirmed`.',
  request: { params, headers: IfMatch, body: jsonBody(AssignmentInput) },
  responses: { 200: answers(Incident, 'As it is now', GEOJSON) },
};
const DECISIONS = {
  method: 'get' as const,
  path: `${PATH}/decisions`,
  tags,
  summary: 'Who was sent to an incident, by whom, and what was recommended then',
  request: { params },
  responses: { 200: answers(DispatchDecisions, 'The first first') },
};
