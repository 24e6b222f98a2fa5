import type { IncidentRow } from '../../core/columns/incident-columns.ts';
import type { DegreeBbox } from '../../core/hotspot/density.ts';
import type { Level } from '../../core/vocabulary.ts';
import type { AreaCounts } from '../shade/shade-values.ts';
import type { Brush, IncidentFilter } from '../state/view-state.ts';
import type { Told } from '../ui/problem-text.ts';
import type { Span } from './period-bins.ts';
import type { PeriodSummary } from './period-summary.ts';
import type { RampTheme } from './ramp.ts';

export type RowChange = [before: IncidentRow | undefined, after: IncidentRow | undefined];

/** What the page wants to know now; a newer question replaces an older one that is still waiting. */
export interface PeriodQuestion {
  span: Span;
  /** IANA name of the city's zone. */
  zone: string;
  filter: IncidentFilter;
  brush: Brush | null;
  density: DensityQuestion | null;
  /** The level whose areas are to be counted, if any. */
  areas: Level | null;
}

export interface DensityQuestion {
  bbox: DegreeBbox;
  /** Metres on the ground in a CSS pixel at the middle of the map. */
  metresPerPixel: number;
  bandwidthMetres: number;
  theme: RampTheme;
}

export type PeriodCommand =
  | { kind: 'load'; span: Span }
  | { kind: 'change'; changes: RowChange[] }
  | { kind: 'ask'; question: PeriodQuestion };

/** A picture of the density, and what its legend must say. */
export interface DensityPicture {
  /** Rows from north to south, evenly spaced on the Mercator plane. */
  image: ImageData;
  bbox: DegreeBbox;
  /** Metres; wider than asked for where that would be a few pixels. */
  bandwidthMetres: number;
  /** Incidents per km² per day at the end of the ramp. */
  top: number;
  /** Incidents that it is made of, in view or not. */
  incidents: number;
  days: number;
}

export type PeriodAnswer =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Told }
  | { kind: 'summary'; summary: Omit<PeriodSummary, 'rows'> }
  | { kind: 'density'; picture: DensityPicture }
  | { kind: 'areas'; areas: AreaCounts };
