/**
 * Near repeats (Knox 1964): pairs of incidents by how far apart they are in space and in time, against what chance makes of the same places and the same times
 * (Johnson et al. 2007: the times are permuted among the places). Bands are half-open and are named so: "[0, 100) m" holds 99.9 m and not 100 m
 * (R's `surveillance::knox` takes distances up to and with its limit).
 */
import { type ClosePairs, closePairs, pointsBySquare } from './knox-pairs.ts';
import { shuffle } from './shuffle.ts';

/** Ends of the bands, rising: `distances` [0, 100, 200] are the bands [0, 100) and [100, 200) metres; `times` likewise, in the unit of the incidents' times. */
export interface KnoxBands {
  distances: readonly number[];
  times: readonly number[];
}

/** Incidents: metres of any plane, times in any unit (a whole or broken number). */
export interface KnoxPoints {
  x: Float64Array;
  y: Float64Array;
  time: Float64Array;
}

/** Pairs in each cell, time bands within distance bands: cell `i × times + j`. */
export interface KnoxTable {
  observed: Float64Array;
  /** Pairs of the distance band × pairs of the time band / all pairs. */
  expected: Float64Array;
  /** Mean of the replications. */
  mean: Float64Array;
  /** (replications with at least as many pairs + 1) / (replications + 1). */
  p: Float64Array;
  replications: number;
}

/** Frame of a table: the pairs that are near in space, which no permutation of the times changes. */
export interface KnoxFrame {
  /** In an order in which neighbours in space are near one another in memory too. */
  points: KnoxPoints;
  bands: KnoxBands;
  pairs: ClosePairs;
}

/** The frame of a Knox table. Throws RangeError when the bands do not rise from 0 or more, and TooManyPairs. */
export function knoxFrame(points: KnoxPoints, bands: KnoxBands, mostPairs?: number): KnoxFrame {
  for (const ends of [bands.distances, bands.times])
    if (ends.length < 2 || !(ends[0]! >= 0) || ends.some((end, i) => i > 0 && !(end > ends[i - 1]!)))
      throw new RangeError('the ends of bands rise from 0 or more');
  const { points: order } = pointsBySquare(points.x, points.y, bands.distances.at(-1) ?? 0);
  const arranged = (values: Float64Array) => Float64Array.from(order, (i) => values[i]!);
  const [x, y, time] = [points.x, points.y, points.time].map(arranged) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { points: { x, y, time }, bands, pairs: closePairs(x, y, bands.distances, mostPairs) };
}

/** Pairs in each cell when the incidents of the frame, in its order, have the times `time` (the frame's own, or a permutation of them). */
export function countCells({ bands, pairs }: KnoxFrame, time: Float64Array): Float64Array {
  const { starts, other, band } = pairs;
  const ends = bands.times;
  const columns = ends.length - 1;
  const first = ends[0]!;
  const last = ends[columns]!;
  const cells = new Float64Array((bands.distances.length - 1) * columns);
  for (let i = 0; i + 1 < starts.length; i++) {
    const at = time[i]!;
    const to = starts[i + 1]!;
    for (let k = starts[i]!; k < to; k++) {
      const apart = Math.abs(time[other[k]!]! - at);
      if (apart >= last || apart < first) continue;
      let column = 0;
      while (apart >= ends[column + 1]!) column++;
      cells[band[k]! * columns + column]!++;
    }
  }
  return cells;
}

/** The cells of the replications `from` to `to` (the last not included) of `seed`, one after the other. `onEach` is told after each. */
export function knoxReplications(
  frame: KnoxFrame,
  seed: number,
  from: number,
  to: number,
  onEach?: () => void,
): Float64Array {
  const cells = (frame.bands.distances.length - 1) * (frame.bands.times.length - 1);
  const all = new Float64Array(cells * (to - from));
  for (let replication = from; replication < to; replication++) {
    const time = frame.points.time.slice();
    shuffle(time, seed, replication);
    all.set(countCells(frame, time), (replication - from) * cells);
    onEach?.();
  }
  return all;
}

/** The table of a frame with its replications (`knoxReplications` from 0 on, in order). */
export function knoxTable(frame: KnoxFrame, replicated: Float64Array): KnoxTable {
  const observed = countCells(frame, frame.points.time);
  const replications = observed.length === 0 ? 0 : replicated.length / observed.length;
  const mean = new Float64Array(observed.length);
  const p = new Float64Array(observed.length);
  for (let cell = 0; cell < observed.length; cell++) {
    let [sum, reached] = [0, 0];
    for (let at = cell; at < replicated.length; at += observed.length) {
      sum += replicated[at]!;
      if (replicated[at]! >= observed[cell]!) reached++;
    }
    mean[cell] = replications > 0 ? sum / replications : 0;
    p[cell] = (reached + 1) / (replications + 1);
  }
  return { observed, expected: expectedCells(frame), mean, p, replications };
}

function expectedCells({ points, bands, pairs }: KnoxFrame): Float64Array {
  const inTime = pairsInTime(points.time, bands.times);
  const count = points.time.length;
  const all = (count * (count - 1)) / 2;
  const cells = new Float64Array((bands.distances.length - 1) * inTime.length);
  for (let i = 0; i < cells.length; i++) {
    const row = Math.floor(i / inTime.length);
    cells[i] = all > 0 ? (pairs.ofBand[row]! / all) * inTime[i % inTime.length]! : 0;
  }
  return cells;
}

/** Pairs of all incidents, near or not, in each band of time. */
function pairsInTime(time: Float64Array, ends: readonly number[]): Float64Array {
  const sorted = time.toSorted();
  const closer = ends.map((end) => {
    let pairs = 0;
    for (let i = 0, from = 0; i < sorted.length; i++) {
      while (sorted[i]! - sorted[from]! >= end && from < i) from++;
      pairs += i - from;
    }
    return pairs;
  });
  return Float64Array.from({ length: ends.length - 1 }, (_, i) => closer[i + 1]! - closer[i]!);
}
