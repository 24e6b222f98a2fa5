import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Road } from '../../core/network/road-graph.ts';
import { packRoads } from '../../core/network/road-lines.ts';
import { travelKmh } from '../../core/network/travel.ts';

/** The roads as `GET /api/roads` sends them. */
export interface RoadWire {
  etag: string;
  /** JSON, gzipped. */
  packed: Uint8Array<ArrayBuffer>;
}

/** The roads that cars use, without tracks, as columns. Takes a second for a large city. */
export function roadWire(roads: readonly Road[]): RoadWire {
  const used = roads.filter((road) => road.class !== 'track' && travelKmh(road, 'car').along > 0);
  const body = JSON.stringify(packRoads(used));
  return {
    etag: `"${hash('sha1', body, 'base64url')}"`,
    packed: new Uint8Array(gzipSync(body, { level: 4 })),
  };
}
