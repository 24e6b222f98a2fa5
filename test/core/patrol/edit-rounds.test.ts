import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  moveStop,
  putStop,
  removeStop,
  retimeRound,
  stopAfter,
  stretchStop,
} from '../../../core/patrol/edit-rounds.ts';
import { planConflicts } from '../../../core/patrol/shift-plan.ts';
import { HOUR, MINUTE, round, someRounds, stop } from './planned.ts';

/** Rounds, one of their stops, another round and a time. */
const someMove = someRounds.chain((rounds) =>
  fc.integer({ min: 0, max: rounds.length - 1 }).chain((from) =>
    fc.record({
      rounds: fc.constant(rounds),
      from: fc
        .integer({ min: 0, max: rounds[from]!.stops.length - 1 })
        .map((at) => ({ round: from, stop: at })),
      to: fc.integer({ min: 0, max: rounds.length - 1 }),
      minute: fc.integer({ min: 0, max: 480 }),
    }),
  ),
);

describe('moving a stop', () => {
  it('takes it where it is dropped, keeps its stay and everything else, and rounds in order of time', () => {
    fc.assert(
      fc.property(someMove, ({ rounds, from, to, minute }) => {
        const before = JSON.stringify(rounds);
        const was = rounds[from.round]!.stops[from.stop]!;
        const moved = moveStop(rounds, from, to, minute * MINUTE);
        const is = moved.rounds[moved.at.round]!.stops[moved.at.stop]!;
        expect(is).toEqual({
          ...was,
          arriveMs: minute * MINUTE,
          leaveMs: minute * MINUTE + was.leaveMs - was.arriveMs,
        });
        expect(moved.at.round).toBe(to);
        const others = (all: typeof rounds | typeof moved.rounds, skip: object) =>
          all
            .flatMap(({ unitId, stops }) =>
              stops.filter((one) => one !== skip).map((one) => JSON.stringify([unitId, one])),
            )
            .sort();
        expect(others(moved.rounds, is)).toEqual(others(rounds, was));
        for (const { stops } of moved.rounds)
          for (const [at, one] of stops.entries())
            expect(one.arriveMs).toBeGreaterThanOrEqual(stops[at - 1]?.arriveMs ?? 0);
        expect(JSON.stringify(rounds)).toBe(before);
      }),
    );
  });

  it('says so if there is no such stop', () => {
    expect(() => moveStop([round('u0')], { round: 0, stop: 0 }, 0, 0)).toThrow(RangeError);
    expect(() => putStop([], 0, stop('a', 0, 1))).toThrow(RangeError);
  });
});

describe('changing stops', () => {
  const rounds = [round('u0', stop('a', 0, 10), stop('b', 20, 30))];
  it('removes one, and stretches one to no less than a minute', () => {
    expect(removeStop(rounds, { round: 0, stop: 0 })[0]?.stops.map(({ placeId }) => placeId)).toEqual(['b']);
    expect(stretchStop(rounds, { round: 0, stop: 1 }, 5 * MINUTE)[0]?.stops[1]?.leaveMs).toBe(35 * MINUTE);
    expect(stretchStop(rounds, { round: 0, stop: 1 }, -HOUR)[0]?.stops[1]?.leaveMs).toBe(21 * MINUTE);
  });

  it('adds one behind the last, when it can be reached', () => {
    const { arriveMs: _, leaveMs: __, ...place } = stop('c', 0, 0);
    const times = { startMs: 0, waySeconds: 89.2, stayMs: 12 * MINUTE };
    expect(stopAfter(rounds[0]!, place, times)).toMatchObject({
      arriveMs: 30 * MINUTE + 90_000,
      leaveMs: 42 * MINUTE + 90_000,
    });
    expect(stopAfter(round('u1'), place, times).arriveMs).toBe(90_000);
  });

  it('retimes a round so that its ways fit, never earlier than planned, in one go', () => {
    const ways = fc.array(fc.integer({ min: 0, max: 1800 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(someRounds, ways, ([one], legs) => {
        const own = legs.slice(0, one!.stops.length + 1);
        const timed = retimeRound(one!, own, 0);
        const ground = {
          startMs: 0,
          endMs: 99 * HOUR,
          day: '2026-11-27',
          shift: 'day' as const,
          taken: new Map<string, string>(),
        };
        const units = new Map([['u0', { shift: 'day' as const }]]);
        expect(planConflicts([timed], [own], { ...ground, units })).toEqual([]);
        timed.stops.forEach(({ arriveMs, leaveMs }, at) => {
          const was = one!.stops[at]!;
          expect(arriveMs).toBeGreaterThanOrEqual(was.arriveMs);
          expect(leaveMs - arriveMs).toBe(was.leaveMs - was.arriveMs);
        });
        expect(retimeRound(timed, own, 0)).toEqual(timed);
      }),
    );
  });
});
