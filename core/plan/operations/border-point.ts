import { because } from '../../contract/reason.ts';
import { localMetres, squaredMetresToSegment } from '../../geometry/metres.ts';
import { type Place, type Plan, placeAt, pointsIn } from '../plan.ts';
import { indexOfPlace, type PlanEdit } from '../plan-edit.ts';
import { Refused } from '../refusal.ts';

/** Rounding leads a point of a border, and what is between two such points, a few units away from where the border ran. */
const ROUNDING_METRES = 0.05;

/** Where a place is to be put into a border: before point `index` of an arc. */
interface BorderGap {
  arc: number;
  index: number;
}

/**
 * Where a place (int32 units of 1e-7 degree) lies on the border of a grid but for rounding: between which points, or that it is a point already. Null if the border runs elsewhere.
 */
export function gapAt(
  { arcs, arcsOf }: Pick<Plan, 'arcs' | 'arcsOf'>,
  grid: string,
  place: Place,
): BorderGap | 'point' | null {
  const plane = localMetres(place.lng7, place.lat7);
  let least = ROUNDING_METRES ** 2;
  let gap: BorderGap | null = null;
  for (const arc of arcsOf.get(grid) ?? []) {
    const { line } = arcs.get(arc)!;
    if (indexOfPlace(line, place) >= 0) return 'point';
    for (let index = 1; index < pointsIn(line); index++) {
      const [a, b] = [placeAt(line, index - 1), placeAt(line, index)];
      const ends = [a.lng7, a.lat7, b.lng7, b.lat7] as const;
      const squared = squaredMetresToSegment(plane, place.lng7, place.lat7, ...ends);
      if (squared > least) continue;
      least = squared;
      gap = { arc, index };
    }
  }
  return gap;
}

/** Makes a place a point of the border of a grid, on which it must lie but for rounding (see `gapAt`). Throws a refusal with `line_off_border` if it does not, and if the border may not move. */
export function addBorderPoint(made: PlanEdit, grid: string, place: Place): void {
  const gap = gapAt(made, grid, place);
  if (gap === 'point') return;
  if (!gap) throw new Refused(because('line_off_border', { metres: ROUNDING_METRES }), { grid, place });
  made.mustBeFree(gap.arc);
  made.insert(gap.arc, gap.index, place);
}
