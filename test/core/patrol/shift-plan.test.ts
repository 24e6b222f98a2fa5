import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RotaUnit } from '../../../core/duty/rota.ts';
import type { Duty } from '../../../core/duty/vocabulary.ts';
import {
  type ConflictGround,
  type PlannedRound,
  planConflicts,
  roundSpan,
} from '../../../core/patrol/shift-plan.ts';
import type { Shift } from '../../../core/vocabulary.ts';
import { HOUR, MINUTE, round, someRounds, stop } from './planned.ts';

const ground: ConflictGround = {
  startMs: 0,
  endMs: 8 * HOUR,
  day: '2026-11-27',
  shift: 'day',
  units: new Map(['u0', 'u1', 'u2', 'u3', 'u4'].map((id) => [id, { shift: 'day' as const }])),
  taken: new Map(),
};
const noWays = (rounds: readonly PlannedRound[]) =>
  rounds.map(({ stops }) => Array(stops.length + 1).fill(0) as number[]);
const kinds = (
  rounds: readonly PlannedRound[],
  legs = noWays(rounds) as (readonly (number | null)[] | undefined)[],
  more = {},
) =>
  planConflicts(rounds, legs, { ...ground, ...more }).map(({ kind, round: at, stop: which }) => [
    kind,
    at,
    which,
  ]);

describe('conflicts of a plan', () => {
  it('are none where everything fits', () => {
    const rounds = [round('u0', stop('a', 0, 12), stop('b', 20, 30)), round('u1', stop('a', 12, 24))];
    expect(
      kinds(
        rounds,
        [
          [0, 480, 0],
          [600, 0],
        ].map((legs, at) => (at === 1 ? [600, 600] : legs)),
      ),
    ).toEqual([]);
  });

  it('tell a unit that is unknown, off its shift, or in two rounds', () => {
    const units = new Map([...ground.units, ['n', { shift: 'night' as const }]]);
    const rounds = [
      round('n', stop('a', 0, 9)),
      round('x', stop('b', 0, 9)),
      round('u0', stop('c', 0, 9)),
      round('u0', stop('d', 20, 30)),
    ];
    const found = planConflicts(rounds, noWays(rounds), {
      ...ground,
      units,
      taken: new Map([['n', '昨日']]),
    });
    expect(found.map(({ kind, round: at, otherPlan }) => [kind, at, otherPlan])).toEqual([
      ['off_shift', 0, null],
      ['unit_twice', 0, '昨日'],
      ['unit_unknown', 1, null],
      ['unit_twice', 3, null],
    ]);
  });

  it('tell a unit whose calendar has something else for that day', () => {
    const serving = (shift: Shift, duty: Duty): RotaUnit => ({
      shift,
      exceptions: [{ day: ground.day, duty }],
    });
    const rounds = [round('r', stop('a', 0, 9)), round('d', stop('b', 0, 9))];
    const units = new Map([
      ['r', serving('day', 'rest')],
      ['d', serving('night', 'day')],
    ]);
    const found = planConflicts(rounds, noWays(rounds), { ...ground, units });
    expect(found.map(({ kind, round: at }) => [kind, at])).toEqual([['off_shift', 0]]);
  });

  it('tell a round that begins too early or ends too late, with its ways', () => {
    const rounds = [round('u0', stop('a', 5, 15)), round('u1', stop('b', 460, 475))];
    expect(kinds(rounds, [undefined, undefined])).toEqual([]);
    expect(
      kinds(rounds, [
        [600, 0],
        [0, 600],
      ]),
    ).toEqual([
      ['over_shift', 0, null],
      ['over_shift', 1, null],
    ]);
    const [late] = planConflicts([rounds[1]!], [[0, 600]], ground);
    expect(late?.seconds).toBe(5 * 60);
  });

  it('tell a stop that is reached too late, by no way, or left before it begins', () => {
    const rounds = [round('u0', stop('a', 10, 20), stop('b', 25, 24), stop('c', 40, 50), stop('d', 60, 70))];
    const found = planConflicts(rounds, [[0, 420, 0, null, 0]], ground);
    expect(found.map(({ kind, stop: at, seconds }) => [kind, at, seconds])).toEqual([
      ['stay_reversed', 1, null],
      ['too_soon', 1, 120],
      ['no_way', 3, null],
    ]);
    expect(kinds([round('u0', stop('a', 10, 20))], [[0, null]])).toEqual([['no_way', 0, 0]]);
  });

  it('tell a place where two units are at once, and only then: beside a count of all pairs', () => {
    fc.assert(
      fc.property(someRounds, (rounds) => {
        const told = planConflicts(rounds, noWays(rounds), ground).filter(
          ({ kind }) => kind === 'place_twice',
        );
        const all = rounds.flatMap(({ stops }, at) => stops.map((one, index) => ({ ...one, at, index })));
        const meant = all.filter((one) =>
          all.some(
            (other) =>
              other.at < one.at &&
              other.placeId === one.placeId &&
              other.arriveMs < one.leaveMs &&
              one.arriveMs < other.leaveMs,
          ),
        );
        expect(told.map(({ round: at, stop: index }) => `${at} ${index}`).sort()).toEqual(
          meant.map(({ at, index }) => `${at} ${index}`).sort(),
        );
      }),
    );
  });
});

describe('the span of a round', () => {
  it('is from its post and back, and not known without its ways', () => {
    const one = round('u0', stop('a', 10, 20), stop('b', 30, 40));
    expect(roundSpan(one, [300, 0, 60])).toEqual([5 * MINUTE, 41 * MINUTE]);
    expect(roundSpan(one, [null, 0, 60])).toBeUndefined();
    expect(roundSpan(round('u0'), [0])).toBeUndefined();
  });
});
