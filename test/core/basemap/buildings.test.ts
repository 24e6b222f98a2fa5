import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildingsOf } from '../../../core/basemap/buildings.ts';
import { segmentsCross } from '../../../core/geometry/integer.ts';
import { ringAreaM2 } from '../../../core/geometry/metres.ts';
import { isSimpleRing, locateInRing, signedArea2 } from '../../../core/geometry/ring.ts';
import { LAND_KINDS, type LandKind } from '../../../core/vocabulary.ts';

const LNG7 = 1_017_700_000;
const LAT7 = 366_200_000;
const BUILT: readonly LandKind[] = ['residential', 'commercial', 'industrial', 'education'];

/** A block of four corners: sides in metres, turned, each corner pulled by up to a tenth of the sides. */
function quad(width: number, height: number, turn: number, pulls: readonly number[], at = 0): number[] {
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ].map(([x, y], i) => [x! + pulls[2 * i]! * width, y! + pulls[2 * i + 1]! * height] as const);
  const ring = corners.flatMap(([x, y]) => [
    Math.round(LNG7 + at + (x * Math.cos(turn) - y * Math.sin(turn)) * 112),
    Math.round(LAT7 + (x * Math.sin(turn) + y * Math.cos(turn)) * 90),
  ]);
  return [...ring, ring[0]!, ring[1]!];
}

const pull = fc.double({ min: -0.1, max: 0.1, noNaN: true });
const blocks = fc.record({
  kind: fc.constantFrom(...BUILT),
  ring: fc
    .tuple(
      fc.double({ min: 25, max: 420, noNaN: true }),
      fc.double({ min: 25, max: 420, noNaN: true }),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      fc.array(pull, { minLength: 8, maxLength: 8 }),
      fc.integer({ min: 0, max: 9_000_000 }),
    )
    .map((shape) => quad(...shape)),
});

function sides(ring: readonly number[]): [number, number, number, number][] {
  return Array.from({ length: ring.length / 2 - 1 }, (_, i) => ring.slice(2 * i, 2 * i + 4) as never);
}

/** Hardly wider than the houses of its two long sides. */
const NARROW = [
  1_023_721_277, 366_200_000, 1_023_724_648, 366_200_000, 1_023_724_648, 366_205_293, 1_023_721_277,
  366_205_293, 1_023_721_277, 366_200_000,
];

describe('the buildings of a block', () => {
  it('are simple counter-clockwise rings inside the block', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        for (const building of buildingsOf(block)) {
          expect(isSimpleRing(building)).toBe(true);
          expect(signedArea2(building)).toBeGreaterThan(0);
          for (let i = 0; i < building.length; i += 2)
            expect(locateInRing(building[i]!, building[i + 1]!, block.ring)).toBe(1);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('do not run into each other', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        const buildings = buildingsOf(block);
        const crossings = buildings.flatMap((a, i) =>
          buildings
            .slice(i + 1)
            .filter((b) => sides(a).some((s) => sides(b).some((t) => segmentsCross(...s, ...t)))),
        );
        expect(crossings).toEqual([]);
        const within = buildings.filter((a) =>
          buildings.some((b) => a !== b && locateInRing(a[0]!, a[1]!, b) === 1),
        );
        expect(within).toEqual([]);
      }),
      { numRuns: 60, examples: [[{ kind: 'residential', ring: NARROW }]] },
    );
  });

  it('are the same for the same block, and others for another', () => {
    const block = { kind: 'residential', ring: quad(160, 120, 0.3, Array(8).fill(0)) } as const;
    expect(buildingsOf(block)).toEqual(buildingsOf({ ...block, ring: [...block.ring] }));
    const other = { ...block, ring: quad(160, 120, 0.3, Array(8).fill(0), 5000) };
    expect(buildingsOf(other)).not.toEqual(buildingsOf(block));
  });

  it('cover a good part of town blocks, some of each, and never green land', () => {
    const rings = Array.from({ length: 40 }, (_, at) => quad(180, 140, 0.25, Array(8).fill(0), at * 100_000));
    const shares = (kind: LandKind) =>
      rings.map(
        (ring) =>
          buildingsOf({ kind, ring }).reduce((sum, building) => sum + ringAreaM2(building), 0) /
          ringAreaM2(ring),
      );
    for (const kind of ['residential', 'commercial', 'industrial'] as const) {
      const mean = shares(kind).reduce((sum, share) => sum + share, 0) / rings.length;
      expect(mean).toBeGreaterThan(0.2);
      expect(mean).toBeLessThan(0.5);
      expect(Math.min(...shares(kind))).toBeGreaterThan(0.05);
    }
    for (const kind of LAND_KINDS.filter((other) => !BUILT.includes(other)))
      expect(Math.max(...shares(kind))).toBe(0);
  });

  it('leave a school its playing field and a village its yards', () => {
    const ring = quad(170, 150, 0, Array(8).fill(0));
    const north = buildingsOf({ kind: 'education', ring }).every((building) =>
      building.every((value, i) => i % 2 === 0 || value > LAT7 + 0.35 * 150 * 90),
    );
    expect(north).toBe(true);
    const village = buildingsOf({ kind: 'residential', ring: quad(330, 300, 0, Array(8).fill(0)) });
    expect(village.length).toBeGreaterThan(100);
    expect(Math.max(...village.map(ringAreaM2))).toBeLessThan(250);
  });
});
