import { apply, type Operation } from '../operation.ts';
import { gapAt } from '../operations/border-point.ts';
import { isSamePlace, type Place, type Plan, placeAt, pointsIn } from '../plan.ts';
import type { Atoms } from './atoms.ts';
import { blockPatch } from './block-patch.ts';
import type { BlockTransfer } from './block-transfer.ts';
import { transferGroups } from './transfer-groups.ts';

/** Ground that goes from one grid to another, as operations on the plan. */
export interface PlanStep {
  /** Ids of grids. */
  from: string;
  to: string;
  blocks: readonly number[];
  dwellings: number;
  areaM2: number;
  /** Loads of both, 1 being a mean grid of those chosen. */
  before: StepLoads;
  after: StepLoads;
  operation: BlocksTransfer;
}

/** Goes by where the ground is, not by numbers of borders: it can be made on any plan on which that ground is one grid's, and the border runs where it did. */
export type BlocksTransfer = Extract<Operation, { kind: 'transfer' }>;

export interface StepLoads {
  from: number;
  to: number;
}

/** Lines of blocks go through the points of borders themselves. */
const SNAP_METRES = 1;

/**
 * Transfers of blocks as operations that the plan takes one after another; blocks that go the same way together are one step. Null if one would be refused: all
 * are tried here.
 */
export function planSteps(atoms: Atoms, transfers: readonly BlockTransfer[]): PlanStep[] | null {
  const { graph, gridOf, lockedBlocks } = atoms;
  const way = new Way(atoms);
  for (const group of transferGroups(graph, gridOf, transfers, lockedBlocks)) {
    if (way.go(group)) continue;
    for (const transfer of group) if (!way.go([transfer])) return null;
  }
  return way.steps;
}

/** The plan on the way through the steps. */
class Way {
  readonly steps: PlanStep[] = [];
  readonly #atoms: Atoms;
  readonly #gridOf: Int32Array;
  readonly #loads: Float64Array;
  #plan: Plan;

  constructor(atoms: Atoms) {
    this.#atoms = atoms;
    this.#plan = atoms.plan;
    this.#gridOf = atoms.gridOf.slice();
    this.#loads = new Float64Array(atoms.grids.length);
    for (const [block, grid] of atoms.gridOf.entries()) this.#loads[grid]! += atoms.graph.workload[block]!;
  }

  /** Makes a step of transfers that go the same way; false, and nothing changes, if it would be refused. */
  go(group: readonly BlockTransfer[]): boolean {
    const { graph, grids } = this.#atoms;
    const { from, to } = group[0]!;
    const blocks = group.map(({ block }) => block);
    const operation = this.#operation(grids[from]!, grids[to]!, blocks);
    const edited = apply(this.#plan, operation, this.#atoms.rights);
    if ('refusal' in edited) return false;
    this.#plan = edited.plan;
    const sum = (of: Float64Array) => blocks.reduce((whole, block) => whole + of[block]!, 0);
    const before = { from: this.#loads[from]!, to: this.#loads[to]! };
    this.#loads[from]! -= sum(graph.workload);
    this.#loads[to]! += sum(graph.workload);
    for (const block of blocks) this.#gridOf[block] = to;
    this.steps.push({
      from: grids[from]!,
      to: grids[to]!,
      blocks,
      dwellings: sum(graph.dwellings),
      areaM2: sum(graph.areaM2),
      before,
      after: { from: this.#loads[from]!, to: this.#loads[to]! },
      operation,
    });
    return true;
  }

  #operation(from: string, to: string, blocks: readonly number[]): BlocksTransfer {
    const isPoint = (place: Place): boolean => hasPoint(this.#plan, from, place);
    const { ring, ends } = blockPatch(this.#atoms, this.#gridOf, blocks, isPoint);
    const isNeeded = (place: Place): boolean => {
      const gap = this.#atoms.added.has(place) ? gapAt(this.#plan, from, place) : null;
      return gap !== null && gap !== 'point';
    };
    const points = ends.filter(isNeeded);
    const transfer = { kind: 'transfer', from, to, line: ring, snapMetres: SNAP_METRES } as const;
    return points.length === 0 ? transfer : { ...transfer, points };
  }
}

function hasPoint({ arcs, arcsOf }: Plan, grid: string, place: Place): boolean {
  return (arcsOf.get(grid) ?? []).some((id) => {
    const { line } = arcs.get(id)!;
    for (let i = 0; i < pointsIn(line); i++) if (isSamePlace(placeAt(line, i), place)) return true;
    return false;
  });
}
