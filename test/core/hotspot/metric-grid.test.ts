import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateInRing } from '../../../core/geometry/ring.ts';
import { cellOfPoint, GridTooFine, metricGrid, ringOfCell } from '../../../core/hotspot/metric-grid.ts';

const [LNG, LAT] = [1_017_800_000, 366_200_000];
const offset = fc.integer({ min: -80_000, max: 80_000 });
const corners = fc.array(fc.tuple(offset, offset), { minLength: 3, maxLength: 3 });
const ringOf = (all: [number, number][]) =>
  [...all, all[0]!].flatMap(([east, north]) => [LNG + east, LAT + north]);

describe('a metric grid', () => {
  it('has a cell for every place on its surface, and the cell holds the place', () => {
    fc.assert(
      fc.property(corners, offset, offset, fc.constantFrom(150, 400), (all, east, north, metres) => {
        const ring = ringOf(all);
        const grid = metricGrid([ring], metres);
        const [lng7, lat7] = [LNG + east, LAT + north];
        const cell = cellOfPoint(grid, lng7, lat7);
        if (locateInRing(lng7, lat7, ring) >= 0) expect(cell).toBeGreaterThanOrEqual(0);
        // Corners are rounded to whole units, a centimetre: the place may lie that far beyond them.
        if (cell >= 0) {
          const [west = 0, south = 0, , , northEast = 0, top = 0] = ringOfCell(grid, cell);
          expect(lng7 >= west - 1 && lng7 <= northEast + 1).toBe(true);
          expect(lat7 >= south - 1 && lat7 <= top + 1).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has no cell that its surface does not reach', () => {
    fc.assert(
      fc.property(corners, (all) => {
        const ring = ringOf(all);
        const grid = metricGrid([ring], 200);
        for (let cell = 0; cell < grid.cells.length; cell++) {
          const [west = 0, south = 0, , , east = 0, north = 0] = ringOfCell(grid, cell);
          const isReached =
            locateInRing((west + east) / 2, (south + north) / 2, ring) >= 0 ||
            edgesOf(ring).some((edge) => meetsBox(edge, west - 1, south - 1, east + 1, north + 1));
          expect(isReached).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('leaves holes out, is the same for the same surface, and refuses what would not fit', () => {
    const square = (half: number) =>
      [
        [LNG - half, LAT - half],
        [LNG + half, LAT - half],
        [LNG + half, LAT + half],
        [LNG - half, LAT + half],
      ] as [number, number][];
    const shell = square(80_000)
      .flat()
      .concat(LNG - 80_000, LAT - 80_000);
    const hole = square(40_000)
      .reverse()
      .flat()
      .concat(LNG - 40_000, LAT + 40_000);
    const grid = metricGrid([shell, hole], 200);
    expect(cellOfPoint(grid, LNG, LAT)).toBe(-1);
    expect(cellOfPoint(grid, LNG + 60_000, LAT)).toBeGreaterThan(0);
    expect(metricGrid([shell, hole], 200)).toEqual(grid);
    expect(() => metricGrid([shell], 0.2)).toThrow(GridTooFine);
    expect(() => metricGrid([shell], Number.NaN)).toThrow(GridTooFine);
  });
});

function edgesOf(ring: readonly number[]): [number, number, number, number][] {
  return Array.from({ length: ring.length / 2 - 1 }, (_, i) => ring.slice(2 * i, 2 * i + 4) as never);
}

/** Liang-Barsky. */
function meetsBox(
  [ax, ay, bx, by]: [number, number, number, number],
  west: number,
  south: number,
  east: number,
  north: number,
): boolean {
  let [from, to] = [0, 1];
  for (const [p, q] of [
    [ax - bx, ax - west],
    [bx - ax, east - ax],
    [ay - by, ay - south],
    [by - ay, north - ay],
  ] as const) {
    if (p === 0 && q < 0) return false;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return from <= to;
}
