/** Which demand points each facility reaches, and how soon. */

/** Rows of facilities: facility i reaches `demand[k]` after `seconds[k]`, for k from `first[i]` to `first[i + 1] - 1`. */
export interface CoverSets {
  first: Int32Array<ArrayBuffer>;
  demand: Int32Array<ArrayBuffer>;
  seconds: Float32Array<ArrayBuffer>;
}

/** Sets from rows of pairs; a demand point is at most once in a row. */
export function coverSets(
  rows: readonly (readonly (readonly [demand: number, seconds: number])[])[],
): CoverSets {
  const first = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    first[i + 1] = first[i]! + row.length;
  });
  const pairs = rows.flat();
  return {
    first,
    demand: Int32Array.from(pairs, ([demand]) => demand),
    seconds: Float32Array.from(pairs, ([, seconds]) => seconds),
  };
}

/** The rows of several sets, one after another. */
export function joinCoverSets(parts: readonly CoverSets[]): CoverSets {
  const rows = parts.reduce((sum, { first }) => sum + first.length - 1, 0);
  const entries = parts.reduce((sum, { demand }) => sum + demand.length, 0);
  const all = {
    first: new Int32Array(rows + 1),
    demand: new Int32Array(entries),
    seconds: new Float32Array(entries),
  };
  let [row, entry] = [0, 0];
  for (const { first, demand, seconds } of parts) {
    for (let i = 1; i < first.length; i += 1) all.first[row + i] = entry + first[i]!;
    all.demand.set(demand, entry);
    all.seconds.set(seconds, entry);
    row += first.length - 1;
    entry += demand.length;
  }
  return all;
}

/** What one facility reaches, and how soon. */
export interface CoverRow {
  demand: Int32Array<ArrayBuffer>;
  seconds: Float32Array<ArrayBuffer>;
}

/** One row of sets, on its own. */
export function rowOf({ first, demand, seconds }: CoverSets, i: number): CoverRow {
  return { demand: demand.slice(first[i], first[i + 1]), seconds: seconds.slice(first[i], first[i + 1]) };
}

/** A row that counts; its times are multiplied by `ratio`, and begin after `delaySeconds`. */
export interface CountedRow {
  row: CoverRow;
  ratio: number;
  delaySeconds: number;
}

/** The soonest facility at each demand point. */
export interface Nearest {
  /** Infinity: none. */
  seconds: Float64Array;
  /** Index in the rows given; -1: none. */
  by: Int32Array;
}

/** For each of `demandCount` points the row that reaches it first; of equally soon ones the first. */
export function nearestOf(rows: readonly CountedRow[], demandCount: number): Nearest {
  const seconds = new Float64Array(demandCount).fill(Number.POSITIVE_INFINITY);
  const by = new Int32Array(demandCount).fill(-1);
  rows.forEach(({ row, ratio, delaySeconds }, index) => {
    for (let k = 0; k < row.demand.length; k += 1) {
      const at = row.demand[k]!;
      const then = delaySeconds + row.seconds[k]! * ratio;
      if (then >= seconds[at]!) continue;
      seconds[at] = then;
      by[at] = index;
    }
  });
  return { seconds, by };
}

/** The demand points that a row reaches within `mostSeconds`. */
export function reachedWithin({ row, ratio, delaySeconds }: CountedRow, mostSeconds: number): Int32Array {
  return row.demand.filter((_, k) => delaySeconds + row.seconds[k]! * ratio <= mostSeconds);
}
