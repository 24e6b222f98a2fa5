import { describe, expect, it } from 'vitest';
import { polygonsAreaM2, ringAreaM2 } from '../../../../core/geometry/metres.ts';
import { OUTSIDE } from '../../../../core/import/boundary-chain.ts';
import { provePartition } from '../../../../core/plan/proof.ts';
import { repairBoundaries } from '../../../../core/plan/repair/repair.ts';
import type { Areas } from './dirt.ts';

/** Units of 1e-7 degree: 100 are about 0.9 m east and 1.1 m north at Xining. */
const BASE = [1_017_000_000, 366_000_000] as const;
type Point = [x: number, y: number];

function ring(...points: Point[]): number[] {
  return [...points, points[0]!].flatMap(([x, y]) => [BASE[0] + x, BASE[1] + y]);
}
const box = (west: number, south: number, east: number, north: number): number[] =>
  ring([west, south], [east, south], [east, north], [west, north]);
const area = (...rings: number[][]): Areas[number] => [rings];
/** About 1,000 m aside. */
const S = 100_000;

function repaired(areas: Areas, choices: [string, number][] = []) {
  const result = repairBoundaries(areas, { snapMetres: 1, choices: new Map(choices) });
  expect(result.partition.defects.filter(({ kind }) => kind !== 'gap')).toEqual([]);
  return result;
}
const told = ({ repairs }: ReturnType<typeof repaired>) =>
  repairs.map(({ kind, why, owner, claimedBy }) => ({ kind, why, owner, claimedBy }));
const groundOf = ({ partition }: ReturnType<typeof repaired>) =>
  partition.areas.map((polygons) => Math.round(polygonsAreaM2(polygons)));
const m2 = (flat: number[]) => Math.round(ringAreaM2(flat));

describe('an overlap', () => {
  const overlapping: Areas = [area(box(0, 0, S + 2000, S)), area(box(S, 0, 2 * S, S))];

  it('goes to the first in the file where borders are even, and elsewhere on request', () => {
    const result = repaired(overlapping);
    expect(told(result)).toEqual([{ kind: 'overlap', why: 'line_kept', owner: 0, claimedBy: [0, 1] }]);
    expect(groundOf(result)).toEqual([m2(box(0, 0, S + 2000, S)), m2(box(S + 2000, 0, 2 * S, S))]);
    const [{ id, areaM2, options }] = result.repairs as [(typeof result.repairs)[number]];
    expect([Math.round(areaM2), options]).toEqual([m2(box(S, 0, S + 2000, S)), [0, 1]]);
    const changed = repaired(overlapping, [[id, 1]]);
    expect(groundOf(changed)).toEqual([m2(box(0, 0, S, S)), m2(box(S, 0, 2 * S, S))]);
    expect(changed.repairs[0]).toMatchObject({ id, owner: 1, proposed: 0 });
  });

  it('that is most of an area goes to that area', () => {
    const enclave: Areas = [area(box(0, 0, 2 * S, S)), area(box(S, 2000, S + 3000, 5000))];
    expect(told(repaired(enclave))).toEqual([
      { kind: 'overlap', why: 'would_vanish', owner: 1, claimedBy: [0, 1] },
    ]);
  });

  it('along a thin tongue goes to the area round it', () => {
    const tongue = ring(
      [0, 0],
      [S, 0],
      [S, 5000],
      [S + 40_000, 5000],
      [S + 40_000, 5400],
      [S, 5400],
      [S, S],
      [0, S],
    );
    expect(told(repaired([area(tongue), area(box(S, 0, 2 * S, S))]))).toEqual([
      { kind: 'overlap', why: 'longest_border', owner: 1, claimedBy: [0, 1] },
    ]);
  });

  it('of a whole area with its copy keeps the first and tells which is left without ground', () => {
    const west = area(box(0, 0, S, S));
    const result = repaired([west, area(box(S, 0, 2 * S, S)), west]);
    expect(told(result)).toEqual([{ kind: 'duplicate', why: 'first_of_twins', owner: 0, claimedBy: [0, 2] }]);
    expect(result.emptied).toEqual([2]);
    expect(repaired([west, west], [[repaired([west, west]).repairs[0]!.id, 1]]).emptied).toEqual([0]);
  });
});

