import { ancestorCode, isWithinCode } from '../../contract/area-code.ts';
import type { FlatRing } from '../../geometry/ring.ts';
import type { Level } from '../../vocabulary.ts';
import { type Face, facesOf } from '../faces.ts';
import type { Arc, Plan } from '../plan.ts';

/** An area of a plan; its faces are walked along arcs, the largest first. */
export interface LevelArea {
  code: string;
  faces: Face[];
}

/** Areas of one level, by code, and the lines of the arcs that they share (integer units of EPSG:4326). */
export interface LevelAreas {
  level: Level;
  areas: LevelArea[];
  arcs: ReadonlyMap<number, FlatRing>;
}

/**
 * The areas of a level that the grids of a plan form and that lie in `scopeCode`: those of a higher level than the scope do not. An arc bounds an area
 * when only one of its sides lies in it, so that neighbours share arcs. Throws RangeError where the borders of an area do not close.
 */
export function levelAreas(plan: Plan, level: Level, scopeCode: string): LevelAreas {
  const codeOf = (id: string | null): string | null => {
    const code = id === null ? undefined : plan.grids.get(id)?.code;
    return (code && ancestorCode(code, level)) ?? null;
  };
  const arcs = new Map<number, Arc>();
  const arcsOf = new Map<string, number[]>();
  const arcsAt = new Map<number, number[]>();
  for (const [id, arc] of plan.arcs) {
    const [left, right] = [codeOf(arc.left), codeOf(arc.right)];
    if (left === right) continue;
    arcs.set(id, { ...arc, left, right });
    for (const side of [left, right]) if (side !== null) push(arcsOf, side, id);
    for (const node of new Set([arc.from, arc.to])) push(arcsAt, node, id);
  }
  const codes = [...arcsOf.keys()].filter((code) => isWithinCode(code, scopeCode)).sort();
  const areas = codes.map((code) => {
    const faces = facesOf({ arcs, arcsOf, arcsAt }, code);
    if (!faces) throw new RangeError(`the borders of ${code} do not close`);
    return { code, faces };
  });
  const used = new Set(
    areas.flatMap(({ faces }) => faces.flat().flatMap(({ sides }) => sides.map(({ arc }) => arc))),
  );
  const lines = new Map([...arcs].flatMap(([id, { line }]) => (used.has(id) ? [[id, line] as const] : [])));
  return { level, areas, arcs: lines };
}

function push<K>(lists: Map<K, number[]>, key: K, item: number): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
