import { z } from '@hono/zod-openapi';
import { Id, Instant } from '../../core/contract/common.ts';
import { HandoverNote, HandoverNoteInput, HandoverNotes } from '../../core/contract/handover.ts';
import { allow } from '../auth/actor.ts';
import { command, doingOf } from '../commands/command.ts';
import { addNote, removeNote } from '../commands/handover-notes.ts';
import type { Signing } from '../commands/handovers.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { selectNotes } from '../queries/handover-notes.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/handover-notes`: remarks for the shifts to come, carried on until somebody strikes them out. */
export function handoverNoteRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, LIST, async (c) => {
    const { struckSince } = c.req.valid('query');
    const items = await selectNotes(deps.database, { scopeCode: c.var.actor.scopeCode, struckSince });
    return c.json({ items, asOf: new Date(deps.clock()).toISOString() });
  });
  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'hand_over');
    const input = c.req.valid('json');
    const { note, masked } = await createOnce(deps, c, (tx, doing) => addNote(tx, input, doing as Signing));
    const also = masked.length > 0 ? { 'X-Masked': masked.join(',') } : {};
    return c.json(note, 201, { ETag: etagOf(note.version), ...also });
  });
  serve(router, STRIKE, async (c) => {
    allow(c.var.actor, 'hand_over');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const doing = doingOf(deps, c.var.actor) as Signing;
    const note = await command(deps, (tx) => removeNote(tx, id, versions, doing));
    return c.json(note, 200, { ETag: etagOf(note.version) });
  });
  return router;
}

const PATH = '/api/handover-notes';
const tags = ['handovers'];
const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Standing notes of the account's scope, oldest first",
  description: 'With `struckSince` also those that were struck out since then. 500 at most.',
  request: { query: z.strictObject({ struckSince: Instant.optional() }) },
  responses: { 200: answers(HandoverNotes, 'All of them') },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Write a note for the shifts to come, of a thing or in general (takes Idempotency-Key)',
  description:
    'Phone and identity numbers, plates and the like are masked; X-Masked names the kinds. A note belongs to the area of what it is about, a general one to the scope of who wrote it.',
  request: { headers: IdempotencyKey, body: jsonBody(HandoverNoteInput) },
  responses: { 201: answers(HandoverNote, 'Written') },
};
const STRIKE = {
  method: 'post' as const,
  path: `${PATH}/{id}/strike`,
  tags,
  summary: 'Strike a note out: it is not carried on (needs If-Match)',
  request: { params: z.object({ id: Id }), headers: IfMatch },
  responses: { 200: answers(HandoverNote, 'Struck out; the log keeps it') },
};
