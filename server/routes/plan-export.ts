import { z } from '@hono/zod-openapi';
import { zipSync } from 'fflate';
import { Id } from '../../core/contract/common.ts';
import { csvOf } from '../../core/plan/export/csv.ts';
import { CGCS2000, EXPORT_CRS, type ExportCrs, exportCrs } from '../../core/plan/export/export-crs.ts';
import type { ExportLayer } from '../../core/plan/export/export-layer.ts';
import { geojsonOf } from '../../core/plan/export/geojson.ts';
import { shapefileOf } from '../../core/plan/export/shapefile.ts';
import { topojsonOf } from '../../core/plan/export/topojson.ts';
import { LEVELS } from '../../core/vocabulary.ts';
import { allow } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { findPlan } from '../draft/known-plan.ts';
import { planLayer } from '../export/plan-layer.ts';
import { newRouter, type Router, serve } from '../validate.ts';

interface Written {
  layer: ExportLayer;
  crs: ExportCrs;
  /** Of the file, without its ending. */
  name: string;
  /** When it is written, ISO 8601 UTC. */
  at: string;
}
interface Format {
  mediaType: string;
  extension: string;
  /** In degrees whatever the CRS. */
  isDegrees?: true;
  write(written: Written): string | Uint8Array | Promise<Uint8Array>;
}

const FORMATS = {
  geojson: {
    mediaType: 'application/geo+json',
    extension: 'geojson',
    isDegrees: true,
    write: ({ layer }) => JSON.stringify(geojsonOf(layer)),
  },
  topojson: {
    mediaType: 'application/json',
    extension: 'topojson',
    isDegrees: true,
    write: ({ layer }) => JSON.stringify(topojsonOf(layer)),
  },
  shapefile: { mediaType: 'application/zip', extension: 'zip', write: zippedShapefile },
  geopackage: {
    mediaType: 'application/geopackage+sqlite3',
    extension: 'gpkg',
    // Loaded when somebody wants it: it is large.
    write: async ({ layer, crs, at }) =>
      await (await import('../export/geopackage.ts')).geopackageOf(layer, crs, at),
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    write: ({ layer, crs }) => csvOf(layer, crs),
  },
} as const satisfies Record<string, Format>;
const FORMAT_NAMES = Object.keys(FORMATS) as (keyof typeof FORMATS)[];

/** `GET /api/plans/{id}/export`: a plan or draft as a file for other tools. */
export function planExportRoutes(deps: Deps): Router {
  const router = newRouter();
  serve(router, READ, async (c) => {
    allow(c.var.actor, 'read');
    const { scopeCode } = c.var.actor;
    const { format, level, crs, fields } = c.req.valid('query');
    const known = await findPlan(deps, c.req.valid('param').id, scopeCode);
    const layer = await planLayer(deps, known, { level, scopeCode, isBare: fields === 'code' });
    const at = new Date(deps.clock()).toISOString();
    const name = `${known.kind}-${level}-${at.slice(0, 10)}`;
    const { mediaType, extension, write } = FORMATS[format];
    const body = await write({ layer, crs, name, at });
    return c.body(typeof body === 'string' ? body : new Uint8Array(body), 200, {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${name}.${extension}"`,
      'Cache-Control': 'no-store',
    });
  });
  return router;
}

function zippedShapefile({ layer, crs, name, at }: Written): Uint8Array {
  const files = Object.entries(shapefileOf(layer, crs, at.slice(0, 10)));
  return zipSync(Object.fromEntries(files.map(([ending, bytes]) => [`${name}.${ending}`, bytes])), {
    level: 4,
    mtime: at,
  });
}

const Crs = z
  .string()
  .regex(/^EPSG:\d{4,5}$/, `must be ${EXPORT_CRS}`)
  .transform((text, context) => {
    const crs = exportCrs(Number(text.slice(5)));
    if (crs) return crs;
    context.addIssue({ code: 'custom', message: `must be ${EXPORT_CRS}` });
    return z.NEVER;
  })
  .default(CGCS2000)
  .openapi({ type: 'string', default: 'EPSG:4490', example: 'EPSG:4543', description: EXPORT_CRS });

const READ = {
  method: 'get' as const,
  path: '/api/plans/{id}/export',
  tags: ['plans'],
  summary: 'A plan or draft as a file for other tools',
  description:
    'The areas of a level that its grids form and that lie in the scope of the account, with codes, names, parents, area in square metres, residents and dwellings (below 10 empty; of a draft those of its origin, ' +
    'shared out). `geojson` (RFC 7946) and `topojson` (shared arcs, whole numbers of 1e-7 degree) are in degrees; `shapefile` (zipped, texts in UTF-8), `geopackage` and `csv` (WKT) in the `crs`, x before y. `fields=code`: of each area only ' +
    'code and level, which takes a fraction of the time; the rest is empty.',
  request: {
    params: z.object({ id: Id }),
    query: z
      .strictObject({
        format: z.enum(FORMAT_NAMES).default('geojson'),
        level: z.enum(LEVELS).default('grid'),
        crs: Crs,
        fields: z.enum(['all', 'code']).default('all'),
      })
      .refine(({ format, crs }) => crs.unit === 'degree' || !('isDegrees' in FORMATS[format]), {
        path: ['crs'],
        message: 'must be EPSG:4490 or EPSG:4326: this format is in degrees',
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
