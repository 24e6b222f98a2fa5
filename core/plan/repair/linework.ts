import { PairIds } from '../../geometry/pair-ids.ts';
import type { Polygons7 } from '../proof.ts';

/** One ring as it was drawn, whatever is wrong with it. */
export interface DrawnRing {
  /** A spike is no border: it only marks the ground of a needle of its area. */
  role: 'shell' | 'hole' | 'spike';
  area: number;
  /** Number of its polygon among all polygons of all areas. */
  polygon: number;
  /** Numbers of its points in order, the first not repeated. */
  points: number[];
}

/** The rings of all areas over numbered points (`first` is lng7, `second` lat7). */
export interface Linework {
  places: PairIds;
  rings: DrawnRing[];
}

/** The steps that rings consist of, each once whichever way it is walked and however often. */
export interface Steps {
  /** Numbers of the two points, the lesser first. */
  ends: PairIds;
  /** An area that lies left of the way from the first end to the second, and one on the right; -1: none. */
  left: number[];
  right: number[];
  /** Further areas that claim a side which is taken. */
  more: Map<number, number[]>;
  /** By ring, for each step of it twice its number, one more where it is walked from the second end to the first. */
  walks: number[][];
}

/** Numbers the points of all rings. `areas` is [area][polygon][ring], each ring flat lng7, lat7 and closed. */
export function lineworkOf(areas: readonly Polygons7[]): Linework {
  const places = new PairIds();
  const rings: DrawnRing[] = [];
  let polygon = 0;
  areas.forEach((polygons, area) => {
    for (const drawn of polygons) {
      drawn.forEach((ring, index) => {
        const points: number[] = [];
        for (let at = 0; at + 1 < ring.length; at += 2)
          points.push(places.idOf(ring[at] as number, ring[at + 1] as number));
        const role = index === 0 ? 'shell' : 'hole';
        rings.push({ role, area, polygon, points: withoutRepeats(points) });
      });
      polygon += 1;
    }
  });
  return { places, rings };
}

/** A closed walk without the same point twice in a row. */
export function withoutRepeats(points: readonly number[]): number[] {
  const kept = points.filter((point, index) => index === 0 || point !== points[index - 1]);
  while (kept.length > 1 && kept[0] === kept.at(-1)) kept.pop();
  return kept;
}

/** The steps of all rings, and the areas on either side of each. */
export function stepsOf(rings: readonly DrawnRing[]): Steps {
  const steps: Steps = { ends: new PairIds(), left: [], right: [], more: new Map(), walks: [] };
  for (const { role, area, points } of rings) {
    const walk: number[] = [];
    points.forEach((from, index) => {
      const to = points[(index + 1) % points.length] as number;
      if (from === to) return;
      const isForward = from < to;
      const step = isForward ? steps.ends.idOf(from, to) : steps.ends.idOf(to, from);
      if (step === steps.left.length) {
        steps.left.push(-1);
        steps.right.push(-1);
      }
      walk.push(2 * step + (isForward ? 0 : 1));
      if (role !== 'spike') claim(steps, step, isForward ? steps.left : steps.right, area);
    });
    steps.walks.push(walk);
  }
  return steps;
}

function claim({ more }: Steps, step: number, side: number[], area: number): void {
  if (side[step] === -1) side[step] = area;
  else more.set(step, [...(more.get(step) ?? []), area]);
}

/** Whether a step is drawn once by each of two neighbours, so that there is nothing to mend about it. */
export function isShared({ left, right, more }: Steps, step: number): boolean {
  return left[step]! >= 0 && right[step]! >= 0 && left[step] !== right[step] && !more.has(step);
}

/** Whether a step is a border at all, and not only the edge of a mark. */
export function isBorder({ left, right }: Steps, step: number): boolean {
  return left[step]! >= 0 || right[step]! >= 0;
}

/** The areas that have the step in their borders. */
export function areasAt({ left, right, more }: Steps, step: number): number[] {
  return [left[step]!, right[step]!, ...(more.get(step) ?? [])].filter((area) => area >= 0);
}

/** By point, the areas whose borders pass through it; undefined for points at which nothing is to be mended. */
export function areasAtLoosePoints({ places, rings }: Linework, steps: Steps): (number[] | undefined)[] {
  const at: (number[] | undefined)[] = new Array(places.first.length).fill(undefined);
  steps.left.forEach((_, step) => {
    if (isShared(steps, step) || !isBorder(steps, step)) return;
    at[steps.ends.first[step]!] = [];
    at[steps.ends.second[step]!] = [];
  });
  for (const { role, area, points } of rings)
    if (role !== 'spike')
      for (const point of points) {
        const areas = at[point];
        if (areas && !areas.includes(area)) areas.push(area);
      }
  return at;
}
