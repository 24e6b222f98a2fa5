import Flatbush from 'flatbush';
import { type LocalMetres, squaredMetresToSegment } from '../../geometry/metres.ts';
import { PairIds } from '../../geometry/pair-ids.ts';
import {
  areasAt,
  areasAtLoosePoints,
  type DrawnRing,
  isBorder,
  isShared,
  type Linework,
  type Steps,
  stepsOf,
  withoutRepeats,
} from './linework.ts';
import { TooTangled } from './too-tangled.ts';

/** How an area's border was moved: at how many of its points, and the farthest in metres. */
export interface Moved {
  points: number;
  metres: number;
}

/** Pairs of points that may be compared before the file is given up as a tangle. */
const MOST_PAIRS = 60_000_000;
const BENDING_ROUNDS = 2;
/** Snap distances aside of a cell in which points are looked up. */
const CELL_SNAPS = 4;

/**
 * Draws together what different areas drew nearly alike: points of borders that lie within `snapMetres` of one another become one, the one
 * that more areas have, or else that stands first in the file; then a border that passes within `snapMetres` of another area's point is led
 * through it. Points and borders of the same area are never drawn together, nor is a border moved that two neighbours draw alike.
 */
export function snapTogether(
  work: Linework,
  plane: LocalMetres,
  snapMetres: number,
): { work: Linework; moved: Map<number, Moved> } {
  const moved = new Map<number, Moved>();
  const { places } = work;
  let rings = mergePoints(work, plane, snapMetres, moved);
  for (let round = 0; round < BENDING_ROUNDS; round++) {
    const bent = bendSteps({ places, rings }, plane, snapMetres, moved);
    if (bent === rings) break;
    rings = bent;
  }
  return { work: { places, rings }, moved };
}

function note(moved: Map<number, Moved>, areas: readonly number[], metres: number): void {
  for (const area of areas) {
    const so = moved.get(area) ?? { points: 0, metres: 0 };
    moved.set(area, { points: so.points + 1, metres: Math.max(so.metres, metres) });
  }
}

interface NearPair {
  metres: number;
  one: number;
  other: number;
}

function mergePoints(
  { places, rings }: Linework,
  plane: LocalMetres,
  snapMetres: number,
  moved: Map<number, Moved>,
): DrawnRing[] {
  const areasOf = areasAtLoosePoints({ places, rings }, stepsOf(rings));
  const heads = Int32Array.from(areasOf, (_, point) => point);
  const members = new Map<number, number[]>();
  const join = (head: number, goes: number): boolean => {
    const joining = members.get(goes) ?? [goes];
    for (const point of joining) if (metresBetween(places, plane, head, point) > snapMetres) return false;
    for (const point of joining) heads[point] = head;
    members.set(head, [...(members.get(head) ?? [head]), ...joining]);
    return true;
  };
  const groups = [...areasOf];
  for (const { one, other } of nearPairs(places, areasOf, plane, snapMetres)) {
    const [a, b] = [heads[one]!, heads[other]!];
    const [ofA, ofB] = [groups[a] ?? [], groups[b] ?? []];
    if (a === b || haveCommon(ofA, ofB)) continue;
    const stays = ofA.length > ofB.length || (ofA.length === ofB.length && a < b) ? a : b;
    if (join(stays, stays === a ? b : a)) groups[stays] = [...ofA, ...ofB];
  }
  heads.forEach((head, point) => {
    if (point !== head) note(moved, areasOf[point] ?? [], metresBetween(places, plane, point, head));
  });
  return rings.map((ring) => ({
    ...ring,
    points: withoutRepeats(ring.points.map((point) => heads[point] ?? point)),
  }));
}

function haveCommon(one: readonly number[], other: readonly number[]): boolean {
  for (const area of one) if (other.includes(area)) return true;
  return false;
}

function metresBetween(
  { first, second }: PairIds,
  { metresPerLng7, metresPerLat7 }: LocalMetres,
  one: number,
  other: number,
): number {
  const east = (first[one]! - first[other]!) * metresPerLng7;
  return Math.hypot(east, (second[one]! - second[other]!) * metresPerLat7);
}

