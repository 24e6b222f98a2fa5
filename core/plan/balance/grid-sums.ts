import type { BlockGraph } from './block-graph.ts';

/** What happens to borders when a block passes from its grid to another. */
export interface Exchange {
  /** Shared with its own grid: border between grids afterwards. */
  lostMetres: number;
  /** Shared with the other grid: no border between grids afterwards. */
  gainedMetres: number;
  /** By how much the barriers inside grids grow. */
  barrierMetres: number;
}

/** A partition of blocks into grids that can be changed block by block, and what each grid comes to. */
export class GridSums {
  readonly gridOf: Int32Array;
  readonly blocks: Int32Array;
  readonly workload: Float64Array;
  readonly areaM2: Float64Array;
  /** Border of each grid, to others and outwards. */
  readonly perimeterMetres: Float64Array;
  /** Border between different grids, each metre once. */
  innerMetres = 0;
  /** Barriers between blocks of the same grid. */
  barrierMetres = 0;
  readonly #graph: BlockGraph;
  readonly #border: Float64Array;

  constructor(graph: BlockGraph, gridOf: Int32Array, gridCount: number) {
    this.#graph = graph;
    this.gridOf = gridOf.slice();
    this.blocks = new Int32Array(gridCount);
    this.workload = new Float64Array(gridCount);
    this.areaM2 = new Float64Array(gridCount);
    this.perimeterMetres = new Float64Array(gridCount);
    this.#border = graph.outerMetres.slice();
    for (const [block, grid] of gridOf.entries()) this.#add(block, grid);
  }

  #add(block: number, grid: number): void {
    const { starts, neighbours, sharedMetres, isBarrier } = this.#graph;
    this.blocks[grid]!++;
    this.workload[grid]! += this.#graph.workload[block]!;
    this.areaM2[grid]! += this.#graph.areaM2[block]!;
    this.perimeterMetres[grid]! += this.#graph.outerMetres[block]!;
    for (let i = starts[block]!; i < starts[block + 1]!; i++) {
      const metres = sharedMetres[i]!;
      this.#border[block]! += metres;
      if (this.gridOf[neighbours[i]!] !== grid) {
        this.perimeterMetres[grid]! += metres;
        this.innerMetres += metres / 2;
      } else if (isBarrier[i] === 1) this.barrierMetres += metres / 2;
    }
  }

  /** Whole border of a block, metres. */
  borderMetres(block: number): number {
    return this.#border[block]!;
  }

  /** Polsby-Popper: area over that of the circle with the same perimeter, 1 for a circle; 1 without a perimeter. */
  compactness(grid: number): number {
    return polsbyPopper(this.areaM2[grid]!, this.perimeterMetres[grid]!);
  }

  /** What a block has in common with its own grid and with another one. */
  exchange(block: number, to: number): Exchange {
    const { starts, neighbours, sharedMetres, isBarrier } = this.#graph;
    const from = this.gridOf[block]!;
    const exchange = { lostMetres: 0, gainedMetres: 0, barrierMetres: 0 };
    for (let i = starts[block]!; i < starts[block + 1]!; i++) {
      const grid = this.gridOf[neighbours[i]!]!;
      const metres = sharedMetres[i]!;
      if (grid === from) {
        exchange.lostMetres += metres;
        if (isBarrier[i] === 1) exchange.barrierMetres -= metres;
      } else if (grid === to) {
        exchange.gainedMetres += metres;
        if (isBarrier[i] === 1) exchange.barrierMetres += metres;
      }
    }
    return exchange;
  }

  /** Puts a block into another grid; does not ask whether it may. */
  move(block: number, to: number): void {
    const from = this.gridOf[block]!;
    const { lostMetres, gainedMetres, barrierMetres } = this.exchange(block, to);
    this.perimeterMetres[from]! += 2 * lostMetres - this.borderMetres(block);
    this.perimeterMetres[to]! += this.borderMetres(block) - 2 * gainedMetres;
    this.innerMetres += lostMetres - gainedMetres;
    this.barrierMetres += barrierMetres;
    this.areaM2[from]! -= this.#graph.areaM2[block]!;
    this.areaM2[to]! += this.#graph.areaM2[block]!;
    this.workload[from]! -= this.#graph.workload[block]!;
    this.workload[to]! += this.#graph.workload[block]!;
    this.blocks[from]!--;
    this.blocks[to]!++;
    this.gridOf[block] = to;
  }
}

/** Area over that of the circle with the same perimeter (Polsby and Popper 1991): 1 for a circle, towards 0 for a string; 1 without a perimeter. */
export function polsbyPopper(areaM2: number, perimeterMetres: number): number {
  return perimeterMetres > 0 ? (4 * Math.PI * areaM2) / perimeterMetres ** 2 : 1;
}
