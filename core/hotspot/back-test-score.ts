/** What a back-test comes to: hit rate, PAI, PEI*, and whether it is better than the naive model by more than chance. */
import { makeDice } from '../basemap/dice.ts';
import type { FoldScore } from './flagged-cells.ts';

const ROUNDS = 1999;

export interface BackTestScore {
  hits: number;
  total: number;
  /** hits / total; NaN without incidents. */
  hitRate: number;
  /** (n / N) / (a / A): how many times more incidents than on as much ground chosen at random. */
  pai: number;
  /** PAI over the best PAI that so many cells could have had, n / n*. */
  peiStar: number;
  /** Share of flagged cells in which nothing happened. */
  emptyShare: number;
  /** Hit rate less that of the naive model, and its 95 % interval. */
  gain: number;
  gainFrom: number;
  gainTo: number;
  /** The interval lies above zero. */
  isBetter: boolean;
}

/** The score over all folds; `naive`: that of the naive model over the same folds. `most` cells of `cells` may be flagged. */
export function backTestScore(
  folds: readonly FoldScore[],
  naive: readonly FoldScore[],
  { most, cells, seed }: { most: number; cells: number; seed: number },
): BackTestScore {
  const sum = (of: (fold: FoldScore) => number) => folds.reduce((total, fold) => total + of(fold), 0);
  const [hits, total] = [sum((fold) => fold.hits), sum((fold) => fold.total)];
  const hitRate = hits / total;
  const [gainFrom, gainTo] = gainInterval(folds, naive, seed);
  return {
    hits,
    total,
    hitRate,
    pai: hitRate / (most / cells),
    peiStar: hits / sum((fold) => fold.best),
    emptyShare: sum((fold) => fold.empty) / sum((fold) => fold.flagged),
    gain: (hits - naive.reduce((all, fold) => all + fold.hits, 0)) / total,
    gainFrom,
    gainTo,
    isBetter: gainFrom > 0,
  };
}

/**
 * The 95 % interval of the difference in hit rate: paired bootstrap over the folds (Efron 1979, percentiles), each drawn with what both models did
 * in it. NaN without incidents. The same seed draws the same folds, whichever model is compared.
 */
function gainInterval(
  folds: readonly FoldScore[],
  naive: readonly FoldScore[],
  seed: number,
): [from: number, to: number] {
  const dice = makeDice(seed);
  const gains = new Float64Array(ROUNDS);
  for (let round = 0; round < ROUNDS; round++) {
    let [more, total] = [0, 0];
    for (let draw = 0; draw < folds.length; draw++) {
      const fold = Math.floor(dice() * folds.length);
      more += folds[fold]!.hits - naive[fold]!.hits;
      total += folds[fold]!.total;
    }
    gains[round] = total > 0 ? more / total : 0;
  }
  if (folds.every(({ total }) => total === 0)) return [Number.NaN, Number.NaN];
  gains.sort();
  return [gains[Math.floor(0.025 * ROUNDS)]!, gains[Math.ceil(0.975 * ROUNDS) - 1]!];
}
