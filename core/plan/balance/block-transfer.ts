import type { BlockGraph } from './block-graph.ts';
import { Contiguity } from './contiguity.ts';

/** One block from a grid to another. */
export interface BlockTransfer {
  block: number;
  from: number;
  to: number;
}

export type TransferRefusal =
  | 'not_in_grid'
  | 'same_grid'
  | 'block_locked'
  | 'grid_locked'
  | 'not_adjacent'
  | 'grid_would_be_empty'
  | 'grid_would_part';

/** What must not be touched. */
export interface Locks {
  /** Grids that neither gain nor lose a block. */
  lockedGrids: ReadonlySet<number>;
  /** Blocks that stay in their grid. */
  lockedBlocks: ReadonlySet<number>;
}

/**
 * Why a transfer can not be made in the partition `gridOf` (grid of each block), or null if it can: then both grids hang together
 * afterwards, if they did before.
 */
export function reasonCannotTransfer(
  graph: BlockGraph,
  gridOf: Int32Array,
  { lockedGrids, lockedBlocks }: Locks,
  { block, from, to }: BlockTransfer,
): TransferRefusal | null {
  if (gridOf[block] !== from) return 'not_in_grid';
  if (from === to) return 'same_grid';
  if (lockedBlocks.has(block)) return 'block_locked';
  if (lockedGrids.has(from) || lockedGrids.has(to)) return 'grid_locked';
  if (!isBeside(graph, gridOf, block, to)) return 'not_adjacent';
  if (!gridOf.some((grid, other) => grid === from && other !== block)) return 'grid_would_be_empty';
  return new Contiguity(graph).holdsWithout(gridOf, block) ? null : 'grid_would_part';
}

/** Whether a neighbour of the block lies in the grid. */
export function isBeside(
  { starts, neighbours }: BlockGraph,
  gridOf: Int32Array,
  block: number,
  grid: number,
): boolean {
  for (let i = starts[block]!; i < starts[block + 1]!; i++) if (gridOf[neighbours[i]!] === grid) return true;
  return false;
}

/** The partition that `gridOf` is after the transfers, one after another. */
export function afterTransfers(gridOf: Int32Array, transfers: readonly BlockTransfer[]): Int32Array {
  const after = gridOf.slice();
  for (const { block, to } of transfers) after[block] = to;
  return after;
}
