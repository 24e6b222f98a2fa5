import type { GridName } from '../../core/contract/grid-name.ts';
import { withSameArcs } from '../../core/plan/change.ts';
import { unpackPlan } from '../../core/plan/packed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { Polygons7 } from '../../core/plan/proof.ts';
import type { Carried } from '../../core/plan/workload/carried.ts';
import { type Compactness, compactnessOf } from '../../core/plan/workload/compactness.ts';
import { type Measures, measuresOf } from '../../core/plan/workload/workload.ts';
import { ApiError } from '../api/client.ts';
import { fetchDraftPlan } from '../api/drafts.ts';
import type { CountableThings } from '../api/plan-things.ts';
import { viewStore } from '../state/view.ts';
import { cityZone } from '../ui/city-zone.ts';
import type { Told } from '../ui/problem-text.ts';
import { countedDays } from './counted-days.ts';
import { draftSession } from './draft-session.ts';
import { fetchThings } from './fetch-things.ts';
import { gridLabel } from './grid-label.ts';
import { type Balance, balanceOf, type GridCount, type GridRow, rowsOf } from './grid-rows.ts';
import { LOAD_COLOURS, loadClass, NO_LOAD_COLOUR } from './load-colours.ts';
import { PlanFigures } from './plan-figures.ts';
import { NO_PLAN_PICTURE, planPicture } from './plan-picture.ts';
import { planning } from './planning.ts';
import { snapLines } from './snap.ts';

/** What the grids of the open draft carry, now and in its origin. */
export interface FiguresState {
  status: 'closed' | 'loading' | 'ready' | 'failed';
  problem: Told | null;
  /** What is counted, and the window that incidents are counted over. */
  things: Omit<CountableThings, 'grids'> | null;
  /** How grids of the origin are called that have a name of their own, by id. */
  names: ReadonlyMap<string, GridName>;
  origin: Plan | null;
  now: ReadonlyMap<string, GridCount>;
  before: ReadonlyMap<string, GridCount>;
  /** Of the chosen community, or all. */
  rows: readonly GridRow[];
  balance: { before: Balance | null; now: Balance | null };
}

const NONE: ReadonlyMap<string, GridCount> = new Map();
const CLOSED: FiguresState = {
  status: 'closed',
  problem: null,
  things: null,
  names: new Map(),
  origin: null,
  now: NONE,
  before: NONE,
  rows: [],
  balance: { before: null, now: null },
};
const INTERNAL: Told = { code: 'internal', detail: '' };

let state = CLOSED;
const listeners = new Set<() => void>();
let stops: (() => void)[] = [];
let loading: AbortController | undefined;
let figures: PlanFigures | null = null;
let openId: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let counted: { plan: Plan | null } = { plan: null };
/** By surface, and by what it carries: both are made anew only when they change. */
let compactnessBy = new WeakMap<Polygons7, Compactness>();
let measuresBy = new WeakMap<Carried, Measures>();

/** Counts what the grids of the open draft carry, and colours them by it. */
export const figuresStore = {
  get: (): FiguresState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Follows the open draft until the answer is called. */
  start(): () => void {
    stops = [
      draftSession.subscribe(followSession),
      planning.subscribe(followPlanning),
      viewStore.subscribe(followView),
    ];
    followSession();
    return () => {
      for (const stop of stops) stop();
      reset();
      planPicture.set({ colours: null, labels: NO_PLAN_PICTURE.labels });
    };
  },
  /** What was counted, for what is only tried. */
  figures: (): PlanFigures | null => figures,
  retry: (): void => {
    reset();
    followSession();
  },
};

function followSession(): void {
  const { draft, plan, status } = draftSession.get();
  if (status !== 'open' || !draft || !plan) {
    if (openId !== null) reset();
    return;
  }
  const open = [draft.id, draft.originId, ...Object.values(planning.get().counted)].join(' ');
  if (open !== openId) {
    reset();
    openId = open;
    void load(draft.id);
  } else if (plan !== counted.plan) soon();
}

function followPlanning(): void {
  followSession();
  derived();
}

/** In a turn of its own, so that what was done shows first. */
function soon(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    count();
  }, 0);
}

