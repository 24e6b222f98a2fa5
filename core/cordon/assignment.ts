/** Who takes which place: `columnOf[row]`, and what that costs in all. */
export interface Assignment {
  columnOf: Int32Array;
  cost: number;
}

/** Rows that together have fewer columns than rows (Hall 1935): the proof that not all rows can be served. */
export interface Shortage {
  rows: number[];
  columns: number[];
}

/**
 * Gives every row a column of its own at the least sum of costs (Hungarian method by shortest augmenting ways; Kuhn 1955,
 * Jonker & Volgenant 1987). `cost` is row by row, Infinity where a column can't serve a row. A shortage instead if there is no such assignment.
 */
export function assign(cost: Float64Array, rowCount: number, columnCount: number): Assignment | Shortage {
  const rowOf = new Int32Array(columnCount).fill(-1);
  const rowPrice = new Float64Array(rowCount);
  const columnPrice = new Float64Array(columnCount);
  for (let row = 0; row < rowCount; row += 1) {
    const shortage = augment({ cost, columnCount, rowOf, rowPrice, columnPrice }, row);
    if (shortage) return shortage;
  }
  const columnOf = new Int32Array(rowCount);
  rowOf.forEach((row, column) => {
    if (row >= 0) columnOf[row] = column;
  });
  let sum = 0;
  for (let row = 0; row < rowCount; row += 1) sum += cost[row * columnCount + columnOf[row]!]!;
  return { columnOf, cost: sum };
}

interface Matching {
  cost: Float64Array;
  columnCount: number;
  rowOf: Int32Array;
  rowPrice: Float64Array;
  columnPrice: Float64Array;
}

/** Adds a row by the cheapest alternating way. */
function augment(matching: Matching, added: number): Shortage | undefined {
  const { cost, columnCount, rowOf, rowPrice, columnPrice } = matching;
  const least = new Float64Array(columnCount).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(columnCount).fill(-1);
  const isDone = new Uint8Array(columnCount);
  const rows = [added];
  const columns: number[] = [];
  let row = added;
  let last = -1;
  for (;;) {
    let next = -1;
    for (let column = 0; column < columnCount; column += 1) {
      if (isDone[column] === 1) continue;
      const reduced = cost[row * columnCount + column]! - rowPrice[row]! - columnPrice[column]!;
      if (reduced < least[column]!) {
        least[column] = reduced;
        before[column] = last;
      }
      if (least[column]! < (next < 0 ? Number.POSITIVE_INFINITY : least[next]!)) next = column;
    }
    if (next < 0) return { rows, columns };
    const step = least[next]!;
    rowPrice[added]! += step;
    for (const column of columns) {
      columnPrice[column]! -= step;
      rowPrice[rowOf[column]!]! += step;
    }
    for (let column = 0; column < columnCount; column += 1) if (isDone[column] === 0) least[column]! -= step;
    isDone[next] = 1;
    last = next;
    if (rowOf[next]! < 0) break;
    columns.push(next);
    row = rowOf[next]!;
    rows.push(row);
  }
  for (let column = last; column >= 0; column = before[column]!)
    rowOf[column] = before[column]! < 0 ? added : rowOf[before[column]!]!;
  return undefined;
}