describe('a gap', () => {
  const gap = (width: number, height = S): Areas => [
    area(box(0, 0, S, S)),
    area(box(S + width, 0, 2 * S, S)),
    area(box(0, S, 2 * S, 2 * S)),
    area(box(0, height - 2 * S, 2 * S, 0)),
  ];

  it('that is narrow is filled; the line of the first in the file is kept', () => {
    const result = repaired(gap(300));
    expect(told(result)).toEqual([{ kind: 'gap', why: 'line_kept', owner: 1, claimedBy: [] }]);
    expect(result.partition.defects).toEqual([]);
    expect(groundOf(result)[0]).toBe(m2(box(0, 0, S, S)));
  });

  it('that is thin is a sliver', () => {
    expect(told(repaired(gap(150)))[0]).toMatchObject({ kind: 'sliver', owner: 1 });
  });

  it('that is wide stays outside until somebody gives it away', () => {
    const result = repaired(gap(5000));
    expect(told(result)).toEqual([{ kind: 'gap', why: 'large_gap', owner: OUTSIDE, claimedBy: [] }]);
    expect(result.partition.defects).toHaveLength(1);
    const [{ id, options }] = result.repairs as [(typeof result.repairs)[number]];
    expect(options).toEqual([0, 1, 2, 3, OUTSIDE]);
    const filled = repaired(gap(5000), [[id, 2]]);
    expect(filled.partition.defects).toEqual([]);
    expect(groundOf(filled)[2]).toBe(m2(box(0, S, 2 * S, 2 * S)) + m2(box(S, 0, S + 5000, S)));
  });

  it('moves no point of a file that has nothing but gaps', () => {
    const result = repaired(gap(150));
    expect(result.snapped).toEqual([]);
    expect(result.partition.areas[0]).toEqual(gap(150)[0]);
  });
});

describe('borders drawn nearly alike', () => {
  it('are drawn together, and it is told whose and how far', () => {
    const west = area(ring([0, 0], [S, 0], [S + 40, S / 2], [S, S], [0, S]));
    const east = area(ring([S + 50, 0], [2 * S, 0], [2 * S, S], [S + 30, S], [S + 10, S / 2 + 40]));
    const result = repaired([west, east]);
    expect(result.repairs).toEqual([]);
    expect(result.partition.insertedVertices).toBe(0);
    expect(result.partition.areas[0]).toEqual(west);
    expect(result.snapped.map(({ area, points }) => [area, points])).toEqual([[1, 3]]);
    expect(result.snapped[0]!.metres).toBeGreaterThan(0.4);
    expect(result.snapped[0]!.metres).toBeLessThan(0.6);
  });

  it('of different detail get each other’s points', () => {
    const west = area(ring([0, 0], [S, 0], [S + 60, S / 3], [S - 20, S / 2], [S, S], [0, S]));
    const east = area(ring([S, 0], [2 * S, 0], [2 * S, S], [S, S]));
    const result = repaired([west, east]);
    expect(result.repairs).toEqual([]);
    expect(result.partition.areas[1]![0]![0]).toHaveLength(14);
  });
});

describe('a broken ring', () => {
  it('that crosses itself keeps both halves, and what lies between them is told', () => {
    const result = repaired([area(ring([0, 0], [S, S], [S, 0], [0, S])), area(box(S, 0, 2 * S, S))]);
    expect(told(result)).toContainEqual({ kind: 'bow_tie', why: 'own_part', owner: 0, claimedBy: [0] });
    expect(groundOf(result)[0]).toBeCloseTo(m2(box(0, 0, S, S)) / 2, -2);
  });

  it('whose loop another area has by right gives it up', () => {
    const bow = area(
      ring([0, 0], [S, 0], [S, S / 2], [S + S / 4, S / 4], [S + S / 4, S / 2], [S, S / 4], [S, S], [0, S]),
    );
    const result = repaired([bow, area(box(S, 0, 2 * S, S))]);
    expect(result.partition.defects).toEqual([]);
    expect(groundOf(result).reduce((sum, one) => sum + one)).toBeCloseTo(m2(box(0, 0, 2 * S, S)), -1);
  });

  it('with a needle of no width loses it', () => {
    const spiked = ring([0, 0], [S, 0], [S, S / 2], [S + 30_000, S / 2], [S, S / 2], [S, S], [0, S]);
    const result = repaired([area(spiked), area(box(S, 0, 2 * S, S))]);
    expect(told(result)).toEqual([{ kind: 'spike', why: 'spike_flat', owner: OUTSIDE, claimedBy: [0] }]);
    expect(groundOf(result)).toEqual([m2(box(0, 0, S, S)), m2(box(S, 0, 2 * S, S))]);
  });

  it('with a thin needle to the outside loses it, unless it is wanted', () => {
    const spiked: Areas = [
      area(ring([0, 0], [S, 0], [S, S], [50_000, S], [50_030, S + 40_000], [49_970, S], [0, S])),
    ];
    spiked.push(area(box(S - 500, 0, 2 * S, S)));
    const result = repaired(spiked);
    expect(told(result)).toContainEqual({ kind: 'spike', why: 'spike_cut', owner: OUTSIDE, claimedBy: [0] });
    const { id } = result.repairs.find(({ kind }) => kind === 'spike')!;
    const kept = repaired(spiked, [[id, 0]]);
    expect(groundOf(kept)[0]).toBeGreaterThan(groundOf(result)[0]!);
  });
});

