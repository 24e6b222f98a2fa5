import { createRoute, z } from '@hono/zod-openapi';
import { AreaCode, Id, Instant } from '../../core/contract/common.ts';
import { LIVE_NOUNS } from '../../core/contract/live.ts';
import { refusal } from '../../core/contract/reason.ts';
import { allow } from '../auth/actor.ts';
import { sendLarge } from '../compress-answer.ts';
import type { Deps } from '../deps.ts';
import { readPastChanges } from '../past/past-changes.ts';
import { readPast } from '../past/past-snapshot.ts';
import { ProblemError } from '../problem.ts';
import { selectStep } from '../queries/past-steps.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { wholeNumber } from './parameters.ts';

const LONGEST_MS = 24 * 3_600_000;
/** Commands that are under way may still log what bears an earlier time: so much of the present is not yet past. */
const UNSETTLED_MS = 5000;
const MOST_FIXES = 30_000;

/** `GET /api/past...`: the city as it was, and what happened then; what they carry is described in core/contract/past.ts. */
export function pastRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, STATE, async (c) => {
    const actor = c.get('actor');
    allow(actor, 'read');
    const { at } = c.req.valid('query') as z.infer<typeof StateQuery>;
    const nowMs = deps.clock();
    const atMs = pastInstant('at', at, nowMs);
    return await sendLarge(c, await readPast(deps.database, actor.scopeCode, atMs, nowMs));
  });
  serve(router, CHANGES, async (c) => {
    const actor = c.get('actor');
    allow(actor, 'read');
    const { from, to, step, limit } = c.req.valid('query') as z.infer<typeof ChangesQuery>;
    const nowMs = deps.clock();
    const fromMs = pastInstant('from', from, nowMs);
    const toMs = Math.min(Date.parse(to), nowMs - UNSETTLED_MS);
    if (Date.parse(to) <= fromMs || Date.parse(to) - fromMs > LONGEST_MS)
      throw new ProblemError('invalid_request', SPAN_WRONG);
    const order = {
      fromMs,
      toMs: Math.max(fromMs, toMs),
      stepSeconds: step,
      mostChanges: limit,
      mostFixes: MOST_FIXES,
    };
    return await sendLarge(c, await readPastChanges(deps.database, actor.scopeCode, order));
  });
  serve(router, STEP, async (c) => {
    const actor = c.get('actor');
    allow(actor, 'read');
    const { at, direction, noun, id } = c.req.valid('query') as z.infer<typeof StepQuery>;
    const atMs = pastInstant('at', at, deps.clock());
    const found = await selectStep(deps.database, { scopeCode: actor.scopeCode, atMs, direction, noun, id });
    return c.json({ at: found ?? null });
  });
  return router;
}

function pastInstant(name: string, text: string, nowMs: number): number {
  const ms = Date.parse(text);
  if (ms <= nowMs) return ms;
  const message = `\`${name}\` lies in the future: it is ${new Date(nowMs).toISOString()} now.`;
  throw new ProblemError('invalid_request', refusal(message, 'instant_in_future'));
}

const SPAN_WRONG = refusal('`to` must be later than `from`, by at most 24 hours.', 'span_not_forward', {
  hours: 24,
});

const StateQuery = z.strictObject({ at: Instant });

const STATE = createRoute({
  method: 'get',
  path: '/api/past',
  tags: ['past'],
  summary: 'The live set of the scope as it was at an instant',
  description:
    'As /api/live/snapshot, with `at`, `positions` (newest fix of each unit up to then), `plan` (whose grids were in force) and `logFrom` (first event of the log). Read from the event log and the history of positions.',
  request: { query: StateQuery },
  responses: {
    200: { description: 'The past', content: { 'application/json': { schema: z.looseObject({}) } } },
  },
});

const ChangesQuery = z.strictObject({
  from: Instant,
  to: Instant,
  step: wholeNumber(0, 600, 0).openapi({
    description: 'Of each unit at most one fix in so many seconds; 0: all',
  }),
  limit: wholeNumber(1, 5000, 2000).openapi({ description: 'Events at most' }),
});

const CHANGES = createRoute({
  method: 'get',
  path: '/api/past/changes',
  tags: ['past'],
  summary: 'What happened in the scope after `from` and up to `to`, for replay',
  description:
    'Changes in the order of time and thinned positions. `to` of the answer says how far it reaches: ask again from there. With `reload` true so much changed at once that the set at `to` must be read by /api/past.',
  request: { query: ChangesQuery },
  responses: {
    200: { description: 'The changes', content: { 'application/json': { schema: z.looseObject({}) } } },
  },
});

const StepQuery = z.strictObject({
  at: Instant,
  direction: z.enum(['earlier', 'later']),
  noun: z.enum(LIVE_NOUNS).optional(),
  id: z.union([Id, AreaCode]).optional(),
});

const STEP = createRoute({
  method: 'get',
  path: '/api/past/step',
  tags: ['past'],
  summary: 'When the nearest event before or after an instant was',
  description: 'Of the whole live set, of a noun, or of one thing; null when there is none within 31 days.',
  request: { query: StepQuery },
  responses: { 200: answers(z.object({ at: z.string().nullable() }), 'The time of the event') },
});
