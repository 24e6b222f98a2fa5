import { useSyncExternalStore } from 'react';
import type { PatrolGround, PatrolPlaceOffer } from '../../../../../core/contract/patrol-plan.ts';
import { checkPatrol } from '../../../../../core/patrol/check-patrol.ts';
import type { LeftOut } from '../../../../../core/patrol/left-out.ts';
import type { PatrolFault } from '../../../../../core/patrol/patrol-faults.ts';
import type { PatrolProblem } from '../../../../../core/patrol/patrol-problem.ts';
import type { PatrolScore } from '../../../../../core/patrol/patrol-score.ts';
import { type PlannedRound, placeKey } from '../../../../../core/patrol/shift-plan.ts';
import {
  freeUnits,
  roundsOfPlan,
  type ShiftGround,
  type ShiftWishes,
  shiftProblem,
} from '../../../../../core/patrol/shift-problem.ts';
import type { Shift } from '../../../../../core/vocabulary.ts';
import { askPatrolGround } from '../../../../api/patrol-plans.ts';
import { patrolStore, type Setup } from '../patrol-store.ts';
import type { PatrolSaid } from './patrol-work.ts';

/** Where the optimiser stands. */
export interface Optimising {
  status: 'ground' | 'running' | 'explaining' | 'done' | 'stopped' | 'failed';
  tries: number;
  places: readonly PatrolPlaceOffer[];
  units: readonly string[];
  byRoad: boolean;
  /** Of the greedy start, of the best so far, and of how it goes now; null: not known. */
  first: PatrolScore | null;
  best: PatrolScore | null;
  present: PatrolScore | null;
  leftOut: readonly LeftOut[];
  faults: readonly PatrolFault[];
  error: unknown;
  /** Milliseconds from the press until the roads were known, the first plan was there, and the last better one. */
  groundMs: number | null;
  firstMs: number | null;
  bestMs: number | null;
  /** The rounds that it put into the plan. */
  rounds: readonly PlannedRound[] | null;
}

/** Ends by itself after so many tries: later ones are hardly ever better. */
export const MOST_TRIES = 600;

const START: Optimising = {
  status: 'ground',
  tries: 0,
  places: [],
  units: [],
  byRoad: true,
  first: null,
  best: null,
  present: null,
  leftOut: [],
  faults: [],
  error: null,
  groundMs: null,
  firstMs: null,
  bestMs: null,
  rounds: null,
};

let state: Optimising | null = null;
let worker: Worker | undefined;
let asked: AbortController | undefined;
let kept: { key: string; ground: PatrolGround } | undefined;
const listeners = new Set<() => void>();

function set(patch: Partial<Optimising> | null): void {
  state = patch && { ...(state ?? START), ...patch };
  for (const listener of listeners) listener();
}

export interface Wanted {
  day: string;
  shift: Shift;
  places: readonly PatrolPlaceOffer[];
  unitIds: readonly string[];
  setup: Setup;
}

/** The search for the rounds of the open plan. Each better plan that it finds is put into the plan at once, and all of them are taken back in one step. */
export const optimiser = {
  get: (): Optimising | null => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  async start(wanted: Wanted): Promise<void> {
    end();
    const own = new AbortController();
    asked = own;
    const beganMs = performance.now();
    set(null);
    set({ ...START, places: wanted.places, units: wanted.unitIds });
    try {
      const ground = await groundOf(wanted, own.signal);
      if (own.signal.aborted) return;
      set({ groundMs: performance.now() - beganMs, byRoad: ground.byRoad });
      search(wanted, ground, beganMs);
    } catch (error) {
      if (!own.signal.aborted) set({ status: 'failed', error });
    }
  },
  /** Ends the search; the best plan so far stays, and it is told what it leaves out. */
  stop(): void {
    if (state?.status === 'ground') {
      end();
      set(null);
    } else worker?.postMessage('stop');
  },
  /** Lets everything go. */
  reset(): void {
    end();
    if (state) set(null);
  },
};

function end(): void {
  asked?.abort();
  worker?.terminate();
  worker = undefined;
}

