import type { LiveNoun } from '../../core/contract/live.ts';
import { refuseWritesWhile } from '../api/client.ts';
import { fetchPast, fetchPastChanges, fetchStep } from '../api/past.ts';
import { liveSet } from '../live/live-set.ts';
import { presentNow } from '../live/present-now.ts';
import { planShown } from '../state/plan-shown.ts';
import { viewStore } from '../state/view.ts';
import { nothingYet, pictureOf } from './past-picture.ts';
import { type PastState, readAheadOf, type Speed, stepSecondsOf } from './past-state.ts';
import { Replayer } from './replayer.ts';

const TICK_MS = 100;
const RETRY_MS = 2000;
/** The server gives nothing out that is younger than 5 s: nearer than this the replay has caught up with the present. */
const PRESENT_MS = 8000;

let state: PastState | undefined;
let replayer: Replayer | undefined;
/** The replay's clock: it showed `atMs` when this machine's steady clock showed `steadyMs`. */
let anchor = { atMs: 0, steadyMs: 0 };
let loading: AbortController | undefined;
let reading: AbortController | undefined;
let timer: ReturnType<typeof setInterval> | undefined;
let retryAtMs = 0;
let stepping: Promise<void> = Promise.resolve();
let stopFollowing: (() => void) | undefined;
const listeners = new Set<() => void>();

/** The time machine: follows the instant in the view, shows the city as it was then, and lets it go on. Undefined: live. */
export const pastStore = {
  get: (): PastState | undefined => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  start(): void {
    refuseWritesWhile(() => state !== undefined);
    stopFollowing ??= viewStore.subscribe(followView);
    followView();
  },
  stop(): void {
    stopFollowing?.();
    stopFollowing = undefined;
    leave();
  },
  /** Shows the city as it was at `atMs` (milliseconds since 1970); what has not been yet is the present. */
  goTo(atMs: number): void {
    if (atMs >= presentNow() - PRESENT_MS) pastStore.toLive();
    else viewStore.set({ instant: Math.floor(atMs) });
  },
  toLive(): void {
    viewStore.set({ instant: null });
  },
  play(): void {
    if (!state || !replayer || isGoing()) return;
    setAnchor();
    set({ mode: 'playing', noStep: null });
    timer = setInterval(tick, TICK_MS);
    tick();
  },
  pause(): void {
    if (!isGoing()) return;
    stopClock();
    set({ mode: 'paused' });
    noteInstant();
  },
  setSpeed(speed: Speed): void {
    if (!state) return;
    setAnchor();
    set({ speed });
    liveSet.pictureChanged(['clock']);
  },
  /** To the nearest event, of what is selected when something is, else of everything. Steps that come quickly follow each other. */
  step(direction: 'earlier' | 'later'): Promise<void> {
    pastStore.pause();
    stepping = stepping.then(() => stepFrom(notedMs ?? 0, direction));
    return stepping;
  },
  /** Reads again what could not be read. */
  retry(): void {
    if (state) void load(state.atMs, false);
  },
};

async function stepFrom(fromMs: number, direction: 'earlier' | 'later'): Promise<void> {
  const { selection } = viewStore.get();
  const isThing = selection && selection.noun !== 'areas' && selection.noun !== 'grids';
  const about = isThing ? { noun: selection.noun as LiveNoun, id: selection.id } : null;
  try {
    const found = await fetchStep(fromMs, direction, about);
    if (!state || notedMs !== fromMs) return;
    if (found === null || found >= presentNow() - PRESENT_MS) set({ noStep: direction });
    else pastStore.goTo(found);
  } catch (error) {
    set({ error });
  }
}

function followView(): void {
  const { instant } = viewStore.get();
  if (instant === null) leave();
  else if (!state) void load(instant, false);
  else if (instant !== notedMs) void load(instant, isGoing());
}

/** The instant that the address names, as far as this store knows. */
let notedMs: number | undefined;

/** The address tells where the replay stands when it rests, not while it runs. */
function noteInstant(): void {
  if (!state) return;
  notedMs = Math.floor(state.atMs);
  viewStore.set({ instant: notedMs }, 'replace');
}

