import type { Bbox } from '../../core/contract/geometry.ts';

/** Share of the points that may lie beyond each side of the box. */
const BEYOND = 0.15;

/** The box that holds the thick of the points: where a city is, rather than how far its counties reach. Undefined for few points. */
export function thickOf(points: readonly (readonly [lng: number, lat: number])[]): Bbox | undefined {
  if (points.length < 20) return undefined;
  const lngs = points.map(([lng]) => lng).sort((a, b) => a - b);
  const lats = points.map(([, lat]) => lat).sort((a, b) => a - b);
  const at = (sorted: readonly number[], part: number): number =>
    sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
  return [at(lngs, BEYOND), at(lats, BEYOND), at(lngs, 1 - BEYOND), at(lats, 1 - BEYOND)];
}
