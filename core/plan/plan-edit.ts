import { because } from '../contract/reason.ts';
import { type FlatRing, reversedLine } from '../geometry/ring.ts';
import { LEVELS, type Level } from '../vocabulary.ts';
import { MapOver } from './map-over.ts';
import type { Arc, Grid, Place, Plan } from './plan.ts';
import { isSamePlace, levelOfArc, placeAt, pointsIn } from './plan.ts';
import { Refused, type RefusedThing } from './refusal.ts';

/** What an edit may move. */
export interface Rights {
  /** Borders of this level and below; those above are frozen. */
  level: Level;
}

/** Within this orientation is exact (core/geometry/integer.ts). */
const MOST_SPAN7 = 3e7;

/** A plan in the making: the next one, while the one it was made of stays. */
export class PlanEdit {
  readonly before: Plan;
  readonly rights: Rights;
  readonly nodes: MapOver<number, Place>;
  readonly arcs: MapOver<number, Arc>;
  readonly grids: MapOver<string, Grid>;
  readonly arcsOf: MapOver<string, readonly number[]>;
  readonly arcsAt: MapOver<number, readonly number[]>;
  lockedCommunities: ReadonlySet<string>;
  retiredCodes: ReadonlySet<string>;
  /** Arcs that are new or other than they were. */
  readonly changed = new Set<number>();
  /** Grids whose border is written down anew, though perhaps the same. */
  readonly touched = new Set<string>();
  /** Nodes at which an arc ended that is no more, or is another one. */
  readonly loose = new Set<number>();
  nextNode: number;
  nextArc: number;

  constructor(before: Plan, rights: Rights) {
    this.before = before;
    this.rights = rights;
    this.nodes = new MapOver(before.nodes);
    this.arcs = new MapOver(before.arcs);
    this.grids = new MapOver(before.grids);
    this.arcsOf = new MapOver(before.arcsOf);
    this.arcsAt = new MapOver(before.arcsAt);
    this.lockedCommunities = before.lockedCommunities;
    this.retiredCodes = before.retiredCodes;
    this.nextNode = before.nextNode;
    this.nextArc = before.nextArc;
  }

  plan(): Plan {
    const { nodes, arcs, grids, arcsOf, arcsAt, lockedCommunities, retiredCodes, nextNode, nextArc } = this;
    return { nodes, arcs, grids, arcsOf, arcsAt, lockedCommunities, retiredCodes, nextNode, nextArc };
  }

  arc(id: number): Arc {
    const arc = this.arcs.get(id);
    if (!arc) throw new Refused(because('border_unknown'), { arc: id });
    return arc;
  }

  node(id: number): Place {
    const node = this.nodes.get(id);
    if (!node) throw new Refused(because('border_unknown'), { node: id });
    return node;
  }

  grid(id: string): Grid {
    const grid = this.grids.get(id);
    if (!grid) throw new Refused(because('area_unknown', { areaCode: id }), { grid: id });
    return grid;
  }

  /** Throws unless this edit may move an arc. */
  mustBeFree(id: number): void {
    if (this.arc(id).isLocked) throw new Refused(because('border_locked'), { arc: id });
    this.mustBeOpen(levelOfArc(this, this.arc(id)), { arc: id });
    for (const side of sidesOf(this.arc(id))) this.mustBeUnlocked(side);
  }

  /** Whether `mustBeFree` lets it pass. */
  isFree(id: number): boolean {
    const arc = this.arc(id);
    if (arc.isLocked || !this.#isOpen(levelOfArc(this, arc))) return false;
    return !sidesOf(arc).some((side) => this.grid(side).isLocked);
  }

  /** Throws unless this edit may move borders of a level. */
  mustBeOpen(level: Level, about: RefusedThing): void {
    if (!this.#isOpen(level)) throw new Refused(because('border_frozen', { level }), about);
  }

  /** Throws if a grid is locked. */
  mustBeUnlocked(id: string): void {
    const { code, isLocked } = this.grid(id);
    if (isLocked) throw new Refused(because('grid_locked', { code }), { grid: id });
  }

  #isOpen(level: Level): boolean {
    return LEVELS.indexOf(level) >= LEVELS.indexOf(this.rights.level);
  }

  /** Throws unless a place can be part of the plan. */
  mustBePlace(place: Place): void {
    const [some] = this.nodes.values();
    const isExact = Number.isInteger(place.lng7) && Number.isInteger(place.lat7);
    const isNear =
      !some || Math.max(Math.abs(place.lng7 - some.lng7), Math.abs(place.lat7 - some.lat7)) <= MOST_SPAN7;
    if (!isExact || !isNear) throw new Refused(because('point_too_far'), { place });
  }

  addNode(place: Place): number {
    mustBeUnused(this.nodes, this.nextNode);
    this.nodes.set(this.nextNode, place);
    this.arcsAt.set(this.nextNode, []);
    return this.nextNode++;
  }

  addArc(arc: Arc): number {
    mustBeUnused(this.arcs, this.nextArc);
    this.#put(this.nextArc, arc);
    return this.nextArc++;
  }

  /** Puts another arc in the place of one. */
  change(id: number, to: Partial<Arc>): void {
    const arc = this.arc(id);
    this.removeArc(id);
    this.#put(id, { ...arc, ...to });
  }

  removeArc(id: number): void {
    const arc = this.arc(id);
    this.#touch(arc);
    this.arcs.delete(id);
    this.changed.delete(id);
    for (const side of sidesOf(arc)) this.arcsOf.set(side, without(this.arcsOf.get(side), id));
    for (const node of endsOf(arc)) {
      this.arcsAt.set(node, without(this.arcsAt.get(node), id));
      this.loose.add(node);
    }
  }

  addGrid(id: string, grid: Grid): void {
    this.grids.set(id, grid);
    this.arcsOf.set(id, []);
  }

  setGrid(id: string, grid: Grid): void {
    this.#putGrid(id, grid);
  }

  /** One that may no longer lie in several parts must be seen not to. */
  #putGrid(id: string, grid: Grid): void {
    if (this.grids.get(id)?.isMultipart && !grid.isMultipart) this.touched.add(id);
    this.grids.set(id, grid);
  }

