import { z } from 'zod';

/**
 * `GET /api/basemap`: what is drawn under our own layers. `own`: the tileset `base` of this server. `style`: a MapLibre style.
 * `pmtiles`: a PMTiles archive of this server at `url`, read by range requests. `tianditu`: the national map service with its key.
 * `frame` is the datum of an outside basemap's tiles: 'gcj02' tiles lie up to 700 m off and must be shifted when drawn.
 */
export const Basemap = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('style'), url: z.string(), frame: z.enum(['wgs84', 'gcj02']) }),
  z.object({ kind: z.literal('pmtiles'), url: z.string(), frame: z.enum(['wgs84', 'gcj02']) }),
  z.object({ kind: z.literal('tianditu'), key: z.string(), frame: z.literal('wgs84') }),
]);
export type Basemap = z.infer<typeof Basemap>;
