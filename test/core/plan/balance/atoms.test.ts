import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMetres } from '../../../../core/geometry/metres.ts';
import type { Atoms } from '../../../../core/plan/balance/atoms.ts';
import { polsbyPopper } from '../../../../core/plan/balance/grid-sums.ts';
import { apply } from '../../../../core/plan/operation.ts';
import { isSimpleRing, provePartition } from '../../../../core/plan/proof.ts';
import { carriedBy } from '../../../../core/plan/workload/carried.ts';
import { indexThings, POINT_AMOUNTS } from '../../../../core/plan/workload/thing-index.ts';
import { partitions, placeIn, places } from '../../../support/made-partition.ts';
import { boardPlan, COMMUNITY, cellId } from '../board-plan.ts';
import { arcBetween, middle, planAfter } from '../edits.ts';
import { surfacesOf } from '../plan-checks.ts';
import {
  atomsOf,
  blocksIn,
  boardLine,
  NO_LINES,
  planOfPartition,
  streets,
  surfaceOf,
  surfaces,
  withPoints,
} from './made-atoms.ts';

const board = boardPlan({ columns: 3, rows: 3, wander: 0, points: 0 });
const countIn = (atoms: Atoms, grid: string): number => blocksIn(atoms, grid).length;

/** Expects the blocks of every grid to cover it once, with the points that its border needs. */
function expectCovered(atoms: Atoms): void {
  const plan = withPoints(atoms);
  for (const grid of atoms.grids)
    expect(provePartition(surfaces(atoms, blocksIn(atoms, grid)), [surfaceOf(plan, grid)])).toEqual([]);
  expect(atoms.polygons.flat(2).every(isSimpleRing)).toBe(true);
  expect(atoms.polygons.every(({ length }) => length === 1)).toBe(true);
}

/** Of a neighbour of a block. */
function borderBetween(
  { graph }: Atoms,
  a: number,
  b: number,
): { metres: number; isBarrier: boolean } | null {
  for (let i = graph.starts[a]!; i < graph.starts[a + 1]!; i++)
    if (graph.neighbours[i] === b)
      return { metres: graph.sharedMetres[i]!, isBarrier: graph.isBarrier[i] === 1 };
  return null;
}

describe('blocks along roads', () => {
  const cross = [boardLine([0.5, 1.5], [2.5, 1.5]), boardLine([1.5, 0.5], [1.5, 2.5])];

  it('are four where two roads cross, with or without a node', () => {
    const atoms = atomsOf(board, streets(...cross));
    expect(countIn(atoms, middle)).toBe(4);
    expect(atoms.gridOf).toHaveLength(12);
    expectCovered(atoms);
    const node = [boardLine([1, 1.5], [1.5, 1.5], [2, 1.5]), boardLine([1.5, 1], [1.5, 1.5], [1.5, 2])];
    expect(countIn(atomsOf(board, streets(...node)), middle)).toBe(4);
  });

  it('are no more for a dead end, a loose road or a square inside', () => {
    const deadEnd = boardLine([0.9, 1.5], [1.8, 1.5], [1.7, 1.7]);
    const loose = boardLine([1.3, 1.2], [1.7, 1.4]);
    const inside = boardLine([1.4, 1.6], [1.6, 1.6], [1.6, 1.8], [1.4, 1.8], [1.4, 1.6]);
    expect(countIn(atomsOf(board, streets(deadEnd, loose, inside)), middle)).toBe(1);
  });

  it('are no more for a road along the border, on it or some metres beside', () => {
    const on = boardLine([0, 1], [3, 1]);
    const beside = boardLine([0, 1.98], [3, 1.98]);
    const atoms = atomsOf(board, streets(on, beside));
    expect(atoms.gridOf).toHaveLength(9);
    expectCovered(atoms);
  });

  it('do not leave a strip that is too narrow to be one', () => {
    const near = boardLine([1, 1.05], [2, 1.05]);
    expect(countIn(atomsOf(board, streets(near)), middle)).toBe(1);
    const far = boardLine([1, 1.2], [2, 1.2]);
    expect(countIn(atomsOf(board, streets(far)), middle)).toBe(2);
  });

  it('are parted by a river, which is a barrier between them', () => {
    const river = boardLine([1.4, 0.5], [1.5, 1.5], [1.4, 2.5]);
    const atoms = atomsOf(board, { ...NO_LINES, rivers: [river] });
    const [one, other] = blocksIn(atoms, middle) as [number, number];
    expect(countIn(atoms, middle)).toBe(2);
    expect(borderBetween(atoms, one, other)?.isBarrier).toBe(true);
    expectCovered(atoms);
    const street = atomsOf(board, streets(river));
    const [left, right] = blocksIn(street, middle) as [number, number];
    expect(borderBetween(street, left, right)?.isBarrier).toBe(false);
  });

  it('end in the point of a border that is nearest where no other may be put into it', () => {
    const alone = boardPlan({ columns: 1, rows: 1, points: 3 });
    const road = boardLine([0.27, -0.5], [0.27, 1.5]);
    const atoms = atomsOf(alone, streets(road));
    expect(atoms.gridOf).toHaveLength(2);
    const [id] = alone.grids.keys();
    expect(provePartition(atoms.polygons, [surfaceOf(alone, id!)])).toEqual([]);
  });
});

