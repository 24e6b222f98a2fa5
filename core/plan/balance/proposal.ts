import { type Spread, spreadOf } from '../workload/spread.ts';
import type { BalanceFrame } from './balance-frame.ts';
import { afterTransfers, type BlockTransfer } from './block-transfer.ts';
import { GridSums } from './grid-sums.ts';

/** A more even plan, and the way to it. */
export interface Proposal {
  /** Grid of each block in the end. */
  gridOf: Int32Array;
  /** From the start to the end; after each of them every grid is contiguous, none is empty and no lock is broken. Limits hold for the end. */
  transfers: BlockTransfer[];
  /** Of the workload of all grids. */
  spreadBefore: Spread;
  spreadAfter: Spread;
  /** Border between grids. */
  innerMetresBefore: number;
  innerMetresAfter: number;
  /** Barriers inside grids. */
  barrierMetresBefore: number;
  barrierMetresAfter: number;
  /** That of the least compact grid (Polsby-Popper, 0 to 1). */
  compactnessBefore: number;
  compactnessAfter: number;
  /** In blocks whose grid is another in the end. */
  dwellingsMoved: number;
  blocksMoved: number;
}

/** What transfers from the start of an order come to. */
export function proposalOf(
  { graph, gridOf: start, gridCount }: BalanceFrame,
  transfers: BlockTransfer[],
): Proposal {
  const gridOf = afterTransfers(start, transfers);
  const before = new GridSums(graph, start, gridCount);
  const after = new GridSums(graph, gridOf, gridCount);
  const moved = Array.from(start.keys()).filter((block) => start[block] !== gridOf[block]);
  return {
    gridOf,
    transfers,
    spreadBefore: spreadOf([...before.workload]),
    spreadAfter: spreadOf([...after.workload]),
    innerMetresBefore: before.innerMetres,
    innerMetresAfter: after.innerMetres,
    barrierMetresBefore: before.barrierMetres,
    barrierMetresAfter: after.barrierMetres,
    compactnessBefore: leastCompactness(before),
    compactnessAfter: leastCompactness(after),
    dwellingsMoved: moved.reduce((sum, block) => sum + graph.dwellings[block]!, 0),
    blocksMoved: moved.length,
  };
}

function leastCompactness(sums: GridSums): number {
  return sums.blocks.reduce(
    (least, _, grid) => Math.min(least, sums.compactness(grid)),
    Number.POSITIVE_INFINITY,
  );
}
