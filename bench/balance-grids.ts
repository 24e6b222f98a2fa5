import FlatQueue from 'flatqueue';
import type { BlockGraph } from '../core/plan/balance/block-graph.ts';

interface Centres {
  x: Float64Array;
  y: Float64Array;
}

const ROUNDS = 8;

/** Contiguous, compact grids of blocks of about equal number: grown from the middles that some rounds of k-means find. */
export function compactGrids(
  graph: BlockGraph,
  blocks: Centres,
  grids: number,
  dice: () => number,
): Int32Array {
  const seeds = Array.from({ length: grids }, () => Math.floor(dice() * blocks.x.length));
  let centres: Centres = {
    x: Float64Array.from(seeds, (block) => blocks.x[block]!),
    y: Float64Array.from(seeds, (block) => blocks.y[block]!),
  };
  for (let round = 0; round < ROUNDS; round++) centres = middles(blocks, centres);
  return grow(graph, blocks, centres);
}

function square(blocks: Centres, block: number, centres: Centres, grid: number): number {
  return (blocks.x[block]! - centres.x[grid]!) ** 2 + (blocks.y[block]! - centres.y[grid]!) ** 2;
}

function middles(blocks: Centres, centres: Centres): Centres {
  const next = { x: centres.x.slice().fill(0), y: centres.y.slice().fill(0) };
  const counts = centres.x.slice().fill(0);
  for (let block = 0; block < blocks.x.length; block++) {
    let near = 0;
    for (let grid = 1; grid < counts.length; grid++)
      if (square(blocks, block, centres, grid) < square(blocks, block, centres, near)) near = grid;
    counts[near]!++;
    next.x[near]! += blocks.x[block]!;
    next.y[near]! += blocks.y[block]!;
  }
  for (const [grid, count] of counts.entries()) {
    next.x[grid] = count > 0 ? next.x[grid]! / count : centres.x[grid]!;
    next.y[grid] = count > 0 ? next.y[grid]! / count : centres.y[grid]!;
  }
  return next;
}

/** Always the free block that is nearest to the middle of a grid beside it comes next. */
function grow(graph: BlockGraph, blocks: Centres, centres: Centres): Int32Array {
  const gridOf = new Int32Array(blocks.x.length).fill(-1);
  const open = new FlatQueue<[block: number, grid: number]>();
  const take = (block: number, grid: number) => {
    gridOf[block] = grid;
    for (let i = graph.starts[block]!; i < graph.starts[block + 1]!; i++) {
      const next = graph.neighbours[i]!;
      if (gridOf[next] === -1) open.push([next, grid], square(blocks, next, centres, grid));
    }
  };
  for (let grid = 0; grid < centres.x.length; grid++) {
    const free = Array.from(gridOf.keys()).filter((block) => gridOf[block] === -1);
    take(
      free.reduce((best, block) =>
        square(blocks, block, centres, grid) < square(blocks, best, centres, grid) ? block : best,
      ),
      grid,
    );
  }
  for (let next = open.pop(); next; next = open.pop()) if (gridOf[next[0]] === -1) take(...next);
  return gridOf;
}
