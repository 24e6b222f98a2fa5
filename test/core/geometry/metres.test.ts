import { describe, expect, it } from 'vitest';
import {
  bearingDegrees,
  distanceMetres,
  lengthMetres,
  localMetres,
  polygonsAreaM2,
  ringAreaM2,
} from '../../../core/geometry/metres.ts';

const XINING = [1_017_782_000, 366_171_000] as const;

describe('metres', () => {
  it('know a degree of latitude and of longitude at Xining', () => {
    const plane = localMetres(...XINING);
    expect(plane.metresPerLat7 * 1e7).toBeCloseTo(110_973, -1);
    expect(plane.metresPerLng7 * 1e7).toBeCloseTo(89_470, -2);
  });

  it('measure distances both ways alike and lengths as their sum', () => {
    const [lng, lat] = XINING;
    const there = distanceMetres(lng, lat, lng + 30_000, lat + 40_000);
    expect(distanceMetres(lng + 30_000, lat + 40_000, lng, lat)).toBeCloseTo(there, 6);
    expect(there).toBeCloseTo(Math.hypot(30_000 * 0.00894, 40_000 * 0.011097), -1);
    expect(lengthMetres([lng, lat, lng + 30_000, lat + 40_000, lng, lat])).toBeCloseTo(2 * there, 6);
  });

  it('turn clockwise from north', () => {
    const [lng, lat] = XINING;
    expect(bearingDegrees(lng, lat, lng, lat + 1000)).toBeCloseTo(0, 6);
    expect(bearingDegrees(lng, lat, lng + 1000, lat)).toBeCloseTo(90, 6);
    expect(bearingDegrees(lng, lat, lng - 1000, lat)).toBeCloseTo(270, 6);
  });

  it('measure the area of a quadrangle of one degree as the ellipsoid has it', () => {
    const ring = [1_010_000_000, 360_000_000, 1_020_000_000, 360_000_000];
    const quadrangle = [...ring, 1_020_000_000, 370_000_000, 1_010_000_000, 370_000_000, ...ring.slice(0, 2)];
    expect(ringAreaM2(quadrangle) / 1e6).toBeCloseTo(9_930, -2);
  });

  it('add up over the parts of a whole', () => {
    const [w, s] = [1_010_000_000, 360_000_000];
    const box = (x0: number, y0: number, x1: number, y1: number) => [x0, y0, x1, y0, x1, y1, x0, y1, x0, y0];
    const parts = [box(w, s, w + 3e6, s + 9e6), box(w + 3e6, s, w + 8e6, s + 9e6)].map((ring) => [ring]);
    expect(polygonsAreaM2(parts)).toBeCloseTo(ringAreaM2(box(w, s, w + 8e6, s + 9e6)), 1);
  });
});
