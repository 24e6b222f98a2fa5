import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceBins } from '../../../core/hotspot/false-discovery.ts';

/** Benjamini and Hochberg's step-up rule in its other form: the adjusted p of each test is at most the rate. */
function adjusted(p: readonly number[]): number[] {
  const m = p.length;
  return p.map((own) => {
    const atLeast = p.filter((other) => other >= own);
    return Math.min(...atLeast.map((other) => (other * m) / p.filter((q) => q <= other).length));
  });
}

const level = (rate: number) => (rate <= 0.01 ? 3 : rate <= 0.05 ? 2 : rate <= 0.1 ? 1 : 0);

describe('bins under the false discovery rate', () => {
  it('are those of the adjusted p, and the sign is that of z', () => {
    const hundredths = fc.nat(100).map((n) => n / 1000);
    fc.assert(
      fc.property(fc.array(hundredths, { maxLength: 30 }), (p) => {
        const z = p.map((_, i) => (i % 2 === 0 ? 1 : -1));
        const expected = adjusted(p).map((rate, i) => level(rate - 1e-12) * z[i]! + 0);
        const { bins, tested } = confidenceBins(z, Float64Array.from(p));
        expect([...bins]).toEqual(expected.map((bin) => bin || 0));
        expect(tested).toBe(p.length);
      }),
    );
  });

  it('the example of the paper: the four smallest of fifteen at 5 %', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const { bins } = confidenceBins(
      p.map(() => 1),
      Float64Array.from(p),
    );
    expect(bins.filter((bin) => bin >= 2).length).toBe(4);
  });

  it('do not count what could not be tested', () => {
    const { bins, tested } = confidenceBins([1, Number.NaN, 1], Float64Array.from([0.004, Number.NaN, 0.9]));
    expect([[...bins], tested]).toEqual([[3, 0, 0], 2]);
    expect(confidenceBins([], new Float64Array()).tested).toBe(0);
  });
});
