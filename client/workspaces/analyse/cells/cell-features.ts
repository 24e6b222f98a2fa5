import type { Feature, Geometry, Polygon } from 'geojson';
import { fromInt7 } from '../../../../core/geometry/integer.ts';
import { ringOfCell } from '../../../../core/hotspot/metric-grid.ts';
import { cellName, type ListedCells, middleOf } from './cell-picture.ts';

/** A figure of a cell, and what it is called. */
export type CellFigure = readonly [name: string, of: (cell: number) => number | string];

/**
 * Cells as features with their figures. A cell of a metric grid is its square; a grid of the plan its surface by `surfaces` (by code), or its label
 * point where that is not known. Figures that are no number are null.
 */
export function cellFeatures(
  { cells, counts, gridCodes }: ListedCells,
  listed: readonly number[],
  figures: readonly CellFigure[],
  surfaces: ReadonlyMap<string, Geometry>,
): Feature[] {
  return listed.map((cell): Feature => {
    const { lng, lat } = middleOf(cells, cell);
    const surface = cells.kind === 'plan' ? surfaces.get(cellName(cells, cell)) : squareOf(cells.grid, cell);
    const own = figures.map(([name, of]) => [name, finite(of(cell))] as const);
    return {
      type: 'Feature',
      geometry: surface ?? { type: 'Point', coordinates: [lng, lat] },
      properties: {
        cell: cellName(cells, cell),
        gridCode: gridCodes[cell] || null,
        incidents: counts[cell] ?? 0,
        ...Object.fromEntries(own),
      },
    };
  });
}

function squareOf(grid: Parameters<typeof ringOfCell>[0], cell: number): Polygon {
  const flat = ringOfCell(grid, cell).map(fromInt7);
  const ring = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!]);
  return { type: 'Polygon', coordinates: [ring] };
}

function finite(value: number | string): number | string | null {
  return typeof value === 'string' || Number.isFinite(value) ? value : null;
}
