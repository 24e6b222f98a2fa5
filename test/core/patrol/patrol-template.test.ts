import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundsOfTemplate, templateOf } from '../../../core/patrol/patrol-template.ts';
import { HOUR, round, someRounds, stop } from './planned.ts';

describe('a template of rounds', () => {
  it('gives the same rounds on another day, with new stops', () => {
    fc.assert(
      fc.property(someRounds, fc.integer({ min: 0, max: 30 }), (rounds, days) => {
        const named = rounds.map((one) => ({
          ...one,
          stops: one.stops.map((each) => ({ ...each, id: 'known' })),
        }));
        const again = roundsOfTemplate(templateOf(named, 0), days * 24 * HOUR);
        const shifted = rounds.map((one) => ({
          ...one,
          stops: one.stops.map((each) => ({
            ...each,
            arriveMs: each.arriveMs + days * 24 * HOUR,
            leaveMs: each.leaveMs + days * 24 * HOUR,
          })),
        }));
        expect(again).toEqual(shifted);
      }),
    );
  });

  it('leaves out who goes nowhere', () => {
    expect(templateOf([round('u0'), round('u1', stop('a', 0, 10))], 0).map(({ unitId }) => unitId)).toEqual([
      'u1',
    ]);
  });
});
