/** The cells that incidents are counted in: a metric grid, or the grids of the plan; and who neighbours whom in them. */
import type { Column } from '../analysis/digest.ts';
import type { IncidentColumns } from '../columns/incident-columns.ts';
import { localMetres } from '../geometry/metres.ts';
import { cellOfPoint, type MetricGrid } from './metric-grid.ts';
import {
  discNeighbourhood,
  listedNeighbourhood,
  type Neighbourhood,
  nearestNeighbours,
  neighboursOfPairs,
  neighboursWithin,
} from './neighbours.ts';

export interface MetricCells {
  kind: 'metric';
  grid: MetricGrid;
}

/** Grids of the plan in force, in order of their codes. */
export interface PlanCells {
  kind: 'plan';
  codes: readonly string[];
  /** Label points, 1e-7 degree. */
  lng7: Int32Array;
  lat7: Int32Array;
  /** Numbers of two grids that share a border, one pair after another. */
  borders: Int32Array;
}
export type Cells = MetricCells | PlanCells;

/** Who counts as a neighbour. Distances are between the middles of metric cells or the label points of grids. */
export type Band =
  | { kind: 'distance'; metres: number }
  | { kind: 'border' }
  | { kind: 'nearest'; neighbours: number };

/** How many cells there are. */
export function cellCount(cells: Cells): number {
  return cells.kind === 'metric' ? cells.grid.cells.length : cells.codes.length;
}

/** What tells one set of cells from another, for a digest. */
export function cellColumns(cells: Cells): Column[] {
  if (cells.kind === 'metric')
    return [Int32Array.of(cells.grid.cellMetres, cells.grid.columns), cells.grid.cells];
  return [Float64Array.from(cells.codes, Number), cells.lng7, cells.lat7, cells.borders];
}

/** A function that gives the cell of a row of `columns`, -1: in none. */
export function cellOfRow(cells: Cells, columns: IncidentColumns): (row: number) => number {
  if (cells.kind === 'metric')
    return (row) => cellOfPoint(cells.grid, columns.lng7[row]!, columns.lat7[row]!);
  const byCode = new Map(cells.codes.map((code, cell) => [code, cell]));
  const byGrid = Int32Array.from(columns.gridCodes, (code) => byCode.get(code) ?? -1);
  return (row) => byGrid[columns.grid[row]!]!;
}

/** The neighbourhood among the cells numbered in `tested` (ascending), which are numbered anew from 0. Others are as if they were not there. */
export function neighbourhoodOf(cells: Cells, band: Band, tested: Int32Array): Neighbourhood {
  if (cells.kind === 'metric') {
    const grid = onlyCells(cells.grid, tested);
    if (band.kind === 'distance') return discNeighbourhood(grid, band.metres);
    if (band.kind === 'border') return discNeighbourhood(grid, grid.cellMetres);
    const [x, y] = [0, 1].map((axis) => Float64Array.from(grid.cells, (place) => axisOf(grid, place, axis)));
    return listedNeighbourhood(nearestNeighbours(x!, y!, band.neighbours));
  }
  if (band.kind === 'border')
    return listedNeighbourhood(neighboursOfPairs(tested.length, bordersOf(cells, tested)));
  const { x, y } = labelMetres(cells, tested);
  return listedNeighbourhood(
    band.kind === 'distance' ? neighboursWithin(x, y, band.metres) : nearestNeighbours(x, y, band.neighbours),
  );
}

function axisOf({ columns, cellMetres }: MetricGrid, place: number, axis: number): number {
  return (axis === 0 ? place % columns : Math.floor(place / columns)) * cellMetres;
}

function onlyCells(grid: MetricGrid, tested: Int32Array): MetricGrid {
  if (tested.length === grid.cells.length) return grid;
  const cellAt = new Int32Array(grid.cellAt.length).fill(-1);
  const cells = tested.map((cell) => grid.cells[cell]!);
  cells.forEach((place, cell) => {
    cellAt[place] = cell;
  });
  return { ...grid, cells, cellAt };
}

function* bordersOf({ borders, codes }: PlanCells, tested: Int32Array): Generator<[number, number]> {
  const numberOf = new Int32Array(codes.length).fill(-1);
  tested.forEach((cell, number) => {
    numberOf[cell] = number;
  });
  for (let i = 0; i + 1 < borders.length; i += 2) {
    const [one, other] = [numberOf[borders[i]!]!, numberOf[borders[i + 1]!]!];
    if (one >= 0 && other >= 0) yield [one, other];
  }
}

/** On the plane of the first of all cells: the same whichever are tested. */
function labelMetres({ lng7, lat7 }: PlanCells, tested: Int32Array): { x: Float64Array; y: Float64Array } {
  const plane = localMetres(lng7[0] ?? 0, lat7[0] ?? 0);
  return {
    x: Float64Array.from(tested, (cell) => (lng7[cell]! - plane.originLng7) * plane.metresPerLng7),
    y: Float64Array.from(tested, (cell) => (lat7[cell]! - plane.originLat7) * plane.metresPerLat7),
  };
}

/** Sides of metric cells that are offered, in metres. */
export const CELL_METRES = [100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000] as const;

/**
 * The side that is suggested for `incidents` over `areaM2` (the ground that has any): cells of twice the area that falls to one incident, the rule of
 * thumb for quadrat counts, rounded up to one that is offered.
 */
export function suggestCellMetres(incidents: number, areaM2: number): number {
  const side = Math.sqrt((2 * areaM2) / Math.max(1, incidents));
  return CELL_METRES.find((metres) => metres >= side) ?? CELL_METRES.at(-1)!;
}

const LEAST_NEIGHBOURS = 8;
const LEAST_INCIDENTS = 8;
const WIDEST_IN_CELLS = 6;

/**
 * The distance band that is suggested, in half cells: the narrowest in which a cell has at least 8 neighbours and its neighbourhood at least 8
 * incidents on average (with fewer, z is no longer near normal), at most 6 cells wide.
 */
export function suggestBandMetres(cellMetres: number, incidentsPerCell: number): number {
  for (let halves = 3; halves < 2 * WIDEST_IN_CELLS; halves++) {
    const within = cellsInDisc(halves / 2);
    if (within > LEAST_NEIGHBOURS && within * incidentsPerCell >= LEAST_INCIDENTS)
      return (halves * cellMetres) / 2;
  }
  return WIDEST_IN_CELLS * cellMetres;
}

function cellsInDisc(radius: number): number {
  let cells = 0;
  const reach = Math.floor(radius);
  for (let row = -reach; row <= reach; row++)
    cells += 2 * Math.floor(Math.sqrt(radius * radius - row * row)) + 1;
  return cells;
}
