import { ancestorCode, levelOfCode } from '../../contract/area-code.ts';
import { because } from '../../contract/reason.ts';
import { locateInRing, reversedLine, signedArea2 } from '../../geometry/ring.ts';
import { clean, cut, cutFaces, relabel } from '../cut.ts';
import type { Face } from '../faces.ts';
import { isClosed } from '../noding.ts';
import { isSamePlace, levelBetween, type Place, placeAt, pointsIn } from '../plan.ts';
import type { PlanEdit } from '../plan-edit.ts';
import { Refused } from '../refusal.ts';
import { addBorderPoint } from './border-point.ts';

/** A line that someone drew. Its ends are led to a border that is as near as this, in metres. */
export interface Drawn {
  line: readonly Place[];
  snapMetres: number;
}

export interface Split extends Drawn {
  grid: string;
  /** The grid that the other part becomes. */
  made: { id: string; code: string };
  /** The part that stays the grid: the larger one, or the one on that side of the line (of a ring: left is inside if it runs counter-clockwise). */
  keeps: 'larger' | 'left' | 'right';
}

/** Splits a grid in two along a line from border to border, or along a ring within it. */
export function split(made: PlanEdit, { grid, line, snapMetres, made: other, keeps }: Split): void {
  const { code } = made.grid(grid);
  mustBeCode(made, other.code, ancestorCode(code, 'community'));
  if (made.grids.has(other.id)) throw new Refused(because('grid_exists'), { grid: other.id });
  const before = cutFaces(made, grid).length;
  const [chord] = cut(made, grid, line, snapMetres);
  const faces = cutFaces(made, grid);
  if (chord === undefined || faces.length === before)
    throw new Refused(because('cut_misses', { code }), { grid });
  if (faces.length > before + 1) throw new Refused(because('cut_too_often', { code }), { grid });
  const sideOf = (isForward: boolean) => faces.find((face) => hasSide(face, chord, isForward));
  const [left, right] = [sideOf(true), sideOf(false)];
  if (!left || !right) throw new Refused(because('cut_misses', { code }), { grid });
  const isLeftLess = area2(left) < area2(right);
  const given = keeps === 'larger' ? (isLeftLess ? left : right) : keeps === 'left' ? right : left;
  made.addGrid(other.id, { code: other.code, parents: [grid], isMultipart: false, isLocked: false });
  relabel(made, given, other.id);
  clean(made);
}

/** Makes one grid of two neighbours; of any two whose level the edit may move, if the one that stays may lie in several parts. */
export function merge(made: PlanEdit, { keeps, goes }: { keeps: string; goes: string }): void {
  if (keeps === goes) throw new Refused(because('grids_same'), { grid: keeps });
  const [kept, gone] = [made.grid(keeps), made.grid(goes)];
  made.mustBeUnlocked(goes);
  const between = (made.arcsOf.get(goes) ?? []).filter((id) => {
    const { left, right } = made.arc(id);
    return left === keeps || right === keeps;
  });
  if (between.length === 0) {
    if (!kept.isMultipart)
      throw new Refused(because('grids_not_adjacent', { code: gone.code }), { grid: goes });
    mustBeOpen(made, goes, keeps);
  }
  for (const id of between) made.mustBeFree(id);
  for (const id of made.arcsOf.get(goes) ?? []) {
    const { left, right } = made.arc(id);
    made.change(id, { left: left === goes ? keeps : left, right: right === goes ? keeps : right });
  }
  made.removeGrid(goes);
  const parents = [...new Set([...kept.parents, goes])];
  made.setGrid(keeps, { ...kept, parents, isMultipart: kept.isMultipart || gone.isMultipart });
  clean(made);
}

export interface Transfer extends Drawn {
  from: string;
  to: string;
  /** Places on the border of `from`, but for rounding, that become points of it first: the line runs through them. */
  points?: readonly Place[];
}

