import { describe, expect, it } from 'vitest';
import { zoneDoubtHours } from '../../../core/import/zone-doubt.ts';

const SUMMER = Date.parse('2026-07-01T00:00:00Z');

describe('a zone that can not be that of a place', () => {
  it.each([
    ['Asia/Shanghai', 'Chicago', -87.7, -10.2],
    ['America/Chicago', 'Xining', 101.8, 12 - 0.2],
    ['UTC', 'Tokyo', 139.7, -9.3],
  ])('%s in %s', (zone, _place, lng, hours) => {
    expect(Math.abs(zoneDoubtHours(zone, lng, SUMMER) ?? 0)).toBeCloseTo(Math.abs(hours), 0);
  });

  it.each([
    ['Asia/Shanghai', 'Kashgar', 75.99],
    ['Asia/Shanghai', 'Xining', 101.8],
    ['America/Chicago', 'Chicago', -87.7],
    ['Europe/Madrid', 'Vigo', -8.7],
    ['Pacific/Kiritimati', 'Kiritimati', -157.4],
  ])('is not %s in %s', (zone, _place, lng) => {
    expect(zoneDoubtHours(zone, lng, SUMMER)).toBeUndefined();
  });
});
