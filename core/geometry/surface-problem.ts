import { type Refusal, refusal } from '../contract/reason.ts';
import { fromInt7, orientation, segmentsTouch, toInt7 } from './integer.ts';

/** What is wrong with a surface, with the place in degrees. */
export interface SurfaceProblem extends Refusal {
  /** Where in the coordinates: '[polygon][ring]' or '[polygon][ring][position]'. */
  path: string;
}
type Ring = readonly (readonly number[])[];

/**
 * The first thing that keeps a Polygon or MultiPolygon (degrees, lng before lat) from being a surface: an open ring, too few corners,
 * a repeated point, a ring that crosses or touches itself. Exact at 1e-7 degree. How rings lie to each other is not looked at.
 * Takes quadratic time on rings made to be slow: bound the vertices first.
 */
export function findSurfaceProblem(surface: {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: unknown;
}): SurfaceProblem | undefined {
  const polygons = (surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates) as Ring[][];
  for (const [p, polygon] of polygons.entries()) {
    for (const [r, ring] of polygon.entries()) {
      const path = surface.type === 'Polygon' ? `[${r}]` : `[${p}][${r}]`;
      const problem = findRingProblem(ring);
      if (problem) return { ...problem, path: path + problem.path };
    }
  }
  return undefined;
}

/** Number of positions of a Polygon or MultiPolygon, closing ones included. */
export function countVertices(coordinates: unknown): number {
  if (!Array.isArray(coordinates)) return 0;
  if (typeof coordinates[0] === 'number') return 1;
  return coordinates.reduce<number>((sum, inner) => sum + countVertices(inner), 0);
}

function findRingProblem(ring: Ring): SurfaceProblem | undefined {
  const flat = ring.flatMap(([lng = 0, lat = 0]) => [toInt7(lng), toInt7(lat)]);
  const count = ring.length - 1;
  const at = (index: number) => ({
    lng: fromInt7(flat[2 * index] ?? 0),
    lat: fromInt7(flat[2 * index + 1] ?? 0),
  });
  const place = (index: number) => `[${at(index).lng}, ${at(index).lat}]`;
  if (flat[0] !== flat[2 * count] || flat[1] !== flat[2 * count + 1]) {
    const message = `The ring is not closed: it starts at ${place(0)} and ends at ${place(count)}.`;
    return { path: '', ...refusal(message, 'ring_open') };
  }
  if (count < 3)
    return {
      path: '',
      ...refusal(`The ring at ${place(0)} has fewer than three corners.`, 'ring_too_small'),
    };
  for (let i = 0; i < count; i++) {
    if (flat[2 * i] === flat[2 * i + 2] && flat[2 * i + 1] === flat[2 * i + 3])
      return {
        path: `[${i + 1}]`,
        ...refusal(`The ring repeats the point ${place(i)}.`, 'ring_repeats_point', at(i)),
      };
  }
  const clash = findClash(flat, count);
  if (!clash) return undefined;
  const message = `The ring crosses or touches itself near ${place(clash[0])} and ${place(clash[1])}.`;
  return { path: `[${clash[0]}]`, ...refusal(message, 'ring_crosses_itself', at(clash[0])) };
}

/** Two segments of a closed ring that meet elsewhere than in the corner of neighbours: a sweep over west edges. */
function findClash(flat: readonly number[], count: number): [number, number] | undefined {
  const west = (k: number) => Math.min(flat[2 * k] as number, flat[2 * k + 2] as number);
  const east = (k: number) => Math.max(flat[2 * k] as number, flat[2 * k + 2] as number);
  const order = Array.from({ length: count }, (_, k) => k).sort((a, b) => west(a) - west(b));
  let active: number[] = [];
  for (const k of order) {
    active = active.filter((j) => east(j) >= west(k));
    for (const j of active)
      if (clashes(flat, count, Math.min(j, k), Math.max(j, k))) return [Math.min(j, k), Math.max(j, k)];
    active.push(k);
  }
  return undefined;
}

function clashes(flat: readonly number[], count: number, j: number, k: number): boolean {
  if (k === j + 1) return foldsBack(flat, j, k, k + 1);
  if (j === 0 && k === count - 1) return foldsBack(flat, k, 0, 1);
  const [a, b, c, d] = [2 * j, 2 * j + 2, 2 * k, 2 * k + 2] as const;
  const at = (index: number) => flat[index] as number;
  return segmentsTouch(at(a), at(a + 1), at(b), at(b + 1), at(c), at(c + 1), at(d), at(d + 1));
}

/** Whether the path of corners a, b, c runs back over itself at b. */
function foldsBack(flat: readonly number[], a: number, b: number, c: number): boolean {
  const lng = (corner: number) => flat[2 * corner] as number;
  const lat = (corner: number) => flat[2 * corner + 1] as number;
  if (orientation(lng(a), lat(a), lng(b), lat(b), lng(c), lat(c)) !== 0) return false;
  return (lng(b) - lng(a)) * (lng(c) - lng(b)) + (lat(b) - lat(a)) * (lat(c) - lat(b)) <= 0;
}