async function load(id: string): Promise<void> {
  const open = new AbortController();
  loading = open;
  set({ ...CLOSED, status: 'loading' });
  const signal = open.signal;
  const [told, counts] = await Promise.allSettled([
    fetchDraftPlan(id, signal, 0),
    fetchThings({ draftId: id, counted: countedDays(cityZone(), planning.get().counted) }, signal),
  ]);
  const { plan } = draftSession.get();
  if (signal.aborted || !plan) return;
  if (told.status === 'rejected') {
    set({ status: 'failed', problem: problemOf(told.reason) });
    return;
  }
  const origin = withSameArcs(unpackPlan(told.value), plan);
  const things = counts.status === 'fulfilled' ? counts.value : null;
  figures = new PlanFigures(things?.index ?? null);
  snapLines.set(things?.index.pieces ?? new Int32Array());
  state = {
    ...state,
    status: things ? 'ready' : 'failed',
    problem: counts.status === 'rejected' ? problemOf(counts.reason) : null,
    things,
    names: namesIn(things?.grids),
    origin,
  };
  state = { ...state, before: countsOf(origin) };
  label();
  count();
}

function namesIn(grids: CountableThings['grids'] | undefined): Map<string, GridName> {
  const named = grids?.ids.flatMap((id, at) => {
    const name = grids.names[at];
    return name ? [[id, name] as const] : [];
  });
  return new Map(named);
}

function problemOf(error: unknown): Told {
  return error instanceof ApiError ? error.problem : INTERNAL;
}

function count(): void {
  const { plan } = draftSession.get();
  if (!plan || !figures) return;
  counted = { plan };
  state = { ...state, now: countsOf(plan) };
  derived();
}

function countsOf(plan: Plan): Map<string, GridCount> {
  const found = new Map<string, GridCount>();
  for (const [id, { polygons, carried }] of figures?.of(plan) ?? []) {
    const code = plan.grids.get(id)?.code ?? '';
    const compactness = kept(compactnessBy, polygons, () => compactnessOf(planeOf(plan), polygons));
    const days = state.things?.days ?? 1;
    const measures = carried && kept(measuresBy, carried, () => measuresOf(carried, days));
    found.set(id, { code, polygons, measures, compactness });
  }
  return found;
}

function kept<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** True at the first node: a plan is of one city. */
function planeOf({ nodes }: Plan) {
  const [first] = nodes.values();
  return { originLng7: first?.lng7 ?? 0, originLat7: first?.lat7 ?? 0 };
}

let shown: { measure: unknown; community: unknown; now: unknown } | undefined;

/** Brings up to date what follows from the counts, the measure and the community. */
function derived(): void {
  const { measure, community } = planning.get();
  const { plan } = counted;
  const { now, before } = state;
  if (!plan) return;
  if (shown?.now === now && shown.measure === measure && shown.community === community) return;
  shown = { measure, community, now };
  const chosen = { measure, community };
  set({
    rows: rowsOf(plan, now, before, chosen),
    balance: { before: balanceOf(before, chosen), now: balanceOf(now, chosen) },
  });
  paint();
}

let paintedTheme = '';
let labelledIn = '';
function followView(): void {
  const { theme, language } = viewStore.get();
  if (theme !== paintedTheme) paint();
  if (language !== labelledIn) label();
}

function label(): void {
  const { language } = viewStore.get();
  labelledIn = language;
  const { plan } = draftSession.get();
  const labels = [...state.names.keys()].map(
    (id) => [id, gridLabel(plan, id, state.names, language)] as const,
  );
  planPicture.set({ labels: new Map(labels) });
}

function paint(): void {
  const { theme } = viewStore.get();
  paintedTheme = theme;
  if (planning.get().measure === null || state.rows.length === 0) {
    planPicture.set({ colours: null });
    return;
  }
  const ramp = LOAD_COLOURS[theme];
  const colours = state.rows.map(({ id, load }): [string, string] => [
    id,
    load === null ? NO_LOAD_COLOUR[theme] : (ramp[loadClass(load)] ?? NO_LOAD_COLOUR[theme]),
  ]);
  planPicture.set({ colours: new Map(colours) });
}

function reset(): void {
  loading?.abort();
  clearTimeout(timer);
  timer = undefined;
  figures = null;
  openId = null;
  counted = { plan: null };
  shown = undefined;
  compactnessBy = new WeakMap();
  measuresBy = new WeakMap();
  if (state !== CLOSED) set(CLOSED);
}

function set(patch: Partial<FiguresState>): void {
  state = { ...state, ...patch };
  for (const listener of listeners) listener();
}
