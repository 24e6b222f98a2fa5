import { useSyncExternalStore } from 'react';
import type { PatrolPlan } from '../../../../core/contract/patrol-plan.ts';
import { KOPER_TARGET } from '../../../../core/patrol/dosage.ts';
import type { StopAt } from '../../../../core/patrol/edit-rounds.ts';
import { type PlannedRound, placeKey, type StopPlace } from '../../../../core/patrol/shift-plan.ts';
import type { PatrolPlaceKind, Shift } from '../../../../core/vocabulary.ts';
import { plannedOf } from './plan-wire.ts';

/** The plan on the desk. */
export interface OpenPlan {
  /** Of this page; the Idempotency-Key of a new plan. */
  key: string;
  /** As the server has it; null: not saved yet. */
  saved: PatrolPlan | null;
  day: string;
  shift: Shift;
  name: string;
  rounds: readonly PlannedRound[];
  isChanged: boolean;
}

/** What the optimiser is told. */
export interface Setup {
  /** Area of units and places; null: the scope. */
  within: string | null;
  kinds: readonly Exclude<PatrolPlaceKind, 'points'>[];
  weeks: number;
  most: number;
  /** Units that are left out. */
  without: readonly string[];
  minStayMinutes: number;
  maxStayMinutes: number;
  visits: number;
  gapMinutes: number;
  homeOnly: boolean;
  seed: number;
  /** Places by `placeKey`; units by id. */
  required: readonly string[];
  forbidden: readonly string[];
  pinned: Readonly<Record<string, string>>;
  kept: readonly string[];
}

export interface PatrolState {
  day: string;
  shift: Shift;
  plan: OpenPlan | null;
  setup: Setup;
  /** What is looked at, in the open plan. */
  at: { round: number; stop: number | null } | null;
  past: readonly (readonly PlannedRound[])[];
  future: readonly (readonly PlannedRound[])[];
  /** The unit for which clicks on the map draw a round. */
  drawing: string | null;
  /** Why the plan that the address names is not there. */
  error: unknown;
}

const USUAL: Setup = {
  within: null,
  kinds: ['cells', 'posts', 'institutions'],
  weeks: 4,
  most: 150,
  without: [],
  minStayMinutes: KOPER_TARGET.leastMinutes,
  maxStayMinutes: KOPER_TARGET.mostMinutes,
  visits: 2,
  gapMinutes: 90,
  homeOnly: true,
  seed: 1,
  required: [],
  forbidden: [],
  pinned: {},
  kept: [],
};
const NO_WISHES = { required: [], forbidden: [], pinned: {}, kept: [] };
const MOST_UNDO = 100;
/** The server plans for no more at once. */
export const MOST_UNITS = 60;

let state: PatrolState = {
  day: '',
  shift: 'day',
  plan: null,
  setup: USUAL,
  at: null,
  past: [],
  future: [],
  drawing: null,
  error: null,
};
const listeners = new Set<() => void>();

function set(patch: Partial<PatrolState>): void {
  state = { ...state, ...patch };
  for (const listener of listeners) listener();
}

function setPlan(patch: Partial<OpenPlan>, more: Partial<PatrolState> = {}): void {
  if (state.plan) set({ plan: { ...state.plan, ...patch }, ...more });
}

const FRESH = { at: null, past: [], future: [], drawing: null, error: null };