function leave(): void {
  if (!state) return;
  stopClock();
  loading?.abort();
  replayer = undefined;
  state = undefined;
  notedMs = undefined;
  liveSet.show(null);
  tell();
}

async function load(atMs: number, goOn: boolean): Promise<void> {
  stopClock();
  loading?.abort();
  const mine = new AbortController();
  loading = mine;
  notedMs = viewStore.get().instant ?? undefined;
  if (!replayer) liveSet.show(nothingYet(atMs));
  const known = state ?? { speed: 10, logFromMs: null, plan: null };
  state = { ...known, mode: 'loading', atMs: replayer?.state.atMs ?? atMs, error: null, noStep: null };
  tell();
  try {
    const snapshot = await fetchPast(atMs, mine.signal);
    if (loading !== mine) return;
    replayer = new Replayer(snapshot);
    setAnchor();
    liveSet.show(pictureOf(replayer, shownMs, isGoing));
    const logFromMs = snapshot.logFrom === null ? null : Date.parse(snapshot.logFrom);
    set({ mode: 'paused', atMs, logFromMs, plan: snapshot.plan });
    if (goOn) pastStore.play();
  } catch (error) {
    if (loading === mine) set({ mode: 'failed', atMs, error });
  }
}

function isGoing(): boolean {
  return state?.mode === 'playing' || state?.mode === 'waiting';
}

/** Where the replay's clock stands now, never beyond what is known. */
function shownMs(): number {
  if (!state || !replayer) return state?.atMs ?? presentNow();
  if (!isGoing()) return replayer.state.atMs;
  const ms = anchor.atMs + (performance.now() - anchor.steadyMs) * state.speed;
  return Math.min(Math.floor(ms), replayer.knownToMs);
}

function setAnchor(): void {
  anchor = { atMs: shownMs(), steadyMs: performance.now() };
}

function stopClock(): void {
  clearInterval(timer);
  timer = undefined;
  reading?.abort();
  reading = undefined;
}

function tick(): void {
  if (!state || !replayer) return;
  const atMs = shownMs();
  const topics = replayer.advance(atMs);
  if (topics.length > 0) liveSet.pictureChanged(topics);
  const starved = atMs >= replayer.knownToMs;
  if (atMs >= presentNow() - PRESENT_MS) pastStore.toLive();
  else if (starved && replayer.reloadAtMs !== undefined) void load(replayer.reloadAtMs, true);
  else goOn(atMs, starved);
}

function goOn(atMs: number, starved: boolean): void {
  if (!state || !replayer) return;
  if (starved) setAnchor();
  const mode = starved ? 'waiting' : 'playing';
  if (
    mode !== state.mode ||
    Math.floor(atMs / 1000) !== Math.floor(state.atMs / 1000) ||
    replayer.state.plan !== state.plan
  )
    set({ mode, atMs, plan: replayer.state.plan });
  void readAhead(state.speed, replayer);
}

/** Reads the next page when less is known than the replay needs soon. */
async function readAhead(speed: Speed, into: Replayer): Promise<void> {
  const { aheadMs, pageMs } = readAheadOf(speed);
  const fromMs = into.knownToMs;
  const isEnough = fromMs - into.state.atMs > aheadMs || into.reloadAtMs !== undefined;
  if (reading || isEnough || performance.now() < retryAtMs) return;
  const mine = new AbortController();
  reading = mine;
  try {
    const page = await fetchPastChanges(fromMs, fromMs + pageMs, stepSecondsOf(speed), mine.signal);
    if (reading === mine) into.add(page);
    if (state?.error) set({ error: null });
  } catch (error) {
    if (mine.signal.aborted) return;
    retryAtMs = performance.now() + RETRY_MS;
    set({ error });
  } finally {
    if (reading === mine) reading = undefined;
  }
}

function set(patch: Partial<PastState>): void {
  if (!state) return;
  state = { ...state, ...patch };
  tell();
}

function tell(): void {
  planShown.set(state?.plan && !state.plan.isInForce ? state.plan.id : null);
  for (const listener of listeners) listener();
}
