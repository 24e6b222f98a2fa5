import type { Split } from '../../core/columns/split.ts';
import type { DegreeBbox } from '../../core/hotspot/density.ts';
import type { Kernel } from '../../core/hotspot/kernel.ts';
import type { Span } from '../period/period-bins.ts';
import type { RampTheme } from '../period/ramp.ts';
import type { AnalysisPicture } from './density-wish.ts';

/** Densities of parts of the incidents side by side: small multiples. */
export interface SplitWish {
  by: Split;
  /** The time that is split, if it is not the window: the window may be one of its parts. Null: the whole history. */
  of: Span | null | 'window';
  /** At most so many parts are drawn. */
  most: number;
  kernel: Kernel;
  bandwidthMetres: number;
  corrected: boolean;
  /** What each panel shows, with what is kept beyond its edge. */
  bbox: DegreeBbox;
  /** Metres on the ground in a CSS pixel of a panel. */
  metresPerPixel: number;
}

export type SplitAsked = SplitWish & { theme: RampTheme };

/** One part of the incidents. */
export interface SplitPanel {
  /** See core/columns/split.ts. */
  key: string;
  /** Of a period; null: the part has the whole time. */
  span: Span | null;
  incidents: number;
  days: number;
  /** RGBA of the raster, rows from north to south. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** The panels, all of one raster and one scale. */
export interface SplitPicture
  extends Pick<
    AnalysisPicture,
    'bbox' | 'bandwidthMetres' | 'kernel' | 'top' | 'incidents' | 'days' | 'ground' | 'outside'
  > {
  by: Split;
  /** The time that was split. */
  span: Span;
  /** Cells of each raster. */
  columns: number;
  rowsDown: number;
  panels: SplitPanel[];
  /** How many parts there are, drawn or not. */
  parts: number;
}
