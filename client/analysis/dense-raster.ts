import { BrushedDensity, type Parts } from '../../core/columns/brushed-density.ts';
import { type PlanePoints, toPlane } from '../../core/geometry/city-plane.ts';
import { densityDifference, densityRatio, deviations, ratioFloor } from '../../core/hotspot/compare.ts';
import { coverage } from '../../core/hotspot/coverage.ts';
import { bboxOfGrid, type DensityGrid, densityGrid } from '../../core/hotspot/density.ts';
import { type EdgeWeights, edgeWeights } from '../../core/hotspot/edge-correction.ts';
import type { Smoothing } from '../../core/hotspot/kernel.ts';
import { type DenseLevel, denseLevel, scaleTop } from '../period/density-scale.ts';
import type { Span } from '../period/period-bins.ts';
import { paintRaster, rampValue } from '../period/ramp.ts';
import { contourLines } from './contour-lines.ts';
import { type AnalysisDensity, type AnalysisPicture, type Compared, WHOLE_WISH } from './density-wish.ts';
import { paintDifference } from './diverging-ramp.ts';
import type { Ground } from './ground.ts';
import type { HeldHistory } from './held-history.ts';

/** Side of a cell in CSS pixels: the kernel is much wider, and the map draws it smoothed. */
const CELL_PIXELS = 3;
/** A kernel narrower than this on the screen would be dots, not a density. */
const LEAST_BANDWIDTH_PIXELS = 8;
const CELLS_PER_BANDWIDTH = 6;
const DAY_MS = 86_400_000;
const LEGEND_PARTS = [0.25, 0.5, 0.75, 1];
/** Two standard deviations to either side: 95 % of what chance does. */
const CHANCE = 1.96;
/** A ratio's ramp ends at a quarter and at four times. */
const RATIO_TOP = 2;

/** The rows that count. */
export interface ShownRows {
  first: number;
  end: number;
  fails: Uint8Array;
  /** Says which rows fail. */
  clauses: string;
  days: number;
  incidents: number;
}

/** A density as numbers. */
export type Raster = Omit<AnalysisPicture, 'image' | 'contours' | 'compared' | 'theme'> & {
  values: Float32Array;
  grid: DensityGrid;
};

interface Kept {
  key: string;
  clauses: string;
  brushed: BrushedDensity;
}

/** Densities of the held history for the view of the map; what the last one needed is kept, so that a moved window costs only what moved. */
export class DenseRasters {
  readonly #held: HeldHistory;
  readonly #days: number;
  #level: DenseLevel | undefined;
  #now: Kept | undefined;
  #then: Kept | undefined;
  #plane: { of: Ground; points: PlanePoints } | undefined;
  #edge: { key: string; made: EdgeWeights } | undefined;
  #cover: { key: string; made: Float32Array } | undefined;

  /** `days`: length of the whole history. `before`: those of the history before a change, whose colours go on. */
  constructor(held: HeldHistory, days: number, before?: DenseRasters) {
    this.#held = held;
    this.#days = days;
    if (before) this.#level = before.#level;
  }

  /** The density of the rows. `ground`: corrected there. */
  raster(asked: AnalysisDensity, rows: ShownRows, ground: Ground | undefined): Raster {
    const frame = frameOf(asked);
    const { smoothing, grid } = frame;
    const brushed = this.#brushed('now', frame, ground);
    const values = this.#values(brushed, rows, ground);
    const top = scaleTop(this.denseLevel(smoothing.radiusMetres), rows.days * DAY_MS);
    const { contours = WHOLE_WISH.contours } = asked;
    return {
      values,
      grid,
      bbox: bboxOfGrid(grid),
      kernel: smoothing.kernel,
      bandwidthMetres: smoothing.radiusMetres,
      top,
      incidents: rows.incidents,
      days: rows.days,
      ground: ground ? { code: ground.code, nameZh: ground.nameZh, nameEn: ground.nameEn } : null,
      outside: ground ? (this.#edge?.made.outside ?? 0) : 0,
      levels:
        contours === 'none'
          ? []
          : contours === 'legend'
            ? LEGEND_PARTS.map((part) => rampValue(part, top))
            : contours,
    };
  }

  /** The same as a picture; `then`: as a comparison with other rows. */
  picture(
    asked: AnalysisDensity,
    rows: ShownRows,
    ground: Ground | undefined,
    then: { rows: ShownRows; span: Span } | undefined,
  ): AnalysisPicture {
    const { values, grid, ...raster } = this.raster(asked, rows, ground);
    const { theme } = asked;
    if (asked.compare && then) {
      const before = this.#values(this.#brushed('then', frameOf(asked), ground), then.rows, ground);
      const { pixels, ...compared } = compare(asked, raster, values, before, then.rows);
      const image = new ImageData(pixels, grid.columns, grid.rowsDown);
      return {
        ...raster,
        theme,
        levels: [],
        image,
        contours: null,
        compared: { ...compared, span: then.span },
      };
    }
    this.#then = undefined;
    const image = new ImageData(paintRaster(values, raster.top, theme), grid.columns, grid.rowsDown);
    const contours =
      raster.levels.length > 0 ? contourLines(values, grid, raster.levels, raster.top, theme) : null;
    return { ...raster, theme, image, contours, compared: null };
  }

  #values(
    kept: Kept,
    { first, end, fails, clauses, days }: ShownRows,
    ground: Ground | undefined,
  ): Float32Array {
    kept.brushed.show(first, end, fails, clauses !== kept.clauses);
    kept.clauses = clauses;
    const values = kept.brushed.values(days);
    if (!ground) return values;
    const cover = this.coverOf(kept.brushed.grid, ground);
    for (let i = 0; i < values.length; i++) values[i]! *= cover[i]!;
    return values;
  }

