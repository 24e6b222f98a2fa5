import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { ImportBatchDetail, ImportBatches, ImportOptions } from '../../core/contract/import.ts';
import { refusal } from '../../core/contract/reason.ts';
import { IMPORT_NOUNS } from '../../core/vocabulary.ts';
import { type Actor, allow } from '../auth/actor.ts';
import { cutPage, decodeCursor, itemsOf } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { HeldJobs } from '../import/held-jobs.ts';
import type { ImportDeps } from '../import/import-job.ts';
import { ImportRefused } from '../import/import-refused.ts';
import { discardUpload, receiveUpload, type Upload } from '../import/receive-upload.ts';
import { beginUndo } from '../import/undo-import.ts';
import { ProblemError } from '../problem.ts';
import { moveBatch, selectBatches } from '../queries/imports.ts';
import { type AppEnv, answers, newRouter, type Router, serve } from '../validate.ts';
import { refusalOfIssue } from '../validation-refusal.ts';
import { asProblem, requireBatch, shown } from './import-batch.ts';
import { serveRepairs } from './import-repairs.ts';
import { wholeNumber } from './parameters.ts';

/** How long an undo is waited for before it is answered as under way. */
const UNDO_WAIT_MS = 1500;

/** `/api/imports`: files into the city, checked first, each import one batch that can be undone. */
export function importRoutes(deps: Deps): Router {
  const router = newRouter();
  const importDeps: ImportDeps = {
    database: deps.database,
    clock: deps.clock,
    wake: () => deps.hub.wake(),
    onFault: (error) => deps.log.error({ err: error }, 'import failed'),
  };
  const jobs = new HeldJobs(importDeps);

  router.openAPIRegistry.registerPath(UPLOAD);
  router.post('/api/imports', async (c) => {
    const { actor } = c.var;
    allow(actor, 'import');
    refuseQuery(c);
    const id = await asProblem(async () => {
      const upload = await receiveUpload(
        c.req.header('Content-Type'),
        c.req.header('Content-Length'),
        c.req.raw.body,
      );
      try {
        return await startJob(jobs, upload, actor);
      } catch (error) {
        await discardUpload(upload);
        throw error;
      }
    });
    return c.json(shown(await requireBatch(deps, id, actor)), 202);
  });

  serve(router, LIST, async (c) => {
    const { actor } = c.var;
    allow(actor, 'import');
    const { limit, cursor } = c.req.valid('query');
    await jobs.tidy();
    const after = decodeCursor(cursor, z.uuid());
    const rows = await selectBatches(deps.database, actor.scopeCode, after, limit + 1);
    const page = cutPage(rows, limit, ({ id }) => id);
    return c.json(itemsOf(page, deps.clock()));
  });

  serve(router, READ, async (c) => {
    allow(c.var.actor, 'import');
    return c.json(shown(await requireBatch(deps, c.req.valid('param').id, c.var.actor)));
  });

  serve(router, APPLY, async (c) => {
    const { actor } = c.var;
    allow(actor, 'import');
    const { id } = c.req.valid('param');
    const batch = await requireBatch(deps, id, actor);
    await asProblem(() => jobs.apply(batch, c.req.valid('query').confirm === 'true'));
    return c.json(shown(await requireBatch(deps, id, actor)), 202);
  });

  serveRepairs(router, jobs, deps);

  serve(router, UNDO, async (c) => {
    const { actor } = c.var;
    allow(actor, 'import');
    const { id } = c.req.valid('param');
    const batch = await requireBatch(deps, id, actor);
    if (batch.status === 'checked' && (await moveBatch(deps.database, id, 'checked', 'undone')))
      await jobs.release(id);
    else {
      const finish = await asProblem(() => beginUndo(importDeps, batch, actor.accountId));
      const finishing = finish().catch(importDeps.onFault);
      await Promise.race([finishing, new Promise((resolve) => setTimeout(resolve, UNDO_WAIT_MS))]);
    }
    const now = await requireBatch(deps, id, actor);
    return c.json(shown(now), now.status === 'undone' ? 200 : 202);
  });
  return router;
}

function refuseQuery(c: Context<AppEnv>): void {
  const [unknown] = Object.keys(c.req.query());
  if (unknown !== undefined)
    throw new ProblemError('unknown_parameter', `Unknown query parameter: ${unknown.slice(0, 60)}.`);
}

const FIELDS = [...Object.keys(ImportOptions.shape), 'dryRun', 'confirm'];

