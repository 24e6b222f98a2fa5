import { lengthMetres } from '../../geometry/metres.ts';
import { LEVELS } from '../../vocabulary.ts';
import { polygonsOf } from '../faces.ts';
import { levelBetween, type Plan } from '../plan.ts';
import type { PlanEdit } from '../plan-edit.ts';
import type { Polygons7 } from '../proof.ts';
import { type Carried, carriedBy } from '../workload/carried.ts';
import type { ThingIndex } from '../workload/thing-index.ts';
import { type BlockBorder, type BlockGraph, blockGraph } from './block-graph.ts';
import type { GroundPieces } from './ground-lines.ts';
import type { Atom } from './join-atoms.ts';

/** Blocks by number: where they lie, what they carry and which lie side by side. */
export interface AtomGraph {
  gridOf: Int32Array;
  graph: BlockGraph;
  /** Blocks along a locked border. */
  lockedBlocks: ReadonlySet<number>;
  /** Of each block: one polygon, shell and holes. */
  polygons: readonly Polygons7[];
  carried: readonly Carried[];
  /** The borders of blocks: arcs with names of blocks as their sides. */
  net: Pick<Plan, 'arcs' | 'arcsAt' | 'arcsOf'>;
  names: readonly string[];
}

interface MadeAtoms {
  made: PlanEdit;
  grids: readonly string[];
  atoms: ReadonlyMap<string, Atom>;
  pieces: GroundPieces;
  things: ThingIndex;
  loadOf: (carried: Carried) => number;
}

/** Counts and measures blocks that are the sides of arcs. Their loads add up to those of the grids, and whatever is counted by whole numbers does so exactly. */
export function atomGraph({ made, grids, atoms, pieces, things, loadOf }: MadeAtoms): AtomGraph {
  const names = [...atoms.keys()];
  const numbers = new Map(names.map((name, at) => [name, at]));
  const numberOf = (side: string | null): number => (side === null ? -1 : (numbers.get(side) ?? -1));
  const gridOf = Int32Array.from(names, (name) => grids.indexOf(atoms.get(name)!.grid));
  const polygons = names.map((name): Polygons7 => polygonsOf(made, name) ?? []);
  const carried = polygons.map((surface) => carriedBy(things, surface));
  const outerMetres = new Float64Array(names.length);
  const lockedBlocks = new Set<number>();
  const borders: BlockBorder[] = [];
  const codeOf = (block: number): string => made.before.grids.get(grids[gridOf[block]!]!)!.code;
  const isOpen = (a: number, b: number): boolean =>
    LEVELS.indexOf(levelBetween(codeOf(a), codeOf(b))) >= LEVELS.indexOf(made.rights.level);
  for (const { line, left, right, isLocked } of made.arcs.values()) {
    const [a, b] = [numberOf(left), numberOf(right)];
    const metres = lengthMetres(line);
    if (isLocked) for (const block of [a, b]) if (block >= 0) lockedBlocks.add(block);
    if (a >= 0 && b >= 0 && isOpen(a, b))
      borders.push({ a, b, metres, isBarrier: 2 * pieces.barrierMetres(line) > metres });
    else for (const block of [a, b]) if (block >= 0) outerMetres[block]! += metres;
  }
  const blocks = carried.map((one, block) => ({
    workload: loadOf(one),
    dwellings: one.dwellings,
    areaM2: one.areaM2,
    outerMetres: outerMetres[block]!,
  }));
  const { arcs, arcsAt, arcsOf } = made;
  const net = { arcs, arcsAt, arcsOf };
  return { gridOf, graph: blockGraph(blocks, borders), lockedBlocks, polygons, carried, net, names };
}
