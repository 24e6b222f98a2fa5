import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  noteRoute,
  routeLines,
  type Strayings,
  unitOffRoute,
} from '../../../../core/live/rules/unit-off-route.ts';
import { noteStanding, type Standings, unitStationary } from '../../../../core/live/rules/unit-stationary.ts';
import { at, fixAt, iso, look, START_MS, thing, watched } from './things.ts';

describe('unit_stationary', () => {
  const minutes = (car: number | null) => ({ foot: 30, bicycle: 25, motorcycle: 20, car });
  const limits = { metres: 30, patrollingMinutes: minutes(10), enRouteMinutes: minutes(3) };
  const standingUnit = (fixes: ReturnType<typeof fixAt>[]) => {
    const standings: Standings = new Map();
    for (const fix of fixes) noteStanding(standings, fix, 30);
    return standings;
  };
  const every = (seconds: number, until: number, east: (second: number) => number, accuracy = 5) =>
    Array.from({ length: Math.floor(until / seconds) + 1 }, (_, i) =>
      fixAt(i * seconds, east(i * seconds), 0, accuracy),
    );

  it('holds once a unit stood for the limit of its state, and ends when it moves', () => {
    const fixes = every(20, 700, (second) => (second < 100 ? second * 5 : 500));
    const found = (second: number) => {
      const until = fixes.filter(({ fixMs }) => fixMs <= START_MS + second * 1000);
      return unitStationary(
        look('unit_stationary', second, limits),
        [watched({}, until.at(-1)!)],
        standingUnit(until),
      );
    };
    expect(found(690)).toEqual([]);
    expect(found(700)).toMatchObject([
      {
        key: 'unit_stationary:u',
        at: iso(700),
        facts: { sinceAt: iso(100), limitSeconds: 600, accuracyMetres: 5 },
      },
    ]);
    const moved = [...fixes, fixAt(720, 600, 0)];
    expect(
      unitStationary(look('unit_stationary', 720, limits), [watched({}, moved.at(-1)!)], standingUnit(moved)),
    ).toEqual([]);
  });

  it('counts within the state, and not on scene, off duty, or where no limit is set', () => {
    const fixes = every(20, 1200, () => 0);
    const found = (given: object, car: number | null = 10) =>
      unitStationary(
        look('unit_stationary', 1200, { ...limits, patrollingMinutes: minutes(car) }),
        [watched(given, fixes.at(-1)!)],
        standingUnit(fixes),
      ).length;
    expect(found({})).toBe(1);
    expect(found({ stateSince: iso(900) })).toBe(0);
    expect(found({ state: 'en_route', stateSince: iso(900) })).toBe(1);
    expect([
      found({ state: 'on_scene' }),
      found({ state: 'off_duty' }),
      found({ state: 'available' }),
    ]).toEqual([0, 0, 0]);
    expect(found({}, null)).toBe(0);
  });

  it('tells nothing new of a unit that is not heard, and keeps what it told', () => {
    const fixes = every(20, 400, () => 0);
    const unit = watched({}, fixes.at(-1)!);
    const standings = standingUnit(fixes);
    expect(unitStationary(look('unit_stationary', 900, limits), [unit], standings)).toEqual([]);
    const heard = watched({}, fixAt(880, 0, 0));
    const [told] = unitStationary(look('unit_stationary', 900, limits), [heard], standings);
    expect(unitStationary(look('unit_stationary', 1500, limits, [told!]), [heard], standings)).toEqual([
      told,
    ]);
  });

  it('begins to count again after a silence', () => {
    const standings = standingUnit([
      ...every(20, 60, () => 0),
      ...[900, 920].map((second) => fixAt(second, 0, 0)),
    ]);
    expect(standings.get('u')?.sinceMs).toBe(START_MS + 900_000);
  });

  it('is not deceived by vague fixes: they neither move a unit nor hide that it moved', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60 }),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        (accuracy, shake) => {
          const noise = () => (shake.next().value as number) * accuracy;
          const stays = standingUnit(
            Array.from({ length: 60 }, (_, i) => fixAt(i * 20, noise(), noise(), accuracy)),
          );
          expect(stays.get('u')?.sinceMs).toBe(START_MS);
          const walks = standingUnit(
            Array.from({ length: 60 }, (_, i) => fixAt(i * 20, i * 22 + noise(), noise(), accuracy)),
          );
          expect(START_MS + 1200_000 - walks.get('u')!.sinceMs).toBeLessThan(600_000);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('unit_off_route', () => {
  const limits = { metres: 200, seconds: 180 };
  const toDegrees = (east: number, north: number) => {
    const { lng7, lat7 } = at(east, north);
    return [lng7 / 1e7, lat7 / 1e7];
  };
  const route = thing('routes', 'r', { shift: 'day' }, [
    toDegrees(0, 0),
    toDegrees(1000, 0),
    toDegrees(1000, 800),
  ]);
  const lines = routeLines([route]);
  /** The alarm at every second in which it stood, of a unit that goes north from the route's start by `north` metres. */
  const stands = (north: (second: number) => number, until: number, accuracy = 5) => {
    const strayings: Strayings = new Map();
    let held: ReturnType<typeof unitOffRoute> = [];
    const seconds: number[] = [];
    for (let second = 0; second <= until; second += 10) {
      const fix = fixAt(second, 500, north(second), accuracy);
      noteRoute(strayings, lines, fix, 'r', limits.metres);
      held = unitOffRoute(
        look('unit_off_route', second, limits, held),
        [watched({ routeId: 'r' }, fix)],
        strayings,
      );
      if (held.length > 0) seconds.push(second);
    }
    return { seconds, held };
  };

  it('holds once a unit was off for the limit, until it is back', () => {
    const { seconds } = stands((second) => (second < 100 || second > 600 ? 0 : 400), 700);
    expect([seconds[0], seconds.at(-1)]).toEqual([280, 600]);
  });

  it('is armed again after the unit was back', () => {
    const { seconds } = stands((second) => (second < 10 || (second >= 400 && second < 500) ? 0 : 400), 900);
    expect(seconds.filter((second, i) => second - (seconds[i - 1] ?? -100) > 10)).toEqual([190, 680]);
  });

  it('lets a unit come back from far, as long as it comes nearer', () => {
    expect(stands((second) => Math.max(0, 3000 - second * 4), 900).seconds).toEqual([]);
    expect(stands((second) => 3000 + second, 900).seconds.length).toBeGreaterThan(0);
  });

  it('does not begin with what the accuracy can not tell', () => {
    expect(stands(() => 260, 900, 50).seconds).toEqual([]);
    expect(stands(() => 260, 900, 20).seconds.length).toBeGreaterThan(0);
  });

  it('does not hold for a unit that is called away or changes its route', () => {
    const { held } = stands(() => 400, 600);
    expect(held).toHaveLength(1);
    const strayings: Strayings = new Map([
      ['u', { routeId: 'r', sinceMs: START_MS, leastMetres: 400, metres: 400, seenMs: START_MS }],
    ]);
    const fix = fixAt(610, 500, 400);
    const now = look('unit_off_route', 610, limits, held);
    expect(unitOffRoute(now, [watched({ routeId: 'r', state: 'en_route' }, fix)], strayings)).toEqual([]);
    expect(unitOffRoute(now, [watched({ routeId: 'other' }, fix)], strayings)).toEqual([]);
    noteRoute(strayings, lines, fix, null, limits.metres);
    expect(strayings.size).toBe(0);
  });
});
