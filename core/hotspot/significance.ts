/** Which cells have more, or fewer, incidents round them than chance would explain. */
import { type Column, digestOf } from '../analysis/digest.ts';
import { type LocalStatistic, METHODS } from '../analysis/methods.ts';
import { type Band, type Cells, cellColumns, neighbourhoodOf } from './cells.ts';
import { confidenceBins } from './false-discovery.ts';
import { g, gStar, type LocalScores } from './getis-ord.ts';
import { localMoran } from './local-moran.ts';
import type { Neighbourhood } from './neighbours.ts';
import { permutationP } from './permutation.ts';

export interface SignificanceOrder {
  statistic: LocalStatistic;
  cells: Cells;
  band: Band;
  /** Incidents of each cell. */
  counts: Float64Array;
  /** What the counts are divided by, a cell each; NaN or 0: not known, and the cell is not tested. Null: nothing. */
  exposure: Float64Array | null;
  /** 1: the cell belongs to the ground that is looked at. Null: all do. */
  ground: Uint8Array | null;
  /** p by permutation instead of by the normal approximation. */
  permutations: { rounds: number; seed: number } | null;
}

/** One of each a cell; of a cell that is not tested z and p are NaN, and its bin is 0. */
export interface Significance {
  /** The count, or the count by its exposure. */
  values: Float64Array;
  z: Float64Array;
  p: Float64Array;
  /** As core/hotspot/false-discovery.ts: the sign is that of z. */
  bins: Int8Array;
  /** For local Moran, a number in QUADRANTS of core/hotspot/local-moran.ts; 0 otherwise. */
  quadrant: Uint8Array;
  /** 1: the cell is part of the comparison. */
  isCompared: Uint8Array;
  /** Cells with a p: the number of tests that the false discovery rate is held over. */
  tested: number;
}

/** The statistic of each cell and its bin, in one go. */
export function significance(order: SignificanceOrder): Significance {
  const steps = significanceInSteps(order);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps: each tells how many rounds of permutation are done. */
export function* significanceInSteps(order: SignificanceOrder): Generator<number, Significance> {
  const { counts, exposure } = order;
  const values = counts.map((count, i) =>
    exposure ? (exposure[i]! > 0 ? count / exposure[i]! : Number.NaN) : count,
  );
  const isCompared = Uint8Array.from(values, (value, i) =>
    Number.isNaN(value) || order.ground?.[i] === 0 ? 0 : 1,
  );
  const compared = Int32Array.from(isCompared.keys()).filter((i) => isCompared[i] === 1);
  const hood = neighbourhoodOf(order.cells, order.band, compared);
  const own = Float64Array.from(compared, (i) => values[i]!);
  const scores = scoresOf(order.statistic, own, hood);
  const p = order.permutations ? yield* permutationP(own, hood, order.permutations) : scores.p;
  // A place that the statistic says nothing of has no p either.
  const known = p.map((value, i) => (Number.isNaN(scores.z[i]!) ? Number.NaN : value));
  const { bins, tested } = confidenceBins(scores.z, known);
  const spread = <C extends Column>(column: C, into: C): C => {
    compared.forEach((cell, i) => {
      into[cell] = column[i]!;
    });
    return into;
  };
  const blank = () => new Float64Array(counts.length).fill(Number.NaN);
  return {
    values,
    z: spread(scores.z, blank()),
    p: spread(known, blank()),
    bins: spread(bins, new Int8Array(counts.length)),
    quadrant: spread(scores.quadrant, new Uint8Array(counts.length)),
    isCompared,
    tested,
  };
}

function scoresOf(
  statistic: LocalStatistic,
  values: Float64Array,
  hood: Neighbourhood,
): LocalScores & { quadrant: Uint8Array } {
  if (statistic === 'local_moran') return localMoran(values, hood);
  const quadrant = new Uint8Array(values.length);
  return { ...(statistic === 'gi' ? g : gStar)(values, hood), quadrant };
}

/** Digests of what went into a result and of what came out. */
export interface Digests {
  input: string;
  result: string;
}

/** The digests of a significance: the counts, exposures and ground that it was made of, and its figures. */
export function significanceDigests(order: SignificanceOrder, result: Significance): Digests {
  const name = `${order.statistic}/${METHODS[order.statistic].version}`;
  const { exposure, ground, counts } = order;
  const made = [
    ...cellColumns(order.cells),
    counts,
    exposure ?? new Float64Array(),
    ground ?? new Uint8Array(),
  ];
  return {
    input: digestOf(name, made),
    result: digestOf(name, [result.values, result.z, result.p, result.bins, result.quadrant]),
  };
}
