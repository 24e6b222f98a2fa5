import { z } from '@hono/zod-openapi';
import { Instant } from '../../core/contract/common.ts';
import type { ExportRow } from '../../core/incident/export-row.ts';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { csvStream, featureStream } from '../export/text-stream.ts';
import { selectCityZone } from '../queries/city.ts';
import { exportPages } from '../queries/incident-export.ts';
import { newRouter, type Router, serve } from '../validate.ts';
import { Attribution, BboxParameter, clauseParameters } from './parameters.ts';

type Pages = AsyncIterable<readonly ExportRow[]>;
interface Format {
  mediaType: string;
  extension: string;
  write(pages: Pages): AsyncGenerator<Uint8Array>;
}

const FORMATS = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', extension: 'csv', write: csvStream },
  geojsonseq: { mediaType: 'application/geo+json-seq', extension: 'geojsons', write: featureStream },
  arrow: {
    mediaType: 'application/vnd.apache.arrow.stream',
    extension: 'arrows',
    // Loaded when somebody wants it: it is large.
    write: async function* (pages: Pages) {
      yield* (await import('../export/arrow-stream.ts')).arrowStream(pages);
    },
  },
} as const satisfies Record<string, Format>;
const FORMAT_NAMES = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

/** `GET /api/incidents/export`: all incidents of a period and filter, for other tools, sent as they are read. */
export function incidentExportRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    allow(c.var.actor, 'read');
    const { format, type, priority, status, net, hours, ...rest } = c.req.valid('query');
    const zone = await selectCityZone(deps.database);
    const lists = { types: type, priorities: priority, statuses: status, nets: net, hours };
    const filter = { ...rest, ...lists, zone, scopeCode: c.var.actor.scopeCode };
    const { mediaType, extension, write } = FORMATS[format];
    const day = new Date(deps.clock()).toISOString().slice(0, 10);
    const bytes = streamOf(write(exportPages(deps.database, filter)));
    const isZipped = /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '');
    return c.body(isZipped ? zipped(bytes) : bytes, 200, {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="incidents-${day}.${extension}"`,
      'Cache-Control': 'no-store',
      Vary: 'Accept-Encoding',
      ...(isZipped ? { 'Content-Encoding': 'gzip' } : {}),
    });
  });
  return router;
}

/** Asks for the next piece when the last one was taken; who goes away ends the reading. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

function zipped(bytes: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return bytes.pipeThrough(
    new CompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>,
  );
}

const READ = {
  method: 'get' as const,
  path: '/api/incidents/export',
  tags: ['incidents'],
  summary: "All incidents of a period and filter in the account's scope, for other tools",
  description:
    'In order of time, streamed: `csv` (RFC 4180, UTF-8), `geojsonseq` (GeoJSON text sequence, RFC 8142) or `arrow` (Arrow IPC stream with a GeoArrow ' +
    'point, EPSG:4326). Texts are left out. An answer that breaks off is not whole: its connection ends without the last chunk.',
  request: {
    query: z.strictObject({
      format: z.enum(FORMAT_NAMES).default('csv'),
      attribution: Attribution,
      from: Instant.optional().openapi({ description: 'Reported at or after' }),
      to: Instant.optional().openapi({ description: 'Reported before' }),
      bbox: BboxParameter.optional(),
      ...clauseParameters,
    }),
  },
  responses: {
    200: {
      description: 'The file',
      content: Object.fromEntries(
        FORMAT_NAMES.map((name) => [
          FORMATS[name].mediaType.split(';')[0] as string,
          { schema: z.string().openapi({ format: 'binary' }) },
        ]),
      ),
    },
  },
};
