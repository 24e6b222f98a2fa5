/**
 * A plan: all grids of a city by their borders. Every border is one arc between two nodes with a grid (or nothing) on either side; both neighbours
 * share it, so no edit can part them. A plan is never changed: an edit makes another one, and the old one is the undo.
 */
import { ancestorCode } from '../contract/area-code.ts';
import type { FlatRing } from '../geometry/ring.ts';
import { LEVELS, type Level } from '../vocabulary.ts';

/** A place in units of 1e-7 degree (EPSG:4326, lng before lat). */
export interface Place {
  lng7: number;
  lat7: number;
}

/** A border between two nodes; a ring that meets no other begins and ends at the same node. */
export interface Arc {
  from: number;
  to: number;
  /** Flat lng7, lat7 from the first node to the last, both included. */
  line: FlatRing;
  /** Ids of the grids on the left and right of the way along; null: outside the city. */
  left: string | null;
  right: string | null;
  isLocked: boolean;
}

export interface Grid {
  code: string;
  /** Ids of the grids it was made of since the plan was begun. */
  parents: readonly string[];
  /** It may consist of several parts: somebody allowed it (`allowParts`), or it did when the plan was begun. */
  isMultipart: boolean;
  isLocked: boolean;
}

export interface Plan {
  nodes: ReadonlyMap<number, Place>;
  arcs: ReadonlyMap<number, Arc>;
  /** By id, which a grid keeps whatever its code and border. */
  grids: ReadonlyMap<string, Grid>;
  /** Arcs along a grid, in ascending order. */
  arcsOf: ReadonlyMap<string, readonly number[]>;
  /** Arcs that begin or end at a node, in ascending order; a ring once. */
  arcsAt: ReadonlyMap<number, readonly number[]>;
  /** Codes of communities in which nothing may change. */
  lockedCommunities: ReadonlySet<string>;
  /** Codes of grids that are no more: never given again. */
  retiredCodes: ReadonlySet<string>;
  /** Numbers from these on are free. */
  nextNode: number;
  nextArc: number;
}

/** A plan of these nodes, arcs and grids. Throws if an arc names a node or grid that is not there, or does not end at its nodes. */
export function planOf(
  nodes: Iterable<readonly [number, Place]>,
  arcs: Iterable<readonly [number, Arc]>,
  grids: Iterable<readonly [string, Grid]>,
  {
    lockedCommunities = [],
    retiredCodes = [],
  }: Partial<Record<'lockedCommunities' | 'retiredCodes', Iterable<string>>> = {},
): Plan {
  const plan = {
    nodes: new Map(nodes),
    arcs: new Map(arcs),
    grids: new Map(grids),
    arcsOf: new Map<string, number[]>(),
    arcsAt: new Map<number, number[]>(),
    lockedCommunities: new Set(lockedCommunities),
    retiredCodes: new Set(retiredCodes),
    nextNode: 0,
    nextArc: 0,
  };
  for (const id of plan.grids.keys()) plan.arcsOf.set(id, []);
  for (const id of plan.nodes.keys()) {
    plan.arcsAt.set(id, []);
    plan.nextNode = Math.max(plan.nextNode, id + 1);
  }
  for (const [id, arc] of plan.arcs) {
    const [from, to] = [plan.nodes.get(arc.from), plan.nodes.get(arc.to)];
    const [first, last] = [placeAt(arc.line, 0), placeAt(arc.line, arc.line.length / 2 - 1)];
    if (!from || !to || !isSamePlace(from, first) || !isSamePlace(to, last))
      throw new RangeError(`arc ${id} does not end at its nodes`);
    for (const side of new Set([arc.left, arc.right])) {
      if (side === null) continue;
      const along = plan.arcsOf.get(side);
      if (!along) throw new RangeError(`arc ${id} has no grid ${side}`);
      along.push(id);
    }
    for (const node of new Set([arc.from, arc.to])) plan.arcsAt.get(node)?.push(id);
    plan.nextArc = Math.max(plan.nextArc, id + 1);
  }
  for (const list of [...plan.arcsOf.values(), ...plan.arcsAt.values()]) list.sort((a, b) => a - b);
  return plan;
}

/** The point of a flat line at an index, counted in points. */
export function placeAt(line: FlatRing, index: number): Place {
  return { lng7: line[2 * index] as number, lat7: line[2 * index + 1] as number };
}

/** Whether two places are one, to the unit. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.lng7 === b.lng7 && a.lat7 === b.lat7;
}

/** How many points a flat line has. */
export function pointsIn(line: FlatRing): number {
  return line.length / 2;
}

/** The highest level at which two grids (by code) part; `city` where one is null. */
export function levelBetween(left: string | null, right: string | null): Level {
  if (left === null || right === null) return 'city';
  return LEVELS.find((level) => ancestorCode(left, level) !== ancestorCode(right, level)) ?? 'grid';
}

/** The level of the border that an arc is. */
export function levelOfArc({ grids }: Plan, { left, right }: Arc): Level {
  const codeOf = (id: string | null): string | null => (id === null ? null : (grids.get(id)?.code ?? null));
  return levelBetween(codeOf(left), codeOf(right));
}
