import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPatrol } from '../../../core/patrol/check-patrol.ts';
import { patrolFaults } from '../../../core/patrol/patrol-faults.ts';
import type { PatrolPlan } from '../../../core/patrol/patrol-problem.ts';
import { planPatrol } from '../../../core/patrol/plan-patrol.ts';
import { placeKey, planConflicts } from '../../../core/patrol/shift-plan.ts';
import {
  DEFAULT_WISHES,
  roundsOfPlan,
  type ShiftGround,
  type ShiftWishes,
  shiftProblem,
} from '../../../core/patrol/shift-problem.ts';
import { HOUR } from './planned.ts';

/** Places on a line, minutes apart, in two districts; two units in the first and one for the whole city. */
function groundOf(worths: readonly number[]): ShiftGround {
  const units = ['630102001', '630102', '630100'].map((areaCode, unit) => ({
    id: `u${unit}`,
    areaCode,
    vehicle: 'car' as const,
    post: { nameZh: '室', nameEn: 'Room', lng: 101.7, lat: 36.6 },
  }));
  const at = [...worths.map((_, place) => place * 240), ...units.map((_, unit) => unit * 300)];
  return {
    startMs: 1000 * HOUR,
    endMs: 1008 * HOUR,
    places: worths.map((worth, place) => ({
      kind: 'points',
      placeId: `p${place}`,
      nameZh: `p${place}`,
      nameEn: `p${place}`,
      lng: 101.7,
      lat: 36.6,
      areaCode: place % 2 === 0 ? '630102001001001' : '630103001001001',
      worth,
    })),
    units,
    travelSeconds: { car: at.map((from) => at.map((to) => Math.abs(from - to))) },
    earlier: [[0, 1]],
  };
}

function solve(ground: ShiftGround, wishes: ShiftWishes, steps = 3): PatrolPlan {
  const problem = shiftProblem(ground, wishes);
  expect(patrolFaults(problem)).toEqual([]);
  let best: PatrolPlan | undefined;
  for (const { plan } of planPatrol(problem, 7)) {
    best = plan ?? best;
    if (--steps === 0) break;
  }
  expect(checkPatrol(problem, best!)).toEqual([]);
  return best!;
}

describe('a shift as a problem', () => {
  const worths = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 14 });

  it('gives plans without conflicts', () => {
    fc.assert(
      fc.property(worths, (all) => {
        const ground = groundOf(all);
        const rounds = roundsOfPlan(ground, DEFAULT_WISHES, solve(ground, DEFAULT_WISHES, 1));
        const units = new Map(ground.units.map(({ id }) => [id, { shift: 'day' as const }]));
        const taken = new Map<string, string>();
        expect(
          planConflicts(rounds, [], {
            startMs: ground.startMs,
            endMs: ground.endMs,
            day: '2026-11-27',
            shift: 'day',
            units,
            taken,
          }),
        ).toEqual([]);
        for (const { stops } of rounds)
          for (const { arriveMs, leaveMs } of stops) {
            expect((leaveMs - arriveMs) / 60_000).toBeGreaterThanOrEqual(10);
            expect((leaveMs - arriveMs) / 60_000).toBeLessThanOrEqual(16);
          }
      }),
      { numRuns: 20 },
    );
  });

  it('keeps units in their districts unless told otherwise', () => {
    const ground = groundOf([5, 5, 5, 5]);
    const allowed = (wishes: ShiftWishes) =>
      shiftProblem(ground, wishes).units.map(({ allowedPlaces }) => allowedPlaces);
    expect(allowed(DEFAULT_WISHES)).toEqual([[0, 2], [0, 2], null]);
    expect(allowed({ ...DEFAULT_WISHES, homeOnly: false })).toEqual([null, null, null]);
  });

  it('sends the unit that is wanted to a place, and nobody to a forbidden one', () => {
    const ground = groundOf([9, 9, 9, 1]);
    const [first, , , last] = ground.places.map(placeKey);
    const pinned = new Map([[last!, 'u0']]);
    const wishes = { ...DEFAULT_WISHES, pinned, forbidden: new Set([first!]) };
    const rounds = roundsOfPlan(ground, wishes, solve(ground, wishes));
    const visitors = rounds
      .filter(({ stops }) => stops.some(({ placeId }) => placeId === 'p3'))
      .map(({ unitId }) => unitId);
    expect(visitors).toEqual(['u0']);
    expect(rounds.flatMap(({ stops }) => stops).some(({ placeId }) => placeId === 'p0')).toBe(false);
  });

  it('keeps a round as it is, and sends nobody else there within the gap', () => {
    const ground = groundOf([9, 8, 7, 6, 5, 4]);
    const before = roundsOfPlan(ground, DEFAULT_WISHES, solve(ground, DEFAULT_WISHES));
    const was = before[0]!;
    const kept = {
      ...was,
      stops: was.stops
        .slice(0, 2)
        .map((stop) => ({ ...stop, id: 'x', arriveMs: stop.arriveMs + HOUR, leaveMs: stop.leaveMs + HOUR })),
    };
    const wishes = { ...DEFAULT_WISHES, homeOnly: false, kept: [kept] };
    const after = roundsOfPlan(ground, wishes, solve(ground, wishes));
    expect(after.find(({ unitId }) => unitId === kept.unitId)).toEqual(kept);
    const gapMs = wishes.gapMinutes * 60_000;
    const others = after.filter((one) => one !== kept).flatMap(({ stops }) => stops);
    expect(others.length).toBeGreaterThan(0);
    for (const { placeId, arriveMs, leaveMs } of kept.stops)
      for (const other of others)
        if (other.placeId === placeId)
          expect(other.leaveMs <= arriveMs - gapMs || other.arriveMs >= leaveMs + gapMs).toBe(true);
    expect(others.filter(({ placeId }) => placeId === kept.stops[0]!.placeId).length).toBeLessThan(
      wishes.visits,
    );
  });
});
