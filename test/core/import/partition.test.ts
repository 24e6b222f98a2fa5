import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlatRing } from '../../../core/geometry/ring.ts';
import { isInsidePolygons, isSimpleRing, signedArea2 } from '../../../core/geometry/ring.ts';
import type { AcceptedRow } from '../../../core/import/accept-row.ts';
import { labelPoint } from '../../../core/import/label-point.ts';
import { partitionOf } from '../../../core/import/partition.ts';
import { CodesImpossible, planGrids } from '../../../core/import/plan-grids.ts';
import { provePartition } from '../../../core/plan/proof.ts';

type Area = FlatRing[][];
const BASE = [1_017_000_000, 366_000_000] as const;

/** A ring of points in units from the base, closed. */
function ring(...points: [number, number][]): number[] {
  return [...points, points[0] as [number, number]].flatMap(([x, y]) => [BASE[0] + x, BASE[1] + y]);
}
function box(west: number, south: number, east: number, north: number): number[] {
  return ring([west, south], [east, south], [east, north], [west, north]);
}
const kinds = (areas: Area[]) => partitionOf(areas).defects.map(({ kind }) => kind);
const S = 10_000;

/** n x n squares whose inner corners are moved at random, so that borders run every way. */
const quilt = fc
  .tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 72, maxLength: 72 }),
  )
  .map(([n, moves]): Area[] => {
    const corner = (i: number, j: number): [number, number] => [
      i * S + (moves[(i * 6 + j) * 2] ?? 0),
      j * S + (moves[(i * 6 + j) * 2 + 1] ?? 0),
    ];
    return Array.from({ length: n * n }, (_, place) => {
      const i = place % n;
      const j = Math.floor(place / n);
      return [[ring(corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1))]];
    });
  });

describe('partitionOf', () => {
  it('finds arcs and nodes of any quilt, each border once, by Euler', () => {
    fc.assert(
      fc.property(quilt, (areas) => {
        const { arcs, nodes, defects, insertedVertices } = partitionOf(areas);
        expect([defects, insertedVertices]).toEqual([[], 0]);
        expect(nodes.length - arcs.length + areas.length).toBe(1);
        const rebuilt = arcs.reduce((sum, { line }) => sum + line.length / 2 - 1, 0);
        expect(rebuilt).toBe(new Set(arcs.flatMap(({ line }) => segmentsOf(line))).size);
      }),
    );
  });

  it('puts a corner into the straight border of a neighbour', () => {
    const tall: Area = [[box(0, 0, S, 2 * S)]];
    const low: Area = [[box(S, 0, 2 * S, S)]];
    const high: Area = [[box(S, S, 2 * S, 2 * S)]];
    const partition = partitionOf([tall, low, high]);
    expect(partition.insertedVertices).toBe(1);
    expect(partition.defects).toEqual([]);
    const union: Area = [[box(0, 0, 2 * S, 2 * S)]];
    const outer = partitionOf([union, tall]).defects;
    expect(outer.map(({ kind }) => kind)).toContain('overlap');
    expect(partition.areas[0]?.[0]?.[0]?.length).toBe(12);
  });

  it.each([
    ['crossing', [[[box(0, 0, S, S)]], [[box(S / 2, S / 2, 2 * S, 2 * S)]]]],
    ['the same twice', [[[box(0, 0, S, S)]], [[box(0, 0, S, S)]]]],
    ['one inside the other', [[[box(0, 0, 4 * S, 4 * S)]], [[box(S, S, 2 * S, 2 * S)]]]],
    ['a shared edge on the same side', [[[box(0, 0, S, S)]], [[box(0, 0, S, 2 * S)]]]],
  ] as [string, Area[]][])('finds overlaps: %s', (_, areas) => {
    expect(kinds(areas)).toContain('overlap');
  });

  it('finds rings that cross themselves', () => {
    expect(kinds([[[ring([0, 0], [S, S], [S, 0], [0, S], [S / 2, 3 * S])]]])).toEqual(['invalid_ring']);
  });

  it('reports a gap, and takes a hole that another area fills', () => {
    const hole = ring([S, S], [S, 2 * S], [2 * S, 2 * S], [2 * S, S]);
    const frame: Area = [[box(0, 0, 3 * S, 3 * S), hole]];
    expect(signedArea2(frame[0]?.[1] ?? [])).toBeLessThan(0);
    expect(kinds([frame])).toEqual(['gap']);
    expect(kinds([frame, [[box(S, S, 2 * S, 2 * S)]]])).toEqual([]);
    expect(partitionOf([frame, [[box(S, S, 2 * S, 2 * S)]]]).arcs).toHaveLength(2);
  });

  it('takes areas that touch in a corner only, and areas far apart', () => {
    expect(kinds([[[box(0, 0, S, S)]], [[box(S, S, 2 * S, 2 * S)]]])).toEqual([]);
    expect(kinds([[[box(0, 0, S, S)]], [[box(5 * S, 0, 6 * S, S)]]])).toEqual([]);
  });
});