describe('choices', () => {
  it('for a place that is not there, or for one who can not have it, are ignored and told', () => {
    const overlapping: Areas = [area(box(0, 0, S + 2000, S)), area(box(S, 0, 2 * S, S))];
    const { id } = repaired(overlapping).repairs[0]!;
    expect(
      repaired(overlapping, [
        ['no-such-place', 0],
        [id, 7],
      ]).ignored,
    ).toEqual(['no-such-place', id]);
    expect(repaired([area(box(0, 0, S, S))], [['x', 0]]).ignored).toEqual(['x']);
  });

  it('are for the same places when another part of the file has changed', () => {
    const pair = (x: number): Areas => [area(box(x, 0, x + S + 2000, S)), area(box(x + S, 0, x + 2 * S, S))];
    const ids = (areas: Areas) => repaired(areas).repairs.map(({ id }) => id);
    expect(ids([...pair(0), area(box(5 * S, 0, 6 * S, S))])).toEqual(
      ids([...pair(0), ...pair(5 * S).slice(1)]),
    );
  });
});

describe('planted defects', () => {
  /** 4 x 4 squares with corners on a slant. */
  const at = (i: number, j: number): Point => [i * S + j * 700, j * S - i * 300];
  const cells: Areas = Array.from({ length: 16 }, (_, k) => {
    const [i, j] = [k % 4, k >> 2];
    return area(ring(at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)));
  });
  const whole = area(
    ring(
      ...[0, 1, 2, 3].map((i) => at(i, 0)),
      ...[0, 1, 2, 3].map((j) => at(4, j)),
      ...[4, 3, 2, 1].map((i) => at(i, 4)),
      ...[4, 3, 2, 1].map((j) => at(0, j)),
    ),
  );
  const set = (k: number, ...points: Point[]): Areas => cells.with(k, area(ring(...points)));
  const [p, q, r, s] = [at(1, 1), at(2, 1), at(2, 2), at(1, 2)];
  const by = ([x, y]: Point, east: number, north: number): Point => [x + east, y + north];

  it.each<[string, Areas]>([
    ['a corner moved by a metre', set(5, by(p, 90, 0), q, r, s)],
    ['a corner moved by 300 m into a neighbour', set(5, by(p, -30_000, 0), q, r, s)],
    ['a corner pulled inwards by 300 m', set(5, by(p, 200, 100), q, r, s)],
    ['a corner left out', set(5, p, q, r, by(r, -S / 2, 150), s)],
    ['a point that the neighbour lacks', set(5, p, by(p, S / 2, -150), q, r, s)],
    ['a needle', set(5, p, q, by(q, 60_000, 40_000), q, r, s)],
    ['a bow-tie loop', set(5, p, q, r, by(r, -40_000, 60), by(r, -20_000, -60), s)],
    ['a copy', [...cells, cells[5]!]],
    ['a shift by two metres', set(5, by(p, 200, 0), by(q, 200, 0), by(r, 200, 0), by(s, 200, 0))],
    ['a pulled border', set(5, p, by(p, S / 2, -400), q, r, s)],
  ])('%s is mended without a trace at the outer border', (_, dirty) => {
    const { partition } = repaired(dirty);
    expect(partition.defects).toEqual([]);
    expect(provePartition(partition.areas, [whole])).toEqual([]);
  });

  it('a deleted area is a large gap, which stays outside and is told', () => {
    const result = repaired(cells.toSpliced(5, 1));
    expect(told(result)).toEqual([{ kind: 'gap', why: 'large_gap', owner: OUTSIDE, claimedBy: [] }]);
  });
});
