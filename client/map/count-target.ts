import type { Bbox } from '../../core/contract/geometry.ts';
import { mercatorX, mercatorY } from '../../core/hotspot/density.ts';

export type Place = readonly [lng: number, lat: number];

/** Nearer than this the map does not go for a count. */
export const COUNT_ZOOM = 17;
/** What is not further apart than this at that zoom would still be drawn as one. */
const APART_PIXELS = 14;
const TILE_PIXELS = 512;

/**
 * Where to look so that the members of a count at `places` part, or undefined if they lie on each other or the map is that near
 * already at `zoom`: then they are gone through one by one.
 */
export function countTarget(places: readonly Place[], zoom: number): Bbox | undefined {
  const lngs = places.map(([lng]) => lng);
  const lats = places.map(([, lat]) => lat);
  const box: Bbox = [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
  const world = TILE_PIXELS * 2 ** COUNT_ZOOM;
  const width = (mercatorX(box[2]) - mercatorX(box[0])) * world;
  const height = (mercatorY(box[1]) - mercatorY(box[3])) * world;
  return zoom < COUNT_ZOOM - 0.1 && Math.max(width, height) > APART_PIXELS ? box : undefined;
}

/** The member after the one selected; the first when none of them is. */
export function nextMember(members: readonly string[], selected: string | undefined): string | undefined {
  return members[(members.indexOf(selected ?? '') + 1) % members.length];
}
