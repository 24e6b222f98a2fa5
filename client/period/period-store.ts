import type { IncidentRow } from '../../core/columns/incident-columns.ts';
import type { LiveFeature } from '../live/live-diff.ts';
import { liveSet, serverNow } from '../live/live-set.ts';
import { presentNow } from '../live/present-now.ts';
import { shadeLevel } from '../shade/shade-level.ts';
import type { AreaCounts } from '../shade/shade-values.ts';
import { viewStore } from '../state/view.ts';
import { hasOwnPicture, type Period, type View } from '../state/view-state.ts';
import { cityZone } from '../ui/city-zone.ts';
import type { Told } from '../ui/problem-text.ts';
import { pastBrush, pastSpan } from './past-period.ts';
import type { Span } from './period-bins.ts';
import type {
  DensityPicture,
  DensityQuestion,
  PeriodAnswer,
  PeriodCommand,
  PeriodQuestion,
} from './period-protocol.ts';
import type { PeriodSummary } from './period-summary.ts';

export type Summary = Omit<PeriodSummary, 'rows'>;

/** What is known of the loaded period; replaced, never changed. */
export interface PeriodState {
  status: 'loading' | 'ready' | 'failed';
  /** Why it is `failed`. */
  problem: Told | null;
  summary: Summary | null;
  picture: DensityPicture | null;
  /** Incidents under filter and brush in each area, while areas are shaded by them. */
  areas: AreaCounts | null;
}

/** What the map shows. */
type MapLook = Pick<DensityQuestion, 'bbox' | 'metresPerPixel'> & { zoom: number };

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MOVE_ON_EVERY_MS = 30_000;

let worker: Worker | undefined;
let state: PeriodState = { status: 'loading', problem: null, summary: null, picture: null, areas: null };
let camera: MapLook | null = null;
let loadedSpan: Span | undefined;
let loadedPeriod: Period | undefined;
/** The server's time and this machine's steady clock when the period was loaded. */
let loadedAt = { serverMs: 0, steadyMs: 0 };
let generation = 0;
let isAsking = false;
let stops: (() => void)[] = [];
const listeners = new Set<() => void>();

/** The loaded period under filter and brush: asks the worker whenever view, camera or incidents change. */
export const periodStore = {
  get: (): PeriodState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Starts to follow view and live set; does nothing if it already does. */
  start(): void {
    if (worker) return;
    worker = new Worker(new URL('./period-worker.ts', import.meta.url), { type: 'module', name: 'period' });
    worker.onmessage = ({ data }: MessageEvent<PeriodAnswer>) => take(data);
    const moveOn = setInterval(ask, MOVE_ON_EVERY_MS);
    stops = [
      () => clearInterval(moveOn),
      viewStore.subscribe(ask),
      liveSet.subscribe('incidents', reloadAfterReset),
      liveSet.subscribe('clock', ask),
      liveSet.onIncidentChanges((changes) =>
        send({ kind: 'change', changes: changes.map(({ before, after }) => [rowOf(before), rowOf(after)]) }),
      ),
    ];
    ask();
  },
  stop(): void {
    for (const stop of stops) stop();
    worker?.terminate();
    worker = undefined;
    loadedSpan = undefined;
    set({ status: 'loading', problem: null, summary: null, picture: null, areas: null });
  },
  /** Tells what the map shows, so that the density is drawn for it; null when there is no map. */
  look(next: MapLook | null): void {
    camera = next;
    ask();
  },
  /** Loads again, as after a failure. */
  retry(): void {
    loadedSpan = undefined;
    ask();
  },
};

/** The span of a period at the server's time `nowMs`, to the minute. */
export function spanOf(period: Period, nowMs: number): Span {
  if ('from' in period) return { fromMs: Date.parse(period.from), toMs: Date.parse(period.to) };
  const toMs = Math.floor(nowMs / MINUTE_MS + 1) * MINUTE_MS;
  return { fromMs: toMs - period.lastHours * HOUR_MS, toMs };
}

/** One question for all that changes in one turn of the event loop. */
function ask(): void {
  if (isAsking || !worker) return;
  isAsking = true;
  queueMicrotask(() => {
    isAsking = false;
    if (!worker) return;
    const view = viewStore.get();
    const span = shownSpan(view.period);
    if (!loadedSpan || clockJumped() || isElsewhere(span, loadedSpan)) {
      loadedSpan = undefined;
      load(span, view.period);
    } else if (view.period !== loadedPeriod) load(span, view.period);
    send({ kind: 'ask', question: questionOf(view, span) });
  });
}

