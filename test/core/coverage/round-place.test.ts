import { describe, expect, it } from 'vitest';
import { roundPlace } from '../../../core/coverage/round-place.ts';

const post = { lng: 101.7, lat: 36.6 };
const stops = [
  { lng: 101.72, lat: 36.6, arriveMs: 1000, leaveMs: 2000 },
  { lng: 101.76, lat: 36.64, arriveMs: 4000, leaveMs: 5000 },
];

describe('the place of a unit by its round', () => {
  it('is its stop while it stays there', () => {
    for (const atMs of [1000, 1500, 2000]) expect(roundPlace({ post, stops }, atMs)).toBe(stops[0]);
  });

  it('is as far between two stops as the time is', () => {
    const { lng, lat } = roundPlace({ post, stops }, 2500)!;
    expect(lng).toBeCloseTo(101.73, 9);
    expect(lat).toBeCloseTo(36.61, 9);
  });

  it('is its post before the first stop, or the stop if it has none; and the last stop afterwards', () => {
    expect(roundPlace({ post, stops }, 500)).toBe(post);
    expect(roundPlace({ post: null, stops }, 500)).toBe(stops[0]);
    expect(roundPlace({ post, stops }, 9000)).toBe(stops[1]);
  });

  it('is not known without stops', () => {
    expect(roundPlace({ post, stops: [] }, 0)).toBeUndefined();
  });
});
