import { z } from '@hono/zod-openapi';
import { cityShift } from '../../core/city-time.ts';
import { Id, Instant } from '../../core/contract/common.ts';
import { Handover, HandoverDraft, HandoverHeads, SignOff, SignOn } from '../../core/contract/handover.ts';
import { refusalToSignOff, shiftBegin } from '../../core/handover/signing.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { type Signing, signOff, signOn } from '../commands/handovers.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor, itemsOf } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { readChanges, readSummary } from '../handover/watch-state.ts';
import { notFound, ProblemError } from '../problem.ts';
import { selectCityZone } from '../queries/city.ts';
import {
  hashSummary,
  type StoredHandover,
  selectHandover,
  selectHandovers,
  selectLastHandover,
} from '../queries/handovers.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';

/** `/api/handovers`: shifts signed off by who leaves and on by who comes, each with the state of the watch as it was. */
export function handoverRoutes(deps: Deps): Router {
  const router = newRouter();
  serveDraft(router, deps);
  serveReads(router, deps);

  serve(router, SIGN_OFF, async (c) => {
    allow(c.var.actor, 'hand_over');
    const fromMs = Date.parse(c.req.valid('json').from);
    const { scopeCode } = c.var.actor;
    const nowMs = deps.clock();
    const against = refusalToSignOff({ fromMs, nowMs, isWaiting: false });
    if (against) throw new ProblemError('invalid_request', against);
    const summary = await readSummary(deps, scopeCode, fromMs, nowMs);
    const doing = { ...doingOf(deps, c.var.actor), now: summary.to } as Signing;
    const stored = await createOnce(deps, c, (tx) => signOff(tx, summary, doing));
    const { id, version } = stored.head;
    const headers = { ETag: etagOf(version), Location: `/api/handovers/${id}` };
    return c.json(await whole(deps, stored), 201, headers);
  });

  serve(router, SIGN_ON, async (c) => {
    allow(c.var.actor, 'hand_over');
    const { id } = c.req.valid('param');
    const versions = requireIfMatch(c);
    const doing = doingOf(deps, c.var.actor) as Signing;
    const given = c.req.valid('json');
    const { handover, masked } = await command(deps, (tx) => signOn(tx, id, given, versions, doing));
    const also = masked.length > 0 ? { 'X-Masked': masked.join(',') } : {};
    return c.json(await whole(deps, handover), 200, { ETag: etagOf(handover.head.version), ...also });
  });
  return router;
}

function serveDraft(router: Router, deps: Deps): void {
  serve(router, DRAFT, async (c) => {
    const { scopeCode } = c.var.actor;
    const { from } = c.req.valid('query');
    const nowMs = deps.clock();
    const previous = (await selectLastHandover(deps.database, scopeCode)) ?? null;
    const fromMs = from === undefined ? await usualBegin(deps, previous?.to, nowMs) : Date.parse(from);
    const against = refusalToSignOff({ fromMs, nowMs, isWaiting: false });
    if (against) throw new ProblemError('invalid_request', against);
    const summary = await readSummary(deps, scopeCode, fromMs, nowMs);
    return c.json({ summary, previous, asOf: summary.to });
  });
}

async function usualBegin(deps: Deps, lastTo: string | undefined, nowMs: number): Promise<number> {
  const { startMs } = cityShift(await selectCityZone(deps.database), nowMs);
  return shiftBegin(lastTo === undefined ? null : Date.parse(lastTo), startMs, nowMs);
}

function serveReads(router: Router, deps: Deps): void {
  serve(router, LIST, async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const after = decodeCursor(cursor, CursorKey);
    const rows = await selectHandovers(deps.database, { scopeCode, after, limit: limit + 1 });
    const page = cutPage(rows, limit, ({ to, id }) => ({ to, id }));
    return c.json(itemsOf(page, deps.clock()));
  });
  serve(router, READ, async (c) => {
    const { id } = c.req.valid('param');
    const stored = await selectHandover(deps.database, id, c.var.actor.scopeCode);
    if (!stored) throw notFound('handovers', `handover ${id}`);
    return c.json(await whole(deps, stored), 200, { ETag: etagOf(stored.head.version) });
  });
}

/** A handover as it is answered: while it waits, with what happened since. */
async function whole(deps: Deps, { head, summary, changes }: StoredHandover) {
  const now = new Date(deps.clock()).toISOString();
  const since = changes ?? (await readChanges(deps.database, head.areaCode, { from: head.to, to: now }));
  return { ...head, summary, changes: since, isIntact: hashSummary(summary) === head.summaryHash };
}

const PATH = '/api/handovers';
const tags = ['handovers'];
const CursorKey = z.object({ to: Instant, id: z.uuid() });
const params = z.object({ id: Id });
const { limit, cursor } = listParameters;

const DRAFT = {
  method: 'get' as const,
  path: `${PATH}/draft`,
  tags,
  summary: "The account's area as it would be handed over now",
  description:
    'Open incidents with what is due next, alarms that are not normal, what happened since `from`, what is lost, and the standing notes. Without `from`: since the last handover, or the start of the shift.',
  request: { query: z.strictObject({ from: Instant.optional() }) },
  responses: { 200: answers(HandoverDraft, 'As of now; nothing is stored') },
};
const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Handovers in the account's scope, newest first, without their summaries",
  request: { query: z.strictObject({ limit, cursor }) },
  responses: { 200: answers(HandoverHeads, 'One page') },
};
const READ = {
  method: 'get' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'One handover with its summary as it was signed off, and what happened between the signatures',
  request: { params },
  responses: { 200: answers(Handover, 'Its ETag is for If-Match') },
};
const SIGN_OFF = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: "Sign the shift of the account's area off: its state is frozen (takes Idempotency-Key)",
  description: `The event log gets the SHA-256 of the summary. One handover of an area waits at a time; a shift begins in the last 48 hours.`,
  request: { headers: IdempotencyKey, body: jsonBody(SignOff) },
  responses: { 201: answers(Handover, 'Signed off; it waits to be signed on') },
};
const SIGN_ON = {
  method: 'post' as const,
  path: `${PATH}/{id}/sign-on`,
  tags,
  summary: 'Take a shift over: it was read (needs If-Match)',
  description:
    'Another account than the one that signed off; the same one only with `aloneReason`. Personal data in the reason are masked; X-Masked names the kinds.',
  request: { params, headers: IfMatch, body: jsonBody(SignOn) },
  responses: { 200: answers(Handover, 'Signed on, with what happened in between') },
};
