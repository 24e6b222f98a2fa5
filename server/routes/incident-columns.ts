import { z } from '@hono/zod-openapi';
import { encodeIncidentColumns } from '../../core/columns/incident-columns.ts';
import { Instant } from '../../core/contract/common.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { MAX_COLUMN_ROWS, selectIncidentColumns, selectPeriodState } from '../queries/incident-columns.ts';
import { newRouter, type Router, serve } from '../validate.ts';

const MEDIA_TYPE = 'application/vnd.jingwei.incident-columns';

/** `GET /api/incidents/columns`: all incidents of a period in about 10 bytes each, for the timeline and the density. */
export function incidentColumnRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    const { from, to } = c.req.valid('query');
    const { scopeCode } = c.var.actor;
    const period = { scopeCode, from: storable(from), to: storable(to) };
    const { count, updatedAt } = await selectPeriodState(deps.database, period);
    if (count > MAX_COLUMN_ROWS)
      throw new ProblemError(
        'invalid_request',
        refusal(`The period has ${count} incidents; ask for a shorter one.`, 'period_too_long', {
          incidents: count,
        }),
      );
    const headers = {
      ETag: `"${count.toString(36)}-${Date.parse(updatedAt ?? '1970-01-01T00:00:00Z').toString(36)}-${scopeCode}"`,
      'Cache-Control': 'private, no-cache',
    };
    if (c.req.header('If-None-Match') === headers.ETag) return c.body(null, 304, headers);
    const columns = await selectIncidentColumns(deps.database, { ...period, count });
    return c.body(encodeIncidentColumns(columns), 200, { ...headers, 'Content-Type': MEDIA_TYPE });
  });
  return router;
}

/** The instant, moved into the years that the columns can hold. */
function storable(instant: string): string {
  return new Date(Math.min(Math.max(Date.parse(instant), 0), LATEST_MS)).toISOString();
}
const LATEST_MS = Date.UTC(2106, 0, 1);

const READ = {
  method: 'get' as const,
  path: '/api/incidents/columns',
  tags: ['incidents'],
  summary: 'Incidents of a period as binary columns',
  description:
    'The format is described in core/columns/incident-columns.ts; `from` is inclusive, `to` exclusive.',
  request: { query: z.strictObject({ from: Instant, to: Instant }) },
  responses: {
    200: {
      description: 'The columns, in order of time',
      content: { [MEDIA_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    304: { description: 'Nothing changed since the ETag' },
  },
};
