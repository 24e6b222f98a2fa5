import { z } from '@hono/zod-openapi';
import { levelOfCode } from '../../core/contract/area-code.ts';
import { refusal } from '../../core/contract/reason.ts';
import { SkillNeed, SkillNeeds, SkillWish } from '../../core/contract/skill-need.ts';
import { INCIDENT_TYPES } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { putSkillNeed } from '../commands/skill-needs.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { selectSkillNeeds } from '../queries/skill-needs.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/skill-needs`: what units that go to an incident should be able to do, by its type, for the whole city. */
export function skillNeedRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    const items = await selectSkillNeeds(deps.database);
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });

  serve(router, PUT, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_target');
    if (levelOfCode(actor.scopeCode) !== 'city')
      throw new ProblemError(
        'forbidden',
        refusal('Skills are for the whole city: your area is only a part of it.', 'whole_city_only'),
      );
    const versions = requireIfMatch(c);
    const { type } = c.req.valid('param');
    const wish = c.req.valid('json');
    const need = await command(deps, (tx) => putSkillNeed(tx, type, wish, versions, doingOf(deps, actor)));
    return c.json(need, 200, { ETag: etagOf(need.version) });
  });
  return router;
}

const tags = ['incidents'];
const LIST = {
  method: 'get' as const,
  path: '/api/skill-needs',
  tags,
  summary: 'What units should be able to do, by the type of the incident',
  responses: { 200: answers(SkillNeeds, 'Every type; `version` is for If-Match') },
};
const PUT = {
  method: 'put' as const,
  path: '/api/skill-needs/{type}',
  tags,
  summary: 'Set what units should be able to do that go to incidents of a type (needs If-Match)',
  request: {
    params: z.object({ type: z.enum(INCIDENT_TYPES) }),
    headers: IfMatch,
    body: jsonBody(SkillWish),
  },
  responses: { 200: answers(SkillNeed, 'As it is now') },
};