async function startJob(jobs: HeldJobs, upload: Upload, actor: Actor): Promise<string> {
  const options = optionsOf(upload.fields);
  const isWhole = options.as === 'grids' || options.as === 'areas';
  if (isWhole && !/^\d{4}00$/.test(actor.scopeCode))
    throw new ImportRefused(
      'outside_scope',
      refusal(
        'Grids and areas are imported for a whole city: your account is bound to a part of one.',
        'whole_city_only',
      ),
    );
  if (options.cityCode !== undefined && options.cityCode !== actor.scopeCode)
    throw new ImportRefused(
      'outside_scope',
      refusal(
        `The city ${options.cityCode} lies outside your area (${actor.scopeCode}).`,
        'area_outside_scope',
        {
          areaCode: options.cityCode,
        },
      ),
    );
  const order = {
    path: upload.path,
    fileName: upload.fileName,
    options,
    accountId: actor.accountId,
    scopeCode: actor.scopeCode,
  };
  const then =
    upload.fields.get('dryRun') !== 'false'
      ? 'no'
      : upload.fields.get('confirm') === 'true'
        ? 'anyway'
        : 'without_warnings';
  return await jobs.start(order, then);
}

function optionsOf(fields: ReadonlyMap<string, string>): ImportOptions {
  const unknown = [...fields.keys()].find((name) => !FIELDS.includes(name));
  if (unknown !== undefined)
    throw new ImportRefused(
      'invalid_request',
      refusal(
        `There is no form field "${unknown.slice(0, 60)}"; known: file, ${FIELDS.join(', ')}.`,
        'field_unknown',
        { fields: [unknown.slice(0, 60)] },
      ),
    );
  const given = [...fields].filter(([name, text]) => text !== '' && name !== 'dryRun' && name !== 'confirm');
  const options = Object.fromEntries(
    given.map(([name, text]) => [name, name === 'map' || name === 'set' ? pairsOf(name, text) : text]),
  );
  const parsed = ImportOptions.safeParse(options);
  if (parsed.success) return parsed.data;
  const refusals = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    ...refusalOfIssue(issue, options),
  }));
  const [first] = refusals;
  if (!first) throw parsed.error;
  const message = `${first.path}: ${first.message}.`;
  throw new ImportRefused('invalid_request', { ...first, message }, refusals);
}

/** A JSON object, or lines `column=field`. */
function pairsOf(name: string, text: string): unknown {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      throw new ImportRefused(
        'invalid_request',
        refusal(`The field "${name}" is not valid JSON.`, 'bad_format', { field: name }),
      );
    }
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf('=')), line.slice(line.lastIndexOf('=') + 1)]),
  );
}

const tags = ['imports'];
const IdParameter = z.object({ id: z.uuid() });

const UPLOAD = {
  method: 'post' as const,
  path: '/api/imports',
  tags,
  summary: 'Upload a file and check it; apply it too with dryRun=false',
  description:
    'multipart/form-data. Answers as soon as the columns are known; follow the check by reading the import. `map` and `set` are JSON objects (column -> field, field -> value). Files of at most 256 MB: GeoJSON, GeoJSONSeq, CSV (geometry as well-known text), a shapefile in a zip archive; roads also as OSM XML (plain or gzip) or OSM PBF.',
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            file: z.string().openapi({ type: 'string', format: 'binary' }),
            as: z.enum(IMPORT_NOUNS),
            crs: z.string().optional().openapi({ example: 'EPSG:4543' }),
            map: z.string().optional().openapi({ example: '{"报警时间":"reportedAt"}' }),
            set: z.string().optional().openapi({ example: '{"type":"burglary"}' }),
            zone: z.string().optional().openapi({ example: 'Asia/Shanghai' }),
            dateOrder: z.enum(['dmy', 'mdy']).optional(),
            cityCode: z.string().optional(),
            cityName: z.string().optional(),
            snapMetres: z.string().optional().openapi({ example: '1' }),
            dryRun: z.enum(['true', 'false']).default('true'),
            confirm: z.enum(['true', 'false']).default('false'),
          }),
        },
      },
    },
  },
  responses: { 202: answers(ImportBatchDetail, 'The batch, being checked') },
};

const LIST = {
  method: 'get' as const,
  path: '/api/imports',
  tags,
  summary: 'Imports, newest first',
  request: {
    query: z.strictObject({ limit: wholeNumber(1, 200, 50), cursor: z.string().max(500).optional() }),
  },
  responses: { 200: answers(ImportBatches, 'A page of imports') },
};

const READ = {
  method: 'get' as const,
  path: '/api/imports/{id}',
  tags,
  summary: 'One import: its progress and its report',
  request: { params: IdParameter },
  responses: { 200: answers(ImportBatchDetail, 'The import') },
};

const APPLY = {
  method: 'post' as const,
  path: '/api/imports/{id}/apply',
  tags,
  summary: 'Write a checked import',
  request: {
    params: IdParameter,
    query: z.strictObject({ confirm: z.enum(['true', 'false']).default('false') }),
  },
  responses: { 202: answers(ImportBatchDetail, 'The import, being written') },
};

const UNDO = {
  method: 'delete' as const,
  path: '/api/imports/{id}',
  tags,
  summary: 'Undo an import, or discard a checked one',
  request: { params: IdParameter },
  responses: {
    200: answers(ImportBatchDetail, 'The import, undone'),
    202: answers(ImportBatchDetail, 'The import, being undone'),
  },
};