  /** Its code is not given again. */
  removeGrid(id: string): void {
    this.retire([this.grid(id).code]);
    this.grids.delete(id);
    this.arcsOf.delete(id);
  }

  /** A node, arc or grid as it was elsewhere, or null for none; nothing else follows from it. */
  restoreNode(id: number, place: Place | null): void {
    if (!place) {
      this.#forgetNode(id);
      return;
    }
    this.nodes.set(id, place);
    if (!this.arcsAt.has(id)) this.arcsAt.set(id, []);
  }

  restoreArc(id: number, arc: Arc): void {
    this.#put(id, arc);
  }

  restoreGrid(id: string, grid: Grid | null): void {
    if (!grid) {
      this.grids.delete(id);
      this.arcsOf.delete(id);
      return;
    }
    this.#putGrid(id, grid);
    if (!this.arcsOf.has(id)) this.arcsOf.set(id, []);
  }

  /** These codes are not given again. */
  retire(codes: readonly string[]): void {
    this.retiredCodes = new Set([...this.retiredCodes, ...codes]);
  }

  /** The node at point `index` of an arc, which is cut in two there if it is none yet. The first part keeps the id; a ring alone keeps its node as well, until that is dissolved. */
  nodeAt(id: number, index: number): number {
    const { line, from, to, ...rest } = this.arc(id);
    const last = pointsIn(line) - 1;
    if (index === 0) return from;
    if (index === last) return to;
    const node = this.addNode(placeAt(line, index));
    this.change(id, { to: node, line: Array.from(line).slice(0, 2 * index + 2) });
    this.addArc({ ...rest, from: node, to, line: Array.from(line).slice(2 * index) });
    return node;
  }

  /** Puts a new point into an arc, before point `index`. */
  insert(id: number, index: number, { lng7, lat7 }: Place): void {
    const line = Array.from(this.arc(id).line);
    line.splice(2 * index, 0, lng7, lat7);
    this.change(id, { line });
  }

  /** Joins the two arcs at a node where nothing else ends, if both are the same border; lets a node go that has no arc. */
  dissolve(node: number): void {
    const ids = this.arcsAt.get(node) ?? [];
    if (ids.length === 0) this.#forgetNode(node);
    const [first, second] = ids;
    if (ids.length !== 2 || first === undefined || second === undefined) return;
    const [a, b] = [this.arc(first), this.arc(second)];
    if (a.from === a.to || b.from === b.to) return;
    const [before, after] = [a.to === node ? a : reversed(a), b.from === node ? b : reversed(b)];
    const isSame =
      before.left === after.left && before.right === after.right && before.isLocked === after.isLocked;
    if (!isSame) return;
    this.removeArc(second);
    const line = [...Array.from(before.line), ...Array.from(after.line).slice(2)];
    this.change(first, { ...before, to: after.to, line });
    this.#forgetNode(node);
  }

  #forgetNode(node: number): void {
    this.nodes.delete(node);
    this.arcsAt.delete(node);
  }

  #put(id: number, arc: Arc): void {
    this.#touch(arc);
    this.arcs.set(id, arc);
    this.changed.add(id);
    for (const side of sidesOf(arc)) this.arcsOf.set(side, withId(this.arcsOf.get(side), id));
    for (const node of endsOf(arc)) this.arcsAt.set(node, withId(this.arcsAt.get(node), id));
  }

  #touch({ left, right }: Arc): void {
    if (left !== null) this.touched.add(left);
    if (right !== null) this.touched.add(right);
  }
}

/** The same arc, the other way. */
export function reversed(arc: Arc): Arc {
  return {
    ...arc,
    from: arc.to,
    to: arc.from,
    line: reversedLine(arc.line),
    left: arc.right,
    right: arc.left,
  };
}

/** Where a place is a point of the line; -1 if nowhere. */
export function indexOfPlace(line: FlatRing, place: Place): number {
  for (let i = 0; i < pointsIn(line); i++) if (isSamePlace(placeAt(line, i), place)) return i;
  return -1;
}

function sidesOf({ left, right }: Arc): string[] {
  return [...new Set([left, right])].filter((side) => side !== null);
}

function endsOf({ from, to }: Arc): number[] {
  return from === to ? [from] : [from, to];
}

function mustBeUnused(things: ReadonlyMap<number, unknown>, id: number): void {
  if (things.has(id)) throw new Refused(because('numbers_taken'));
}

/** In ascending order, so that what is done to a plan does not depend on how it came to be. */
function withId(ids: readonly number[] = [], id: number): number[] {
  return [...ids, id].sort((a, b) => a - b);
}

function without(ids: readonly number[] | undefined, id: number): number[] {
  return (ids ?? []).filter((one) => one !== id);
}
