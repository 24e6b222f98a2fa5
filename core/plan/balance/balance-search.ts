import { makeDice } from '../../basemap/dice.ts';
import { type BalanceFrame, mayHold } from './balance-frame.ts';
import { BalanceObjective, isBetter, type Standing, type Totals } from './balance-objective.ts';
import type { Heat } from './balance-rounds.ts';
import type { BlockTransfer } from './block-transfer.ts';
import { Contiguity } from './contiguity.ts';
import { CutEdges } from './cut-edges.ts';
import { FlipLog } from './flip-log.ts';
import { GridSums } from './grid-sums.ts';

/** Tries between two changes of the warmth. */
const STRETCH = 250;

/**
 * Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over partitions into contiguous grids: a try puts one block into a neighbour's grid.
 * Every partition it passes is contiguous, so the way that it went is itself a list of transfers.
 */
export class BalanceSearch {
  best: Standing;
  readonly #frame: BalanceFrame;
  readonly #objective: BalanceObjective;
  readonly #dice: () => number;
  readonly #contiguity: Contiguity;
  readonly #cut: CutEdges;
  #sums: GridSums;
  #totals: Totals;
  #energy = 0;
  #evenness = 1;
  /** The way from the start to where the search is, and to the best partition. */
  #log: FlipLog;
  #bestLog: FlipLog;
  /** Length of the way to the best partition, if it lies on the way to where the search is; else -1. */
  #bestAt = -1;

  constructor(frame: BalanceFrame) {
    this.#frame = frame;
    this.#objective = new BalanceObjective(frame);
    this.#dice = makeDice(frame.seed);
    this.#contiguity = new Contiguity(frame.graph);
    this.#cut = new CutEdges(frame.graph, frame.gridOf, (block, grid) => mayHold(frame, block, grid));
    this.#sums = new GridSums(frame.graph, frame.gridOf, frame.gridCount);
    this.#totals = this.#objective.totals(this.#sums);
    this.#log = new FlipLog(frame.gridOf);
    this.#bestLog = this.#log.copy(0);
    this.best = this.#objective.standing(this.#totals);
  }

  /** The way from the start to the best partition found. */
  bestWay(): FlipLog {
    if (this.#bestAt !== -1) this.#bestLog = this.#log.copy(this.#bestAt);
    this.#bestAt = -1;
    return this.#bestLog;
  }

  /** Takes where the transfers from the start lead for the best partition, and forgets any other. */
  adopt(transfers: readonly BlockTransfer[]): Standing {
    this.#bestLog = new FlipLog(this.#frame.gridOf);
    for (const { block, to } of transfers) this.#bestLog.push(block, to);
    this.#bestAt = -1;
    this.restart('best');
    this.best = this.#objective.standing(this.#totals);
    return this.best;
  }

  /** Goes on from the start, or from the best partition found. */
  restart(from: 'start' | 'best'): void {
    const best = this.bestWay();
    this.#log = best.copy(from === 'best' ? best.length : 0);
    this.#sums = new GridSums(this.#frame.graph, this.#log.partition(), this.#frame.gridCount);
    this.#totals = this.#objective.totals(this.#sums);
    this.#cut.reset(this.#sums.gridOf);
  }

  /** A round from where the search is, in slices of at most `slice` tries; yields how many each made. */
  *round(heat: Heat, slice: number): Generator<number, void> {
    for (let done = 0; done < heat.tries; done += slice) {
      const until = Math.min(heat.tries, done + slice);
      for (let at = done; at < until; at += STRETCH) this.#stretch(heat, at, Math.min(STRETCH, until - at));
      yield until - done;
    }
  }

  #stretch({ tries, warmth, evenness }: Heat, done: number, count: number): void {
    const part = done / tries;
    const warm = warmth.first * (warmth.last / warmth.first) ** part;
    this.#evenness = evenness.first * (evenness.last / evenness.first) ** part;
    this.#energy = this.#objective.energy(this.#totals, this.#evenness);
    for (let i = 0; i < count; i++) this.#try(warm);
  }

  #try(warmth: number): void {
    if (this.#cut.count === 0) return;
    const { gridOf, blocks } = this.#sums;
    const entry = this.#cut.entry(this.#dice());
    const block = this.#cut.blockOf(entry);
    const to = gridOf[this.#frame.graph.neighbours[entry]!]!;
    if (blocks[gridOf[block]!] === 1) return;
    const totals = this.#objective.totalsAfter(this.#totals, this.#sums, block, to);
    const energy = this.#objective.energy(totals, this.#evenness);
    if (energy - this.#energy > -warmth * Math.log(this.#dice() + 1e-12)) return;
    if (!this.#contiguity.holdsWithout(gridOf, block)) return;
    this.#sums.move(block, to);
    this.#cut.moved(gridOf, block);
    this.#log.push(block, to);
    this.#totals = totals;
    this.#energy = energy;
    this.#keepIfBest();
  }

  #keepIfBest(): void {
    const standing = this.#objective.standing(this.#totals);
    if (!isBetter(standing, this.best)) return;
    this.best = standing;
    this.#bestAt = this.#log.length;
  }
}
