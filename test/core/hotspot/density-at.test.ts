import { describe, expect, it } from 'vitest';
import { densityDifference, densityRatio, deviations, ratioFloor } from '../../../core/hotspot/compare.ts';
import { KERNELS, kernelPerM2, kernelPerMetre, radiusOf, sigmaOf } from '../../../core/hotspot/kernel.ts';
import { densityAt, nearPoints } from '../../../core/hotspot/near-points.ts';
import { clustered } from './plane.ts';

describe('kernels', () => {
  it.each(KERNELS)('of one and two dimensions hold a mass of 1 (%s)', (kernel) => {
    const smoothing = { kernel, radiusMetres: 100 };
    let [line, plane] = [0, 0];
    for (let r = 0.05; r < 500; r += 0.1) {
      line += 2 * kernelPerMetre(smoothing, r) * 0.1;
      plane += kernelPerM2(smoothing, r * r) * 2 * Math.PI * r * 0.1;
    }
    expect(line).toBeCloseTo(1, 6);
    expect(plane).toBeCloseTo(1, 5);
  });

  it.each(KERNELS)('of one radius have one spread: h² / 8 along each axis (%s)', (kernel) => {
    let variance = 0;
    for (let r = 0.05; r < 500; r += 0.1)
      variance += kernelPerM2({ kernel, radiusMetres: 100 }, r * r) * 2 * Math.PI * r * 0.1 * (r * r) * 0.5;
    expect(variance / (100 * 100)).toBeCloseTo(1 / 8, 4);
    expect(sigmaOf(100) * Math.sqrt(8)).toBeCloseTo(100, 12);
    expect(radiusOf(sigmaOf(73))).toBeCloseTo(73, 12);
  });
});

describe('density at a place', () => {
  it.each(KERNELS)('equals the direct sum over all points within 1e-10 (%s)', (kernel) => {
    const points = clustered(600, 5000);
    const smoothing = { kernel, radiusMetres: 700 };
    const near = nearPoints(points, 700);
    for (let i = 0; i < 600; i += 23) {
      const [x, y] = [points.x[i]!, points.y[i]!];
      let sum = 0;
      const sigma = 700 / Math.sqrt(8);
      for (let j = 0; j < 600; j++) {
        const d2 = (points.x[j]! - x) ** 2 + (points.y[j]! - y) ** 2;
        if (kernel === 'gaussian') sum += Math.exp(-d2 / (2 * sigma * sigma)) / (2 * Math.PI * sigma * sigma);
        else if (d2 < 490_000) sum += (3 / (Math.PI * 490_000)) * (1 - d2 / 490_000) ** 2;
      }
      expect(Math.abs(densityAt(near, x, y, smoothing, 1) / (sum * 1e6) - 1)).toBeLessThan(1e-10);
    }
  });
});

describe('two periods', () => {
  it('differ by what was added, and by how many times it is, with a floor that quietens places of next to nothing', () => {
    const [now, then] = [Float32Array.of(4, 0.02, 0, 1), Float32Array.of(1, 0.001, 0, 2)];
    expect([...densityDifference(now, then)][0]).toBe(3);
    expect([...densityDifference(now, then)][3]).toBe(-1);
    const ratio = densityRatio(now, then, 0.5);
    expect(ratio[0]).toBeCloseTo(Math.log2(4.5 / 1.5), 6);
    expect(Math.abs(ratio[1]!)).toBeLessThan(0.06);
    expect(ratio[2]).toBe(0);
    expect(ratio[3]).toBeLessThan(0);
    expect(ratioFloor({ kernel: 'quartic', radiusMetres: 1000 }, 3)).toBeCloseTo(1 / Math.PI, 10);
  });
});

describe('deviations', () => {
  it.each(KERNELS)('of two periods of the same chance have a spread of about 1 (%s)', (kernel) => {
    const smoothing = { kernel, radiusMetres: 400 };
    let state = 5;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const even = (count: number) => {
      const points = { x: new Float64Array(count), y: new Float64Array(count) };
      for (let i = 0; i < count; i++) [points.x[i], points.y[i]] = [random() * 12_000, random() * 12_000];
      return nearPoints(points, 400);
    };
    // Three days and one, with as many a day.
    const [now, then] = [even(9000), even(3000)];
    const places = Array.from(
      { length: 196 },
      (_, i) => [1500 + (i % 14) * 700, 1500 + Math.floor(i / 14) * 700] as const,
    );
    const densities = (of: typeof now, days: number) =>
      Float32Array.from(places, ([x, y]) => densityAt(of, x, y, smoothing, days));
    const apart = deviations(densities(now, 3), densities(then, 1), 3, 1, smoothing);
    const variance = apart.reduce((sum, z) => sum + z * z, 0) / apart.length;
    expect(variance).toBeGreaterThan(0.75);
    expect(variance).toBeLessThan(1.3);
    expect(deviations(Float32Array.of(0), Float32Array.of(0), 1, 1, smoothing)[0]).toBe(0);
  });
});