  #brushed(which: 'now' | 'then', frame: Frame, ground: Ground | undefined): Kept {
    const key = JSON.stringify([frame, ground?.code]);
    const { grid, smoothing, parts } = frame;
    const kept = which === 'now' ? this.#now : this.#then;
    if (kept?.key === key) return kept;
    const { points, count } = this.#held.table;
    const weights = ground && this.edgeOf(ground, smoothing).weights;
    const made = {
      key,
      clauses: '',
      brushed: new BrushedDensity(points, count, grid, smoothing, parts, weights),
    };
    if (which === 'now') this.#now = made;
    else this.#then = made;
    return made;
  }

  /** What each row counts for at the border of the ground. */
  edgeOf(ground: Ground, smoothing: Smoothing): EdgeWeights {
    const key = JSON.stringify([ground.code, smoothing]);
    if (this.#edge?.key === key) return this.#edge.made;
    const { columns, count } = this.#held.table;
    if (this.#plane?.of !== ground)
      this.#plane = {
        of: ground,
        points: toPlane(ground.plane, columns.lng7.subarray(0, count), columns.lat7.subarray(0, count)),
      };
    const made = edgeWeights(ground.window, this.#plane.points, smoothing);
    this.#edge = { key, made };
    return made;
  }

  /** The part of each cell that lies on the ground. */
  coverOf(grid: DensityGrid, ground: Ground): Float32Array {
    const key = JSON.stringify([grid, ground.code]);
    if (this.#cover?.key !== key) this.#cover = { key, made: coverage(grid, ground.polygons) };
    return this.#cover.made;
  }

  /** Of the whole history, whatever the filter: new incidents must not make the colours jump. */
  denseLevel(bandwidthMetres: number): DenseLevel {
    if (this.#level?.bandwidthMetres === bandwidthMetres) return this.#level;
    const { points, count } = this.#held.table;
    this.#level = denseLevel(points, 0, count, bandwidthMetres, this.#days);
    return this.#level;
  }
}

export interface Frame {
  smoothing: Smoothing;
  grid: DensityGrid;
  /** Where a cell is as small as it is drawn, a point need not be split between cells. */
  parts: Parts;
}

/** The raster that is made for a view of the map. */
export function frameOf(
  asked: Pick<AnalysisDensity, 'bbox' | 'metresPerPixel' | 'bandwidthMetres' | 'kernel'>,
): Frame {
  const radiusMetres = Math.max(asked.bandwidthMetres, LEAST_BANDWIDTH_PIXELS * asked.metresPerPixel);
  const leastMetres = CELL_PIXELS * asked.metresPerPixel;
  const wantedMetres = radiusMetres / CELLS_PER_BANDWIDTH;
  const { kernel = WHOLE_WISH.kernel } = asked;
  return {
    smoothing: { kernel, radiusMetres },
    grid: densityGrid(asked.bbox, Math.max(leastMetres, wantedMetres)),
    parts: wantedMetres > leastMetres ? 16 : 1,
  };
}

function smoothingOf({ kernel, bandwidthMetres }: Pick<Raster, 'kernel' | 'bandwidthMetres'>): Smoothing {
  return { kernel, radiusMetres: bandwidthMetres };
}

function compare(
  { compare, theme }: AnalysisDensity,
  raster: Pick<Raster, 'kernel' | 'bandwidthMetres' | 'top' | 'days'>,
  now: Float32Array,
  then: Float32Array,
  { days, incidents }: ShownRows,
): Omit<Compared, 'span'> & { pixels: Uint8ClampedArray<ArrayBuffer> } {
  const as = compare?.as ?? 'difference';
  const smoothing = smoothingOf(raster);
  const floor = ratioFloor(smoothing, Math.min(raster.days, days));
  const values = as === 'ratio' ? densityRatio(now, then, floor) : densityDifference(now, then);
  const top = as === 'ratio' ? RATIO_TOP : raster.top / 2;
  const apart = deviations(now, then, raster.days, days, smoothing);
  const pixels = paintDifference(values, top, apart, CHANCE, theme);
  return { as, days, incidents, top, floor, pixels };
}
