import type { Parts } from '../../core/columns/brushed-density.ts';
import { densityDifference, densityRatio, deviations, ratioFloor } from '../../core/hotspot/compare.ts';
import { coverage } from '../../core/hotspot/coverage.ts';
import { bboxOfGrid, type DensityGrid, densityGrid } from '../../core/hotspot/density.ts';
import type { Smoothing } from '../../core/hotspot/kernel.ts';
import { type DenseLevel, scaleTop } from '../period/density-scale.ts';
import type { Span } from '../period/period-bins.ts';
import { paintRaster, rampValue } from '../period/ramp.ts';
import { contourLines } from './contour-lines.ts';
import { type AnalysisDensity, type AnalysisPicture, type Compared, WHOLE_WISH } from './density-wish.ts';
import { paintDifference } from './diverging-ramp.ts';
import type { Ground } from './ground.ts';

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

/** What counts: how many incidents of how many days. */
export interface ShownCount {
  days: number;
  incidents: number;
  /** Says which incidents pass the filter. */
  clauses: string;
}

/** A density as numbers. */
export type Raster = Omit<AnalysisPicture, 'image' | 'contours' | 'compared' | 'theme'> & {
  values: Float32Array;
  grid: DensityGrid;
};

/** Where the numbers of a density come from. `R`: what counts. */
export interface Densities<R extends ShownCount> {
  frame(asked: AnalysisDensity): Frame;
  /** Incidents per km² per day at the middle of each cell of the frame; `now` and `then` are kept apart. `ground`: corrected for its border. */
  values(which: 'now' | 'then', frame: Frame, rows: R, ground: Ground | undefined): Float32Array;
  /** Incidents of the history outside the ground of the last values; 0 where that is not known. */
  readonly outside: number;
  /** Of what passes the filter of `rows` in the whole history. */
  level(bandwidthMetres: number, rows: R): DenseLevel;
}

/** Densities for the view of the map, with their legends, contours and comparisons. */
export class DenseRasters<R extends ShownCount> {
  readonly #densities: Densities<R>;
  #level: (DenseLevel & Pick<ShownCount, 'clauses'>) | undefined;
  #cover: { key: string; made: Float32Array } | undefined;

  /** `before`: those of the history before a change, whose colours go on. */
  constructor(densities: Densities<R>, before?: DenseRasters<R>) {
    this.#densities = densities;
    if (before) this.#level = before.#level;
  }

  /** The density of the rows. `ground`: corrected there. */
  raster(asked: AnalysisDensity, rows: R, ground: Ground | undefined): Raster {
    const frame = this.#densities.frame(asked);
    const { smoothing, grid } = frame;
    const values = this.#values('now', frame, rows, ground);
    const top = scaleTop(this.#levelOf(smoothing.radiusMetres, rows), rows.days * DAY_MS);
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
      outside: ground ? this.#densities.outside : 0,
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
    rows: R,
    ground: Ground | undefined,
    then: { rows: R; span: Span } | undefined,
  ): AnalysisPicture {
    const { values, grid, ...raster } = this.raster(asked, rows, ground);
    const { theme } = asked;
    if (asked.compare && then) {
      const before = this.#values('then', this.#densities.frame(asked), then.rows, ground);
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
    const image = new ImageData(paintRaster(values, raster.top, theme), grid.columns, grid.rowsDown);
    const contours =
      raster.levels.length > 0 ? contourLines(values, grid, raster.levels, raster.top, theme) : null;
    return { ...raster, theme, image, contours, compared: null };
  }

  #values(which: 'now' | 'then', frame: Frame, rows: R, ground: Ground | undefined): Float32Array {
    const values = this.#densities.values(which, frame, rows, ground);
    if (!ground) return values;
    const cover = this.coverOf(frame.grid, ground);
    for (let i = 0; i < values.length; i++) values[i]! *= cover[i]!;
    return values;
  }

  /** The part of each cell that lies on the ground. */
  coverOf(grid: DensityGrid, ground: Ground): Float32Array {
    const key = JSON.stringify([grid, ground.code]);
    if (this.#cover?.key !== key) this.#cover = { key, made: coverage(grid, ground.polygons) };
    return this.#cover.made;
  }

  /** Kept while filter and bandwidth stay: neither a window that moves nor new incidents may make the colours jump. */
  #levelOf(bandwidthMetres: number, rows: R): DenseLevel {
    const { clauses } = rows;
    if (this.#level?.bandwidthMetres !== bandwidthMetres || this.#level.clauses !== clauses)
      this.#level = { ...this.#densities.level(bandwidthMetres, rows), clauses };
    return this.#level;
  }
}

/** Whether colours that were fitted to a history of `before` incidents may stay for one of `after`: they go in steps of two. */
export function areColoursFit(before: number, after: number): boolean {
  return Math.abs(after - before) <= after * 0.25;
}

/** What a density is made on. */
export interface Frame {
  smoothing: Smoothing;
  grid: DensityGrid;
  /** Where a cell is as small as it is drawn, a point need not be split between cells. */
  parts: Parts;
}

/** The frame for the view: cells of a few pixels, a bandwidth that shows. */
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
  { days, incidents }: ShownCount,
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
