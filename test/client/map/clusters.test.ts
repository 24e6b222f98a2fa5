import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNT_ZOOM, countTarget, nextMember, type Place } from '../../../client/map/count-target.ts';
import { clustersOf } from '../../../client/map/layers/clusters.ts';
import { countSymbols, countText, plateWidth } from '../../../client/map/layers/count-symbols.ts';
import { mercatorX, mercatorY } from '../../../core/hotspot/density.ts';

const anyThings = fc
  .array(
    fc.record({
      lng: fc.double({ min: 101.6, max: 101.9, noNaN: true }),
      lat: fc.double({ min: 36.5, max: 36.7, noNaN: true }),
    }),
    { maxLength: 120 },
  )
  .map((places) => places.map((place, i) => ({ ...place, id: `i${i}` })));
const anyZoom = fc.integer({ min: 12, max: 40 }).map((steps) => steps / 2);
const REACH = 36;

const pixels = ({ lng, lat }: { lng: number; lat: number }, zoom: number): [number, number] => {
  const world = 512 * 2 ** zoom;
  return [mercatorX(lng) * world, mercatorY(lat) * world];
};
const apart = (a: { lng: number; lat: number }, b: { lng: number; lat: number }, zoom: number): number => {
  const [[ax, ay], [bx, by]] = [pixels(a, zoom), pixels(b, zoom)];
  return Math.hypot(ax - bx, ay - by);
};

describe('clusters', () => {
  it('hold everything exactly once, and no two are drawn nearer than the reach', () => {
    fc.assert(
      fc.property(anyThings, anyZoom, (things, zoom) => {
        const clusters = clustersOf(things, zoom, REACH);
        const ids = clusters.flatMap(({ members }) => members.map(({ id }) => id));
        expect([...ids].sort()).toEqual(things.map(({ id }) => id).sort());
        for (const [i, a] of clusters.entries())
          for (const b of clusters.slice(i + 1))
            if (a.members.length > 1 || b.members.length > 1 || apart(a, b, zoom) > 1e-6)
              expect(apart(a, b, zoom)).toBeGreaterThan(REACH * (1 - 1e-6));
      }),
    );
  });

  it('are the same in whatever order the things come', () => {
    fc.assert(
      fc.property(
        anyThings.chain((things) =>
          fc.tuple(
            fc.constant(things),
            fc.shuffledSubarray(things, { minLength: things.length, maxLength: things.length }),
          ),
        ),
        anyZoom,
        ([things, shuffled], zoom) => {
          const inOrder = (list: typeof things) =>
            clustersOf(list, zoom, REACH).map(({ lng, lat, members }) => [
              lng,
              lat,
              members.map(({ id }) => id),
            ]);
          expect(inOrder(shuffled)).toEqual(inOrder(things));
        },
      ),
    );
  });

  it('keep their members within two reaches and a half of where they are drawn', () => {
    fc.assert(
      fc.property(anyThings, anyZoom, (things, zoom) => {
        for (const cluster of clustersOf(things, zoom, REACH))
          for (const member of cluster.members)
            expect(apart(cluster, member, zoom)).toBeLessThan(REACH * 2.5);
      }),
    );
  });

  it('leave things that are far from each other where they are', () => {
    fc.assert(
      fc.property(anyThings, (things) => {
        const zoom = 19.5;
        const lonely = things.filter((a) => things.every((b) => a === b || apart(a, b, zoom) > REACH * 4));
        const clusters = clustersOf(lonely, zoom, REACH);
        expect(clusters.map(({ lng, lat }) => [lng, lat]).sort()).toEqual(
          lonely.map(({ lng, lat }) => [lng, lat]).sort(),
        );
      }),
    );
  });

  it('are not changed by what happens far away', () => {
    fc.assert(
      fc.property(anyThings, anyZoom, (things, zoom) => {
        const stranger = { id: 'stranger', lng: 102.5, lat: 36.6 };
        const near = (list: typeof things) =>
          clustersOf(list, zoom, REACH).filter(({ members }) => !members.some(({ id }) => id === 'stranger'));
        const order = (a: { members: readonly { id: string }[] }, b: typeof a) =>
          (a.members[0]?.id ?? '') < (b.members[0]?.id ?? '') ? -1 : 1;
        expect(near([...things, stranger]).sort(order)).toEqual(near(things).sort(order));
      }),
    );
  });
});

describe('a count on the map', () => {
  it('writes its number in digits of one width, inside the plate', () => {
    for (const count of [2, 17, 340, 999, 1000, 12_345]) {
      const members = Array.from({ length: count }, (_, i) => String(i));
      const [plate, ...digits] = countSymbols({ lng: 0, lat: 0, state: 'open', priority: 2, members });
      expect(plate).toMatchObject({ id: '0', members });
      expect(digits.map(({ icon }) => icon.split('-')[1]).join('')).toBe(countText(count));
      const offsets = digits.map(({ offset }) => offset![0]);
      for (const [i, right] of offsets.entries()) if (i > 0) expect(right - offsets[i - 1]!).toBeCloseTo(7);
      const half = plateWidth(digits.length) / 2;
      expect(half * 2).toBeLessThanOrEqual(48);
      for (const right of offsets) expect(Math.abs(right) + 3.5).toBeLessThan(half);
      expect(digits.every(({ isPart }) => isPart)).toBe(true);
    }
    expect(countText(999)).toBe('999');
    expect(countText(1000)).toBe('1k+');
    expect(countText(25_000)).toBe('9k+');
  });

  it('when clicked goes where its members part, as long as they do', () => {
    const places: Place[] = [
      [101.7, 36.6],
      [101.71, 36.61],
      [101.705, 36.59],
    ];
    expect(countTarget(places, 11)).toEqual([101.7, 36.59, 101.71, 36.61]);
    expect(countTarget(places, COUNT_ZOOM)).toBeUndefined();
    expect(countTarget([places[0]!, places[0]!], 11)).toBeUndefined();
  });

  it('goes through its members one by one where they lie on each other', () => {
    expect(nextMember(['a', 'b', 'c'], undefined)).toBe('a');
    expect(nextMember(['a', 'b', 'c'], 'a')).toBe('b');
    expect(nextMember(['a', 'b', 'c'], 'c')).toBe('a');
    expect(nextMember(['a', 'b', 'c'], 'elsewhere')).toBe('a');
  });
});
