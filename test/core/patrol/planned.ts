import fc from 'fast-check';
import { NEW_STOP } from '../../../core/patrol/edit-rounds.ts';
import type { PlannedRound, PlannedStop } from '../../../core/patrol/shift-plan.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A stop at a place from one minute of the shift to another. */
export function stop(placeId: string, from: number, to: number): PlannedStop {
  const place = { kind: 'points' as const, placeId, nameZh: placeId, nameEn: placeId, lng: 101.7, lat: 36.6 };
  return { ...NEW_STOP, ...place, arriveMs: from * MINUTE, leaveMs: to * MINUTE };
}

export function round(unitId: string, ...stops: PlannedStop[]): PlannedRound {
  return { unitId, post: null, stops };
}

/** Stops in order of time, none overlapping. */
const someStops = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 20 }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((steps) => {
    let now = 0;
    return steps.map(([place, wait, stay]) => {
      const from = now + wait;
      now = from + stay;
      return stop(place, from, now);
    });
  });
export const someRounds: fc.Arbitrary<PlannedRound[]> = fc
  .array(someStops, { minLength: 1, maxLength: 5 })
  .map((all) => all.map((stops, unit) => round(`u${unit}`, ...stops)));
