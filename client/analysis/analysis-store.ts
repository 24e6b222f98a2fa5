import type { Clauses } from '../../core/columns/crossfilter.ts';
import { onSessionLost } from '../api/client.ts';
import { liveSet, presentSet } from '../live/live-set.ts';
import type { DensityQuestion } from '../period/period-protocol.ts';
import { viewStore } from '../state/view.ts';
import type { View } from '../state/view-state.ts';
import type { Told } from '../ui/problem-text.ts';
import type {
  AnalysisAnswer,
  AnalysisCommand,
  AnalysisQuestion,
  AnalysisSummary,
} from './analysis-protocol.ts';
import { takeAnalysisWorker } from './analysis-thread.ts';
import type { AnalysisPicture, DensityWish } from './density-wish.ts';
import { noteAnswer } from './first-answer.ts';
import type { JobName, JobParameters, JobResult } from './jobs.ts';
import type { SplitPicture, SplitWish } from './split-wish.ts';

/** What is known of the city's history; replaced, never changed. */
export interface AnalysisState {
  status: 'loading' | 'ready' | 'failed';
  /** Incidents that came of those that are to come, while `loading`; null before that is known. */
  progress: { loaded: number; total: number } | null;
  /** Why it is `failed`. */
  problem: Told | null;
  summary: AnalysisSummary | null;
  picture: AnalysisPicture | null;
  /** Densities side by side; `too_many`: of more single incidents than the page holds where the server counts. */
  split: SplitPicture | 'too_many' | null;
}

const NOTHING: AnalysisState = {
  status: 'loading',
  progress: null,
  problem: null,
  summary: null,
  picture: null,
  split: null,
};
/** Left alone for so long, the worker and what it holds are let go. */
const KEPT_MS = 5 * 60_000;
/** How often the server may be asked whether something changed, and how often it is asked at least. */
const LOOK_MS = [4000, 60_000] as const;
/** Of no event. */
const NEVER = -1;

type MapLook = Pick<DensityQuestion, 'bbox' | 'metresPerPixel'>;
interface Pending {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
  onProgress: ((part: number) => void) | undefined;
}

let worker: Worker | undefined;
let state = NOTHING;
let isOpen = false;
let wish: DensityWish | null = null;
let splitWish: SplitWish | null = null;
let camera: MapLook | null = null;
let isAsking = false;
let lookedAtMs = 0;
let lookedAtSeq = NEVER;
let lastJob = 0;
const pending = new Map<number, Pending>();
let stops: (() => void)[] = [];
let letGo: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

// Whoever signs in next may be allowed to see less.
onSessionLost(forget);

/** The analysis of the city's whole history: asks the worker whenever view, map or incidents change. */
export const analysisStore = {
  get: (): AnalysisState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** The workspace is in front: reads the history, or goes on with what is still held. Answers how to leave. */
  open(): () => void {
    clearTimeout(letGo);
    isOpen = true;
    if (!worker) begin();
    else look();
    const clock = setInterval(lookIfDue, LOOK_MS[0]);
    stops = [viewStore.subscribe(ask), () => clearInterval(clock)];
    ask();
    return leave;
  },
  /** Tells what the map shows, so that the density is drawn for it. */
  look(next: MapLook): void {
    camera = next;
    ask();
  },
  /** How a question wants the density drawn; null: not at all. */
  wantDensity(wanted: DensityWish | null): void {
    wish = wanted;
    if (!wanted) set({ ...state, picture: null });
    ask();
  },
  /** What is wanted side by side; null: nothing. */
  wantSplit(wanted: SplitWish | null): void {
    splitWish = wanted;
    if (!wanted) set({ ...state, split: null });
    ask();
  },
  /** Reads again after a failure. */
  retry(): void {
    set({ ...state, status: 'loading', problem: null });
    send({ kind: 'load' });
  },
};

/** Whether a job failed because the server counts, and it looks at more single incidents than a page holds. */
export function isTooMany(failure: unknown): boolean {
  return String(failure).includes('too_many');
}

