import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../../core/geometry/metres.ts';
import { type FlatRing, isInsidePolygons, locateInPolygon } from '../../../../core/geometry/ring.ts';
import type { Polygons7 } from '../../../../core/plan/proof.ts';
import {
  belongsTo,
  metresInside,
  quantisedMetres,
  windingOf,
} from '../../../../core/plan/workload/attribution.ts';
import { edgesOf } from '../../../../core/plan/workload/border-change.ts';
import {
  type MadePartition,
  partitionOfCells,
  partitions,
  placeIn,
  places,
  SOUTH7,
  WEST7,
} from '../../../support/made-partition.ts';

const square = (west: number, south: number, size: number): number[] => [
  ...[west, south, west + size, south, west + size, south + size, west, south + size],
  ...[west, south],
];

describe('which grid a point belongs to', () => {
  it('on a border is the one east of it, on a border from west to east the one north of it', () => {
    const grid = [[square(0, 0, 10)]];
    expect(belongsTo(grid, 5, 5)).toBe(true);
    expect(belongsTo(grid, 0, 5)).toBe(true);
    expect(belongsTo(grid, 10, 5)).toBe(false);
    expect(belongsTo(grid, 5, 0)).toBe(true);
    expect(belongsTo(grid, 5, 10)).toBe(false);
    const corners = [0, 10].flatMap((lng) => [0, 10].map((lat) => belongsTo(grid, lng, lat)));
    expect(corners).toEqual([true, false, false, false]);
  });

  it('on a slanting border is the one east of it, whichever way it slants', () => {
    const rising = [[[0, 0, 10, 0, 20, 10, 10, 10, 0, 0]]];
    expect([belongsTo(rising, 5, 5), belongsTo(rising, 15, 5)]).toEqual([true, false]);
    const falling = [[[10, 0, 20, 0, 10, 10, 0, 10, 10, 0]]];
    expect([belongsTo(falling, 5, 5), belongsTo(falling, 15, 5)]).toEqual([true, false]);
  });

  it('in a hole is not the grid round it, on the border of the hole by the same rule', () => {
    const holed = [[square(0, 0, 30), [10, 10, 10, 20, 20, 20, 20, 10, 10, 10]]];
    const enclave = [[square(10, 10, 10)]];
    for (const [lng, lat] of [
      [15, 15],
      [10, 15],
      [20, 15],
      [15, 10],
      [15, 20],
      [10, 10],
      [20, 20],
    ] as const)
      expect(belongsTo(holed, lng, lat)).toBe(!belongsTo(enclave, lng, lat));
    expect(belongsTo(enclave, 15, 15)).toBe(true);
  });

  it('is one only, of those that cover it, over any partition; on the outer border as for the whole', () => {
    fc.assert(
      fc.property(partitions, fc.array(places, { minLength: 1, maxLength: 40 }), (partition, list) => {
        for (const place of list) {
          const [lng7, lat7] = placeIn(partition, place);
          const windings = partition.grids.map((grid) => windingOf(edgesOf(grid), lng7, lat7));
          const total = windings.reduce((sum, one) => sum + one, 0);
          expect(total).toBe(windingOf(edgesOf(partition.whole), lng7, lat7));
          expect(windings.every((one) => one === 0 || one === 1)).toBe(true);
          const owner = partition.grids[windings.indexOf(1)];
          expect(isInsidePolygons(lng7, lat7, partition.whole) ? total : 1).toBe(1);
          if (owner) expect(owner.some((rings) => locateInPolygon(lng7, lat7, rings) >= 0)).toBe(true);
        }
      }),
    );
  });

  it('is where the point lies that is a shade further east and by far less further north', () => {
    const blownUp = (ring: FlatRing): number[] =>
      Array.from(ring, (value, i) => ((value - (i % 2 ? SOUTH7 : WEST7)) / 10_000) * 1e6);
    fc.assert(
      fc.property(partitions, places, (partition, place) => {
        const [lng7, lat7] = placeIn(partition, { ...place, isOff: false });
        const [x = 0, y = 0] = blownUp([lng7, lat7]);
        for (const grid of partition.grids) {
          const large = grid.map((rings) => rings.map(blownUp));
          expect(belongsTo(grid, lng7, lat7)).toBe(isInsidePolygons(x + 1e4, y + 1, large));
        }
      }),
    );
  });
});

type Road = readonly [aLng7: number, aLat7: number, bLng7: number, bLat7: number];

const lengthOf = (road: Road) => quantisedMetres(distanceMetres(...road));
const inside = (grid: Polygons7, road: Road) => metresInside(edgesOf(grid), ...road, lengthOf(road));

