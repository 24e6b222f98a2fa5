import { lengthMetres } from '../../core/geometry/metres.ts';
import type { Plan } from '../../core/plan/plan.ts';

/** A grid beside another one, and the length of their common border; null: outside the plan. */
export interface Neighbour {
  id: string | null;
  metres: number;
}

/** Who lies beside a grid, the longest common border first. */
export function neighboursOf(plan: Plan, grid: string): Neighbour[] {
  const metresTo = new Map<string | null, number>();
  for (const id of plan.arcsOf.get(grid) ?? []) {
    const arc = plan.arcs.get(id);
    if (!arc || arc.left === arc.right) continue;
    const other = arc.left === grid ? arc.right : arc.left;
    metresTo.set(other, (metresTo.get(other) ?? 0) + lengthMetres(arc.line));
  }
  return [...metresTo].map(([id, metres]) => ({ id, metres })).sort((a, b) => b.metres - a.metres);
}