/** Gives what lies inside a closed line (a block, a lasso) from one grid to another. */
export function transfer(made: PlanEdit, { from, to, line, snapMetres, points = [] }: Transfer): void {
  if (from === to) throw new Refused(because('grids_same'), { grid: from });
  mustBeOpen(made, from, to);
  const [first] = line;
  if (!first || line.length < 3) throw new Refused(because('line_too_short'), { grid: from });
  const ring = isClosed(line) ? line : [...line, first];
  const flat = ring.flatMap(({ lng7, lat7 }) => [lng7, lat7]);
  const patch = signedArea2(flat) > 0 ? ring : [...ring].reverse();
  for (const place of points) addBorderPoint(made, from, place);
  cut(made, from, patch, snapMetres);
  const faces = cutFaces(made, from);
  const inside = insideOf(made, faces, patch);
  const { code } = made.grid(from);
  if (inside.length === 0) throw new Refused(because('patch_takes_nothing', { code }), { grid: from });
  if (inside.length === faces.length) throw new Refused(because('patch_takes_all', { code }), { grid: from });
  for (const face of inside) relabel(made, face, to);
  clean(made);
}

/** New codes for grids of a community; a code that one of them has may go to another. */
export function renumber(
  made: PlanEdit,
  { codes }: { codes: readonly (readonly [grid: string, code: string])[] },
): void {
  const before = new Map(codes.map(([id]) => [id, made.grid(id)]));
  for (const [id, grid] of before) {
    made.mustBeUnlocked(id);
    made.setGrid(id, { ...grid, code: '' });
  }
  for (const [id, code] of codes) {
    const grid = before.get(id);
    if (!grid) continue;
    mustBeCode(made, code, ancestorCode(grid.code, 'community'));
    made.setGrid(id, { ...grid, code });
  }
  const after = new Set(codes.map(([, code]) => code));
  made.retire([...before.values()].map(({ code }) => code).filter((code) => !after.has(code)));
}

function mustBeCode(made: PlanEdit, code: string, community: string | undefined): void {
  const isElsewhere = levelOfCode(code) !== 'grid' || ancestorCode(code, 'community') !== community;
  if (isElsewhere) throw new Refused(because('grid_code_wrong', { code, areaCode: community ?? '' }));
  const isTaken = made.retiredCodes.has(code) || [...made.grids.values()].some((grid) => grid.code === code);
  if (isTaken) throw new Refused(because('code_taken'));
}

/** Throws unless ground may go from one grid to the other. */
function mustBeOpen(made: PlanEdit, from: string, to: string): void {
  made.mustBeOpen(levelBetween(made.grid(from).code, made.grid(to).code), { grid: to });
  made.mustBeUnlocked(from);
  made.mustBeUnlocked(to);
}

/** The faces inside a counter-clockwise ring none of them crosses. */
function insideOf(made: PlanEdit, faces: readonly Face[], ring: readonly Place[]): Face[] {
  const doubled = ring.flatMap(({ lng7, lat7 }) => [2 * lng7, 2 * lat7]);
  const isInside = (a: Place, b: Place): boolean | undefined => {
    const where = locateInRing(a.lng7 + b.lng7, a.lat7 + b.lat7, doubled);
    return where === 0 ? undefined : where === 1;
  };
  return faces.filter((face) => {
    for (const { arc, isForward } of face.flatMap(({ sides }) => sides)) {
      const { line } = made.arc(arc);
      const points = isForward ? line : reversedLine(line);
      for (let i = 1; i < pointsIn(points); i++) {
        const [a, b] = [placeAt(points, i - 1), placeAt(points, i)];
        const answer = isInside(a, b) ?? runsAlong(ring, a, b);
        if (answer !== undefined) return answer;
      }
    }
    return false;
  });
}

/** Whether the ring has a step a - b; false if it has b - a; undefined if neither. */
function runsAlong(ring: readonly Place[], a: Place, b: Place): boolean | undefined {
  for (let i = 1; i < ring.length; i++) {
    const [from, to] = [ring[i - 1] as Place, ring[i] as Place];
    if (isSamePlace(from, a) && isSamePlace(to, b)) return true;
    if (isSamePlace(from, b) && isSamePlace(to, a)) return false;
  }
  return undefined;
}

function hasSide(face: Face, arc: number, isForward: boolean): boolean {
  return face.some(({ sides }) => sides.some((side) => side.arc === arc && side.isForward === isForward));
}

function area2(face: Face): number {
  return face.reduce((sum, { ring }) => sum + signedArea2(ring), 0);
}
