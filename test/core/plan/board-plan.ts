import { type Arc, type Grid, type Place, type Plan, planOf } from '../../../core/plan/plan.ts';

export const COMMUNITY = '630102001001';
const ORIGIN: Place = { lng7: 1_017_000_000, lat7: 366_000_000 };
/** About 180 by 220 metres. */
export const CELL = 20_000;

export interface Board {
  columns: number;
  rows: number;
  /** Points of a border between its ends. */
  points?: number;
  /** Cells in a row that belong to one community; all without it. */
  communityColumns?: number;
  /** From 0 to 1, how far borders wander. */
  wander?: number;
}

/** The grid in a column and row of a board, from the south-west. */
export const cellId = (column: number, row: number): string => `c${column}-${row}`;

/** A place of a board in cells from its south-west corner. */
export function boardPlace(column: number, row: number): Place {
  return { lng7: ORIGIN.lng7 + Math.round(column * CELL), lat7: ORIGIN.lat7 + Math.round(row * CELL) };
}

/** A plan of a board of cells whose inner borders wander; node `column + row * (columns + 1)` is the south-west corner of a cell. */
export function boardPlan({
  columns,
  rows,
  points = 2,
  communityColumns = columns,
  wander = 1,
}: Board): Plan {
  const nodes = new Map<number, Place>();
  const nodeAt = (column: number, row: number): number => column + row * (columns + 1);
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++) {
      const isInner = column > 0 && row > 0 && column < columns && row < rows;
      const off = isInner ? wander * 0.12 : 0;
      nodes.set(
        nodeAt(column, row),
        boardPlace(column + off * noise(column, row, 1), row + off * noise(column, row, 2)),
      );
    }
  const arcs: Arc[] = [];
  const gridAt = (column: number, row: number): string | null =>
    column >= 0 && row >= 0 && column < columns && row < rows ? cellId(column, row) : null;
  const add = (from: number, to: number, left: string | null, right: string | null): void => {
    const isOuter = left === null || right === null;
    const ends = [nodes.get(from), nodes.get(to)] as [Place, Place];
    const line = wandering(ends, points, isOuter ? 0 : wander * 0.05, arcs.length);
    arcs.push({ from, to, line, left, right, isLocked: false });
  };
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column < columns; column++)
      add(nodeAt(column, row), nodeAt(column + 1, row), gridAt(column, row), gridAt(column, row - 1));
  for (let row = 0; row < rows; row++)
    for (let column = 0; column <= columns; column++)
      add(nodeAt(column, row), nodeAt(column, row + 1), gridAt(column - 1, row), gridAt(column, row));
  const grids: [string, Grid][] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const community = Number(COMMUNITY) + Math.floor(column / communityColumns);
      const own = (column % communityColumns) + row * communityColumns;
      const code = `${community}${String(own + 1).padStart(3, '0')}`;
      grids.push([cellId(column, row), { code, parents: [], isMultipart: false, isLocked: false }]);
    }
  return planOf(nodes, arcs.entries(), grids);
}

function wandering([a, b]: readonly [Place, Place], points: number, off: number, seed: number): number[] {
  const line = [a.lng7, a.lat7];
  for (let i = 1; i <= points; i++) {
    const part = i / (points + 1);
    const aside = off * noise(seed, i, 3);
    line.push(
      Math.round(a.lng7 + part * (b.lng7 - a.lng7) - aside * (b.lat7 - a.lat7)),
      Math.round(a.lat7 + part * (b.lat7 - a.lat7) + aside * (b.lng7 - a.lng7)),
    );
  }
  return [...line, b.lng7, b.lat7];
}

/** From -1 to 1, the same for the same numbers. */
function noise(a: number, b: number, c: number): number {
  const mixed = Math.imul(a * 374761393 + b * 668265263 + c * 1274126177, 0x9e3779b1) >>> 0;
  return ((mixed ^ (mixed >>> 15)) % 2001) / 1000 - 1;
}
