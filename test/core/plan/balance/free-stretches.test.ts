import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localMetres, squaredMetresToSegment } from '../../../../core/geometry/metres.ts';
import { stretchesOff } from '../../../../core/plan/balance/free-stretches.ts';
import type { Piece } from '../../../../core/plan/balance/ground-lines.ts';

const PLANE = localMetres(1_017_000_000, 366_000_000);
const piece: fc.Arbitrary<Piece> = fc
  .tuple(
    ...([0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 20_000 })) as [
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
      fc.Arbitrary<number>,
    ]),
  )
  .filter(([a, b, c, d]) => a !== c || b !== d)
  .map(([a, b, c, d]) => [1_017_000_000 + a, 366_000_000 + b, 1_017_000_000 + c, 366_000_000 + d]);

it('what is left of a line is just what lies further off all the borders', () => {
  fc.assert(
    fc.property(
      piece,
      fc.array(piece, { maxLength: 6 }),
      fc.integer({ min: 1, max: 40 }),
      (line, steps, metres) => {
        const free = stretchesOff(PLANE, line, steps, metres);
        for (let share = 0; share <= 1; share += 1 / 64) {
          const [lng7, lat7] = [line[0] + share * (line[2] - line[0]), line[1] + share * (line[3] - line[1])];
          const off = Math.min(
            ...steps.map((step) => Math.sqrt(squaredMetresToSegment(PLANE, lng7, lat7, ...step))),
          );
          // On the very edge rounding may say either.
          if (Math.abs(off - metres) < 1e-6) continue;
          expect(free.some(({ from, to }) => from <= share && share <= to)).toBe(off > metres);
        }
      },
    ),
  );
});
