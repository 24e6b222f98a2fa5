import type { FlatRing } from '../../geometry/ring.ts';
import { certificateText } from '../certificate.ts';
import { polygonsOf } from '../faces.ts';
import { type Arc, isSamePlace, type Plan } from '../plan.ts';

/** Ids of what is not the same in two plans: changed, or in one of them alone. */
export interface ChangedRows {
  nodes: Set<number>;
  arcs: Set<number>;
  /** By code or border. */
  grids: Set<string>;
}

/** The surfaces of all grids, by id: flat rings, closed. Null where the borders do not close. */
export type Surfaces = ReadonlyMap<string, FlatRing[][] | null>;

const surfaces = new WeakMap<Plan, Surfaces>();

/** The surface of every grid of a plan; walked once. */
export function surfacesOf(plan: Plan): Surfaces {
  const known = surfaces.get(plan);
  if (known) return known;
  const walked = new Map([...plan.grids.keys()].map((id) => [id, polygonsOf(plan, id)] as const));
  surfaces.set(plan, walked);
  return walked;
}

/**
 * What differs between two plans, whatever came between them. A grid whose border was merely cut anew at the same points is
 * the same. Afterwards `surfacesOf` the second plan costs little: it shares those that are the same.
 */
export function changedRows(before: Plan, after: Plan): ChangedRows {
  const nodes = changedIds(before.nodes, after.nodes, isSamePlace);
  const arcs = changedIds(before.arcs, after.arcs, isSameBorder);
  const touched = changedIds(before.grids, after.grids, (a, b) => a.code === b.code);
  for (const { arcs: own } of [before, after])
    for (const id of arcs) {
      const { left = null, right = null } = own.get(id) ?? {};
      for (const side of [left, right]) if (side !== null) touched.add(side);
    }
  const [was, is] = [surfacesOf(before), sharedSurfaces(before, after, touched)];
  const grids = [...touched].filter((id) => lineOf(before, was, id) !== lineOf(after, is, id));
  return { nodes, arcs, grids: new Set(grids) };
}

function sharedSurfaces(before: Plan, after: Plan, touched: ReadonlySet<string>): Surfaces {
  const known = surfaces.get(after);
  if (known) return known;
  const old = surfacesOf(before);
  const walked = new Map(
    [...after.grids.keys()].map((id) => {
      const kept = touched.has(id) ? null : old.get(id);
      return [id, kept ?? polygonsOf(after, id)] as const;
    }),
  );
  surfaces.set(after, walked);
  return walked;
}

/** What a grid's certificate would say; undefined where it is not there, or does not close. */
function lineOf({ grids }: Plan, known: Surfaces, id: string): string | undefined {
  const [grid, polygons] = [grids.get(id), known.get(id)];
  return grid && polygons ? certificateText([{ code: grid.code, polygons }]) : undefined;
}

function changedIds<Key, Thing>(
  before: ReadonlyMap<Key, Thing>,
  after: ReadonlyMap<Key, Thing>,
  areSame: (a: Thing, b: Thing) => boolean,
): Set<Key> {
  const changed = new Set<Key>();
  for (const [id, thing] of after) {
    const was = before.get(id);
    if (was === undefined || (was !== thing && !areSame(was, thing))) changed.add(id);
  }
  for (const id of before.keys()) if (!after.has(id)) changed.add(id);
  return changed;
}

function isSameBorder(a: Arc, b: Arc): boolean {
  const isSame = a.from === b.from && a.to === b.to && a.left === b.left && a.right === b.right;
  if (!isSame || a.line.length !== b.line.length) return false;
  for (let i = 0; i < a.line.length; i++) if (a.line[i] !== b.line[i]) return false;
  return true;
}
