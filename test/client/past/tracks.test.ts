import { describe, expect, it } from 'vitest';
import { GAP_MS, Tracks } from '../../../client/past/tracks.ts';
import type { UnitPositionRow } from '../../../core/contract/live.ts';

const fix = (ms: number, lng: number, id = 'u'): UnitPositionRow => [id, lng, 36, 90, 20, ms];
const newest = (...rows: UnitPositionRow[]) => new Map(rows.map((row) => [row[0], row]));

describe('tracks in a replay', () => {
  it('a unit is on the straight line between two fixes that are near in time, and fresh there', () => {
    const tracks = new Tracks();
    tracks.add([fix(0, 101), fix(10_000, 102)]);
    expect(tracks.placesAt(4000, newest(fix(0, 101))).get('u')).toEqual({
      lng: 101.4,
      lat: 36,
      headingDegrees: 90,
      speedKmh: 20,
      fixAtMs: 4000,
    });
  });

  it('nothing is drawn into a gap: the unit stays at its last fix and grows old', () => {
    const tracks = new Tracks();
    tracks.add([fix(0, 101), fix(GAP_MS + 1, 102)]);
    const place = tracks.placesAt(GAP_MS, newest(fix(0, 101))).get('u');
    expect([place?.lng, place?.fixAtMs]).toEqual([101, 0]);
  });

  it('without a next fix, or without any, it stays where it is or is not there', () => {
    const tracks = new Tracks();
    tracks.add([fix(0, 101)]);
    expect(tracks.placesAt(5000, newest(fix(0, 101))).get('u')?.lng).toBe(101);
    expect(tracks.placesAt(5000, new Map()).size).toBe(0);
  });

  it('forgets what lies behind and keeps what comes', () => {
    const tracks = new Tracks();
    tracks.add([fix(0, 101), fix(10_000, 102), fix(20_000, 103)]);
    tracks.forgetBefore(15_000);
    expect(tracks.placesAt(15_000, newest(fix(10_000, 102))).get('u')?.lng).toBe(102.5);
  });
});
