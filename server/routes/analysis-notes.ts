import { z } from '@hono/zod-openapi';
import {
  AnalysisNote,
  AnalysisNoteChange,
  AnalysisNoteInput,
  AnalysisNotes,
} from '../../core/contract/analysis-note.ts';
import { Id, Instant } from '../../core/contract/common.ts';
import { allow } from '../auth/actor.ts';
import {
  addAnalysisNote,
  changeAnalysisNote,
  removeAnalysisNote,
  type Writing,
  type WrittenNote,
} from '../commands/analysis-notes.ts';
import { command, doingOf } from '../commands/command.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor, itemsOf } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { selectAnalysisNotes } from '../queries/analysis-notes.ts';
import { answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';

/** `/api/analysis-notes`: notes on the maps of analyses. Who may see the place may read one, who wrote it may change it. */
export function analysisNoteRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, LIST, async (c) => {
    const { cursor, limit, sheet } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const after = decodeCursor(cursor, CursorKey);
    const rows = await selectAnalysisNotes(deps.database, {
      scopeCode,
      sheetId: sheet,
      after,
      limit: limit + 1,
    });
    const page = cutPage(rows, limit, ({ createdAt, id }) => ({ createdAt, id }));
    return c.json(itemsOf(page, deps.clock()));
  });
  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'save_analysis');
    const input = c.req.valid('json');
    const written = await createOnce(deps, c, (tx, doing) => addAnalysisNote(tx, input, doing as Writing));
    return c.json(written.note, 201, headersOf(written));
  });
  serve(router, CHANGE, async (c) => {
    allow(c.var.actor, 'save_analysis');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const change = c.req.valid('json');
    const doing = doingOf(deps, c.var.actor) as Writing;
    const written = await command(deps, (tx) => changeAnalysisNote(tx, id, change, versions, doing));
    return c.json(written.note, 200, headersOf(written));
  });
  serve(router, REMOVE, async (c) => {
    allow(c.var.actor, 'save_analysis');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const doing = doingOf(deps, c.var.actor) as Writing;
    await command(deps, (tx) => removeAnalysisNote(tx, id, versions, doing));
    return c.body(null, 204);
  });
  return router;
}

function headersOf({ note, masked }: WrittenNote): Record<string, string> {
  return { ETag: etagOf(note.version), ...(masked.length > 0 ? { 'X-Masked': masked.join(',') } : {}) };
}

const PATH = '/api/analysis-notes';
const tags = ['analyses'];
const CursorKey = z.object({ createdAt: Instant, id: z.uuid() });
const params = z.object({ id: Id });
const { limit, cursor } = listParameters;

const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: "Notes at places in the account's scope, newest first",
  description: '`sheet`: only those of one analysis, the id of a saved result or one that a page made.',
  request: { query: z.strictObject({ limit, cursor, sheet: Id.optional() }) },
  responses: { 200: answers(AnalysisNotes, 'One page') },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Write a note on the map of an analysis (takes Idempotency-Key)',
  description: 'Phone and identity numbers, plates and the like are masked; X-Masked names the kinds.',
  request: { headers: IdempotencyKey, body: jsonBody(AnalysisNoteInput) },
  responses: { 201: answers(AnalysisNote, 'Written') },
};
const CHANGE = {
  method: 'patch' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Change the words or the place of a note of your own (needs If-Match)',
  request: { params, headers: IfMatch, body: jsonBody(AnalysisNoteChange) },
  responses: { 200: answers(AnalysisNote, 'Changed') },
};
const REMOVE = {
  method: 'delete' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Remove a note of your own (needs If-Match)',
  request: { params, headers: IfMatch },
  responses: { 204: { description: 'Removed; the log keeps it' } },
};
