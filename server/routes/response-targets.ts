import { z } from '@hono/zod-openapi';
import { levelOfCode } from '../../core/contract/area-code.ts';
import { refusal } from '../../core/contract/reason.ts';
import { ResponseTarget, ResponseTargetPatch, ResponseTargets } from '../../core/contract/response-target.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { patchResponseTarget } from '../commands/response-targets.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { ProblemError } from '../problem.ts';
import { selectResponseTargets } from '../queries/response-targets.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/response-targets`: within how many seconds of the report each step is to be reached, by priority, for the whole city. */
export function responseTargetRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    const items = await selectResponseTargets(deps.database);
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });

  serve(router, PATCH, async (c) => {
    const { actor } = c.var;
    allow(actor, 'edit_target');
    if (levelOfCode(actor.scopeCode) !== 'city')
      throw new ProblemError(
        'forbidden',
        refusal('Targets are for the whole city: your area is only a part of it.', 'whole_city_only'),
      );
    const versions = requireIfMatch(c);
    const { priority } = c.req.valid('param');
    const patch = c.req.valid('json');
    const target = await command(deps, (tx) =>
      patchResponseTarget(tx, priority, patch, versions, doingOf(deps, actor)),
    );
    return c.json(target, 200, { ETag: etagOf(target.version) });
  });
  return router;
}

const PriorityParameter = z
  .string()
  .regex(/^[1-4]$/, 'must be 1, 2, 3 or 4')
  .transform(Number)
  .openapi({ type: 'integer', minimum: 1, maximum: 4 });
const tags = ['incidents'];
const LIST = {
  method: 'get' as const,
  path: '/api/response-targets',
  tags,
  summary: 'Targets of every priority, in seconds from the report',
  responses: { 200: answers(ResponseTargets, 'Most urgent first; `version` is for If-Match') },
};
const PATCH = {
  method: 'patch' as const,
  path: '/api/response-targets/{priority}',
  tags,
  summary: 'Edit the targets of one priority (needs If-Match)',
  request: {
    params: z.object({ priority: PriorityParameter }),
    headers: IfMatch,
    body: jsonBody(ResponseTargetPatch),
  },
  responses: { 200: answers(ResponseTarget, 'As they are now') },
};
