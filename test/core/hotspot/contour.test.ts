import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contourRings } from '../../../core/hotspot/contour.ts';

/** Small rasters of few values, so that equal ones and saddles come often. */
const raster = fc
  .record({ columns: fc.integer({ min: 1, max: 7 }), rows: fc.integer({ min: 1, max: 6 }) })
  .chain(({ columns, rows }) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      values: fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: 0, max: 4, noNaN: true })), {
        minLength: columns * rows,
        maxLength: columns * rows,
      }),
    }),
  );
const level = fc.double({ min: 0.3, max: 3.7, noNaN: true });

/** Every place where the level lies between two neighbouring middles, or between one on the border and nothing half a cell outside. */
function crossings(values: number[], columns: number, rows: number, wanted: number): string[] {
  const at = (c: number, r: number) =>
    c < 0 || r < 0 || c >= columns || r >= rows ? 0 : values[r * columns + c]!;
  const place = (c: number, r: number) => [
    Math.min(columns, Math.max(0, c + 0.5)),
    Math.min(rows, Math.max(0, r + 0.5)),
  ];
  const found: string[] = [];
  for (let r = -1; r <= rows; r++)
    for (let c = -1; c <= columns; c++)
      for (const [dc, dr] of [
        [1, 0],
        [0, 1],
      ] as const) {
        const [a, b] = [at(c, r), at(c + dc, r + dr)];
        if (a >= wanted === b >= wanted) continue;
        const [from, to] = [place(c, r), place(c + dc, r + dr)];
        const share = (wanted - a) / (b - a);
        found.push(named(from[0]! + share * (to[0]! - from[0]!), from[1]! + share * (to[1]! - from[1]!)));
      }
  return found.sort();
}

const named = (x: number, y: number) => `${x.toFixed(9)} ${y.toFixed(9)}`;

function pointsOf(rings: readonly number[][]): [number, number][] {
  return rings.flatMap((ring) =>
    Array.from({ length: ring.length / 2 - 1 }, (_, i): [number, number] => [ring[i * 2]!, ring[i * 2 + 1]!]),
  );
}

function windings(rings: readonly number[][], x: number, y: number): number {
  let count = 0;
  for (const ring of rings)
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay, bx, by] = ring.slice(i, i + 4) as [number, number, number, number];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) count += by > ay ? 1 : -1;
    }
  return count;
}

describe('contour lines', () => {
  it('cross every edge that they must, once, where the level lies, and nothing else', () => {
    fc.assert(
      fc.property(raster, level, ({ columns, rows, values }, wanted) => {
        const rings = contourRings(values, columns, rows, wanted);
        expect(
          pointsOf(rings)
            .map(([x, y]) => named(x, y))
            .sort(),
        ).toEqual(crossings(values, columns, rows, wanted));
      }),
      { numRuns: 300 },
    );
  });

  it('are closed, and hold just the cells that are as high, on their right', () => {
    fc.assert(
      fc.property(raster, level, ({ columns, rows, values }, wanted) => {
        const rings = contourRings(values, columns, rows, wanted);
        for (const ring of rings) expect(ring.slice(0, 2)).toEqual(ring.slice(-2));
        values.forEach((value, i) => {
          // Off the middle by a hair, so that a line that runs through it does not matter.
          if (Math.abs(value - wanted) < 1e-6) return;
          const turns = windings(rings, (i % columns) + 0.5 + 1e-9, Math.floor(i / columns) + 0.5 + 1e-9);
          expect(turns).toBe(value >= wanted ? 1 : 0);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('part at a saddle whose middle is low, and join at one whose middle is high', () => {
    expect(contourRings([3, 0, 0, 3], 2, 2, 2)).toHaveLength(2);
    expect(contourRings([3, 1.5, 1.5, 3], 2, 2, 2)).toHaveLength(1);
  });

  it('are none where nothing is as high, and one round all that is', () => {
    expect(contourRings([1, 1, 1, 1], 2, 2, 2)).toEqual([]);
    expect(contourRings([5, 5, 5, 5], 2, 2, 2)).toHaveLength(1);
    expect(contourRings([], 0, 0, 1)).toEqual([]);
  });
});
