/** How the hot and cold spots of a period came about: Gi* over places and steps, Mann-Kendall on each place's scores, a class for each place. */
import { digestOf } from '../analysis/digest.ts';
import { METHODS } from '../analysis/methods.ts';
import { type Band, type Cells, cellColumns, neighbourhoodOf } from './cells.ts';
import { emergingClass } from './emerging.ts';
import { type Confidence, confidenceBins } from './false-discovery.ts';
import { gStarOfCube } from './getis-ord.ts';
import { mannKendall } from './mann-kendall.ts';
import type { Digests } from './significance.ts';

export interface ChangingOrder {
  cells: Cells;
  band: Band;
  /** Incidents of all cells in the first step, then in the second, and so on. */
  counts: Float64Array;
  steps: number;
  /** 1: the cell belongs to the ground that is looked at. Null: all do. */
  ground: Uint8Array | null;
  /** From which confidence a step is hot or cold, and a trend is one. */
  confidence: Confidence;
}

export interface Changing {
  /** Number in EMERGING_CLASSES, a cell each; 0 for those outside the ground. */
  classes: Uint8Array;
  /** z of Mann-Kendall on the scores of each cell. */
  trend: Float64Array;
  /** Score and bin of each cell in each step, as the counts lie. */
  z: Float64Array;
  bins: Int8Array;
  isCompared: Uint8Array;
  /** Scores that were tested: cells by steps. */
  tested: number;
}

/** The classes of all cells. */
export function changing(order: ChangingOrder): Changing {
  const { steps, ground, confidence } = order;
  const count = order.counts.length / Math.max(1, steps);
  const isCompared = ground ?? new Uint8Array(count).fill(1);
  const compared = Int32Array.from(isCompared.keys()).filter((i) => isCompared[i] === 1);
  const hood = neighbourhoodOf(order.cells, order.band, compared);
  const own = new Float64Array(compared.length * steps);
  for (let step = 0; step < steps; step++)
    for (let i = 0; i < compared.length; i++)
      own[step * compared.length + i] = order.counts[step * count + compared[i]!]!;
  const { z, p } = gStarOfCube(own, steps, hood);
  const { bins, tested } = confidenceBins(z, p);
  const result: Changing = {
    classes: new Uint8Array(count),
    trend: new Float64Array(count).fill(Number.NaN),
    z: new Float64Array(count * steps).fill(Number.NaN),
    bins: new Int8Array(count * steps),
    isCompared,
    tested,
  };
  const least = leastBin(confidence);
  const scores = new Float64Array(steps);
  const sides = new Int8Array(steps);
  compared.forEach((cell, i) => {
    for (let step = 0; step < steps; step++) {
      const at = step * compared.length + i;
      const to = step * count + cell;
      scores[step] = z[at]!;
      sides[step] = Math.abs(bins[at]!) >= least ? Math.sign(bins[at]!) : 0;
      result.z[to] = z[at]!;
      result.bins[to] = bins[at]!;
    }
    const trend = mannKendall(scores);
    result.trend[cell] = trend.z;
    const isTrend = trend.p <= (100 - confidence) / 100;
    result.classes[cell] = emergingClass(sides, isTrend ? Math.sign(trend.s) : 0);
  });
  return result;
}

/** The least bin that reaches a confidence. */
export function leastBin(confidence: Confidence): number {
  return confidence === 99 ? 3 : confidence === 95 ? 2 : 1;
}

/** The digests of a result: the counts and ground that it was made of, and its figures. */
export function changingDigests(order: ChangingOrder, result: Changing): Digests {
  const { counts, ground, confidence, steps } = order;
  const name = `emerging/${METHODS.emerging.version}/${confidence}/${steps}`;
  return {
    input: digestOf(name, [...cellColumns(order.cells), counts, ground ?? new Uint8Array()]),
    result: digestOf(name, [result.classes, result.trend, result.z, result.bins]),
  };
}
