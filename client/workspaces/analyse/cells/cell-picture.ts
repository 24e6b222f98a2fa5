import type { Feature, FeatureCollection, Position } from 'geojson';
import { fromInt7 } from '../../../../core/geometry/integer.ts';
import type { Cells } from '../../../../core/hotspot/cells.ts';
import { cellOfPoint, type MetricGrid, ringOfCell } from '../../../../core/hotspot/metric-grid.ts';
import type { MapPicture } from '../../../analysis/map-picture.ts';

const OPACITY = 0.72;

/** What the list and the card of a cell need to know of a result. */
export interface ListedCells {
  cells: Cells;
  counts: Float64Array;
  gridCodes: readonly string[];
}

/** Coloured cells as the map takes them: shapes of a metric grid, or colours of the plan's grids. `colourOf` null: no colour. */
export function cellPicture(
  cells: Cells,
  colourOf: (cell: number) => string | null,
): Pick<MapPicture, 'shapes' | 'areas'> {
  if (cells.kind === 'metric') return { shapes: shapesOf(cells.grid, colourOf), areas: null };
  const colours = new Map<string, string>();
  cells.codes.forEach((code, cell) => {
    const colour = colourOf(cell);
    if (colour) colours.set(code, colour);
  });
  return { shapes: null, areas: { level: 'grid', colours } };
}

/** One feature a colour; neighbours in a row are one rectangle. */
function shapesOf(grid: MetricGrid, colourOf: (cell: number) => string | null): FeatureCollection {
  const polygons = new Map<string, Position[][][]>();
  let run: { colour: string; first: number; last: number } | null = null;
  const close = () => {
    if (!run) return;
    const list = polygons.get(run.colour) ?? [];
    polygons.set(run.colour, list);
    list.push([rectangle(grid, run.first, run.last)]);
    run = null;
  };
  for (let cell = 0; cell < grid.cells.length; cell++) {
    const colour = colourOf(cell);
    const goesOn: boolean =
      run !== null &&
      run.colour === colour &&
      grid.cells[cell] === grid.cells[cell - 1]! + 1 &&
      grid.cells[cell]! % grid.columns !== 0;
    if (goesOn && run) run.last = cell;
    else {
      close();
      run = colour ? { colour, first: cell, last: cell } : null;
    }
  }
  close();
  const features = [...polygons].map(
    ([fill, coordinates]): Feature => ({
      type: 'Feature',
      properties: { fill, opacity: OPACITY },
      geometry: { type: 'MultiPolygon', coordinates },
    }),
  );
  return { type: 'FeatureCollection', features };
}

function rectangle(grid: MetricGrid, first: number, last: number): Position[] {
  const [west = 0, south = 0] = ringOfCell(grid, first);
  const [, , , , east = 0, north = 0] = ringOfCell(grid, last);
  const corners = [west, south, east, south, east, north, west, north, west, south].map(fromInt7);
  return [0, 2, 4, 6, 8].map((i) => [corners[i]!, corners[i + 1]!]);
}

/** A metric cell with a line round it. */
export function cellOutline(grid: MetricGrid, cell: number, line: string): Feature {
  return {
    type: 'Feature',
    properties: { line, width: 2.5 },
    geometry: { type: 'Polygon', coordinates: [rectangle(grid, cell, cell)] },
  };
}

/** The middle of a cell, degrees. */
export function middleOf(cells: Cells, cell: number): { lng: number; lat: number } {
  if (cells.kind === 'plan')
    return { lng: fromInt7(cells.lng7[cell] ?? 0), lat: fromInt7(cells.lat7[cell] ?? 0) };
  const [west = 0, south = 0, , , east = 0, north = 0] = ringOfCell(cells.grid, cell);
  return { lng: fromInt7((west + east) / 2), lat: fromInt7((south + north) / 2) };
}

/** What a cell is called in the address: its grid code, or its column and row. */
export function cellName(cells: Cells, cell: number): string {
  if (cells.kind === 'plan') return cells.codes[cell] ?? '';
  const { columns } = cells.grid;
  const place = cells.grid.cells[cell] ?? 0;
  return `${place % columns}-${Math.floor(place / columns)}`;
}

/** The cell of a name, -1 if there is none. */
export function cellOfName(cells: Cells, name: string): number {
  if (cells.kind === 'plan') return cells.codes.indexOf(name);
  const [column = Number.NaN, row = Number.NaN] = name.split('-').map(Number);
  return column < cells.grid.columns ? (cells.grid.cellAt[row * cells.grid.columns + column] ?? -1) : -1;
}

/** The cell that a press on the map meant, -1: none. `code`: of the area that the map shows there. */
export function cellOfPress(cells: Cells, lng7: number, lat7: number, code: string | undefined): number {
  return cells.kind === 'metric' ? cellOfPoint(cells.grid, lng7, lat7) : cells.codes.indexOf(code ?? '');
}