/** Pairs of loose points of different areas within reach, the nearest first. */
function nearPairs(
  places: PairIds,
  areasOf: readonly (number[] | undefined)[],
  plane: LocalMetres,
  snapMetres: number,
): NearPair[] {
  const cells = new PairIds();
  const byCell: number[][] = [];
  const pairs: NearPair[] = [];
  const cellMetres = CELL_SNAPS * snapMetres;
  let compared = 0;
  areasOf.forEach((areas, point) => {
    if (!areas) return;
    const east = places.first[point]! * plane.metresPerLng7;
    const north = places.second[point]! * plane.metresPerLat7;
    const toColumn = Math.floor((east + snapMetres) / cellMetres);
    const toRow = Math.floor((north + snapMetres) / cellMetres);
    for (let x = Math.floor((east - snapMetres) / cellMetres); x <= toColumn; x++)
      for (let y = Math.floor((north - snapMetres) / cellMetres); y <= toRow; y++)
        for (const other of byCell[cells.find(x, y)] ?? []) {
          if (compared++ > MOST_PAIRS) throw new TooTangled();
          const metres = metresBetween(places, plane, point, other);
          if (metres <= snapMetres && !haveCommon(areas, areasOf[other]!))
            pairs.push({ metres, one: other, other: point });
        }
    const cell = cells.idOf(Math.floor(east / cellMetres), Math.floor(north / cellMetres));
    const list = byCell[cell];
    if (list) list.push(point);
    else byCell[cell] = [point];
  });
  return pairs.sort((a, b) => a.metres - b.metres || a.one - b.one || a.other - b.other);
}

/** Loose borders led through the points of other areas that lie beside them. */
function bendSteps(
  { places, rings }: Linework,
  plane: LocalMetres,
  snapMetres: number,
  moved: Map<number, Moved>,
): DrawnRing[] {
  const steps = stepsOf(rings);
  const loose = steps.left.flatMap((_, step) =>
    isBorder(steps, step) && !isShared(steps, step) ? [step] : [],
  );
  if (loose.length === 0) return rings;
  const index = indexOf(places, steps, loose);
  const bends = new Map<number, { point: number; along: number }[]>();
  const [east, north] = [snapMetres / plane.metresPerLng7, snapMetres / plane.metresPerLat7];
  areasAtLoosePoints({ places, rings }, steps).forEach((areas, point) => {
    if (!areas) return;
    const [lng7, lat7] = [places.first[point]!, places.second[point]!];
    for (const found of index.search(lng7 - east, lat7 - north, lng7 + east, lat7 + north)) {
      const step = loose[found]!;
      const [a, b] = [steps.ends.first[step]!, steps.ends.second[step]!];
      if (a === point || b === point) continue;
      const drawn = areasAt(steps, step);
      if (haveCommon(drawn, areas)) continue;
      const along = shareAlong(places, plane, a, b, point);
      const metres = metresToStep(places, plane, a, b, point);
      if (along <= 0 || along >= 1 || metres > snapMetres) continue;
      note(moved, drawn, metres);
      bends.set(step, [...(bends.get(step) ?? []), { point, along }]);
    }
  });
  if (bends.size === 0) return rings;
  for (const bend of bends.values()) bend.sort((a, b) => a.along - b.along || a.point - b.point);
  return rings.map((ring, at) => ({ ...ring, points: bent(ring, steps, steps.walks[at]!, bends) }));
}

function indexOf({ first, second }: PairIds, { ends }: Steps, loose: readonly number[]): Flatbush {
  const index = new Flatbush(loose.length);
  for (const step of loose) {
    const [a, b] = [ends.first[step]!, ends.second[step]!];
    index.add(
      Math.min(first[a]!, first[b]!),
      Math.min(second[a]!, second[b]!),
      Math.max(first[a]!, first[b]!),
      Math.max(second[a]!, second[b]!),
    );
  }
  index.finish();
  return index;
}

/** Share of the way from a to b at which the foot of the point lies. */
function shareAlong(
  { first, second }: PairIds,
  { metresPerLng7, metresPerLat7 }: LocalMetres,
  a: number,
  b: number,
  point: number,
): number {
  const east = (first[b]! - first[a]!) * metresPerLng7;
  const north = (second[b]! - second[a]!) * metresPerLat7;
  const toEast = (first[point]! - first[a]!) * metresPerLng7;
  const toNorth = (second[point]! - second[a]!) * metresPerLat7;
  return (toEast * east + toNorth * north) / (east * east + north * north);
}

function metresToStep({ first, second }: PairIds, plane: LocalMetres, a: number, b: number, point: number) {
  return Math.sqrt(
    squaredMetresToSegment(
      plane,
      first[point]!,
      second[point]!,
      first[a]!,
      second[a]!,
      first[b]!,
      second[b]!,
    ),
  );
}

function bent(
  { points }: DrawnRing,
  { ends }: Steps,
  walk: readonly number[],
  bends: ReadonlyMap<number, readonly { point: number }[]>,
): number[] {
  if (walk.every((way) => !bends.has(way >> 1))) return points;
  const out: number[] = [];
  for (const way of walk) {
    const isForward = (way & 1) === 0;
    out.push((isForward ? ends.first : ends.second)[way >> 1]!);
    const through = (bends.get(way >> 1) ?? []).map(({ point }) => point);
    out.push(...(isForward ? through : through.reverse()));
  }
  return withoutRepeats(out);
}
