/** Items by the cell that holds them: cell `c` has `items[starts[c]]` to `items[starts[c + 1] - 1]`, in the order they were put. */
export interface ByCell {
  starts: Int32Array;
  items: Int32Array;
}

/** Lists items of `cells` cells by counting them first: `each` is called twice and must put the same both times. */
export function byCell(cells: number, each: (put: (cell: number, item: number) => void) => void): ByCell {
  const starts = new Int32Array(cells + 1);
  each((cell) => {
    starts[cell + 1]!++;
  });
  for (let cell = 0; cell < cells; cell++) starts[cell + 1]! += starts[cell]!;
  const items = new Int32Array(starts[cells]!);
  const next = starts.slice();
  each((cell, item) => {
    items[next[cell]!++] = item;
  });
  return { starts, items };
}

/** Square cells over a plane, in metres, row by row from the south-west. */
export interface PlaneCells {
  west: number;
  south: number;
  cellMetres: number;
  columns: number;
  rows: number;
}

/** Calls `visit` with each cell that the box round the line from a to b, widened by `reachMetres`, touches. */
export function eachCellNear(
  { west, south, cellMetres, columns, rows }: PlaneCells,
  [ax, ay, bx, by]: readonly [ax: number, ay: number, bx: number, by: number],
  reachMetres: number,
  visit: (cell: number) => void,
): void {
  const at = (metres: number, origin: number): number => Math.floor((metres - origin) / cellMetres);
  const toRow = Math.min(rows - 1, at(Math.max(ay, by) + reachMetres, south));
  const to = Math.min(columns - 1, at(Math.max(ax, bx) + reachMetres, west));
  const from = Math.max(0, at(Math.min(ax, bx) - reachMetres, west));
  for (let row = Math.max(0, at(Math.min(ay, by) - reachMetres, south)); row <= toRow; row++)
    for (let column = from; column <= to; column++) visit(row * columns + column);
}
