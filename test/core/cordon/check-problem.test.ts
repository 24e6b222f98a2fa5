import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkProblem } from '../../../core/cordon/check-problem.ts';
import type { CordonProblem } from '../../../core/cordon/problem.ts';
import { smallProblem } from './small-problems.ts';

const spoilt: [string, string, (problem: CordonProblem) => Partial<CordonProblem>][] = [
  ['no start', 'cordon_off_road', ({ departure }) => ({ departure: { ...departure, starts: [] } })],
  [
    'an exit that the roads have not',
    'cordon_place_unknown',
    ({ roads }) => ({ exits: { nodes: [roads.firstLink.length - 1] } }),
  ],
  [
    'a checkpoint between two nodes',
    'cordon_place_unknown',
    () => ({ checkpoints: [{ id: 'k', node: 0.5, sinceSeconds: 0 }] }),
  ],
  ['slow above fast', 'cordon_speeds_reversed', () => ({ speeds: { slow: 2, fast: 1 } })],
  ['a speed of none', 'cordon_number_wrong', () => ({ speeds: { slow: 0, fast: 1 } })],
  ['a moment that is none', 'cordon_number_wrong', () => ({ nowSeconds: Number.NaN })],
  ['a margin without end', 'cordon_number_wrong', () => ({ marginSeconds: Number.POSITIVE_INFINITY })],
  [
    'a unit that does not move',
    'cordon_number_wrong',
    () => ({
      units: [{ id: 'u', starts: [{ node: 0, offsetSeconds: 0 }], readyAtSeconds: 0, speedFactor: 0 }],
    }),
  ],
];

describe('a cordon problem', () => {
  it('that is whole has nothing against it', () => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        expect(checkProblem(problem)).toBeNull();
      }),
    );
  });

  it.each(spoilt)('with %s is refused: %s', (_, reason, spoil) => {
    fc.assert(
      fc.property(smallProblem, (problem) => {
        expect(checkProblem({ ...problem, ...spoil(problem) })).toBe(reason);
      }),
    );
  });
});
