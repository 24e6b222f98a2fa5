/**
 * Tile coordinates of zoom 16 (extent 4096) as integers: one unit is 0.15 m at the equator. `x` runs east from 180°W, `y` south
 * from 85.05°N. A coarser tile's coordinates are these shifted by `16 - z` bits.
 */
export const MAX_ZOOM = 16;
export const EXTENT = 4096;
const WORLD = EXTENT * 2 ** MAX_ZOOM;

/** Longitude in degrees to whole world units. */
export function worldX(lng: number): number {
  return Math.round(exactX(lng));
}

/** Latitude in degrees to whole world units. */
export function worldY(lat: number): number {
  return Math.round(exactY(lat));
}

/** Longitude in degrees to world units. */
export function exactX(lng: number): number {
  return (lng / 360 + 0.5) * WORLD;
}

/** Latitude in degrees to world units (spherical Web Mercator, EPSG:3857). */
export function exactY(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return Math.min(1, Math.max(0, y)) * WORLD;
}

function toLng(x: number): number {
  return (x / WORLD - 0.5) * 360;
}

function toLat(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
}

/** A box in world units. */
export type WorldBox = readonly [west: number, north: number, east: number, south: number];

/** One tile: where it lies in world units, and how many world units make one of its own. */
export interface TileFrame {
  z: number;
  originX: number;
  originY: number;
  /** World units per tile unit. */
  scale: number;
}

export function tileFrame(z: number, x: number, y: number): TileFrame {
  const scale = 2 ** (MAX_ZOOM - z);
  return { z, originX: x * EXTENT * scale, originY: y * EXTENT * scale, scale };
}

/** [west, south, east, north] in degrees of a tile grown by `buffer` tile units on every side. */
export function tileBbox(frame: TileFrame, buffer: number): [number, number, number, number] {
  const { originX, originY, scale } = frame;
  const before = buffer * scale;
  const after = (EXTENT + buffer) * scale;
  return [toLng(originX - before), toLat(originY + after), toLng(originX + after), toLat(originY - before)];
}
