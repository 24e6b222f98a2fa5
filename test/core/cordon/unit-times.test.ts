import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withClosures } from '../../../core/cordon/roads.ts';
import { arrivals, travelMemory } from '../../../core/cordon/unit-times.ts';
import { smallProblem } from './small-problems.ts';

describe('remembered travel times', () => {
  it('are what they would be worked out anew, when roads close and open, units move and time passes', () => {
    const round = fc.record({
      closed: fc.array(fc.nat(), { maxLength: 4 }),
      node: fc.nat(),
      later: fc.nat(50),
    });
    fc.assert(
      fc.property(smallProblem, fc.array(round, { maxLength: 5 }), ({ roads, units }, rounds) => {
        const memory = travelMemory();
        const count = roads.firstLink.length - 1;
        let now = 0;
        rounds.forEach(({ closed, node, later }, i) => {
          now += later;
          const links = closed.map((link) => link % roads.linkEnd.length);
          const present = i % 3 === 2 ? roads : withClosures(roads, links, []);
          const moved = units.map((unit, one) =>
            one === i ? { ...unit, starts: [{ node: node % count, offsetSeconds: 3 }] } : unit,
          );
          expect(arrivals(present, moved, now, memory)).toEqual(
            arrivals(present, moved, now, travelMemory()),
          );
        });
      }),
    );
  });
});