describe('a grid without roads', () => {
  it('is cut into compact pieces of comparable size', () => {
    const atoms = atomsOf(board, NO_LINES, { leastBlocks: 12 });
    expectCovered(atoms);
    for (const grid of atoms.grids) {
      const own = blocksIn(atoms, grid);
      expect(own).toHaveLength(12);
      const areas = own.map((block) => atoms.graph.areaM2[block]!);
      expect(Math.max(...areas) / Math.min(...areas)).toBeLessThan(4);
    }
    // Borders of the other grids are frozen on some sides: they have no points there at which a cut could end.
    for (const block of blocksIn(atoms, middle)) {
      const metres = lengthMetres(atoms.polygons[block]![0]![0]!);
      expect(polsbyPopper(atoms.graph.areaM2[block]!, metres)).toBeGreaterThan(0.5);
    }
  });

  it('is cut as well if no border of it may move', () => {
    const atoms = atomsOf(boardPlan({ columns: 1, rows: 1, points: 0 }), NO_LINES, { leastBlocks: 6 });
    expect(atoms.gridOf).toHaveLength(6);
    expectCovered(atoms);
  });
});

describe('what may not change', () => {
  const cross = streets(boardLine([0.5, 1.5], [2.5, 1.5]), boardLine([1.5, 0.5], [1.5, 2.5]));

  it('is a locked grid, which is one block', () => {
    const plan = planAfter(apply(board, { kind: 'lock', grid: middle, isLocked: true }));
    const atoms = atomsOf(plan, cross, { leastBlocks: 4 });
    expect(countIn(atoms, middle)).toBe(1);
    expect([...atoms.lockedGrids].map((grid) => atoms.grids[grid])).toEqual([middle]);
  });

  it('is every grid of a locked community', () => {
    const plan = planAfter(apply(board, { kind: 'lock', community: COMMUNITY, isLocked: true }));
    expect(atomsOf(plan, cross).lockedGrids.size).toBe(9);
  });

  it('is the grid of the blocks along a locked border', () => {
    const arc = arcBetween(board, middle, cellId(0, 1));
    const plan = planAfter(apply(board, { kind: 'lock', arc, isLocked: true }));
    const atoms = atomsOf(plan, streets(boardLine([1.5, 0.5], [1.5, 2.5])));
    const [west, east] = blocksIn(atoms, middle).sort(
      (a, b) => atoms.polygons[a]![0]![0]![0]! - atoms.polygons[b]![0]![0]![0]!,
    ) as [number, number];
    const isAlong = (block: number) =>
      Math.min(...evens(atoms.polygons[block]![0]![0]!)) === boardLine([1, 1])[0];
    expect([west, east].filter(isAlong)).toEqual(
      [west, east].filter((block) => atoms.lockedBlocks.has(block)),
    );
    expect([west, east].filter(isAlong)).toHaveLength(1);
  });

  it('is the border between communities, unless the rights let it move', () => {
    const two = boardPlan({ columns: 2, rows: 1, points: 2, communityColumns: 1 });
    const [west, east] = [cellId(0, 0), cellId(1, 0)];
    const within = atomsOf(two, NO_LINES);
    expect(borderBetween(within, blocksIn(within, west)[0]!, blocksIn(within, east)[0]!)).toBeNull();
    const across = atomsOf(two, NO_LINES, { rights: { level: 'community' } });
    const metres = lengthMetres(two.arcs.get(arcBetween(two, west, east))!.line);
    expect(borderBetween(across, blocksIn(across, west)[0]!, blocksIn(across, east)[0]!)?.metres).toBeCloseTo(
      metres,
    );
    expect(within.graph.outerMetres[0]! - across.graph.outerMetres[0]!).toBeCloseTo(metres);
  });

  it('is the border of a locked community, even if the rights let such borders move', () => {
    const two = boardPlan({ columns: 2, rows: 1, points: 0, communityColumns: 1 });
    const community = String(Number(COMMUNITY) + 1);
    const plan = planAfter(apply(two, { kind: 'lock', community, isLocked: true }));
    const atoms = atomsOf(plan, NO_LINES, { rights: { level: 'community' }, leastBlocks: 12 });
    expect(provePartition(atoms.polygons, surfacesOf(two))).toEqual([]);
    expect(atoms.gridOf.length).toBeGreaterThan(2);
  });

  it('are grids of communities that were not chosen', () => {
    const two = boardPlan({ columns: 2, rows: 1, communityColumns: 1 });
    expect(atomsOf(two, NO_LINES, { communities: [COMMUNITY] }).grids).toEqual([cellId(0, 0)]);
    expect(() => atomsOf(two, NO_LINES, { communities: ['630102001009'] })).toThrow(RangeError);
  });
});

