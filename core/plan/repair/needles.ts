import { orientation } from '../../geometry/integer.ts';
import { type LocalMetres, squaredMetresToSegment } from '../../geometry/metres.ts';
import type { PairIds } from '../../geometry/pair-ids.ts';
import { type DrawnRing, isShared, type Linework, type Steps, stepsOf, withoutRepeats } from './linework.ts';

/** A border that runs out to a point and back along the same line. */
export interface FlatNeedle {
  area: number;
  /** Base, tip, base: flat lng7, lat7. */
  line: number[];
}

/** A needle is at least so many times longer than it is wide. */
const LENGTHS = 10;

/** Takes out of all rings the corners at which they fold back over themselves. Exact. */
export function withoutFlatNeedles({ places, rings }: Linework): { work: Linework; needles: FlatNeedle[] } {
  const needles: FlatNeedle[] = [];
  const kept = rings.map((ring) => {
    const points: number[] = [];
    for (const point of ring.points) {
      points.push(point);
      unfold(places, points, ring.area, needles);
    }
    for (let turn = 0; turn < 2 && points.length > 2; turn++) {
      points.push(points.shift()!);
      unfold(places, points, ring.area, needles);
    }
    return { ...ring, points: withoutRepeats(points) };
  });
  return { work: { places, rings: kept }, needles };
}

/** Takes out the last corner but one of a line as long as the line folds back there. */
function unfold(places: PairIds, points: number[], area: number, needles: FlatNeedle[]): void {
  while (points.length > 2) {
    const [a, b, c] = points.slice(-3) as [number, number, number];
    if (!foldsBack(places, a, b, c)) return;
    needles.push({ area, line: [a, b, c].flatMap((p) => [places.first[p]!, places.second[p]!]) });
    points.splice(-2, a === c ? 2 : 1);
  }
}

function foldsBack({ first, second }: PairIds, a: number, b: number, c: number): boolean {
  const [lng, lat] = [first[b]!, second[b]!];
  if (orientation(first[a]!, second[a]!, lng, lat, first[c]!, second[c]!) !== 0) return false;
  return (first[a]! - lng) * (first[c]! - lng) + (second[a]! - lat) * (second[c]! - lat) > 0;
}

/**
 * Marks for needles of some width: corners at which a border turns back on itself and stays within `snapMetres`, and within a tenth of its own
 * length, beside the way out. A mark makes the ground of the needle a patch of its own; a corner that two neighbours draw alike gets none.
 */
export function needleMarks(
  { places, rings }: Linework,
  plane: LocalMetres,
  snapMetres: number,
): DrawnRing[] {
  const marks: DrawnRing[] = [];
  for (const ring of rings) {
    const { points } = ring;
    for (let i = 0; i < points.length && points.length > 3; i++) {
      const corner = [points.at(i - 1)!, points[i]!, points[(i + 1) % points.length]!] as const;
      if (isThin(places, plane, snapMetres, ...corner))
        marks.push({ ...ring, role: 'spike', points: [...corner] });
    }
  }
  if (marks.length === 0) return [];
  const steps = stepsOf(rings);
  return marks.filter(
    ({ points: [a, b, c] }) => !isSharedStep(steps, a!, b!) || !isSharedStep(steps, b!, c!),
  );
}

function isSharedStep(steps: Steps, a: number, b: number): boolean {
  return isShared(steps, steps.ends.find(Math.min(a, b), Math.max(a, b)));
}

function isThin(
  { first, second }: PairIds,
  plane: LocalMetres,
  snapMetres: number,
  a: number,
  b: number,
  c: number,
): boolean {
  const { metresPerLng7, metresPerLat7 } = plane;
  const [aEast, aNorth] = [
    (first[a]! - first[b]!) * metresPerLng7,
    (second[a]! - second[b]!) * metresPerLat7,
  ];
  const [cEast, cNorth] = [
    (first[c]! - first[b]!) * metresPerLng7,
    (second[c]! - second[b]!) * metresPerLat7,
  ];
  if (aEast * cEast + aNorth * cNorth <= 0) return false;
  const [toA, toC] = [Math.hypot(aEast, aNorth), Math.hypot(cEast, cNorth)];
  const [near, far] = toA < toC ? [a, c] : [c, a];
  const reach = Math.min(snapMetres, Math.min(toA, toC) / LENGTHS);
  return (
    squaredMetresToSegment(
      plane,
      first[near]!,
      second[near]!,
      first[b]!,
      second[b]!,
      first[far]!,
      second[far]!,
    ) <=
    reach * reach
  );
}
