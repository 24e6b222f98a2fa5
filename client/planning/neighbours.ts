import { distanceMetres } from '../../core/geometry/metres.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
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
    metresTo.set(other, (metresTo.get(other) ?? 0) + lineMetres(arc.line));
  }
  return [...metresTo].map(([id, metres]) => ({ id, metres })).sort((a, b) => b.metres - a.metres);
}

/** Length of a flat line (1e-7 degree, lng before lat) in metres. */
export function lineMetres(line: FlatRing): number {
  let metres = 0;
  for (let at = 0; at + 3 < line.length; at += 2)
    metres += distanceMetres(line[at]!, line[at + 1]!, line[at + 2]!, line[at + 3]!);
  return metres;
}
