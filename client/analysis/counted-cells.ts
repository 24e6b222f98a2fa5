import type { Ground } from '../../core/analysis/methods.ts';
import type { BandChoice } from '../../core/contract/analysis.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import {
  type Cells,
  cellCount,
  cellOfRow,
  type PlanCells,
  suggestBandMetres,
  suggestCellMetres,
} from '../../core/hotspot/cells.ts';
import { GridTooFine, metricGrid } from '../../core/hotspot/metric-grid.ts';
import type { HeldIncidents } from './jobs.ts';

/** What a job is to count in; `metres` null: as suggested for the incidents that count. */
export type CellsOrder = { ground: Ground } & (
  | { kind: 'metric'; rings: readonly FlatRing[]; metres: number | null }
  | { kind: 'plan'; plan: PlanCells }
);

/** Who counts as a neighbour; `metres` null: as suggested. */
export type BandOrder =
  | Exclude<BandChoice, { kind: 'distance' }>
  | { kind: 'distance'; metres: number | null };

/** The cells of an order with the incidents that lie in them. */
export interface CountedCells {
  cells: Cells;
  /** What is suggested for these incidents; for grids of the plan only the band. */
  suggested: { cellMetres: number | null; bandMetres: number };
  band: BandChoice;
  /** 1: belongs to the ground that is looked at; null: all do. */
  ground: Uint8Array | null;
  /** Cells of the ground. */
  compared: number;
  /** The cell of each row that counts, -1: in none. */
  cellOf: Int32Array;
  /** Incidents in cells of the ground, and those that lie elsewhere (in no cell, or outside the ground). */
  incidents: number;
  outside: number;
  /** For each cell the code of the grid of an incident in it, '' without one: where it is, in words. */
  gridCodes: string[];
}

const COARSE_UNITS = 50_000;
const PLAN_BAND_METRES = 1000;

/** Makes the cells and finds the place of every incident that counts. Null: there would be too many cells. */
export function countInCells(held: HeldIncidents, order: CellsOrder, band: BandOrder): CountedCells | null {
  const cellMetres = order.kind === 'metric' ? suggestCellMetres(held.rows.length, groundM2(held)) : null;
  const cells = cellsOf(order, cellMetres);
  if (!cells) return null;
  const place = cellOfRow(cells, held.columns);
  const ground = order.ground === 'all' ? null : reportedGround(held, cells, place);
  const cellOf = Int32Array.from(held.rows, place);
  const compared = ground ? ground.reduce((sum, flag) => sum + flag, 0) : cellCount(cells);
  const incidents = cellOf.reduce((sum, cell) => sum + (cell >= 0 && ground?.[cell] !== 0 ? 1 : 0), 0);
  const bandMetres =
    cells.kind === 'metric'
      ? suggestBandMetres(cells.grid.cellMetres, incidents / Math.max(1, compared))
      : PLAN_BAND_METRES;
  return {
    cells,
    suggested: { cellMetres, bandMetres },
    band: band.kind === 'distance' ? { kind: 'distance', metres: band.metres ?? bandMetres } : band,
    ground,
    compared,
    cellOf,
    incidents,
    outside: held.rows.length - incidents,
    gridCodes: codesOf(held, cells, cellOf),
  };
}

function cellsOf(order: CellsOrder, suggestedMetres: number | null): Cells | null {
  if (order.kind === 'plan') return order.plan;
  try {
    return { kind: 'metric', grid: metricGrid(order.rings, order.metres ?? suggestedMetres ?? 500) };
  } catch (error) {
    if (error instanceof GridTooFine) return null;
    throw error;
  }
}

/** Square metres of the half kilometres that hold incidents that count. */
function groundM2({ rows, columns }: HeldIncidents): number {
  const squares = new Set<number>();
  let latitude = 0;
  for (const row of rows) {
    const lat7 = columns.lat7[row]!;
    latitude = lat7 / 1e7;
    squares.add(Math.floor(columns.lng7[row]! / COARSE_UNITS) * 65_536 + Math.floor(lat7 / COARSE_UNITS));
  }
  const side = COARSE_UNITS * 0.0111;
  return squares.size * side * side * Math.cos((latitude * Math.PI) / 180);
}

/** Cells in which anything was reported in the window, whatever the filter says of its kind. */
export function reportedGround(
  { columns, window }: Pick<HeldIncidents, 'columns' | 'window'>,
  cells: Cells,
  place: (row: number) => number,
): Uint8Array {
  const ground = new Uint8Array(cellCount(cells));
  for (let row = 0; row < columns.count; row++) {
    const ms = columns.reportedAt[row]! * 1000;
    if (ms < window.fromMs) continue;
    if (ms >= window.toMs) break;
    const cell = place(row);
    if (cell >= 0) ground[cell] = 1;
  }
  return ground;
}

function codesOf({ rows, columns }: HeldIncidents, cells: Cells, cellOf: Int32Array): string[] {
  if (cells.kind === 'plan') return [...cells.codes];
  const codes: string[] = new Array(cellCount(cells)).fill('');
  cellOf.forEach((cell, i) => {
    if (cell >= 0 && codes[cell] === '') codes[cell] = columns.gridCodes[columns.grid[rows[i]!]!] ?? '';
  });
  return codes;
}
