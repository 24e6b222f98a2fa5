import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localMetres } from '../../../core/geometry/metres.ts';
import {
  type Crossing,
  type FenceShape,
  type FenceWatch,
  type Fix,
  forgetUnit,
  newFenceWatch,
  setFences,
  takeFixes,
} from '../../../core/live/geofence.ts';

const [LNG7, LAT7] = [1017800000, 366200000];
const PLANE = localMetres(LNG7, LAT7);
const START_MS = Date.parse('2026-11-23T04:00:00Z');

/** A place by metres east and north of a point in the city. */
function at(east: number, north: number): { lng7: number; lat7: number } {
  return {
    lng7: Math.round(LNG7 + east / PLANE.metresPerLng7),
    lat7: Math.round(LAT7 + north / PLANE.metresPerLat7),
  };
}

/** A box by metres. */
function box(
  id: string,
  west: number,
  south: number,
  east: number,
  north: number,
  persistenceSeconds = 0,
): FenceShape {
  const corners = [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
  return { id, rings: [corners.flatMap(({ lng7, lat7 }) => [lng7, lat7])], persistenceSeconds };
}

function fix(
  second: number,
  east: number,
  north: number,
  accuracyMetres: number | null = 5,
  unitId = 'u',
): Fix {
  return { unitId, ...at(east, north), accuracyMetres, fixMs: START_MS + second * 1000 };
}

const told = (crossings: readonly Crossing[]) =>
  crossings.map(({ fenceId, to, at: { fixMs }, isPassage }) => [
    fenceId,
    to,
    (fixMs - START_MS) / 1000,
    isPassage,
  ]);

/** A walk along x at north 50, one fix a second, `metres` apart. */
const walk = (from: number, to: number, metres: number, startSecond = 0) =>
  Array.from({ length: Math.floor((to - from) / metres) + 1 }, (_, i) =>
    fix(startSecond + i, from + i * metres, 50),
  );

/** Normally spread noise of a receiver whose stated accuracy holds 68 % of its fixes, from a seed. */
function noise(seed: number, accuracyMetres: number): () => number {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / (2 ** 32 + 1);
  };
  return () => (accuracyMetres / 1.515) * Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

describe('a fence', () => {
  it('is entered and left once each by a unit that walks through', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    expect(told(takeFixes(watch, walk(-61, 160, 2)))).toEqual([
      ['f', 'inside', 36, false],
      ['f', 'outside', 86, false],
    ]);
  });

  it('is silent for the units that stand in it when it is drawn', () => {
    const watch = newFenceWatch();
    expect(takeFixes(watch, [fix(0, 50, 50)])).toEqual([]);
    setFences(watch, [box('f', 0, 0, 100, 100)]);
    expect(takeFixes(watch, [fix(1, 50, 50), fix(2, 51, 50)])).toEqual([]);
    expect(watch.tracks.get('u')?.contacts.get('f')).toMatchObject({ side: 'inside', cause: 'baseline' });
    expect(told(takeFixes(watch, walk(51, 130, 2, 3)))).toEqual([['f', 'outside', 33, false]]);
  });

  it('is silent for a unit that appears in it, and for one that comes on duty again', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    takeFixes(watch, [fix(0, -50, 50)]);
    forgetUnit(watch, 'u');
    expect(takeFixes(watch, [fix(60, 50, 50), fix(61, 50, 50, 5, 'v')])).toEqual([]);
  });

  it('keeps what it knows while others are drawn, and begins anew when its shape is changed', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    takeFixes(watch, walk(-20, 50, 2));
    setFences(watch, [box('g', 500, 0, 600, 100), box('f', 0, 0, 100, 100, 30)]);
    expect(watch.tracks.get('u')?.contacts.get('f')).toMatchObject({ side: 'inside', cause: 'crossing' });
    setFences(watch, [box('f', 0, 0, 90, 100)]);
    expect(takeFixes(watch, [fix(60, 50, 50)])).toEqual([]);
    expect(watch.tracks.get('u')?.contacts.get('f')).toMatchObject({ side: 'inside', cause: 'baseline' });
  });

  it('counts a change only once it has lasted', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100, 30)]);
    const inAndOut = [fix(0, -50, 50), fix(10, 50, 50), fix(30, 50, 50), fix(35, -50, 50)];
    expect(takeFixes(watch, inAndOut)).toEqual([]);
    const stays = [fix(40, 50, 50), fix(69, 50, 50)];
    expect(takeFixes(watch, stays)).toEqual([]);
    expect(told(takeFixes(watch, [fix(70, 50, 50)]))).toEqual([['f', 'inside', 40, false]]);
  });

  it('is not crossed by what the accuracy can not tell', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    const vague = [
      fix(0, -80, 50),
      fix(1, -80, 50),
      fix(2, 15, 50, 30),
      fix(3, 35, 50, 30),
      fix(4, 20, 50, null),
    ];
    expect(takeFixes(watch, vague)).toEqual([]);
    expect(takeFixes(watch, [fix(5, 50, 50, 400)])).toEqual([]);
    expect(told(takeFixes(watch, [fix(60, 50, 50, 5)]))).toEqual([['f', 'inside', 60, false]]);
  });

  it('sees who went right through between two fixes', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    const crossings = takeFixes(watch, [fix(0, -100, 50), fix(15, 200, 50)]);
    expect(told(crossings)).toEqual([['f', 'inside', 7.5, true]]);
    expect(watch.tracks.get('u')?.contacts.size).toBe(0);
  });

  it('does not take for a passage what cut a corner, lasted too short, leapt, or came after a silence', () => {
    const through = (fence: FenceShape, ...fixes: Fix[]) => takeFixes(newFenceWatch([fence]), fixes);
    expect(through(box('f', 0, 0, 100, 100), fix(0, -50, 45), fix(10, 55, -50))).toEqual([]);
    expect(through(box('f', 0, 0, 100, 100, 10), fix(0, -100, 50), fix(15, 200, 50))).toEqual([]);
    expect(through(box('f', 0, 0, 100, 100), fix(0, -100, 50), fix(2, 200, 50))).toEqual([]);
    expect(through(box('f', 0, 0, 100, 100), fix(0, -100, 50), fix(300, 200, 50))).toEqual([]);
  });

  it('sees who left and came back between two fixes', () => {
    const hook = { ...box('f', 0, 0, 100, 100), persistenceSeconds: 0 };
    const notch = [
      at(0, 0),
      at(100, 0),
      at(100, 100),
      at(70, 100),
      at(70, 20),
      at(30, 20),
      at(30, 100),
      at(0, 100),
      at(0, 0),
    ];
    const watch = newFenceWatch([{ ...hook, rings: [notch.flatMap(({ lng7, lat7 }) => [lng7, lat7])] }]);
    expect(told(takeFixes(watch, [fix(0, 15, 80), fix(10, 85, 80)]))).toEqual([['f', 'outside', 5, true]]);
  });

  it('takes a first fix after a long gap as it is', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100), box('g', 500, 0, 600, 100)]);
    takeFixes(watch, walk(-20, 50, 2));
    expect(takeFixes(watch, [fix(4000, 550, 50)])).toEqual([]);
    expect(watch.tracks.get('u')?.contacts.get('g')).toMatchObject({ side: 'inside', cause: 'baseline' });
    expect(watch.tracks.get('u')?.contacts.has('f')).toBe(false);
  });

  it('remembers a crossing over a gap in which the unit stayed', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    takeFixes(watch, walk(-20, 50, 2));
    takeFixes(watch, [fix(9000, 60, 60)]);
    expect(watch.tracks.get('u')?.contacts.get('f')).toMatchObject({ side: 'inside', cause: 'crossing' });
  });

  it('goes on where an earlier watch stopped', () => {
    const fence = box('f', 0, 0, 100, 100);
    const first = newFenceWatch([fence]);
    takeFixes(first, walk(-60, -20, 2));
    const restored = (known: Set<string>): FenceWatch => {
      const watch = newFenceWatch([fence], known);
      for (const [id, track] of first.tracks)
        watch.tracks.set(id, { ...track, generation: 0, contacts: new Map(track.contacts) });
      return watch;
    };
    expect(told(takeFixes(restored(new Set(['f'])), [fix(40, 50, 50)]))).toEqual([
      ['f', 'inside', 40, false],
    ]);
    expect(takeFixes(restored(new Set()), [fix(40, 50, 50)])).toEqual([]);
  });
});

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
