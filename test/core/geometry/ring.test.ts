import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSimpleRing, locateInPolygon, locateInRing, signedArea2 } from '../../../core/geometry/ring.ts';

const SQUARE = [0, 0, 10, 0, 10, 10, 0, 10, 0, 0];
const HOLE = [4, 4, 4, 6, 6, 6, 6, 4, 4, 4];

function reversed(ring: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) back.push(ring[i]!, ring[i + 1]!);
  return back;
}

/** A star-shaped ring round (0, 0) on the integer lattice: simple and counter-clockwise. */
const star = fc.array(fc.integer({ min: 2000, max: 9000 }), { minLength: 5, maxLength: 24 }).map((radii) => {
  const ring = radii.flatMap((r, i) => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [Math.round(r * Math.cos(angle)), Math.round(r * Math.sin(angle))];
  });
  return [...ring, ring[0]!, ring[1]!];
});

describe('rings', () => {
  it('have a signed area that turns with their direction', () => {
    expect(signedArea2(SQUARE)).toBe(200);
    fc.assert(
      fc.property(star, (ring) => {
        expect(signedArea2(ring)).toBeGreaterThan(0);
        expect(signedArea2(reversed(ring))).toBe(-signedArea2(ring));
      }),
    );
  });

  it('keep their area exactly anywhere on earth', () => {
    fc.assert(
      fc.property(
        star,
        fc.integer({ min: -1.7e9, max: 1.7e9 }),
        fc.integer({ min: -8e8, max: 8e8 }),
        (ring, x, y) => {
          const moved = ring.map((value, i) => value + (i % 2 === 0 ? x : y));
          expect(signedArea2(moved)).toBe(signedArea2(ring));
        },
      ),
    );
  });

  it('tell inside, border and outside apart, whichever way they run', () => {
    for (const ring of [SQUARE, reversed(SQUARE)]) {
      expect(locateInRing(5, 5, ring)).toBe(1);
      expect(locateInRing(10, 5, ring)).toBe(0);
      expect(locateInRing(5, 0, ring)).toBe(0);
      expect(locateInRing(0, 0, ring)).toBe(0);
      expect(locateInRing(10, 10, ring)).toBe(0);
      expect(locateInRing(11, 5, ring)).toBe(-1);
      expect(locateInRing(-1, 10, ring)).toBe(-1);
      expect(locateInRing(15, 0, ring)).toBe(-1);
    }
  });

  it('count every corner of themselves as border', () => {
    fc.assert(
      fc.property(star, (ring) => {
        for (let i = 0; i < ring.length; i += 2) expect(locateInRing(ring[i]!, ring[i + 1]!, ring)).toBe(0);
        expect(locateInRing(0, 0, ring)).toBe(1);
      }),
    );
  });

  it('leave a hole out of the polygon', () => {
    expect(locateInPolygon(5, 5, [SQUARE, HOLE])).toBe(-1);
    expect(locateInPolygon(4, 5, [SQUARE, HOLE])).toBe(0);
    expect(locateInPolygon(2, 5, [SQUARE, HOLE])).toBe(1);
    expect(locateInPolygon(20, 5, [SQUARE, HOLE])).toBe(-1);
  });

  it('are simple when nothing crosses', () => {
    fc.assert(fc.property(star, (ring) => isSimpleRing(ring) && isSimpleRing(reversed(ring))));
  });

  it.each([
    ['a bow tie', [0, 0, 4, 4, 4, 0, 0, 4, 0, 0]],
    ['a spike', [0, 0, 4, 0, 8, 0, 4, 0, 4, 4, 0, 0]],
    ['an open ring', [0, 0, 4, 0, 4, 4, 0, 4]],
    ['a repeated point', [0, 0, 4, 0, 4, 0, 4, 4, 0, 0]],
    ['a pinch', [0, 0, 4, 0, 2, 2, 4, 4, 0, 4, 2, 2, 0, 0]],
    ['a corner on another side', [0, 0, 8, 0, 8, 8, 4, 0, 0, 8, 0, 0]],
    ['a line and back', [0, 0, 4, 0, 0, 0]],
  ])('are not simple with %s', (_, ring) => {
    expect(isSimpleRing(ring)).toBe(false);
  });
});
