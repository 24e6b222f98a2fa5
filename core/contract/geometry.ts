import { z } from 'zod';

/** Longitude in degrees, EPSG:4326 / EPSG:4490. */
export const Lng = z.number().min(-180).max(180);
/** Latitude in degrees, EPSG:4326 / EPSG:4490. */
export const Lat = z.number().min(-90).max(90);

/** [lng, lat] in degrees (RFC 7946); seven decimals on the wire. */
export const Position = z.tuple([Lng, Lat]);
export type Position = z.infer<typeof Position>;

export const MAX_VERTICES = 100_000;

export const Point = z.object({ type: z.literal('Point'), coordinates: Position });
export type Point = z.infer<typeof Point>;

export const LineString = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(Position).min(2).max(MAX_VERTICES),
});
export type LineString = z.infer<typeof LineString>;

const Ring = z.array(Position).min(4).max(MAX_VERTICES);

export const Polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(1000) });
export type Polygon = z.infer<typeof Polygon>;

export const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(Ring).min(1).max(1000)).min(1).max(1000),
});
export type MultiPolygon = z.infer<typeof MultiPolygon>;

/** A polygon or several: areas and grids. */
export const Surface = z.discriminatedUnion('type', [Polygon, MultiPolygon]);
export type Surface = z.infer<typeof Surface>;

/** [west, south, east, north] in degrees. */
export type Bbox = [west: number, south: number, east: number, north: number];

/** A GeoJSON Feature whose properties are one noun. `id` is the noun's key. */
export function featureOf<G extends z.ZodType, P extends z.ZodType>(geometry: G, properties: P) {
  return z.object({ type: z.literal('Feature'), id: z.string(), geometry, properties });
}

/** One page of a list: a GeoJSON FeatureCollection with a cursor to the next page, null at the end. */
export function pageOf<F extends z.ZodType>(feature: F) {
  return z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(feature),
    nextCursor: z.string().nullable(),
    /** When the rows were read, ISO 8601 UTC. */
    asOf: z.string(),
  });
}

export interface Feature<G, P> {
  type: 'Feature';
  id: string;
  geometry: G;
  properties: P;
}
export interface Page<F> {
  type: 'FeatureCollection';
  features: F[];
  nextCursor: string | null;
  asOf: string;
}
