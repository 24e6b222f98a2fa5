import { hash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { Instant } from '../../core/contract/common.ts';
import { IncidentChunks } from '../../core/contract/incident-chunk.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { MAX_COLUMN_ROWS } from '../queries/incident-columns.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';
import { storable } from './parameters.ts';

const MEDIA_TYPE = 'application/vnd.jingwei.incident-columns';
const FOR_EVER = 'private, max-age=31536000, immutable';

/** `/api/incidents/columns`: all incidents of a period in about 10 bytes each, for the timeline, the density and the analysis. */
export function incidentColumnRoutes(deps: Deps): Router {
  const router = newRouter();
  const reader = deps.columns;

  serve(router, CHUNKS, async (c) => {
    const { asOf, ...chunks } = await reader.chunks(c.var.actor.scopeCode);
    const headers = {
      ETag: tagOf(chunks.items, c.var.actor.scopeCode),
      'Cache-Control': 'private, no-cache',
    };
    if (c.req.header('If-None-Match') === headers.ETag) return c.body(null, 304, headers);
    return c.json({ ...chunks, asOf }, 200, headers);
  });

  serve(router, READ, async (c) => {
    const { from, to, version } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const span = { fromMs: storable(from), toMs: storable(to) };
    const period =
      version === undefined
        ? await reader.period(scopeCode, span)
        : await reader.stretch(scopeCode, span, version);
    const { count } = period;
    if (count > MAX_COLUMN_ROWS)
      throw new ProblemError(
        'invalid_request',
        refusal(`The period has ${count} incidents; ask for a shorter one.`, 'period_too_long', {
          incidents: count,
        }),
      );
    const headersOf = (is: string): Record<string, string> => ({
      ETag: `"${is}-${scopeCode}"`,
      'Cache-Control': is === version ? FOR_EVER : 'private, no-cache',
    });
    const known = headersOf(period.version);
    if (c.req.header('If-None-Match') === known.ETag) return c.body(null, 304, known);
    const isZipped = /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '');
    const encoded = await period.encode(isZipped);
    return c.body(encoded.bytes, 200, {
      ...headersOf(encoded.version),
      ...(isZipped && { 'Content-Encoding': 'gzip' }),
      'Content-Type': MEDIA_TYPE,
      Vary: 'Accept-Encoding',
    });
  });
  return router;
}

/** Of all versions together. */
function tagOf(items: readonly { key: string; version: string }[], scopeCode: string): string {
  const text = items.map(({ key, version }) => `${key} ${version}`).join('\n');
  return `"${hash('sha256', text, 'base64url').slice(0, 22)}-${scopeCode}"`;
}

const CHUNKS = {
  method: 'get' as const,
  path: '/api/incidents/columns/chunks',
  tags: ['incidents'],
  summary: 'The history of incidents in stretches: months, and the days of the month that is not over',
  description:
    "Stretches of the city's calendar in which the account's scope has incidents. `version` changes with any incident of the stretch, " +
    'late edits and undone imports included; the columns read with it may be kept for ever.',
  responses: {
    200: answers(IncidentChunks, 'The stretches in order of time'),
    304: { description: 'Nothing changed since the ETag' },
  },
};

const READ = {
  method: 'get' as const,
  path: '/api/incidents/columns',
  tags: ['incidents'],
  summary: 'Incidents of a period as binary columns',
  description:
    'The format is described in core/columns/incident-columns.ts; `from` is inclusive, `to` exclusive. With the `version` of a ' +
    'stretch (see /api/incidents/columns/chunks) the answer never changes as long as it is still that version; otherwise what is there now is answered, not to be kept.',
  request: {
    query: z.strictObject({
      from: Instant,
      to: Instant,
      version: z
        .string()
        .regex(/^[0-9a-z.-]{1,60}$/)
        .optional()
        .openapi({ description: 'What is expected to be there' }),
    }),
  },
  responses: {
    200: {
      description: 'The columns, in order of time',
      content: { [MEDIA_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    304: { description: 'Nothing changed since the ETag' },
  },
};
