import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incidentBox } from '../../../client/workspaces/watch/review/frame-box.ts';
import type { ReviewTrack } from '../../../core/contract/review.ts';

const place: [number, number] = [101.7, 36.6];

test('pictures of an incident hold it in the middle, never too near nor too far', () => {
  const offsets = fc.array(
    fc.tuple(
      fc.double({ min: -0.2, max: 0.2, noNaN: true }),
      fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    ),
    { minLength: 2, maxLength: 20 },
  );
  fc.assert(
    fc.property(offsets, (list) => {
      const coordinates = list.map(([x, y]): [number, number] => [place[0] + x, place[1] + y]);
      const track = { geometry: { type: 'LineString', coordinates } } as unknown as ReviewTrack;
      const [west, south, east, north] = incidentBox(place, [track]);
      expect((west + east) / 2).toBeCloseTo(place[0], 6);
      expect((south + north) / 2).toBeCloseTo(place[1], 6);
      const metres = ((north - south) / 2) * 111_320;
      expect(metres).toBeGreaterThanOrEqual(700 - 1e-3);
      expect(metres).toBeLessThanOrEqual(4000 + 1e-3);
    }),
  );
});