/**
 * Runs a job of jobs.ts on what is held, under the filter, window and level of the view as they are now. An aborted one rejects with the
 * signal's reason.
 */
export function runJob<N extends JobName>(
  job: N,
  parameters: JobParameters<N>,
  options: { onProgress?: (part: number) => void; signal?: AbortSignal } = {},
): Promise<JobResult<N>> {
  const id = ++lastJob;
  const { onProgress, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    pending.set(id, { resolve: resolve as (result: unknown) => void, reject, onProgress });
    signal?.addEventListener('abort', () => {
      if (pending.delete(id)) reject(signal.reason);
      send({ kind: 'cancel', id });
    });
    send({ kind: 'run', id, job, parameters, question: questionOf(viewStore.get()) });
  });
}

function begin(): void {
  worker = takeAnalysisWorker();
  worker.onmessage = ({ data }: MessageEvent<AnalysisAnswer>) => take(data);
  lookedAtMs = performance.now();
  // What was read early may be older than what the page knows.
  lookedAtSeq = NEVER;
  // Goes on with a reading under way; one that failed, unheard, is begun anew.
  send({ kind: 'load' });
}

function leave(): void {
  isOpen = false;
  for (const stop of stops) stop();
  stops = [];
  letGo = setTimeout(forget, KEPT_MS);
}

function forget(): void {
  worker?.terminate();
  worker = undefined;
  for (const { reject } of pending.values()) reject(new Error('the analysis was closed'));
  pending.clear();
  set(NOTHING);
}

/** Any event may be an edit of an old incident, of which this page holds nothing. */
function lookIfDue(): void {
  const waitedMs = performance.now() - lookedAtMs;
  if (presentSet.loaded && (liveSet.seq !== lookedAtSeq || waitedMs >= LOOK_MS[1])) look();
}

function look(): void {
  lookedAtMs = performance.now();
  lookedAtSeq = liveSet.seq;
  send({ kind: 'look' });
}

/** One question for all that changes in one turn of the event loop. */
function ask(): void {
  if (isAsking || !isOpen) return;
  isAsking = true;
  queueMicrotask(() => {
    isAsking = false;
    if (isOpen) send({ kind: 'ask', question: questionOf(viewStore.get()) });
  });
}

function questionOf(view: View): AnalysisQuestion {
  const { window, level, hours } = view.analyse;
  const density = wish && camera ? { ...camera, ...wish, theme: view.theme } : null;
  const split = splitWish && { ...splitWish, theme: view.theme };
  return { clauses: clausesOf(view.filter, hours), window, level, density, split };
}

function clausesOf(filter: View['filter'], hours: readonly number[]): Clauses {
  return { ...filter, hours };
}

function send(command: AnalysisCommand): void {
  worker?.postMessage(command);
}

function take(answer: AnalysisAnswer): void {
  if (answer.kind === 'summary' || answer.kind === 'failed') noteAnswer();
  if (answer.kind === 'loading') set({ ...state, status: 'loading', progress: answer });
  else if (answer.kind === 'failed') set({ ...state, status: 'failed', problem: answer.problem });
  else if (answer.kind === 'summary')
    set({ ...state, status: 'ready', problem: null, progress: null, summary: answer.summary });
  else if (answer.kind === 'density') set({ ...state, picture: wish ? answer.picture : null });
  else if (answer.kind === 'split') set({ ...state, split: splitWish ? answer.split : null });
  else hear(answer);
}

/** What a job says. */
function hear(answer: Extract<AnalysisAnswer, { id: number }>): void {
  const job = pending.get(answer.id);
  if (answer.kind === 'progress') job?.onProgress?.(answer.part);
  else if (answer.kind === 'done') job?.resolve(answer.result);
  else job?.reject(new Error(answer.message));
  if (answer.kind !== 'progress') pending.delete(answer.id);
}

function set(next: AnalysisState): void {
  state = next;
  for (const listener of listeners) listener();
}
