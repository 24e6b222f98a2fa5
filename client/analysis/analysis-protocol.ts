import type { Clauses } from '../../core/columns/crossfilter.ts';
import type { Level } from '../../core/vocabulary.ts';
import type { Bins, Span } from '../period/period-bins.ts';
import type { Told } from '../ui/problem-text.ts';
import type { AnalysisDensity, AnalysisPicture } from './density-wish.ts';
import type { JobName } from './jobs.ts';
import type { SplitAsked, SplitPicture } from './split-wish.ts';

/** What the page wants to know now; a newer question replaces one that still waits. */
export interface AnalysisQuestion {
  clauses: Clauses;
  /** Half-open; null: the whole history. */
  window: Span | null;
  /** The level whose areas are counted. */
  level: Level;
  density: AnalysisDensity | null;
  /** Densities side by side instead. */
  split?: SplitAsked | null;
}

/** `look`: sees whether anything changed since the history was read. */
export type AnalysisCommand =
  | { kind: 'load' }
  | { kind: 'look' }
  | { kind: 'ask'; question: AnalysisQuestion }
  | { kind: 'run'; id: number; job: JobName; parameters: unknown; question: AnalysisQuestion }
  | { kind: 'cancel'; id: number };

/** What is held of the city's history. */
export interface History {
  /** From the first stretch that is held to the present. */
  span: Span;
  /** Incidents held, and older ones that were left out because they are too many. */
  total: number;
  leftOut: number;
  /** When the server said so, milliseconds since 1970. */
  asOfMs: number;
  zone: string;
  /** Set where the server counts, because the incidents are too many: questions about single ones look at most at so many. */
  most?: number;
}

/** Counts under filter and window; each leaves out the clause of its own kind. */
export interface AnalysisSummary {
  history: History;
  bins: Bins;
  /** A bin: those that pass the filter, in the window or not. */
  histogram: Uint32Array;
  selected: number;
  /** In the order of core/vocabulary.ts; `priorities[0]` is priority 1. */
  types: Int32Array;
  priorities: Int32Array;
  statuses: Int32Array;
  nets: Int32Array;
  /** By the hour of the week, 0 being Monday 00-01 by the city's clock. */
  hours: Int32Array;
  /** `counts[i]` for the area `codes[i]`. */
  areas: { level: Level; codes: string[]; counts: Int32Array };
  /** The window's length. */
  days: number;
}

export type AnalysisAnswer =
  | { kind: 'loading'; loaded: number; total: number }
  | { kind: 'failed'; problem: Told }
  | { kind: 'summary'; summary: AnalysisSummary }
  | { kind: 'density'; picture: AnalysisPicture }
  | { kind: 'split'; split: SplitPicture | 'too_many' }
  | { kind: 'progress'; id: number; part: number }
  | { kind: 'done'; id: number; result: unknown }
  | { kind: 'broken'; id: number; message: string };
