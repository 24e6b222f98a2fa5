import { z } from '@hono/zod-openapi';
import { Assignment, AssignmentStepInput, Assignments } from '../../core/contract/assignment.ts';
import { Id } from '../../core/contract/common.ts';
import { allow } from '../auth/actor.ts';
import { takeAssignmentStep } from '../commands/assignments.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../problem.ts';
import { selectAssignments } from '../queries/assignments.ts';
import { INCIDENTS } from '../queries/nouns.ts';
import { selectPlacedOne } from '../queries/placed.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/incidents/{id}/assignments` and `/api/assignments/{id}/steps`: which units work on an incident, and how far each got. */
export function assignmentRoutes(deps: Deps): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    const { id } = c.req.valid('param');
    if (!(await selectPlacedOne(deps.database, INCIDENTS, id, c.var.actor.scopeCode)))
      throw notFound('incidents', `incident ${id}`);
    const items = await selectAssignments(deps.database, id);
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });

  serve(router, STEP, async (c) => {
    const { actor } = c.var;
    const { id } = c.req.valid('param');
    const input = c.req.valid('json');
    allow(actor, actor.unitId !== null && input.step !== 'take_back' ? 'work_assignment' : 'edit_incident');
    const assignment = await createOnce(deps, c, (tx, doing) =>
      takeAssignmentStep(tx, id, input, doing, actor.unitId),
    );
    return c.json(assignment);
  });
  return router;
}

const LIST = {
  method: 'get' as const,
  path: '/api/incidents/{id}/assignments',
  tags: ['incidents'],
  summary: 'Units that were sent to an incident, the first first, with every step of each',
  request: { params: z.object({ id: Id }) },
  responses: { 200: answers(Assignments, 'Open ones and those that are over') },
};
const STEP = {
  method: 'post' as const,
  path: '/api/assignments/{id}/steps',
  tags: ['incidents'],
  summary: 'Take a step of an assignment (takes Idempotency-Key)',
  description:
    'The state of its unit and the status of its incident follow; other units of the incident are left as they are. A step may pass over others; what was reached already changes nothing. ' +
    '`take_back` is possible for 10 s after a unit was sent; `decline` needs a reason and is possible until it is on its way. An account of a unit has its own assignments only, and takes none back.',
  request: { params: z.object({ id: Id }), headers: IdempotencyKey, body: jsonBody(AssignmentStepInput) },
  responses: { 200: answers(Assignment, 'As it is now') },
};