/** The patrols of a shift as they are being planned on this page. */
export const patrolStore = {
  get: (): PatrolState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  setShift: (patch: Partial<Pick<PatrolState, 'day' | 'shift'>>): void => set(patch),
  setSetup: (patch: Partial<Setup>): void => set({ setup: { ...state.setup, ...patch } }),

  /** Begins a plan of the shift that is looked at. */
  begin(name: string, rounds: readonly PlannedRound[] = []): void {
    const { day, shift } = state;
    const plan = {
      key: crypto.randomUUID(),
      saved: null,
      day,
      shift,
      name,
      rounds,
      isChanged: rounds.length > 0,
    };
    set({ plan, ...FRESH, setup: { ...state.setup, ...NO_WISHES } });
  },
  /** Puts a saved plan on the desk, as the server has it. */
  open(saved: PatrolPlan): void {
    const { day, shift, name } = saved;
    const isSame =
      state.plan?.saved?.id === saved.id ||
      (state.plan !== null && state.plan.saved === null && state.plan.isChanged);
    const plan = {
      key: state.plan?.saved?.id === saved.id ? state.plan.key : crypto.randomUUID(),
      saved,
      day,
      shift,
      name,
      rounds: saved.rounds.map(plannedOf),
      isChanged: false,
    };
    const wishes = isSame ? {} : NO_WISHES;
    set({ day, shift, plan, ...FRESH, setup: { ...state.setup, ...wishes } });
  },
  /** What was just saved is on the desk already: what is looked at and what can be taken back stay. */
  saved(saved: PatrolPlan): void {
    setPlan({ saved, name: saved.name, rounds: saved.rounds.map(plannedOf), isChanged: false });
  },
  fail: (error: unknown): void => set({ error }),
  close: (): void => set({ plan: null, ...FRESH }),
  rename: (name: string): void => setPlan({ name, isChanged: true }),

  /** Puts other rounds into the plan; can be taken back. `isStep` false: a step of what can be taken back already. */
  change(rounds: readonly PlannedRound[], at: PatrolState['at'] = null, isStep = true): void {
    const { plan, past } = state;
    if (!plan) return;
    const before = isStep ? [...past, plan.rounds].slice(-MOST_UNDO) : past;
    setPlan({ rounds, isChanged: true }, { at, past: before, future: [] });
  },
  undo(): boolean {
    const { plan, past, future } = state;
    const before = past.at(-1);
    if (!plan || !before) return false;
    setPlan(
      { rounds: before, isChanged: true },
      { past: past.slice(0, -1), future: [plan.rounds, ...future], at: null },
    );
    return true;
  },
  redo(): boolean {
    const { plan, past, future } = state;
    const [next] = future;
    if (!plan || !next) return false;
    setPlan(
      { rounds: next, isChanged: true },
      { past: [...past, plan.rounds], future: future.slice(1), at: null },
    );
    return true;
  },
  look: (at: PatrolState['at']): void => set({ at }),
  draw: (drawing: string | null): void => set({ drawing }),

  /** Wishes for a place: each press of the same again takes it back. */
  require(place: StopPlace): void {
    const key = placeKey(place);
    const { required, forbidden } = state.setup;
    patrolStore.setSetup({
      required: toggled(required, key),
      forbidden: forbidden.filter((one) => one !== key),
    });
  },
  forbid(place: StopPlace): void {
    const key = placeKey(place);
    const { required, forbidden, pinned } = state.setup;
    const { [key]: _, ...others } = pinned;
    patrolStore.setSetup({
      forbidden: toggled(forbidden, key),
      required: required.filter((one) => one !== key),
      pinned: others,
    });
  },
  pin(place: StopPlace, unitId: string): void {
    const key = placeKey(place);
    const { [key]: was, ...others } = state.setup.pinned;
    patrolStore.setSetup({
      pinned: was === unitId ? others : { ...others, [key]: unitId },
      forbidden: state.setup.forbidden.filter((one) => one !== key),
    });
  },
  keep(unitId: string): void {
    patrolStore.setSetup({ kept: toggled(state.setup.kept, unitId) });
  },
};

function toggled(list: readonly string[], one: string): string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** A part of it, followed. `select` must pick, not build. */
export function usePatrols<T>(select: (state: PatrolState) => T): T {
  return useSyncExternalStore(patrolStore.subscribe, () => select(state));
}

/** The stop that is looked at, if one is. */
export function stopLookedAt({ at }: PatrolState): StopAt | null {
  return at && at.stop !== null ? { round: at.round, stop: at.stop } : null;
}