/** The period, or as long a one round the instant of the past that is shown. */
function shownSpan(period: Period): Span {
  const span = spanOf(period, presentNow());
  return liveSet.picture && 'lastHours' in period ? pastSpan(span, serverNow(), loadedSpan) : span;
}

/** Another stretch of time than what was loaded; that it moves on with the clock does not count. */
function isElsewhere(span: Span, loaded: Span): boolean {
  const movedMs = span.fromMs - loaded.fromMs;
  return movedMs < -MINUTE_MS || movedMs > Math.min(24 * HOUR_MS, (span.toMs - span.fromMs) / 2);
}

function load(span: Span, period: Period): void {
  if (loadedSpan && loadedPeriod && JSON.stringify(period) === JSON.stringify(loadedPeriod)) {
    loadedPeriod = period;
    return;
  }
  loadedSpan = span;
  loadedPeriod = period;
  generation = liveSet.generation;
  loadedAt = { serverMs: presentNow(), steadyMs: performance.now() };
  // An hour more than asked for: what is reported while the columns travel must not be lost.
  send({ kind: 'load', span: { fromMs: span.fromMs, toMs: span.toMs + ('from' in period ? 0 : HOUR_MS) } });
}

/** The first message of the server may tell that this machine's clock is wrong: then the wrong period was loaded. */
function clockJumped(): boolean {
  const expectedMs = loadedAt.serverMs + performance.now() - loadedAt.steadyMs;
  return Math.abs(presentNow() - expectedMs) > MINUTE_MS;
}

/** A new snapshot after a cut: changes may have been missed. */
function reloadAfterReset(): void {
  if (liveSet.generation === generation) return;
  const missed = generation !== 0;
  generation = liveSet.generation;
  if (missed) periodStore.retry();
  else ask();
}

function questionOf(view: View, span: Span): PeriodQuestion {
  const density =
    view.density.on && camera && !hasOwnPicture(view.workspace)
      ? {
          bbox: camera.bbox,
          metresPerPixel: camera.metresPerPixel,
          bandwidthMetres: view.density.bandwidthMetres,
          theme: view.theme,
        }
      : null;
  const areas = view.shade === 'rate' && camera ? shadeLevel(camera.zoom, view.boundaryLevel) : null;
  const question = { span, zone: cityZone(), filter: view.filter, brush: view.brush, density, areas };
  if (!liveSet.picture) return question;
  // What was reported later is not told, nor what has become of an incident since.
  const filter = { ...view.filter, statuses: [] };
  const minuteMs = Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS;
  return { ...question, filter, brush: pastBrush(view.brush, span, minuteMs) };
}

function send(command: PeriodCommand): void {
  worker?.postMessage(command);
}

function take(answer: PeriodAnswer): void {
  if (answer.kind === 'loading') set({ ...state, status: 'loading' });
  else if (answer.kind === 'failed') set({ ...state, status: 'failed', problem: answer.problem });
  else if (answer.kind === 'summary')
    set({
      ...state,
      status: 'ready',
      problem: null,
      summary: answer.summary,
      picture: viewStore.get().density.on ? state.picture : null,
      areas: viewStore.get().shade === 'rate' ? state.areas : null,
    });
  else if (answer.kind === 'density') set({ ...state, picture: answer.picture });
  else set({ ...state, areas: answer.areas });
}

function set(next: PeriodState): void {
  state = next;
  for (const listener of listeners) listener();
}

function rowOf(incident: LiveFeature<'incidents'> | undefined): IncidentRow | undefined {
  if (!incident) return undefined;
  const { properties } = incident;
  const [lng, lat] = incident.geometry.coordinates;
  return {
    reportedAt: Date.parse(properties.reportedAt) / 1000,
    lng7: Math.round(lng * 1e7),
    lat7: Math.round(lat * 1e7),
    type: properties.type,
    priority: properties.priority as IncidentRow['priority'],
    status: properties.status,
    net: properties.net,
    source: properties.source,
    gridCode: properties.areaCode,
  };
}
