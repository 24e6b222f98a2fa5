import fc from 'fast-check';
import type { FlatRing } from '../../../../core/geometry/ring.ts';
import { partitions } from '../../../support/made-partition.ts';

export type Areas = FlatRing[][][];
type Point = readonly [lng7: number, lat7: number];

/** One thing done to a file of boundaries that spoils it. Distances are integer units (about a centimetre). */
export type Spoil =
  | { do: 'jitter'; area: number; most: number; seed: number }
  | { do: 'drop'; area: number; oneIn: number; seed: number }
  | { do: 'shift'; area: number; east: number; north: number }
  | { do: 'twin'; area: number; most: number; seed: number }
  | { do: 'swap'; area: number; seed: number }
  | { do: 'needle'; area: number; length: number; width: number; seed: number }
  | { do: 'crumble'; area: number; seed: number };

/** Numbers from 0 to 1, always the same for a seed. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return ((state >>> 8) & 0xffff) / 0x10000;
  };
}

function openOf(ring: FlatRing): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 3 < ring.length; at += 2) points.push([ring[at]!, ring[at + 1]!]);
  return points;
}

function ringOf(points: readonly Point[]): number[] | undefined {
  const kept = points.filter(
    ([lng, lat], i) => i === 0 || lng !== points[i - 1]![0] || lat !== points[i - 1]![1],
  );
  return kept.length < 3 ? undefined : [...kept, kept[0]!].flat();
}

function eachRing(polygons: FlatRing[][], change: (points: Point[]) => readonly Point[]): FlatRing[][] {
  return polygons.map((rings) => rings.map((ring) => ringOf(change(openOf(ring))) ?? ring));
}

function shaken(most: number, random: () => number): (points: Point[]) => Point[] {
  const by = () => Math.round((2 * random() - 1) * most);
  return (points) => points.map(([lng, lat]) => [lng + by(), lat + by()] as const);
}

/** The areas with one more thing wrong. */
export function spoilt(areas: Areas, spoil: Spoil): Areas {
  const area = spoil.area % areas.length;
  const polygons = areas[area]!;
  const set = (changed: FlatRing[][]): Areas => areas.with(area, changed);
  const random = randomOf('seed' in spoil ? spoil.seed : 0);
  switch (spoil.do) {
    case 'jitter':
      return set(eachRing(polygons, shaken(spoil.most, random)));
    case 'drop':
      return set(eachRing(polygons, (points) => points.filter(() => random() * spoil.oneIn >= 1)));
    case 'shift':
      return set(
        eachRing(polygons, (points) => points.map(([lng, lat]) => [lng + spoil.east, lat + spoil.north])),
      );
    case 'twin':
      return [...areas, eachRing(polygons, shaken(spoil.most, random))];
    case 'swap':
      return set(
        eachRing(polygons, (points) => {
          const [i, k] = [0, 0].map(() => Math.floor(random() * points.length)) as [number, number];
          return points.with(i, points[k]!).with(k, points[i]!);
        }),
      );
    case 'needle':
      return set(
        eachRing(polygons, (points) => {
          const i = Math.floor(random() * points.length);
          const [lng, lat] = points[i]!;
          const turn = random() * 2 * Math.PI;
          const tip = [
            Math.round(lng + spoil.length * Math.cos(turn)),
            Math.round(lat + spoil.length * Math.sin(turn)),
          ] as const;
          return points.toSpliced(i + 1, 0, tip, [lng + spoil.width, lat]);
        }),
      );
    case 'crumble':
      return set(
        eachRing(polygons, (points) =>
          points.flatMap(([lng, lat], i) => {
            const [toLng, toLat] = points[(i + 1) % points.length]!;
            const share = random();
            return [
              [lng, lat],
              [
                Math.round(lng + share * (toLng - lng)) + Math.round(4 * random()),
                Math.round(lat + share * (toLat - lat)) + Math.round(4 * random()),
              ],
            ] as const;
          }),
        ),
      );
  }
}

const area = fc.nat({ max: 9 });
const seed = fc.integer();
const spoils: fc.Arbitrary<Spoil> = fc.oneof(
  fc.record({ do: fc.constant('jitter' as const), area, seed, most: fc.constantFrom(3, 30, 300, 3000) }),
  fc.record({ do: fc.constant('drop' as const), area, seed, oneIn: fc.integer({ min: 2, max: 6 }) }),
  fc.record({
    do: fc.constant('shift' as const),
    area,
    east: fc.integer({ min: -2000, max: 2000 }),
    north: fc.integer({ min: -2000, max: 2000 }),
  }),
  fc.record({ do: fc.constant('twin' as const), area, seed, most: fc.constantFrom(0, 0, 20, 200) }),
  fc.record({ do: fc.constant('swap' as const), area, seed }),
  fc.record({
    do: fc.constant('needle' as const),
    area,
    seed,
    length: fc.constantFrom(100, 5000, 30_000),
    width: fc.constantFrom(0, 1, 40, 400),
  }),
  fc.record({ do: fc.constant('crumble' as const), area, seed }),
);

/** Partitions of a square, and what was made of them. */
export const spoiltPartitions: fc.Arbitrary<{ clean: Areas; dirty: Areas }> = fc
  .tuple(partitions, fc.array(spoils, { minLength: 1, maxLength: 5 }))
  .map(([{ grids }, list]) => {
    const clean = grids.filter((polygons) => polygons.length > 0) as Areas;
    return { clean, dirty: list.reduce(spoilt, clean) };
  });
