import { ancestorCode } from '../../../../core/contract/area-code.ts';
import { partitionOf } from '../../../../core/import/partition.ts';
import { type AtomOrder, type Atoms, makeAtoms } from '../../../../core/plan/balance/atoms.ts';
import type { GroundLines } from '../../../../core/plan/balance/ground-lines.ts';
import { edit } from '../../../../core/plan/edit.ts';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import { addBorderPoint, gapAt } from '../../../../core/plan/operations/border-point.ts';
import { type Plan, placeAt, planOf, pointsIn } from '../../../../core/plan/plan.ts';
import type { Polygons7 } from '../../../../core/plan/proof.ts';
import { indexThings, type Things } from '../../../../core/plan/workload/thing-index.ts';
import { boardPlace, COMMUNITY } from '../board-plan.ts';
import { planAfter } from '../edits.ts';

export const NOTHING: Things = { incidents: [], homes: [], institutions: [], roads: [] };
export const NO_LINES: GroundLines = { roads: [], rivers: [] };
const BY_AREA = { shares: { areaKm2: 1 }, days: 1 };

/** A flat line through places of a board, in cells. */
export function boardLine(...places: readonly (readonly [column: number, row: number])[]): number[] {
  return places.flatMap(([column, row]) => {
    const { lng7, lat7 } = boardPlace(column, row);
    return [lng7, lat7];
  });
}

export function streets(...lines: readonly number[][]): GroundLines {
  return { ...NO_LINES, roads: lines.map((line) => ({ line, class: 'residential' as const })) };
}

/** The blocks of a plan, balanced by area and never cut for want of roads, unless something else is asked. */
export function atomsOf(plan: Plan, ground: GroundLines, more: Partial<AtomOrder> = {}): Atoms {
  const things = indexThings(NOTHING);
  const communities = [
    ...new Set([...plan.grids.values()].map(({ code }) => ancestorCode(code, 'community')!)),
  ];
  return makeAtoms({ plan, communities, ground, things, measure: BY_AREA, leastBlocks: 1, ...more });
}

/** The blocks in a grid, by its id. */
export function blocksIn({ grids, gridOf }: Atoms, grid: string): number[] {
  return [...gridOf.keys()].filter((block) => grids[gridOf[block]!] === grid);
}

/** Surfaces of blocks. */
export function surfaces({ polygons }: Atoms, blocks: readonly number[]): Polygons7[] {
  return blocks.map((block) => polygons[block]!);
}

/** The plan of some blocks with all the points in its borders that they need. */
export function withPoints(atoms: Atoms): Plan {
  let { plan } = atoms;
  for (const [block, polygons] of atoms.polygons.entries())
    for (const ring of polygons.flat())
      for (let i = 0; i < pointsIn(ring); i++) {
        const place = placeAt(ring, i);
        if (!atoms.added.has(place)) continue;
        const grid = atoms.grids[atoms.gridOf[block]!]!;
        if (gapAt(plan, grid, place) === null) continue;
        plan = planAfter(edit(plan, atoms.rights, (made) => addBorderPoint(made, grid, place)));
      }
  return plan;
}

/** A plan of any partition, all in one community. Grids of several parts are allowed to. */
export function planOfPartition(grids: readonly Polygons7[]): Plan {
  const own = grids.filter((polygons) => polygons.length > 0);
  const { nodes, arcs } = partitionOf(own);
  const idOf = (area: number): string | null => (area < 0 ? null : `g${area}`);
  return planOf(
    nodes.entries(),
    arcs.map(({ fromNode, toNode, line, left, right }, id) => [
      id,
      { from: fromNode, to: toNode, line, left: idOf(left), right: idOf(right), isLocked: false },
    ]),
    own.map((polygons, at) => [
      `g${at}`,
      { code: `${COMMUNITY}00${at + 1}`, parents: [], isMultipart: polygons.length > 1, isLocked: false },
    ]),
  );
}

export function surfaceOf(plan: Plan, grid: string): Polygons7 {
  return polygonsOf(plan, grid) ?? [];
}
