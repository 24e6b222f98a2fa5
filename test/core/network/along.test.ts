import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../core/geometry/metres.ts';
import { measureLine, nearestAlong, pointAlong } from '../../../core/network/along.ts';

const WEST = 1_016_000_000;
const SOUTH = 365_000_000;

describe('along a line', () => {
  const line = fc
    .array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 2, maxLength: 12 })
    .map((places) => places.flatMap(([x, y]) => [WEST + x * 1000, SOUTH + y * 1000]))
    .filter((flat) => lengthMetres(flat) > 1);

  it('comes back to the place it gave, within a centimetre or two', () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0, max: 1, noNaN: true }), (flat, share) => {
        const measured = measureLine(flat);
        const place = pointAlong(measured, share * measured.lengthMetres);
        expect(nearestAlong(measured, place.lng7, place.lat7).offMetres).toBeLessThan(0.03);
      }),
    );
  });

  it('stays between the ends and heads along the segment', () => {
    const measured = measureLine([WEST, SOUTH, WEST + 10_000, SOUTH, WEST + 10_000, SOUTH + 10_000]);
    expect(pointAlong(measured, -5)).toMatchObject({ lng7: WEST, lat7: SOUTH });
    expect(pointAlong(measured, 1e9)).toMatchObject({ lng7: WEST + 10_000, lat7: SOUTH + 10_000 });
    expect(pointAlong(measured, 1).headingDegrees).toBeCloseTo(90, 3);
    expect(pointAlong(measured, measured.lengthMetres - 1).headingDegrees).toBeCloseTo(0, 3);
  });
});