function evens(ring: ArrayLike<number>): number[] {
  return Array.from(ring).filter((_, i) => i % 2 === 0);
}

describe('of any partition and any roads', () => {
  const roads = fc.array(fc.array(places, { minLength: 2, maxLength: 5 }), { maxLength: 10 });
  const homes = fc.array(places, { maxLength: 30 });

  it('blocks cover every grid once, and what they carry is what it carries', () => {
    fc.assert(
      fc.property(partitions, roads, homes, fc.integer({ min: 1, max: 6 }), (partition, lines, at, least) => {
        const plan = planOfPartition(partition.grids);
        const ground = streets(...lines.map((line) => line.flatMap((place) => placeIn(partition, place))));
        const things = indexThings({
          incidents: [],
          homes: at.map((place, i) => {
            const [lng7, lat7] = placeIn(partition, place);
            return { lng7, lat7, residents: i, dwellings: 1 };
          }),
          institutions: [],
          roads: ground.roads.map(({ line }) => line),
        });
        const measure = { shares: { dwellings: 1, areaKm2: 1 }, days: 1 };
        const atoms = atomsOf(plan, ground, { leastBlocks: least, things, measure });
        expectCovered(atoms);
        const made = withPoints(atoms);
        for (const grid of atoms.grids) {
          const whole = carriedBy(things, surfaceOf(made, grid));
          const parts = blocksIn(atoms, grid).map((block) => atoms.carried[block]!);
          for (const name of [...POINT_AMOUNTS, 'roadMetres'] as const)
            expect(parts.reduce((sum, part) => sum + part[name], 0)).toBe(whole[name]);
          expect(parts.reduce((sum, { areaM2 }) => sum + areaM2, 0)).toBeCloseTo(whole.areaM2, 3);
        }
      }),
      { numRuns: 40 },
    );
  }, 30_000);
});
