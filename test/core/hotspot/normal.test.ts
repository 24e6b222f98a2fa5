import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expOfNegative, twoSidedP } from '../../../core/hotspot/normal.ts';

/** The area below the bell beyond |z| on both sides, by Simpson's rule: slow, and no series or fraction. */
function areaBeyond(z: number): number {
  const steps = 20_000;
  const width = 12 / steps;
  const bell = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = bell(z) + bell(z + 12);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * bell(z + i * width);
  return (2 * sum * width) / 3;
}

describe('exp of what is not above 0', () => {
  it('is what Math.exp says, to the last digits', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 0, noNaN: true }), (x) => {
        expect(Math.abs(expOfNegative(x) / Math.exp(x) - 1)).toBeLessThan(1e-14);
      }),
    );
    expect(expOfNegative(-1e9)).toBe(0);
  });
});

describe('two-sided p', () => {
  it.each([0, 0.3, 1, 1.5, 1.96, 2.5, 2.99999, 3, 3.5, 5, 7])('of %f is the area beyond', (z) => {
    const p = areaBeyond(z);
    expect(Math.abs(twoSidedP(z) - p)).toBeLessThan(1e-12 * Math.max(1, 1e2 * p));
    expect(Math.abs(twoSidedP(z) / p - 1)).toBeLessThan(1e-9);
    expect(twoSidedP(-z)).toBe(twoSidedP(z));
  });

  it('falls as z grows, from 1 to 0, and has no answer for no number', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 45, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (z, more) => {
          expect(twoSidedP(z)).toBeGreaterThanOrEqual(twoSidedP(z + more));
        },
      ),
    );
    expect([twoSidedP(0), twoSidedP(Infinity), twoSidedP(Number.NaN)]).toEqual([1, 0, Number.NaN]);
  });
});
