import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { fromPlane, toPlane } from '../../../core/geometry/city-plane.ts';

const plane = { originLng7: 1017750000, originLat7: 366200000 };
const PROJ = '+proj=tmerc +lon_0=101.775 +lat_0=36.62 +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m';

describe('plane of a city', () => {
  it('is the transverse Mercator of PROJ to a millimetre within a degree, and comes back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        (east, north) => {
          const lng7 = plane.originLng7 + east;
          const lat7 = plane.originLat7 + north;
          const { x, y } = toPlane(plane, [lng7], [lat7]);
          const [px, py] = proj4(PROJ).forward([lng7 / 1e7, lat7 / 1e7]) as [number, number];
          expect(Math.abs(x[0]! - px)).toBeLessThan(1e-3);
          expect(Math.abs(y[0]! - py)).toBeLessThan(1e-3);
          const [lngBack, latBack] = fromPlane(plane, x[0]!, y[0]!);
          expect(Math.abs(lngBack - lng7)).toBeLessThan(0.01);
          expect(Math.abs(latBack - lat7)).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('picks rows in their order', () => {
    const { x } = toPlane(
      plane,
      [1017750000, 1017760000, 1017770000],
      [366200000, 366200000, 366200000],
      [2, 0],
    );
    expect(x[0]).toBeGreaterThan(100);
    expect(x[1]).toBe(0);
  });
});