async function groundOf({ day, shift, places, unitIds }: Wanted, signal: AbortSignal): Promise<PatrolGround> {
  const question = {
    day,
    shift,
    unitIds: [...unitIds],
    places: places.map(({ kind, placeId, nameZh, nameEn, lng, lat }) => ({
      kind,
      placeId,
      nameZh,
      nameEn,
      lng,
      lat,
    })),
  };
  const key = JSON.stringify(question);
  if (kept?.key === key) return kept.ground;
  const ground = await askPatrolGround(question, signal);
  kept = { key, ground };
  return ground;
}

function search(wanted: Wanted, ground: PatrolGround, beganMs: number): void {
  const { setup, places } = wanted;
  const shift: ShiftGround = {
    ...ground,
    startMs: Date.parse(ground.startAt),
    endMs: Date.parse(ground.endAt),
    places,
  };
  const before = patrolStore.get().plan?.rounds ?? [];
  const wishes: ShiftWishes = {
    ...setup,
    required: new Set(setup.required.filter((key) => !setup.forbidden.includes(key))),
    forbidden: new Set(setup.forbidden),
    pinned: new Map(Object.entries(setup.pinned).filter(([, unitId]) => wanted.unitIds.includes(unitId))),
    kept: before.filter(({ unitId }) => setup.kept.includes(unitId)),
  };
  const problem = shiftProblem(shift, wishes);
  set({ units: problem.units.map(({ id }) => id) });
  const present = freeUnits(shift, wishes).map((unit) => ground.present[unit] ?? []);
  const mine = new Worker(new URL('./patrol-worker.ts', import.meta.url), {
    type: 'module',
    name: 'patrols',
  });
  worker = mine;
  mine.onerror = ({ message }) => set({ status: 'failed', error: new Error(message) });
  mine.onmessage = ({ data }: MessageEvent<PatrolSaid>) => {
    if (mine === worker) hear(data, { problem, shift, wishes, sinceMs: beganMs });
  };
  mine.postMessage({ problem, seed: setup.seed, present, mostTries: MOST_TRIES });
}

function hear(
  said: PatrolSaid,
  {
    problem,
    shift,
    wishes,
    sinceMs,
  }: { problem: PatrolProblem; shift: ShiftGround; wishes: ShiftWishes; sinceMs: number },
): void {
  if (said.kind === 'faults') {
    fail({ faults: said.faults });
    return;
  }
  if (said.kind === 'present') {
    set({ status: 'running', present: said.present?.score ?? null });
    return;
  }
  if (said.kind === 'done') {
    const isWhole = (state?.tries ?? 0) >= MOST_TRIES;
    const made = new Set(wishes.kept.flatMap(({ stops }) => stops.map(placeKey)));
    const leftOut = said.leftOut.filter(({ place }) => !made.has(placeKey(shift.places[place]!)));
    set({ status: isWhole ? 'done' : 'stopped', leftOut });
    worker?.terminate();
    worker = undefined;
    return;
  }
  if (state?.rounds && patrolStore.get().plan?.rounds !== state.rounds) {
    // Somebody has changed the plan by hand: that is not written over.
    end();
    set({ status: 'stopped' });
    return;
  }
  const { tries, proposal } = said;
  const patch: Partial<Optimising> = { tries, status: tries >= MOST_TRIES ? 'explaining' : 'running' };
  if (proposal) {
    // What breaks a rule is never shown, let alone saved: the checker knows nothing of the search.
    const broken = checkPatrol(problem, proposal.plan, proposal.score.total);
    if (broken.length > 0) {
      fail({ error: new Error(`A proposal breaks the rule ${broken[0]?.rule}.`) });
      return;
    }
    const nowMs = performance.now() - sinceMs;
    const rounds = roundsOfPlan(shift, wishes, proposal.plan);
    patrolStore.change(rounds, null, state?.rounds === null);
    Object.assign(patch, { best: proposal.score, bestMs: nowMs, rounds });
    if (!state?.first) Object.assign(patch, { first: proposal.score, firstMs: nowMs });
  }
  set(patch);
}

function fail(why: Pick<Optimising, 'faults'> | Pick<Optimising, 'error'>): void {
  set({ status: 'failed', ...why });
  end();
}

export function useOptimiser(): Optimising | null {
  return useSyncExternalStore(optimiser.subscribe, optimiser.get);
}

/** The offers by `placeKey`. */
export function offersByKey(places: readonly PatrolPlaceOffer[]): Map<string, PatrolPlaceOffer> {
  return new Map(places.map((place) => [placeKey(place), place]));
}