/** The length inside by cutting the road at every border and asking where the middle of each part lies. */
function byCutting(grid: Polygons7, [aLng, aLat, bLng, bLat]: Road): number {
  const [dx, dy] = [bLng - aLng, bLat - aLat];
  const edges = Array.from(edgesOf(grid));
  const cuts = [0, 1];
  const each = (visit: (px: number, py: number, qx: number, qy: number) => void) => {
    for (let i = 0; i < edges.length; i += 4)
      visit(edges[i]! - aLng, edges[i + 1]! - aLat, edges[i + 2]! - aLng, edges[i + 3]! - aLat);
  };
  each((px, py, qx, qy) => {
    const crossing = (px * (qy - py) - py * (qx - px)) / (dx * (qy - py) - dy * (qx - px));
    const along = [px * dx + py * dy, qx * dx + qy * dy].map((dot) => dot / (dx * dx + dy * dy));
    cuts.push(...[crossing, ...along].filter((t) => t > 0 && t < 1));
  });
  cuts.sort((a, b) => a - b);
  let share = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i]!, cuts[i + 1]!];
    if (to - from < 1e-12) continue;
    const [x, y] = [(dx * (from + to)) / 2, (dy * (from + to)) / 2];
    let isIn = false;
    let isOn = false;
    each((px, py, qx, qy) => {
      const [ex, ey] = [qx - px, qy - py];
      const along = ((x - px) * ex + (y - py) * ey) / (ex * ex + ey * ey);
      const isOnLine = dx * py === dy * px && dx * qy === dy * qx;
      if (isOnLine && along >= 0 && along <= 1) isOn = true;
      if (py > y !== qy > y && x < px + ((y - py) / ey) * ex) isIn = !isIn;
    });
    share += (to - from) * (isOn ? 0.5 : isIn ? 1 : 0);
  }
  return share * lengthOf([aLng, aLat, bLng, bLat]);
}

function roadIn(partition: MadePartition, [a, b]: readonly Parameters<typeof placeIn>[1][]): Road {
  return [...placeIn(partition, a!), ...placeIn(partition, b!)];
}
const ends = fc.tuple(places, places);
const isWithin = (partition: MadePartition, [aLng, aLat, bLng, bLat]: Road) =>
  [
    [aLng, aLat],
    [bLng, bLat],
  ].every(([lng, lat]) => isInsidePolygons(lng!, lat!, partition.whole));

describe('road inside a grid', () => {
  const grid = [[square(0, 0, 100)]];
  it.each([
    ['all of one that lies inside', [10, 10, 90, 80], 1],
    ['nothing of one outside', [110, 10, 190, 80], 0],
    ['nothing of one outside whose line meets the grid, on either side', [150, 50, 250, 50], 0],
    ['nothing of one before it', [-200, 50, -100, 50], 0],
    ['the part of one that leaves', [50, 50, 150, 50], 0.5],
    ['the part of one that goes through', [-100, 50, 200, 50], 1 / 3],
    ['half of one on its border', [20, 0, 80, 0], 0.5],
    ['half of one on its border, the other way', [100, 80, 100, 20], 0.5],
    ['half of the part on its border', [50, 100, 150, 100], 0.25],
    ['nothing of one that touches a corner', [-50, 50, 50, -50], 0],
    ['all of one from corner to corner', [0, 0, 100, 100], 1],
    ['nothing of one that begins at a corner and leads away', [100, 100, 200, 200], 0],
  ] as [string, Road, number][])('is %s', (_, road, share) => {
    const [aLng, aLat, bLng, bLat] = road;
    const metres = quantisedMetres(300);
    for (const way of [road, [bLng, bLat, aLng, aLat]] as Road[])
      expect(Math.abs(metresInside(edgesOf(grid), ...way, metres) - share * metres)).toBeLessThan(1e-9);
  });

  it('leaves out holes', () => {
    const holed = [[square(0, 0, 90), [30, 30, 30, 60, 60, 60, 60, 30, 30, 30]]];
    const metres = quantisedMetres(90);
    expect(metresInside(edgesOf(holed), 0, 45, 90, 45, metres)).toBeCloseTo(60, 9);
    expect(metresInside(edgesOf(holed), 0, 30, 90, 30, metres)).toBeCloseTo(75, 9);
    expect(metresInside(edgesOf([[square(30, 30, 30)]]), 0, 30, 90, 30, metres)).toBeCloseTo(15, 9);
  });

  it('is what cutting the road at the borders gives, on either way', () => {
    fc.assert(
      fc.property(partitions, ends, (partition, pair) => {
        const road = roadIn(partition, pair);
        if (lengthOf(road) === 0) return;
        for (const one of partition.grids) {
          expect(Math.abs(inside(one, road) - byCutting(one, road))).toBeLessThan(1e-6);
          const back: Road = [road[2], road[3], road[0], road[1]];
          expect(Math.abs(inside(one, road) - inside(one, back))).toBeLessThan(1e-8);
        }
      }),
    );
  });

  it('adds up over a partition to what the whole has, and to all of a road within it, to the last bit', () => {
    fc.assert(
      fc.property(partitions, ends, (partition, pair) => {
        const road = roadIn(partition, pair);
        const total = partition.grids.reduce((sum, one) => sum + inside(one, road), 0);
        expect(total).toBe(inside(partition.whole, road));
        if (isWithin(partition, road)) expect(total).toBe(lengthOf(road));
      }),
    );
  });

  it('of a border that two grids share is half on each side', () => {
    const [left, right] = partitionOfCells(
      2,
      2,
      (cell) => cell % 2,
      () => 0,
    ).grids;
    const road: Road = [...placeIn({ side: 2 }, { x: 0.5, y: 0.25, isOff: false }), 0, 0];
    const north = placeIn({ side: 2 }, { x: 0.5, y: 0.75, isOff: false });
    const border: Road = [road[0], road[1], ...north];
    expect(inside(left!, border)).toBe(lengthOf(border) / 2);
    expect(inside(right!, border)).toBe(lengthOf(border) / 2);
  });
});
