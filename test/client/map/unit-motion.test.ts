import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnitMotion } from '../../../client/map/unit-motion.ts';
import type { UnitPositionRow } from '../../../core/contract/live.ts';

const row = (lng: number, lat: number, fixAtMs: number, heading: number | null = null): UnitPositionRow => [
  'u',
  lng,
  lat,
  heading,
  30,
  fixAtMs,
];
const rows = (...all: UnitPositionRow[]): ReadonlyMap<string, UnitPositionRow> =>
  new Map(all.map((one) => [one[0], one]));
const anywhere = (): boolean => true;

describe('units between two positions', () => {
  it('stand where they were first seen at once', () => {
    const motion = new UnitMotion();
    motion.follow(rows(row(101.7, 36.6, 1000)), 0);
    expect(motion.places(0).get('u')).toMatchObject({ lng: 101.7, lat: 36.6 });
    expect(motion.isMoving(1, anywhere)).toBe(false);
  });

  it('go there in the time between the positions, and stop there', () => {
    const motion = new UnitMotion();
    motion.follow(rows(row(101.7, 36.6, 1000)), 0);
    motion.follow(rows(row(101.701, 36.602, 3000)), 2000);
    expect(motion.places(2000).get('u')).toMatchObject({ lng: 101.7, lat: 36.6 });
    expect(motion.places(3000).get('u')!.lng).toBeCloseTo(101.7005, 9);
    expect(motion.isMoving(3000, anywhere)).toBe(true);
    expect(motion.places(9000).get('u')).toMatchObject({ lng: 101.701, lat: 36.602 });
    expect(motion.isMoving(9000, anywhere)).toBe(false);
  });

  it('never leave the straight way between where they were drawn and the newest position', () => {
    const anyFix = fc.record({
      lng: fc.double({ min: 101.7, max: 101.71, noNaN: true }),
      lat: fc.double({ min: 36.6, max: 36.61, noNaN: true }),
      waitMs: fc.integer({ min: 100, max: 6000 }),
      lookMs: fc.integer({ min: 0, max: 8000 }),
    });
    fc.assert(
      fc.property(fc.array(anyFix, { minLength: 2, maxLength: 12 }), (fixes) => {
        const motion = new UnitMotion();
        let nowMs = 0;
        for (const { lng, lat, waitMs, lookMs } of fixes) {
          nowMs += waitMs;
          const before = motion.places(nowMs).get('u') ?? { lng, lat };
          motion.follow(rows(row(lng, lat, nowMs)), nowMs);
          const { lng: drawnLng, lat: drawnLat } = motion.places(nowMs + lookMs).get('u')!;
          const within = (value: number, a: number, b: number) =>
            value >= Math.min(a, b) - 1e-9 && value <= Math.max(a, b) + 1e-9;
          expect(within(drawnLng, before.lng, lng) && within(drawnLat, before.lat, lat)).toBe(true);
        }
      }),
    );
  });

  it('do not glide across the city after a gap', () => {
    const motion = new UnitMotion();
    motion.follow(rows(row(101.7, 36.6, 0)), 0);
    motion.follow(rows(row(101.9, 36.7, 60_000)), 60_000);
    expect(motion.places(60_000).get('u')).toMatchObject({ lng: 101.9, lat: 36.7 });
  });

  it('turn the short way round', () => {
    const motion = new UnitMotion();
    motion.follow(rows(row(101.7, 36.6, 0, 350)), 0);
    motion.follow(rows(row(101.701, 36.6, 4000, 10)), 4000);
    expect(motion.places(5000).get('u')!.headingDegrees).toBeCloseTo(0, 6);
    expect(motion.places(8000).get('u')!.headingDegrees).toBeCloseTo(10, 6);
  });

  it('are forgotten with their positions', () => {
    const motion = new UnitMotion();
    motion.follow(rows(row(101.7, 36.6, 0)), 0);
    motion.follow(rows(), 10);
    expect(motion.places(10).size).toBe(0);
  });
});
