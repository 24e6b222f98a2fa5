import fc from 'fast-check';
import { tracePolygons } from '../../core/import/trace-rings.ts';
import type { Polygons7 } from '../../core/plan/proof.ts';

/** Corners of cells lie on a lattice, so that points and roads often meet them. Steps of the lattice between corners, and units in a step (about 100 m). */
const SPACING = 4;
const UNITS = 10_000;
export const WEST7 = 1_017_000_000;
export const SOUTH7 = 366_000_000;

export interface MadePartition {
  /** Cells aside. */
  side: number;
  /** Grids of any shape: several parts, holes, enclaves; [] where a grid got no cell. */
  grids: Polygons7[];
  /** All together, with the same vertices. */
  whole: Polygons7;
}

/** A place of the lattice in integer units. */
export function latticePoint(x: number, y: number): [lng7: number, lat7: number] {
  return [WEST7 + x * UNITS, SOUTH7 + y * UNITS];
}

/** Steps of the lattice from one side of the whole to the other. */
export function stepsAside({ side }: { side: number }): number {
  return side * SPACING;
}

/** A square of side x side cells with shifted inner corners (-1, 0 or 1 step each way), dealt out to grids 0 to count - 1. */
export function partitionOfCells(
  side: number,
  count: number,
  ownerOf: (cell: number) => number,
  shiftOf: (corner: number) => number,
): MadePartition {
  const lng7: number[] = [];
  const lat7: number[] = [];
  for (let y = 0; y <= side; y++)
    for (let x = 0; x <= side; x++) {
      const inner = x > 0 && y > 0 && x < side && y < side;
      const corner = lng7.length;
      const shift = (way: number) => (inner ? shiftOf(2 * corner + way) : 0);
      const [lng, lat] = latticePoint(x * SPACING + shift(0), y * SPACING + shift(1));
      lng7.push(lng);
      lat7.push(lat);
    }
  const cell = (x: number, y: number) => (x < 0 || y < 0 || x >= side || y >= side ? -1 : y * side + x);
  const polygonsOf = (isOwn: (cell: number) => boolean): Polygons7 => {
    const [from, to]: [number[], number[]] = [[], []];
    const add = (a: number, b: number, left: number, right: number) => {
      const isLeft = left >= 0 && isOwn(left);
      if (isLeft === (right >= 0 && isOwn(right))) return;
      from.push(isLeft ? a : b);
      to.push(isLeft ? b : a);
    };
    for (let y = 0; y <= side; y++)
      for (let x = 0; x <= side; x++) {
        const corner = y * (side + 1) + x;
        if (x < side) add(corner, corner + 1, cell(x, y), cell(x, y - 1));
        if (y < side) add(corner, corner + side + 1, cell(x - 1, y), cell(x, y));
      }
    return tracePolygons({ from, to }, lng7, lat7);
  };
  return {
    side,
    grids: Array.from({ length: count }, (_, grid) => polygonsOf((at) => ownerOf(at) === grid)),
    whole: polygonsOf(() => true),
  };
}

const GRIDS = 4;
const lists = fc.record({
  owners: fc.array(fc.integer({ min: 0, max: GRIDS - 1 }), { minLength: 36, maxLength: 36 }),
  shifts: fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 98, maxLength: 98 }),
});
const made = (side: number, { owners, shifts }: { owners: number[]; shifts: number[] }) =>
  partitionOfCells(
    side,
    GRIDS,
    (cell) => owners[cell] ?? 0,
    (corner) => shifts[corner] ?? 0,
  );

/** Partitions of a square into at most four grids. */
export const partitions: fc.Arbitrary<MadePartition> = fc
  .tuple(fc.integer({ min: 2, max: 6 }), lists)
  .map(([side, list]) => made(side, list));

/** Several partitions of the same square. */
export const partitionsInTurn: fc.Arbitrary<MadePartition[]> = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.array(lists, { minLength: 2, maxLength: 4 }))
  .map(([side, all]) => all.map((list) => made(side, list)));

/** Places by share of the square from south-west to north-east, on the lattice or, with `isOff`, beside it. */
export const places = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
  isOff: fc.boolean(),
});

/** The place in integer units, within the square or on its border. */
export function placeIn(
  partition: { side: number },
  { x, y, isOff }: { x: number; y: number; isOff: boolean },
): [lng7: number, lat7: number] {
  const steps = stepsAside(partition);
  return isOff
    ? [WEST7 + Math.round(x * steps * UNITS), SOUTH7 + Math.round(y * steps * UNITS)]
    : latticePoint(Math.round(x * steps), Math.round(y * steps));
}
