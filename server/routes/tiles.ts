import { gunzipSync } from 'node:zlib';
import { z } from '@hono/zod-openapi';
import { Id } from '../../core/contract/common.ts';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { selectPlanState } from '../queries/plans.ts';
import { MAX_ZOOM } from '../tiles/mercator.ts';
import { tileJson } from '../tiles/tile-json.ts';
import { TileStore, type Tileset } from '../tiles/tile-store.ts';
import { newRouter, type Router } from '../validate.ts';
import { planUnknown } from './plans.ts';

const HEADERS = {
  'Cache-Control': 'private, no-cache',
  Vary: 'Accept-Encoding, Authorization, Cookie',
};

/** The tiles of a plan that is over stay as they are, but for the names of areas. */
const KEPT = { 'Cache-Control': 'private, max-age=3600' };

/**
 * `GET /tiles/{tileset}/{z}/{x}/{y}.mvt` (XYZ, Web Mercator, zoom 0 to 16) and `GET /tiles/{tileset}.json` (TileJSON 3.0). An empty
 * tile is a 204; a tile outside the pyramid or of an unknown tileset is a 404. `v` is ignored: a client changes it to ask again.
 * `plan` asks for the tileset `plan` as it was under an earlier plan.
 */
export function tileRoutes(deps: Deps): Router {
  const router = newRouter();
  describe(router);
  router.get('/tiles/:tileset/:z/:x/:file', async (c) => {
    const actor = c.get('actor');
    allow(actor, 'read');
    const tileset = tilesetOf(c.req.param('tileset'));
    const planId = planOf(tileset, c.req.queries());
    const at = addressOf(
      c.req.param('z'),
      c.req.param('x'),
      /^(\d+)\.(?:mvt|pbf)$/.exec(c.req.param('file'))?.[1],
    );
    const known = c.req.header('If-None-Match');
    const tile =
      planId === undefined
        ? { ...(await deps.tiles.tile(tileset, actor.scopeCode, at)), isOver: false }
        : await deps.tiles.planTile(planId, actor.scopeCode, at);
    if (!tile) throw planUnknown();
    const { etag, bytes, isZipped, isOver } = tile;
    const headers = { ...HEADERS, ...(isOver ? KEPT : {}), ETag: etag };
    if (isKnown(known, etag)) return c.body(null, 304, headers);
    if (bytes.length === 0) return c.body(null, 204, headers);
    const type = { 'Content-Type': 'application/vnd.mapbox-vector-tile' };
    if (!isZipped) return c.body(bytes, 200, { ...headers, ...type });
    if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? ''))
      return c.body(new Uint8Array(gunzipSync(bytes)), 200, { ...headers, ...type });
    return c.body(bytes, 200, { ...headers, ...type, 'Content-Encoding': 'gzip' });
  });
  router.get('/tiles/:file', async (c) => {
    allow(c.get('actor'), 'read');
    const tileset = tilesetOf(/^(.*)\.json$/.exec(c.req.param('file'))?.[1] ?? '');
    const planId = planOf(tileset, c.req.queries());
    if (planId !== undefined && !(await selectPlanState(deps.database, planId))) throw planUnknown();
    const origin = deps.settings.publicUrl ?? new URL(c.req.url).origin;
    const bounds =
      planId === undefined ? await deps.tiles.bounds(tileset) : await deps.tiles.planBounds(planId);
    const query = planId === undefined ? '' : `?plan=${planId}`;
    const body = tileJson(tileset, origin.replace(/\/$/, ''), bounds, query);
    return c.json(body, 200, { 'Cache-Control': 'private, no-cache' });
  });
  return router;
}

function tilesetOf(name: string): Tileset {
  if (TileStore.isTileset(name)) return name;
  throw new ProblemError('not_found', 'There is no tileset of this name.');
}

function addressOf(z: string, x: string, y: string | undefined): [number, number, number] {
  const numbers = [z, x, y ?? ''].map((text) => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN));
  const [zoom = Number.NaN, column = Number.NaN, row = Number.NaN] = numbers;
  if (zoom <= MAX_ZOOM && column < 2 ** zoom && row < 2 ** zoom) return [zoom, column, row];
  throw new ProblemError(
    'not_found',
    `There is no such tile: zoom goes from 0 to ${MAX_ZOOM}, x and y to 2^zoom - 1.`,
  );
}

/** The plan that is asked for; undefined: what is in force. */
function planOf(tileset: Tileset, query: Record<string, string[]>): string | undefined {
  const known = tileset === 'plan' ? ['v', 'plan'] : ['v'];
  const unknown = Object.keys(query).filter((key) => !known.includes(key));
  if (unknown.length > 0)
    throw new ProblemError(
      'unknown_parameter',
      `Unknown query parameter: ${unknown.join(', ').slice(0, 200)}.`,
    );
  const id = query.plan?.[0];
  if (id === undefined || Id.safeParse(id).success) return id?.toLowerCase();
  throw new ProblemError('invalid_request', '`plan` must be the id of a plan (a UUID).');
}

function isKnown(header: string | undefined, etag: string): boolean {
  return header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;
}

const PLAN_MEANT = 'Only of the tileset plan: one that was in force, in place of the one that is';
const tilesetParameter = z.string().openapi({ example: 'plan' });

function describe(router: Router): void {
  router.openAPIRegistry.registerPath({
    method: 'get',
    path: '/tiles/{tileset}/{z}/{x}/{y}.mvt',
    tags: ['tiles'],
    summary: 'A vector tile',
    description: `Tilesets: base, plan, incidents, units, routes, checkpoints, posts, institutions, devices. Zoom 0 to ${MAX_ZOOM}. Things outside your scope are not in it.`,
    request: {
      params: z.object({ tileset: tilesetParameter, z: z.int(), x: z.int(), y: z.int() }),
      query: z.strictObject({
        v: z.string().optional(),
        plan: Id.optional().openapi({ description: PLAN_MEANT }),
      }),
    },
    responses: {
      200: {
        description: 'Mapbox Vector Tile 2.1, gzipped when accepted',
        content: { 'application/vnd.mapbox-vector-tile': { schema: z.string() } },
      },
      204: { description: 'Nothing lies in this tile' },
      304: { description: 'The tile that you have is still right' },
    },
  });
  router.openAPIRegistry.registerPath({
    method: 'get',
    path: '/tiles/{tileset}.json',
    tags: ['tiles'],
    summary: 'A TileJSON 3.0 document',
    request: {
      params: z.object({ tileset: tilesetParameter }),
      query: z.strictObject({ plan: Id.optional().openapi({ description: PLAN_MEANT }) }),
    },
    responses: {
      200: { description: 'TileJSON', content: { 'application/json': { schema: z.looseObject({}) } } },
    },
  });
}
