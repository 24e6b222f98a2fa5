import { describe, expect, it } from 'vitest';
import { KERNELS } from '../../../core/hotspot/kernel.ts';
import { densityAt, nearPoints } from '../../../core/hotspot/near-points.ts';
import { densestPlaces } from '../../../core/hotspot/peaks.ts';
import { clustered } from './plane.ts';

describe('densest places', () => {
  it.each(KERNELS)(
    'are as dense as any place of a fine search, and no place about them is denser (%s)',
    (kernel) => {
      const points = clustered(800, 6000);
      const smoothing = { kernel, radiusMetres: 500 };
      const near = nearPoints(points, 500);
      let best = 0;
      for (let x = 0; x <= 6000; x += 40)
        for (let y = 0; y <= 6000; y += 40) best = Math.max(best, densityAt(near, x, y, smoothing, 2));
      const peaks = densestPlaces(points, smoothing, 2, 5);
      expect(peaks[0]!.perKm2Day).toBeGreaterThan(best * 0.999);
      for (const { x, y, perKm2Day } of peaks)
        for (const [dx, dy] of [
          [15, 0],
          [-15, 0],
          [0, 15],
          [0, -15],
        ] as const)
          expect(densityAt(near, x + dx, y + dy, smoothing, 2)).toBeLessThanOrEqual(perKm2Day * (1 + 1e-6));
      expect(peaks.map(({ perKm2Day }) => perKm2Day)).toEqual(
        peaks.map(({ perKm2Day }) => perKm2Day).sort((a, b) => b - a),
      );
    },
  );

  it('is one for points at one place, none for no points, and leaves out what counts for nothing', () => {
    const smoothing = { kernel: 'quartic' as const, radiusMetres: 100 };
    const one = { x: Float64Array.of(5, 5, 5), y: Float64Array.of(7, 7, 7) };
    expect(densestPlaces(one, smoothing, 1, 10)).toHaveLength(1);
    expect(densestPlaces(one, smoothing, 1, 10)[0]).toMatchObject({ points: 3, nearest: 0 });
    expect(densestPlaces(one, smoothing, 1, 10, [0, 0, 0])).toEqual([]);
    expect(densestPlaces({ x: new Float64Array(0), y: new Float64Array(0) }, smoothing, 1, 10)).toEqual([]);
  });
});
