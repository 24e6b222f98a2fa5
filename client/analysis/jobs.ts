import type { IncidentColumns } from '../../core/columns/incident-columns.ts';
import type { MercatorPoints } from '../../core/hotspot/density.ts';
import type { Level } from '../../core/vocabulary.ts';
import type { Span } from '../period/period-bins.ts';
import { alongRoads } from './along-roads.ts';
import { findChanging } from './changing-job.ts';
import { countBefore } from './count-before.ts';
import { densePlaces } from './dense-places.ts';
import { findExpected } from './expectation-job.ts';
import { findSignificance } from './significance-job.ts';
import { takeStudy } from './study.ts';
import { suggestBandwidth } from './suggest-bandwidth.ts';

/** What a job works on: the incidents that are held, and which of them count. It must change none of it. */
export interface HeldIncidents {
  /** In order of time; the first `columns.count` rows are in use, also of `points` and `hours`. */
  columns: IncidentColumns;
  /** World units of EPSG:3857. */
  points: MercatorPoints;
  /** Hour of the week of each row by the city's clock, 0 being Monday 00-01. */
  hours: Uint8Array;
  /** The rows that pass the filter and lie in the window. */
  rows: Uint32Array;
  /** For each row 0 if it passes the filter, whatever the window. */
  fails: Uint8Array;
  /** Half-open, milliseconds since 1970: the window, or the whole history. */
  window: Span;
  /** What is held at all. */
  span: Span;
  /** IANA name of the city's zone. */
  zone: string;
  /** The level that was chosen for areas. */
  level: Level;
  /** The area that the filter lets through alone, if any. */
  within: string | null;
}

export interface JobContext {
  /** How far the work is, from 0 to 1. */
  progress(part: number): void;
  /** Lets the worker hear the page; to be awaited every few milliseconds. Throws once the job is cancelled. */
  breathe(): Promise<void>;
}

/** The result, and what of it may be handed over instead of copied. */
export interface JobAnswer<R = unknown> {
  result: R;
  transfer?: Transferable[];
}

/** Work on the held incidents that takes longer than a frame: it answers once, tells how far it is, and can be cancelled. */
export type Job<P = never, R = unknown> = (
  held: HeldIncidents,
  parameters: P,
  context: JobContext,
) => JobAnswer<R> | Promise<JobAnswer<R>>;

/** Every job by its name. A question adds its own here and runs it with `runJob` of analysis-store.ts. */
export const JOBS = {
  countBefore,
  findSignificance,
  findChanging,
  takeStudy,
  suggestBandwidth,
  densePlaces,
  alongRoads,
  findExpected,
} satisfies Record<string, Job>;

export type JobName = keyof typeof JOBS;
export type JobParameters<N extends JobName> = Parameters<(typeof JOBS)[N]>[1];
export type JobResult<N extends JobName> = Awaited<ReturnType<(typeof JOBS)[N]>>['result'];
