import type { DraftPlan } from '../contract/draft.ts';
import type { FlatRing } from '../geometry/ring.ts';
import { type Arc, type Plan, planOf } from './plan.ts';

/** A plan as it crosses the wire: see DraftPlan. */
export type PackedPlan = Omit<DraftPlan, 'seq' | 'originId' | 'steps'>;

/** A plan as plain rows. */
export function packPlan({ nodes, arcs, grids, lockedCommunities, retiredCodes }: Plan): PackedPlan {
  return {
    nodes: [...nodes].map(([id, { lng7, lat7 }]) => [id, lng7, lat7]),
    arcs: [...arcs].map(([id, { line, ...arc }]) => ({ id, ...arc, steps: stepsOf(line) })),
    grids: [...grids].map(([id, { parents, ...grid }]) => ({ id, ...grid, parents: [...parents] })),
    lockedCommunities: [...lockedCommunities],
    retiredCodes: [...retiredCodes],
  };
}

/** The plan of such rows. Throws RangeError as `planOf` does. */
export function unpackPlan({ nodes, arcs, grids, lockedCommunities, retiredCodes }: PackedPlan): Plan {
  return planOf(
    nodes.map(([id, lng7, lat7]) => [id, { lng7, lat7 }] as const),
    arcs.map(({ id, steps, ...arc }): [number, Arc] => [id, { ...arc, line: lineOf(steps) }]),
    grids.map(({ id, ...grid }) => [id, grid] as const),
    { lockedCommunities, retiredCodes },
  );
}

function stepsOf(line: FlatRing): number[] {
  return Array.from(line, (unit, at) => (at < 2 ? unit : unit - (line[at - 2] ?? 0)));
}

function lineOf(steps: readonly number[]): number[] {
  const line = [...steps];
  for (let at = 2; at < line.length; at++) line[at] = (line[at] ?? 0) + (line[at - 2] ?? 0);
  return line;
}
