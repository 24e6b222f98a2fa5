import type { BalanceFrame } from './balance-frame.ts';
import { type GridSums, polsbyPopper } from './grid-sums.ts';

/** How good a partition is, by what counts first: smaller is better in all. */
export interface Standing {
  /** By how much limits are broken; 0 if they are kept. */
  excess: number;
  /** Square of the coefficient of variation of the workload round what each free grid could have, less what is good enough; at least 0. */
  unevenness: number;
  /**
   * What is done for it, each in parts of 1: the dwellings that move, the growth of the border (barriers inside grids at their cost) if it grows,
   * and the mean loss of compactness of grids that lose some.
   */
  cost: number;
  /** Blocks in another grid than at the start. */
  moved: number;
}

/** What differs less is taken for equal: sums of different order differ as much. */
export const SLIGHT = 1e-11;

/** Whether `a` is better than `b`. */
export function isBetter(a: Standing, b: Standing): boolean {
  for (const key of ['excess', 'unevenness', 'cost'] as const)
    if (Math.abs(a[key] - b[key]) > SLIGHT) return a[key] < b[key];
  return a.moved < b.moved;
}

/** What a partition comes to as a whole. */
export interface Totals {
  /** Sum of squares of what the free grids have above or below their target. */
  squares: number;
  dwellingsMoved: number;
  blocksMoved: number;
  innerMetres: number;
  barrierMetres: number;
  /** Sum of what grids have lost of the compactness that they had at the start, and of what they lack of that which they must have. */
  compactnessLost: number;
  compactnessLacking: number;
}

/** What a broken limit weighs in the energy, beside a part of what evenness does. */
const BROKEN = 3;
const BROKEN_PER_EVENNESS = 0.2;
/** What a moved block weighs in the energy, of what all dwellings do. */
const BLOCK_SHARE = 0.05;

/** What is looked for in one order. */
export class BalanceObjective {
  readonly #frame: BalanceFrame;
  readonly #dwellings: number;

  constructor(frame: BalanceFrame) {
    this.#frame = frame;
    this.#dwellings = Math.max(1, frame.totalDwellings);
  }

  standing(totals: Totals): Standing {
    return {
      excess: this.#excess(totals),
      unevenness: this.#unevenness(totals),
      cost: this.#cost(totals),
      moved: totals.blocksMoved,
    };
  }

  /** The standing as one number in which an uneven workload weighs `evenness` times as much as cost: what the search makes small. */
  energy(totals: Totals, evenness: number): number {
    const excess = this.#excess(totals);
    return (
      evenness * this.#unevenness(totals) +
      this.#cost(totals) +
      (BLOCK_SHARE * totals.blocksMoved) / this.#frame.movableBlocks +
      (BROKEN + BROKEN_PER_EVENNESS * evenness) * excess
    );
  }

  totals(sums: GridSums): Totals {
    const { graph, gridOf, target, isFixed } = this.#frame;
    const { innerMetres, barrierMetres } = sums;
    const totals = { squares: 0, dwellingsMoved: 0, blocksMoved: 0, innerMetres, barrierMetres };
    let [compactnessLost, compactnessLacking] = [0, 0];
    for (const [grid, workload] of sums.workload.entries()) {
      if (isFixed[grid] === 0) totals.squares += (workload - target[grid]!) ** 2;
      compactnessLost += this.#lost(grid, sums.compactness(grid));
      compactnessLacking += this.#lacking(grid, sums.compactness(grid));
    }
    for (const [block, grid] of sums.gridOf.entries()) {
      if (grid === gridOf[block]) continue;
      totals.blocksMoved++;
      totals.dwellingsMoved += graph.dwellings[block]!;
    }
    return { ...totals, compactnessLost, compactnessLacking };
  }

  /** The totals when a block has passed to another grid. */
  totalsAfter(totals: Totals, sums: GridSums, block: number, to: number): Totals {
    const { graph, gridOf, target } = this.#frame;
    const from = sums.gridOf[block]!;
    const work = graph.workload[block]!;
    const over = sums.workload[from]! - target[from]!;
    const under = sums.workload[to]! - target[to]!;
    const away = from === gridOf[block] ? 1 : to === gridOf[block] ? -1 : 0;
    const { lostMetres, gainedMetres, barrierMetres } = sums.exchange(block, to);
    const area = graph.areaM2[block]!;
    const border = sums.borderMetres(block);
    const [fromBefore, toBefore] = [sums.compactness(from), sums.compactness(to)];
    const fromAfter = polsbyPopper(
      sums.areaM2[from]! - area,
      sums.perimeterMetres[from]! + 2 * lostMetres - border,
    );
    const toAfter = polsbyPopper(
      sums.areaM2[to]! + area,
      sums.perimeterMetres[to]! + border - 2 * gainedMetres,
    );
    return {
      squares: totals.squares + 2 * work * (under - over + work),
      dwellingsMoved: totals.dwellingsMoved + away * graph.dwellings[block]!,
      blocksMoved: totals.blocksMoved + away,
      innerMetres: totals.innerMetres + lostMetres - gainedMetres,
      barrierMetres: totals.barrierMetres + barrierMetres,
      compactnessLost:
        totals.compactnessLost +
        (this.#lost(from, fromAfter) - this.#lost(from, fromBefore)) +
        (this.#lost(to, toAfter) - this.#lost(to, toBefore)),
      compactnessLacking:
        totals.compactnessLacking +
        (this.#lacking(from, fromAfter) - this.#lacking(from, fromBefore)) +
        (this.#lacking(to, toAfter) - this.#lacking(to, toBefore)),
    };
  }

  #unevenness({ squares }: Totals): number {
    const { freeGrids, mean, limits } = this.#frame;
    return mean > 0 ? Math.max(0, squares / (freeGrids * mean * mean) - limits.enoughVariation ** 2) : 0;
  }

  #cost(totals: Totals): number {
    const growth = this.#costMetres(totals) / this.#frame.costMetres - 1;
    const lost = totals.compactnessLost / this.#frame.gridCount;
    return totals.dwellingsMoved / this.#dwellings + Math.max(0, growth) + lost;
  }

  #costMetres({ innerMetres, barrierMetres }: Totals): number {
    return innerMetres + this.#frame.limits.barrierCost * barrierMetres;
  }

  #excess(totals: Totals): number {
    const { innerMetres, costMetres, limits } = this.#frame;
    return (
      beyond(totals.dwellingsMoved / this.#dwellings, limits.maxMovedDwellings / this.#dwellings) +
      beyond(totals.innerMetres / innerMetres, limits.borderFactor) +
      beyond(this.#costMetres(totals) / costMetres, limits.borderFactor) +
      beyond(totals.compactnessLacking, 0)
    );
  }

  #lost(grid: number, compactness: number): number {
    return Math.max(0, this.#frame.compactness[grid]! - compactness);
  }

  #lacking(grid: number, compactness: number): number {
    return Math.max(
      0,
      Math.min(this.#frame.limits.minCompactness, this.#frame.compactness[grid]!) - compactness,
    );
  }
}

function beyond(value: number, limit: number): number {
  return value > limit + SLIGHT ? value - limit : 0;
}
