/** Whom a forecast would have sent patrols to, and whether that agrees with where incidents were. */

/** The shares of one group of cells, such as a district; each adds up to 1 over all groups, or is 0 where there was nothing. */
export interface AuditRow {
  /** Of flagged cells in the first and in the second half of the folds. */
  earlier: number;
  later: number;
  flagged: number;
  /** Of the incidents of the folds, and of the cells of the ground. */
  incidents: number;
  ground: number;
}

/**
 * The shares of each group over the folds of a back-test. `flags`: how often each cell was flagged; `incidents` of each cell over the folds; `ground`: 1
 * for each cell that could have been flagged; `groupOf`: the group of each cell, 0 to `groups` - 1.
 */
export function exposureAudit(
  flags: readonly [earlier: Uint16Array, later: Uint16Array],
  incidents: ArrayLike<number>,
  ground: Uint8Array,
  groupOf: Int32Array,
  groups: number,
): AuditRow[] {
  const [earlier, later, came, cells] = [flags[0], flags[1], incidents, ground].map((values) =>
    sumsOf(values, groupOf, groups),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const both = earlier.map((sum, group) => sum + later[group]!);
  const columns = [earlier, later, both, came, cells].map(sharesOf);
  return Array.from({ length: groups }, (_, group) => {
    const [one = 0, two = 0, flagged = 0, share = 0, area = 0] = columns.map((column) => column[group]!);
    return { earlier: one, later: two, flagged, incidents: share, ground: area };
  });
}

function sumsOf(values: ArrayLike<number>, groupOf: Int32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups);
  groupOf.forEach((group, cell) => {
    sums[group]! += values[cell]!;
  });
  return sums;
}

function sharesOf(sums: Float64Array): Float64Array {
  const all = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => (all > 0 ? sum / all : 0));
}
