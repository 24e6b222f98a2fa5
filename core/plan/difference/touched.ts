import { polygonsOf } from '../faces.ts';
import type { Plan } from '../plan.ts';
import type { PlanGrid } from './difference.ts';
import { isSameLine } from './level-borders.ts';

/** The grids of both plans that may not be the same in the other one, by code, with their polygons; and how many are the same in both. */
export interface TouchedGrids {
  before: PlanGrid[];
  after: PlanGrid[];
  same: number;
}

/**
 * Grids that differ between two plans in code or border, so that the rest need not be compared. One whose border is the same but cut otherwise into arcs
 * counts as touched; the difference then finds that it is unchanged. `isWanted` tells by code of which grids.
 */
export function touchedGrids(
  before: Plan,
  after: Plan,
  isWanted: (code: string) => boolean = () => true,
): TouchedGrids {
  const wanted = (plan: Plan) => [...plan.grids].filter(([, { code }]) => isWanted(code));
  const isSame = (id: string): boolean => {
    const [was, is] = [before.arcsOf.get(id), after.arcsOf.get(id)];
    if (!was || !is || was.length !== is.length || before.grids.get(id)?.code !== after.grids.get(id)?.code)
      return false;
    return was.every((arc, i) => {
      const [one, other] = [before.arcs.get(arc), after.arcs.get(arc)];
      if (is[i] !== arc || !one || !other || !isSameLine(one.line, other.line)) return false;
      return (one.left === id) === (other.left === id) && (one.right === id) === (other.right === id);
    });
  };
  const [old, now] = [wanted(before), wanted(after)];
  const same = new Set(now.flatMap(([id]) => (isSame(id) ? [id] : [])));
  const touched = (plan: Plan, grids: typeof old): PlanGrid[] =>
    grids
      .filter(([id]) => !same.has(id))
      .map(([id, { code }]) => ({ id, code, polygons: polygonsOf(plan, id) ?? [] }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  return { before: touched(before, old), after: touched(after, now), same: same.size };
}
