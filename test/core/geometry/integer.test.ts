import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromInt7,
  isOnSegment,
  orientation,
  segmentsCross,
  segmentsTouch,
  toInt7,
} from '../../../core/geometry/integer.ts';

const lng7 = fc.integer({ min: 1_008_700_000, max: 1_019_200_000 });
const lat7 = fc.integer({ min: 362_300_000, max: 374_700_000 });
const point = fc.tuple(lng7, lat7);

function exactOrientation(a: number[], b: number[], c: number[]): number {
  const [ax, ay, bx, by, cx, cy] = [...a, ...b, ...c].map(BigInt) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const value = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

describe('integer coordinates', () => {
  it('survive the way to degrees and back', () => {
    fc.assert(fc.property(lng7, (units) => toInt7(fromInt7(units)) === units));
  });

  it('have an orientation that agrees with exact arithmetic', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(Math.sign(orientation(...a, ...b, ...c)) + 0).toBe(exactOrientation(a, b, c));
      }),
    );
  });

  it('see a point on a segment only when it is exactly there', () => {
    fc.assert(
      fc.property(
        point,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        (a, dx, dy) => {
          const b: [number, number] = [a[0] + 4 * dx, a[1] + 4 * dy];
          expect(isOnSegment(a[0] + dx, a[1] + dy, ...a, ...b)).toBe(true);
          expect(isOnSegment(a[0] + dx + 1, a[1] + dy, ...a, ...b)).toBe(false);
          expect(isOnSegment(a[0] - dx, a[1] - dy, ...a, ...b)).toBe(false);
        },
      ),
    );
  });

  it('tell a crossing from a touch', () => {
    expect(segmentsCross(0, 0, 4, 4, 0, 4, 4, 0)).toBe(true);
    expect(segmentsCross(0, 0, 4, 4, 4, 4, 8, 0)).toBe(false);
    expect(segmentsTouch(0, 0, 4, 4, 4, 4, 8, 0)).toBe(true);
    expect(segmentsCross(0, 0, 4, 0, 2, 0, 2, 3)).toBe(false);
    expect(segmentsTouch(0, 0, 4, 0, 2, 0, 2, 3)).toBe(true);
    expect(segmentsTouch(0, 0, 4, 0, 1, 0, 9, 0)).toBe(true);
    expect(segmentsTouch(0, 0, 4, 0, 5, 0, 9, 0)).toBe(false);
  });

  it('cross and touch symmetrically', () => {
    const small = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(small, small, small, small, (a, b, c, d) => {
        expect(segmentsTouch(...a, ...b, ...c, ...d)).toBe(segmentsTouch(...d, ...c, ...a, ...b));
        if (segmentsCross(...a, ...b, ...c, ...d)) expect(segmentsTouch(...a, ...b, ...c, ...d)).toBe(true);
      }),
    );
  });
});
