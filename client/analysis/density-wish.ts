import type { FeatureCollection } from 'geojson';
import type { Kernel } from '../../core/hotspot/kernel.ts';
import type { Span } from '../period/period-bins.ts';
import type { DensityPicture, DensityQuestion } from '../period/period-protocol.ts';
import type { RampTheme } from '../period/ramp.ts';

/** How a question wants the density drawn. */
export interface DensityWish {
  kernel: Kernel;
  /** Radius of the quartic kernel, or of the Gaussian of the same spread. */
  bandwidthMetres: number;
  /** Whether kernels are corrected for what lies beyond the border of the ground. */
  corrected: boolean;
  /** Lines where the density is so many incidents per km² per day; `legend`: at the steps of the legend. */
  contours: 'none' | 'legend' | readonly number[];
  /** Draws how the window differs from another time. */
  compare: { span: Span; as: CompareAs } | null;
}

export type CompareAs = 'difference' | 'ratio';

/** What is asked for the view of the map. */
export type AnalysisDensity = DensityQuestion & Partial<DensityWish>;

export const WHOLE_WISH: Omit<DensityWish, 'bandwidthMetres'> = {
  kernel: 'quartic',
  corrected: false,
  contours: 'none',
  compare: null,
};

/** A density, or a comparison, and what its legend must say. */
export interface AnalysisPicture extends DensityPicture {
  kernel: Kernel;
  /** Whose colours it has. */
  theme: RampTheme;
  /** The ground that kernels are corrected at; null: they are not. */
  ground: { code: string; nameZh: string; nameEn: string } | null;
  /** Incidents of the history that lie outside the ground, and are left out. */
  outside: number;
  /** Lines, each with its `level`. */
  contours: FeatureCollection | null;
  /** The levels that lines were asked for. */
  levels: readonly number[];
  compared: Compared | null;
}

export interface Compared {
  as: CompareAs;
  span: Span;
  days: number;
  incidents: number;
  /** End of the ramp on both sides: incidents per km² per day, or a power of two. */
  top: number;
  /** Added to both sides of a ratio, per km² per day. */
  floor: number;
}
