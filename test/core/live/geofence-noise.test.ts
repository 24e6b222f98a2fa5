import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fix, newFenceWatch, takeFixes } from '../../../core/live/geofence.ts';
import { at, box, fix, PLANE } from './fences.ts';

/** Normally spread noise of a receiver whose stated accuracy holds 68 % of its fixes, from a seed. */
function noise(seed: number, accuracyMetres: number): () => number {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / (2 ** 32 + 1);
  };
  return () => (accuracyMetres / 1.515) * Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

describe('noise and order', () => {
  it('a unit that stands at the border for an hour makes no alarm, whatever its receiver', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 3, max: 60 }),
        fc.integer({ min: -10, max: 10 }),
        (seed, accuracy, off) => {
          const shake = noise(seed, accuracy);
          const watch = newFenceWatch([box('f', 0, 0, 400, 400, 20)]);
          const fixes = Array.from({ length: 3600 }, (_, i) =>
            fix(i, off + shake(), 200 + shake(), accuracy),
          );
          expect(takeFixes(watch, fixes)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('without persistence such a unit still makes no storm', () => {
    const counts = Array.from({ length: 12 }, (_, seed) => {
      const shake = noise(seed * 7919 + 1, 10);
      const watch = newFenceWatch([box('f', 0, 0, 400, 400)]);
      return takeFixes(
        watch,
        Array.from({ length: 3600 }, (_, i) => fix(i, shake(), 200 + shake(), 10)),
      ).length;
    });
    // A fence that believed every fix would change about 1,800 times in an hour.
    expect(Math.max(...counts)).toBeLessThan(20);
  });

  const journey = fc.array(
    fc.record({
      second: fc.integer({ min: 1, max: 20 }),
      east: fc.integer({ min: -40, max: 40 }),
      north: fc.integer({ min: -40, max: 40 }),
      accuracy: fc.constantFrom(3, 8, 20),
    }),
    { minLength: 5, maxLength: 60 },
  );
  const fences = [box('f', 0, 0, 100, 100), box('g', 50, 50, 180, 140, 15), box('h', -200, -60, -20, 60, 5)];
  const fixesOf = (steps: { second: number; east: number; north: number; accuracy: number }[]): Fix[] => {
    let [second, east, north] = [0, 0, 0];
    return steps.map((step) => {
      second += step.second;
      east += step.east;
      north += step.north;
      return fix(second, east, north, step.accuracy);
    });
  };

  it('fixes count by their own time, and late ones not at all', () => {
    fc.assert(
      fc.property(journey, fc.integer(), (steps, seed) => {
        const fixes = fixesOf(steps);
        const inOrder = newFenceWatch(fences);
        const expected = fixes.flatMap((one) => takeFixes(inOrder, [one]));
        const shuffled = newFenceWatch(fences);
        const order = noise(seed, 100);
        const mixed = fixes.map((one) => ({ one, key: order() })).sort((a, b) => a.key - b.key);
        expect(
          takeFixes(
            shuffled,
            mixed.map(({ one }) => one),
          ),
        ).toEqual(expected);
        const late = fixes.slice(0, -1).map((one) => ({ ...one, ...at(50, 50) }));
        expect(takeFixes(shuffled, late)).toEqual([]);
        expect(shuffled.tracks).toEqual(inOrder.tracks);
      }),
      { numRuns: 80 },
    );
  });

  it('a unit that enters must have been outside, and one that leaves inside', () => {
    fc.assert(
      fc.property(journey, (steps) => {
        const crossings = takeFixes(newFenceWatch(fences), fixesOf(steps)).filter(
          ({ isPassage }) => !isPassage,
        );
        for (const { id } of fences) {
          const sides = crossings.filter(({ fenceId }) => fenceId === id).map(({ to }) => to);
          for (let i = 1; i < sides.length; i += 1) expect(sides[i]).not.toBe(sides[i - 1]);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('a unit that stays is known to be where it is', () => {
    fc.assert(
      fc.property(journey, (steps) => {
        const watch = newFenceWatch(fences);
        const fixes = fixesOf(steps);
        takeFixes(watch, fixes);
        const last = fixes.at(-1)!;
        const stays = Array.from({ length: 30 }, (_, i) => ({
          ...last,
          accuracyMetres: 1,
          fixMs: last.fixMs + (i + 1) * 1000,
        }));
        takeFixes(watch, stays);
        for (const { id, rings } of fences) {
          const [west = 0, south = 0, , , east = 0, north = 0] = rings[0] as number[];
          const depth = Math.min(
            (last.lng7 - west) * PLANE.metresPerLng7,
            (east - last.lng7) * PLANE.metresPerLng7,
            (last.lat7 - south) * PLANE.metresPerLat7,
            (north - last.lat7) * PLANE.metresPerLat7,
          );
          if (Math.abs(depth) < 5) continue;
          expect(watch.tracks.get('u')?.contacts.get(id)?.side ?? 'outside').toBe(
            depth > 0 ? 'inside' : 'outside',
          );
        }
      }),
      { numRuns: 80 },
    );
  });
});
