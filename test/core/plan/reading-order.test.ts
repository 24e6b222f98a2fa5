import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centroid7, readingOrder } from '../../../core/plan/reading-order.ts';

type Corners = readonly (readonly [x: number, y: number])[];

const ringOf = (corners: Corners): number[] => [...corners, corners[0]!].flat();
const box = (west: number, south: number, width: number, height: number): number[] =>
  ringOf([
    [west, south],
    [west + width, south],
    [west + width, south + height],
    [west, south + height],
  ]);

/** A board of cells, row by row from the north-west, each moved by so many hundredths of its sides. */
function board(rows: number, columns: number, width: number, height: number, offs: readonly number[]) {
  return Array.from({ length: rows * columns }, (_, i) => {
    const off = (way: number, side: number) =>
      Math.round(((offs[(2 * i + way) % offs.length] ?? 0) * side) / 100);
    const west = (i % columns) * width + off(0, width);
    const south = (rows - 1 - Math.floor(i / columns)) * height + off(1, height);
    return [[box(west, south, width, height)]];
  });
}

describe('reading order', () => {
  it('is by rows on a board, whatever the shape of its cells, though they are moved a little', () => {
    const side = fc.integer({ min: 1000, max: 90_000 });
    const offs = fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 1, maxLength: 40 });
    const count = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(count, count, side, side, offs, (rows, columns, width, height, off) => {
        const grids = board(rows, columns, width, height, off);
        expect(readingOrder(grids)).toEqual(grids.map((_, i) => i));
      }),
    );
  });

  it('does not depend on the order in which grids are given', () => {
    const grids = board(3, 4, 1000, 700, [3, -5, 8, 0, 2]);
    const shuffled = fc.shuffledSubarray([...grids.keys()], { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(shuffled, (places) => {
        const order = readingOrder(places.map((place) => grids[place]!));
        expect(order.map((at) => places[at])).toEqual([...grids.keys()]);
      }),
    );
  });

  it('places a tall grid beside three stacked ones by its middle', () => {
    const tall = box(0, 0, 10, 90);
    const [top, middle, bottom] = [box(10, 60, 30, 30), box(10, 30, 30, 30), box(10, 0, 30, 30)];
    expect(readingOrder([tall, bottom, middle, top].map((ring) => [[ring]]))).toEqual([3, 0, 2, 1]);
  });

  it('places grids of any shape, parts and holes by their centroids', () => {
    const hook = ringOf([
      [0, 0],
      [30, 0],
      [30, 10],
      [10, 10],
      [10, 30],
      [0, 30],
    ]);
    const corner = box(10, 10, 20, 20);
    const ring = [box(40, 0, 30, 30), [50, 10, 50, 20, 60, 20, 60, 10, 50, 10]];
    const enclave = box(50, 10, 10, 10);
    const parts = [[box(80, 0, 10, 10)], [box(80, 20, 10, 10)]];
    expect(readingOrder([[[enclave]], parts, [[hook]], [ring], [[corner]]])).toEqual([2, 4, 0, 3, 1]);
  });

  it('of none is none; grids at one place keep their order', () => {
    const same = [[box(0, 0, 10, 10)]];
    expect(readingOrder([])).toEqual([]);
    expect(readingOrder([same, same, same])).toEqual([0, 1, 2]);
    expect(readingOrder([[], same])).toEqual([1, 0]);
  });
});

describe('centroid', () => {
  it('is the centre of mass, holes left out, at real coordinates', () => {
    const [lng, lat] = [1_017_700_000, 366_100_000];
    expect(centroid7([[box(lng, lat, 4000, 2000)]])).toEqual([lng + 2000, lat + 1000]);
    const hole = [lng, lat, lng, lat + 2000, lng + 1000, lat + 2000, lng + 1000, lat, lng, lat];
    expect(centroid7([[box(lng, lat, 4000, 2000), hole]])).toEqual([lng + 2500, lat + 1000]);
    const pair = [[box(lng, lat, 100, 100)], [box(lng + 900, lat, 100, 100)]];
    expect(centroid7(pair)).toEqual([lng + 500, lat + 50]);
  });
});