function segmentsOf(line: readonly number[]): string[] {
  const out: string[] = [];
  for (let i = 0; i + 3 < line.length; i += 2) {
    const ends = [`${line[i]},${line[i + 1]}`, `${line[i + 2]},${line[i + 3]}`].sort();
    out.push(ends.join(' '));
  }
  return out;
}

function rowOf(values: AcceptedRow['values'], index: number): AcceptedRow {
  return { index, values, geometry: { kind: 'surface', polygons: [] }, dayOnly: false, masked: [] };
}
const CITY = { code: '990100', nameZh: '试城', nameEn: 'Trial' };

describe('planGrids', () => {
  it('makes upper levels that are exactly partitioned by the grids, whatever the grouping', () => {
    fc.assert(
      fc.property(
        quilt,
        fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 50, maxLength: 50 }),
        (areas, keys) => {
          const rows = areas.map((_, place) =>
            rowOf({ district: keys[place], community: keys[place + 25], nameZh: `${place + 1}` }, place + 1),
          );
          const plan = planGrids(rows, partitionOf(areas), CITY);
          for (const level of ['city', 'district', 'street', 'community'] as const) {
            const parents = plan.areas.filter((area) => area.level === level).map(({ polygons }) => polygons);
            expect(provePartition(areas, parents)).toEqual([]);
            expect(parents.flat(2).every(isSimpleRing)).toBe(true);
          }
          expect(new Set(plan.grids.map(({ code }) => code)).size).toBe(areas.length);
          for (const { code, communityCode, label, polygons } of plan.grids) {
            expect(code).toMatch(/^9901\d{11}$/);
            expect(code.startsWith(communityCode)).toBe(true);
            expect(isInsidePolygons(...label, polygons)).toBe(true);
          }
        },
      ),
    );
  });

  it('keeps codes that the file gives, and refuses foreign and double ones', () => {
    const areas: Area[] = [[[box(0, 0, S, S)]], [[box(S, 0, 2 * S, S)]]];
    const plan = (a: string, b: string) =>
      planGrids([rowOf({ code: a }, 1), rowOf({ code: b }, 2)], partitionOf(areas), CITY);
    expect(plan('990102003004005', '990103003004005').arcLevels.sort()).toEqual(['city', 'city', 'district']);
    expect(plan('990102003004005', '990102003004006').generatedCodes).toBe(false);
    expect(() => plan('990102003004005', '990102003004005')).toThrow(CodesImpossible);
    expect(() => plan('990102003004005', '630102003004005')).toThrow(/inside the city 990100/);
  });
});

describe('labelPoint', () => {
  it('lies inside shapes whose middle does not', () => {
    const horseshoe: Area = [
      [
        ring(
          [0, 0],
          [9000, 0],
          [9000, 9000],
          [7000, 9000],
          [7000, 2000],
          [2000, 2000],
          [2000, 9000],
          [0, 9000],
        ),
      ],
    ];
    expect(isInsidePolygons(...labelPoint(horseshoe), horseshoe)).toBe(true);
  });
});
