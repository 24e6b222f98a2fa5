import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { PatrolTemplate, PatrolTemplateInput, PatrolTemplates } from '../../core/contract/patrol-template.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import type { Planning } from '../commands/patrol-plans.ts';
import { createPatrolTemplate, removePatrolTemplate } from '../commands/patrol-templates.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { selectPatrolTemplates } from '../queries/patrol-templates.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/patrol-templates`: rounds to be gone again on some days of the week. */
export function patrolTemplateRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, LIST, async (c) => {
    const items = await selectPatrolTemplates(deps.database, c.var.actor.scopeCode, MOST);
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });
  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const input = c.req.valid('json');
    const template = await createOnce(deps, c, (tx, doing) =>
      createPatrolTemplate(tx, input, doing as Planning),
    );
    return c.json(template, 201, { ETag: etagOf(template.version) });
  });
  serve(router, REMOVE, async (c) => {
    allow(c.var.actor, 'edit_unit');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const doing = doingOf(deps, c.var.actor) as Planning;
    await command(deps, (tx) => removePatrolTemplate(tx, id, versions, doing));
    return c.body(null, 204);
  });
  return router;
}

const MOST = 200;
const PATH = '/api/patrol-templates';
const tags = ['patrol_plans'];

const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Templates of patrol plans in the account's scope",
  responses: { 200: answers(PatrolTemplates, `At most ${MOST}, by name`) },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Keep a template of a patrol plan (takes Idempotency-Key)',
  request: { headers: IdempotencyKey, body: jsonBody(PatrolTemplateInput) },
  responses: { 201: answers(PatrolTemplate, 'Kept') },
};
const REMOVE = {
  method: 'delete' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Remove a template (needs If-Match)',
  request: { params: z.object({ id: Id }), headers: IfMatch },
  responses: { 204: { description: 'Removed; the log keeps it' } },
};
