import { communityOf } from '../../contract/area-code.ts';
import type { FlatRing } from '../../geometry/ring.ts';
import { type Arc, type Place, type Plan, placeAt, pointsIn } from '../plan.ts';
import { reversed } from '../plan-edit.ts';
import { changedRows } from '../publication/changed-rows.ts';

/** What lies nearer to a border than this, in units, lies on it: a cut that is rounded to the unit bends the border by less. */
const REACH = 2;

/** A piece of the outer border of some communities, turned so that they lie on its left. */
export interface BorderArc extends Arc {
  id: number;
  left: string;
  isReversed: boolean;
}

/** Some communities of a plan: their grids, the arcs between these, and those along the outer border. */
export interface Region {
  grids: readonly string[];
  inner: readonly number[];
  border: readonly BorderArc[];
}

type Seen = Pick<Plan, 'grids' | 'arcs' | 'arcsOf'>;

/** The grids and arcs of some communities (12-digit codes); empty where the plan has no grid of them. */
export function regionOf(plan: Seen, communities: ReadonlySet<string>): Region {
  const grids = [...plan.grids].flatMap(([id, { code }]) => (communities.has(communityOf(code)) ? [id] : []));
  const own = new Set<string | null>(grids);
  const inner: number[] = [];
  const border: BorderArc[] = [];
  for (const id of new Set(grids.flatMap((grid) => plan.arcsOf.get(grid) ?? []))) {
    const arc = plan.arcs.get(id);
    if (!arc) continue;
    if (own.has(arc.left) && own.has(arc.right)) inner.push(id);
    else {
      const isReversed = !own.has(arc.left);
      const turned = isReversed ? reversed(arc) : arc;
      border.push({ ...turned, id, left: turned.left ?? '', isReversed });
    }
  }
  return { grids, inner, border };
}

/**
 * Codes of the communities whose grids are others in one plan than in the other: by id, code or border. That a neighbour's border ends at theirs, which cuts theirs
 * at that point, is no change.
 */
export function changedCommunities(before: Plan, after: Plan): Set<string> {
  const changed = new Set<string>();
  for (const id of changedRows(before, after).grids)
    for (const { grids } of [before, after]) changed.add(communityOf(grids.get(id)?.code ?? ''));
  changed.delete('');
  return new Set([...changed].filter((code) => !isSameGround(before, after, new Set([code]))));
}

/** Whether some communities have the same grids in two plans, but for points where others cut their outer border. */
export function isSameGround(a: Plan, b: Plan, communities: ReadonlySet<string>): boolean {
  const [here, there] = [regionOf(a, communities), regionOf(b, communities)];
  const isSameGrids =
    here.grids.length === there.grids.length &&
    here.grids.every((id) => a.grids.get(id)?.code === b.grids.get(id)?.code);
  if (!isSameGrids) return false;
  const [mine, theirs] = [innerSteps(a, here), innerSteps(b, there)];
  if (mine.size !== theirs.size || ![...mine].every((step) => theirs.has(step))) return false;
  return liesAlong(here.border, there.border) && liesAlong(there.border, here.border);
}

/** One step of the outer border, with the grid on its left. */
export interface BorderStep {
  from: Place;
  to: Place;
  inside: string;
}

/** The steps of a piece of border from point to point. */
export function* stepsOf({ line, left }: BorderArc): Generator<BorderStep> {
  for (let i = 1; i < pointsIn(line); i++)
    yield { from: placeAt(line, i - 1), to: placeAt(line, i), inside: left };
}

/** Equal for equal places. */
export const keyOf = ({ lng7, lat7 }: Place): string => `${lng7},${lat7}`;

/** How far a place lies from a step, in units; Infinity where it lies beyond its ends by more than it may. */
export function distanceTo({ lng7, lat7 }: Place, { from, to }: Pick<BorderStep, 'from' | 'to'>): number {
  const [dx, dy] = [to.lng7 - from.lng7, to.lat7 - from.lat7];
  const [px, py] = [lng7 - from.lng7, lat7 - from.lat7];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
  const distance = Math.hypot(px - t * dx, py - t * dy);
  return distance <= REACH ? distance : Number.POSITIVE_INFINITY;
}

function liesAlong(border: readonly BorderArc[], other: readonly BorderArc[]): boolean {
  const known = new Set(other.flatMap(({ line }) => placesOf(line).map(keyOf)));
  const steps = other.flatMap((arc) => [...stepsOf(arc)]);
  const isOn = (place: Place) =>
    known.has(keyOf(place)) || steps.some((step) => distanceTo(place, step) <= REACH);
  return border.every(({ line }) => placesOf(line).every(isOn));
}

/** The points of a flat line (units of 1e-7 degree, lng before lat). */
export function placesOf(line: FlatRing): Place[] {
  return Array.from({ length: pointsIn(line) }, (_, i) => placeAt(line, i));
}

/** The steps of all inner borders with the grids beside them, each written the same whichever way its arc goes. */
function innerSteps(plan: Plan, { inner }: Region): Set<string> {
  const steps = new Set<string>();
  for (const id of inner) {
    const arc = plan.arcs.get(id);
    if (!arc) continue;
    for (let i = 1; i < pointsIn(arc.line); i++) {
      const [a, b] = [keyOf(placeAt(arc.line, i - 1)), keyOf(placeAt(arc.line, i))];
      steps.add(a < b ? `${a} ${b} ${arc.left} ${arc.right}` : `${b} ${a} ${arc.right} ${arc.left}`);
    }
  }
  return steps;
}
