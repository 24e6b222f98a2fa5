import { z } from '@hono/zod-openapi';
import { Case, CaseActionEnd, CaseActionInput } from '../../core/contract/case.ts';
import { Id } from '../../core/contract/common.ts';
import { allow } from '../auth/actor.ts';
import { addCaseAction, endCaseAction } from '../commands/cases.ts';
import { command, doingOf } from '../commands/command.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { IfMatch, requireIfMatch } from '../etag.ts';
import { answers, GEOJSON, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { FileParams, MASKED, sendFile } from './files.ts';

/** `/api/cases/{id}/actions`: what partners do in a case, until when, and what came of it. */
export function caseActionRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, ADD, async (c) => {
    allow(c.var.actor, 'edit_case');
    const { id } = c.req.valid('param');
    const input = c.req.valid('json');
    const answer = await createOnce(deps, c, (tx, doing) => addCaseAction(tx, id, input, doing));
    return sendFile(c, answer, {}, 201);
  });
  serve(router, END, async (c) => {
    allow(c.var.actor, 'edit_case');
    const versions = requireIfMatch(c);
    const { id, actionId } = c.req.valid('param');
    const end = c.req.valid('json');
    const doing = doingOf(deps, c.var.actor);
    return sendFile(c, await command(deps, (tx) => endCaseAction(tx, id, actionId, end, versions, doing)));
  });
  return router;
}

const PATH = '/api/cases/{id}/actions';
const tags = ['cases'];
const ADD = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Add a joint action with a partner (takes Idempotency-Key)',
  description: MASKED,
  request: { params: FileParams, headers: IdempotencyKey, body: jsonBody(CaseActionInput) },
  responses: { 201: answers(Case, 'The case with it', GEOJSON) },
};
const END = {
  method: 'post' as const,
  path: `${PATH}/{actionId}/end`,
  tags,
  summary: 'End a joint action: done, or no longer needed (needs If-Match)',
  description: MASKED,
  request: {
    params: z.object({ id: Id, actionId: Id }),
    headers: IfMatch,
    body: jsonBody(CaseActionEnd),
  },
  responses: { 200: answers(Case, 'The case as it is now', GEOJSON) },
};
