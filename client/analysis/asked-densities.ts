import { BrushedDensity } from '../../core/columns/brushed-density.ts';
import type { CellCounts, CellRange } from '../../core/columns/cell-cube.ts';
import { toPlane } from '../../core/geometry/city-plane.ts';
import { latitudeOf, mercatorPoints, mercatorX, mercatorY } from '../../core/hotspot/density.ts';
import { edgeWeights } from '../../core/hotspot/edge-correction.ts';
import { type DenseLevel, denseLevel } from '../period/density-scale.ts';
import { type Densities, type Frame, frameOf, type ShownCount } from './dense-raster.ts';
import type { AnalysisDensity } from './density-wish.ts';
import type { Ground } from './ground.ts';

const [LEAST_ZOOM, MOST_ZOOM] = [4, 26];

/** Incidents as the server counts them in cells. */
export interface ShownCells extends ShownCount {
  found: CellCounts;
  sample: Sample;
}

/** Places that stand for all incidents of the history that pass the filter, degrees times 1e7. */
export interface Sample {
  lng7: Int32Array;
  lat7: Int32Array;
  /** Of how many. */
  total: number;
  days: number;
}

interface Kept {
  key: string;
  brushed: BrushedDensity;
  weights: Float32Array | undefined;
}

/**
 * Densities of counts in cells of the Web Mercator pyramid: as if each incident lay in the middle of its cell, which is a few pixels wide at most and
 * a fraction of the bandwidth, by which the kernel is narrower.
 */
export class AskedDensities implements Densities<ShownCells> {
  readonly #kept: Partial<Record<'now' | 'then', Kept>> = {};
  /** How many incidents lie elsewhere only their places would tell. */
  readonly outside = 0;

  frame(asked: AnalysisDensity): Frame {
    const { smoothing, grid: wanted } = frameOf(asked);
    const [west, south, east, north] = asked.bbox;
    const zoom = zoomOf(wanted.cell);
    const cell = 2 ** -zoom;
    const [column, row] = [Math.floor(mercatorX(west) / cell), Math.floor(mercatorY(north) / cell)];
    const grid = {
      west: column * cell,
      north: row * cell,
      cell,
      columns: Math.max(1, Math.ceil(mercatorX(east) / cell) - column),
      rowsDown: Math.max(1, Math.ceil(mercatorY(south) / cell) - row),
    };
    return { smoothing, grid, parts: 1 };
  }

  /** The cells that show in a frame, those around it included. */
  range(frame: Frame): CellRange {
    const { west, north, cell, columns, rowsDown } = frame.grid;
    const zoom = zoomOf(cell);
    const { reach } = this.#brushed('now', frame, undefined).brushed;
    const [left, top] = [Math.round(west / cell), Math.round(north / cell)];
    const [column, row] = [Math.max(0, left - reach), Math.max(0, top - reach)];
    return {
      zoom,
      column,
      row,
      columns: Math.min(2 ** zoom, left + columns + reach) - column,
      rows: Math.min(2 ** zoom, top + rowsDown + reach) - row,
    };
  }

  values(which: 'now' | 'then', frame: Frame, rows: ShownCells, ground: Ground | undefined): Float32Array {
    const range = this.range(frame);
    const { brushed, weights } = this.#brushed(which, frame, ground);
    const { west, north, cell } = frame.grid;
    const place = {
      left: range.column - Math.round(west / cell),
      top: range.row - Math.round(north / cell),
      columns: range.columns,
    };
    brushed.showCells(rows.found, place, weights);
    return brushed.values(rows.days);
  }

  level(bandwidthMetres: number, { sample }: ShownCells): DenseLevel {
    const { lng7, lat7, total, days } = sample;
    const level = denseLevel(
      mercatorPoints(lng7, lat7),
      Uint32Array.from(lng7.keys()),
      bandwidthMetres,
      days,
    );
    return { ...level, perKm2Day: level.perKm2Day * (total / Math.max(1, lng7.length)) };
  }

  #brushed(which: 'now' | 'then', frame: Frame, ground: Ground | undefined): Kept {
    const key = JSON.stringify(frame);
    const code = ground ? `${key} ${ground.code}` : key;
    let kept = this.#kept[which];
    if (!kept?.key.startsWith(key)) {
      const none = { x: new Float64Array(0), y: new Float64Array(0) };
      const brushed = new BrushedDensity(none, 0, frame.grid, frame.smoothing, frame.parts);
      kept = { key, brushed, weights: undefined };
      this.#kept[which] = kept;
    }
    if (ground && kept.key !== code) {
      kept.key = code;
      kept.weights = weightsOf(this.range(frame), frame, ground);
    }
    return ground ? kept : { ...kept, weights: undefined };
  }
}

function zoomOf(cell: number): number {
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, Math.round(-Math.log2(cell))));
}

/** The edge correction in the middle of each cell of the range. */
function weightsOf(
  { zoom, column, row, columns, rows }: CellRange,
  frame: Frame,
  ground: Ground,
): Float32Array {
  const lng7 = new Int32Array(columns * rows);
  const lat7 = new Int32Array(columns * rows);
  for (let line = 0; line < rows; line++) {
    const lat = Math.round(latitudeOf((row + line + 0.5) / 2 ** zoom) * 1e7);
    for (let across = 0; across < columns; across++) {
      lng7[line * columns + across] = Math.round((((column + across + 0.5) / 2 ** zoom) * 360 - 180) * 1e7);
      lat7[line * columns + across] = lat;
    }
  }
  return edgeWeights(ground.window, toPlane(ground.plane, lng7, lat7), frame.smoothing).weights;
}
