import { useSyncExternalStore } from 'react';
import type { PatrolRound, PatrolWays } from '../../../../core/contract/patrol-plan.ts';
import type { PlannedRound, RoundLegs } from '../../../../core/patrol/shift-plan.ts';
import type { UnitVehicle } from '../../../../core/vocabulary.ts';
import { askPatrolWays } from '../../../api/patrol-plans.ts';

/** The ways of a round as far as they are known. */
export interface RoundWays {
  legs: RoundLegs;
  /** The way of the whole round; null where the city has no roads or there is none. */
  line: readonly (readonly [number, number])[] | null;
  metres: number;
  /** The turns of each leg; null: not asked for. */
  steps: readonly PatrolWays['legs'][number]['steps'][] | null;
}

/** So many questions at once. */
const AT_ONCE = 3;
const MOST_KEPT = 2000;
/** What came to nothing is asked again after so long. */
const AGAIN_MS = 5000;

const known = new Map<string, RoundWays | 'asked'>();
const waiting: { key: string; ask: () => Promise<void> }[] = [];
let asking = 0;
let version = 0;
const listeners = new Set<() => void>();

function tell(): void {
  version += 1;
  for (const listener of listeners) listener();
}

/** By whom, in which hour, over which points. */
function keyOf(round: PlannedRound, atMs: number): string {
  return `${round.unitId} ${atMs} ${JSON.stringify(pointsOf(round))}`;
}

function pointsOf({ post, stops }: PlannedRound): [number, number][] {
  const ends = post ? [post] : [];
  return [...ends, ...stops, ...ends].map(({ lng, lat }) => [lng, lat]);
}

/** Ways of rounds: asked of the server once each, three at a time. */
export const roundWays = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  version: (): number => version,
  /** What is known; asks for what is not, as the vehicle goes; without one it is not asked. */
  of(round: PlannedRound, vehicle: UnitVehicle | undefined, atMs: number): RoundWays | undefined {
    const key = keyOf(round, atMs);
    if (!known.has(key) && vehicle) ask(key, round, vehicle, atMs);
    const found = known.get(key);
    return typeof found === 'object' ? found : undefined;
  },
  /** Asks again, also for the turns of a round whose line is known. */
  askAgain(round: PlannedRound, vehicle: UnitVehicle, atMs: number): void {
    const key = keyOf(round, atMs);
    if (known.get(key) !== 'asked') ask(key, round, vehicle, atMs);
  },
  /** What a saved plan knows of a round. */
  learn(round: PlannedRound, atMs: number, saved: PatrolRound): void {
    const key = keyOf(round, atMs);
    if (typeof known.get(key) === 'object') return;
    const last = saved.stops.at(-1);
    const home = last ? (Date.parse(saved.endAt) - Date.parse(last.leaveAt)) / 1000 : 0;
    const legs = [...saved.stops.map(({ travelSeconds }) => travelSeconds), home];
    known.set(key, { legs, line: saved.line?.coordinates ?? null, metres: saved.lengthMetres, steps: null });
    tell();
  },
};

function ask(key: string, round: PlannedRound, vehicle: UnitVehicle, atMs: number): void {
  if (round.stops.length === 0) return;
  const points = pointsOf(round);
  if (points.length < 2) {
    known.set(key, { legs: [0, 0], line: null, metres: 0, steps: [] });
    return;
  }
  if (known.size > MOST_KEPT) known.clear();
  const before = known.get(key);
  if (typeof before !== 'object') known.set(key, 'asked');
  waiting.push({
    key,
    ask: async () => {
      try {
        const at = new Date(atMs).toISOString();
        known.set(key, waysOf(round, await askPatrolWays({ vehicle, at, points })));
      } catch {
        setTimeout(() => {
          if (known.get(key) === 'asked') known.delete(key);
          tell();
        }, AGAIN_MS);
      }
      tell();
    },
  });
  next();
}

function next(): void {
  if (asking >= AT_ONCE) return;
  const one = waiting.pop();
  if (!one) return;
  asking += 1;
  void one.ask().finally(() => {
    asking -= 1;
    next();
  });
}

function waysOf({ post }: PlannedRound, { legs }: PatrolWays): RoundWays {
  const seconds = legs.map((leg) => leg.seconds);
  const line = legs.flatMap((leg) => leg.line?.coordinates ?? []);
  return {
    legs: post ? seconds : [0, ...seconds, 0],
    line: line.length > 1 ? line : null,
    metres: legs.reduce((sum, { metres }) => sum + metres, 0),
    steps: legs.map(({ steps }) => steps),
  };
}

/** Makes a component follow what becomes known; read it by `roundWays.of` then. */
export function useRoundWays(): number {
  return useSyncExternalStore(roundWays.subscribe, roundWays.version);
}
