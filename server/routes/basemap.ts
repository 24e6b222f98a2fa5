import { open } from 'node:fs/promises';
import { createRoute, z } from '@hono/zod-openapi';
import { Basemap } from '../../core/contract/basemap.ts';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { answers, newRouter, type Router, serve } from '../validate.ts';

const ARCHIVE_PATH = '/api/basemap/archive.pmtiles';
const MAX_RANGE_BYTES = 16 * 2 ** 20;

/** `GET /api/basemap` says what to draw under our layers; its archive, when a PMTiles file is configured, is read by ranges. */
export function basemapRoutes(deps: Pick<Deps, 'settings'>): Router {
  const router = newRouter();
  serve(router, DESCRIPTION, (c) => {
    allow(c.get('actor'), 'read');
    return c.json(describeBasemap(deps.settings));
  });
  serve(router, ARCHIVE, async (c) => {
    allow(c.get('actor'), 'read');
    const { basemap } = deps.settings;
    if (basemap.kind !== 'pmtiles') throw new ProblemError('not_found', 'No PMTiles archive is configured.');
    const { bytes, first, size, etag } = await readRange(basemap.path, c.req.header('Range'));
    return c.body(bytes, 206, {
      'Content-Type': 'application/vnd.pmtiles',
      'Content-Range': `bytes ${first}-${first + bytes.length - 1}/${size}`,
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'private, max-age=3600',
      ETag: etag,
    });
  });
  return router;
}

/** What a browser is told of the configured basemap; never a path of this machine. */
export function describeBasemap(settings: Pick<Settings, 'basemap' | 'basemapFrame'>): Basemap {
  const { basemap, basemapFrame: frame } = settings;
  switch (basemap.kind) {
    case 'own':
      return { kind: 'own' };
    case 'style':
      return { kind: 'style', url: basemap.url, frame };
    case 'pmtiles':
      return { kind: 'pmtiles', url: ARCHIVE_PATH, frame };
    case 'tianditu':
      return { kind: 'tianditu', key: basemap.key, frame: 'wgs84' };
  }
}

async function readRange(path: string, header: string | undefined) {
  const range = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header ?? '');
  const first = Number(range?.[1]);
  const length = Number(range?.[2]) - first + 1;
  if (!range || length < 1 || length > MAX_RANGE_BYTES)
    throw new ProblemError(
      'invalid_request',
      'Ask with a Range header like bytes=0-16383, at most 16 MiB at once.',
    );
  const file = await open(path).catch(() => undefined);
  if (!file) throw new ProblemError('not_found', 'The configured PMTiles archive can not be read.');
  try {
    const { size, mtimeMs } = await file.stat();
    if (first >= size) throw new ProblemError('invalid_request', `The archive has ${size} bytes.`);
    const bytes = new Uint8Array(Math.min(length, size - first));
    await file.read(bytes, 0, bytes.length, first);
    return { bytes, first, size, etag: `"${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}"` };
  } finally {
    await file.close();
  }
}

const DESCRIPTION = createRoute({
  method: 'get',
  path: '/api/basemap',
  tags: ['tiles'],
  summary: 'What is drawn under the own layers',
  responses: { 200: answers(Basemap, 'The basemap') },
});

const ARCHIVE = createRoute({
  method: 'get',
  path: ARCHIVE_PATH,
  tags: ['tiles'],
  summary: 'A byte range of the configured PMTiles archive',
  responses: {
    206: {
      description: 'The bytes asked for',
      content: { 'application/vnd.pmtiles': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
});
