import type { KnoxTable } from '../../../../../core/hotspot/knox.ts';
import type { Digests } from '../../../../../core/hotspot/significance.ts';

/** Degrees, EPSG:4326. */
export type Place = readonly [lng: number, lat: number];

/** A cluster of the scan. */
export interface FoundCluster {
  centre: Place;
  /** Code of the grid of the incident nearest to the centre, '' in none. */
  gridCode: string;
  /** Metres; 0 for a place alone. */
  radiusMetres: number;
  places: number;
  /** Half-open, milliseconds since 1970. */
  fromMs: number;
  toMs: number;
  days: number;
  observed: number;
  expected: number;
  ratio: number;
  p: number;
  tailP: number | null;
}

/** A group of ST-DBSCAN. */
export interface FoundGroup {
  /** The corners of its convex hull, the first not repeated; fewer than three for incidents in a line. */
  hull: Place[];
  centre: Place;
  incidents: number;
  /** Time of its first and its last incident, milliseconds since 1970. */
  firstMs: number;
  lastMs: number;
  /** Its last incident is so recent that the next one could still belong to it. */
  isCurrent: boolean;
}

/** What was found, or why it could not be looked for: `tooMany` says how many pairs there are. */
export interface NewFindings {
  digests: Digests;
  incidents: number;
  /** Half-open, milliseconds since 1970. */
  fromMs: number;
  toMs: number;
  days: number;
  scan: { clusters: FoundCluster[]; places: number; replications: number } | 'tooWide';
  repeats: { table: KnoxTable; distances: number[]; times: number[]; pairs: number } | { tooMany: number };
  /** `list` has the latest of `total`; `noise`: incidents in no group; `least`: incidents that made a core. */
  groups: { list: FoundGroup[]; total: number; noise: number; least: number } | { tooMany: number };
}
