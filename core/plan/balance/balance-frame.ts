import type { BlockGraph } from './block-graph.ts';
import type { Locks } from './block-transfer.ts';
import { Contiguity } from './contiguity.ts';
import { GridSums } from './grid-sums.ts';

/** What a better plan must keep to, beside contiguity and locks. */
export interface BalanceLimits {
  /** Dwellings in blocks whose grid is another in the end than at the start. */
  maxMovedDwellings: number;
  /** Least Polsby-Popper compactness (0 to 1) of every grid; a grid that starts below it must only not get worse. */
  minCompactness: number;
  /** Most border between grids in the end, as a multiple of that at the start; at least 1. */
  borderFactor: number;
  /** Metres of border that one metre of a barrier inside a grid counts as; 0: barriers do not matter. */
  barrierCost: number;
  /** Balance below this coefficient of variation is not worth moving anything for; 0: as even as can be. */
  enoughVariation: number;
}

export const USUAL_LIMITS: BalanceLimits = {
  maxMovedDwellings: Number.POSITIVE_INFINITY,
  minCompactness: 0.2,
  borderFactor: 1.05,
  barrierCost: 2,
  enoughVariation: 0.01,
};

/** What is to be balanced. */
export interface BalanceOrder extends Locks {
  graph: BlockGraph;
  /** Grid of each block at the start, 0 up; every grid has a block. */
  gridOf: Int32Array;
  limits: BalanceLimits;
  /** Whole number; the same order with the same seed has the same answers. */
  seed: number;
}

/** An order and what it comes to before anything moves. */
export interface BalanceFrame extends BalanceOrder {
  gridCount: number;
  /** Locked grids, and those that lie in several parts, of which none can be shown to hang together. */
  isFixed: Uint8Array;
  /** Grids that lie in several parts. */
  inParts: number[];
  /** Blocks that may move; 0 if none of them borders on another grid to which it may. */
  movableBlocks: number;
  /** Mean workload of the free grids that blocks of this one can get to; NaN for a fixed grid. */
  target: Float64Array;
  freeGrids: number;
  /** Mean workload of a free grid. */
  mean: number;
  /** Compactness of each grid. */
  compactness: Float64Array;
  innerMetres: number;
  /** `innerMetres` and the barriers inside grids at their cost. */
  costMetres: number;
  totalDwellings: number;
}

/** The frame of an order. Throws a RangeError for grids that leave out a number, a list of another length than the blocks', and limits that say nothing. */
export function balanceFrame(order: BalanceOrder): BalanceFrame {
  checkOrder(order);
  const { graph, gridOf, lockedGrids, limits } = order;
  const gridCount = 1 + gridOf.reduce((most, grid) => Math.max(most, grid), -1);
  const sums = new GridSums(graph, gridOf, gridCount);
  if (sums.blocks.includes(0)) throw new RangeError(`grid ${sums.blocks.indexOf(0)} has no block`);
  const inParts = partedGrids(graph, gridOf, gridCount);
  const isFixed = Uint8Array.from({ length: gridCount }, (_, grid) =>
    lockedGrids.has(grid) || inParts.includes(grid) ? 1 : 0,
  );
  return {
    ...order,
    gridCount,
    isFixed,
    inParts,
    movableBlocks: movableBlocks(order, isFixed),
    ...targetsOf(graph, gridOf, sums, isFixed),
    compactness: Float64Array.from({ length: gridCount }, (_, grid) => sums.compactness(grid)),
    innerMetres: sums.innerMetres,
    costMetres: sums.innerMetres + limits.barrierCost * sums.barrierMetres,
    totalDwellings: graph.dwellings.reduce((sum, dwellings) => sum + dwellings, 0),
  };
}

function checkOrder({ graph, gridOf, limits, seed }: BalanceOrder): void {
  if (gridOf.length !== graph.workload.length) throw new RangeError('not one grid for each block');
  if (gridOf.some((grid) => grid < 0)) throw new RangeError('a grid below 0');
  const { maxMovedDwellings, minCompactness, borderFactor, barrierCost, enoughVariation } = limits;
  if (!(maxMovedDwellings >= 0)) throw new RangeError(`maxMovedDwellings ${maxMovedDwellings}`);
  if (!(minCompactness >= 0 && minCompactness <= 1)) throw new RangeError(`minCompactness ${minCompactness}`);
  if (!(borderFactor >= 1)) throw new RangeError(`borderFactor ${borderFactor}`);
  if (!(barrierCost >= 0 && Number.isFinite(barrierCost))) throw new RangeError(`barrierCost ${barrierCost}`);
  if (!(enoughVariation >= 0)) throw new RangeError(`enoughVariation ${enoughVariation}`);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed ${seed}`);
}

function partedGrids(graph: BlockGraph, gridOf: Int32Array, gridCount: number): number[] {
  const { pieceOf } = new Contiguity(graph).pieces((a, b) => gridOf[a] === gridOf[b]);
  const piece = new Int32Array(gridCount).fill(-1);
  const parted = new Set<number>();
  for (const [block, grid] of gridOf.entries()) {
    if (piece[grid] === -1) piece[grid] = pieceOf[block]!;
    else if (piece[grid] !== pieceOf[block]) parted.add(grid);
  }
  return [...parted].sort((a, b) => a - b);
}

function movableBlocks({ graph, gridOf, lockedBlocks }: BalanceOrder, isFixed: Uint8Array): number {
  const isFree = (block: number) => isFixed[gridOf[block]!] === 0;
  const movable = Array.from(gridOf.keys()).filter((block) => isFree(block) && !lockedBlocks.has(block));
  const canPass = movable.some((block) =>
    graph.neighbours
      .subarray(graph.starts[block], graph.starts[block + 1])
      .some((next) => isFree(next) && gridOf[next] !== gridOf[block]),
  );
  return canPass ? movable.length : 0;
}

/** Work can only flow between free grids that touch, directly or through others: each such region has a mean of its own. */
function targetsOf(
  graph: BlockGraph,
  gridOf: Int32Array,
  sums: GridSums,
  isFixed: Uint8Array,
): Pick<BalanceFrame, 'target' | 'freeGrids' | 'mean'> {
  const isFree = (block: number) => isFixed[gridOf[block]!] === 0;
  const { pieceOf, count } = new Contiguity(graph).pieces((a, b) => isFree(a) && isFree(b));
  const regionOf = new Int32Array(isFixed.length);
  for (const [block, grid] of gridOf.entries()) regionOf[grid] = pieceOf[block]!;
  const work = new Float64Array(count);
  const grids = new Float64Array(count);
  for (const [grid, region] of regionOf.entries()) {
    if (isFixed[grid] === 1) continue;
    work[region]! += sums.workload[grid]!;
    grids[region]!++;
  }
  const freeGrids = isFixed.length - isFixed.reduce((sum, fixed) => sum + fixed, 0);
  return {
    target: Float64Array.from(regionOf, (region, grid) =>
      isFixed[grid] === 1 ? Number.NaN : work[region]! / grids[region]!,
    ),
    freeGrids,
    mean: freeGrids === 0 ? 0 : work.reduce((sum, amount) => sum + amount, 0) / freeGrids,
  };
}

/** Whether the locks let a block lie in a grid. */
export function mayHold(
  { isFixed, lockedBlocks, gridOf }: BalanceFrame,
  block: number,
  grid: number,
): boolean {
  const start = gridOf[block]!;
  return grid === start || (isFixed[grid] === 0 && isFixed[start] === 0 && !lockedBlocks.has(block));
}
