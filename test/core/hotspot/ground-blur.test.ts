import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GroundBlur, type Lattice } from '../../../core/hotspot/ground-blur.ts';
import { twoSidedP } from '../../../core/hotspot/normal.ts';

/** A lattice of 9 columns and 7 rows, with a corner missing. */
const [COLUMNS, ROWS] = [9, 7];
const cells = Int32Array.from({ length: COLUMNS * ROWS - 3 }, (_, i) => i + 3);
const lattice: Lattice = { cellMetres: 150, columns: COLUMNS, rows: ROWS, cells };

const below = (z: number) => (z < 0 ? twoSidedP(z) / 2 : 1 - twoSidedP(z) / 2);
/** What a source gives the cells so many away along an axis, cut off at four standard deviations. */
function axisShares(sigma: number): number[] {
  const reach = Math.max(1, Math.ceil(4 * sigma));
  const over = (at: number) => below((at + 0.5) / sigma) - below((at - 0.5) / sigma);
  const all = Array.from({ length: 2 * reach + 1 }, (_, i) => over(i - reach)).reduce((a, b) => a + b);
  return Array.from({ length: COLUMNS }, (_, apart) => (apart > reach ? 0 : over(apart) / all));
}
/** Cell by cell, each source divided by what of it stays on the ground. */
function bruteForce(values: number[], ground: Uint8Array, sigma: number): number[] {
  const axis = axisShares(sigma);
  const column = (cell: number) => cells[cell]! % COLUMNS;
  const row = (cell: number) => Math.floor(cells[cell]! / COLUMNS);
  const share = (from: number, to: number) =>
    axis[Math.abs(column(to) - column(from))]! * axis[Math.abs(row(to) - row(from))]!;
  const inside = [...cells.keys()].filter((cell) => ground[cell] === 1);
  const stays = inside.map((from) => inside.reduce((all, to) => all + share(from, to), 0));
  return [...cells.keys()].map((to) =>
    ground[to] === 0
      ? 0
      : inside.reduce((sum, from, i) => sum + (values[from]! * share(from, to)) / stays[i]!, 0),
  );
}

const scene = fc.record({
  values: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: cells.length, maxLength: cells.length }),
  ground: fc.array(fc.boolean(), { minLength: cells.length, maxLength: cells.length }),
  sigmaMetres: fc.integer({ min: 2, max: 400 }),
});

describe('counts spread over a ground', () => {
  it('are those of the sum over every pair of cells, and lose nothing', () => {
    fc.assert(
      fc.property(scene, ({ values, ground, sigmaMetres }) => {
        const flags = Uint8Array.from(ground, Number);
        const blur = new GroundBlur(lattice, flags, sigmaMetres);
        const spread = blur.apply(Float64Array.from(values));
        const brute = bruteForce(values, flags, sigmaMetres / 150);
        spread.forEach((value, cell) => {
          expect(value).toBeCloseTo(brute[cell]!, 9);
        });
        const kept = values.reduce((sum, value, cell) => sum + (flags[cell] === 1 ? value : 0), 0);
        expect(spread.reduce((a, b) => a + b, 0)).toBeCloseTo(kept, 8);
      }),
      { numRuns: 40 },
    );
  });

  it('keep in a cell what ownShare says', () => {
    const ground = new Uint8Array(cells.length).fill(1);
    const blur = new GroundBlur(lattice, ground, 170);
    for (const cell of [0, 20, cells.length - 1]) {
      const one = new Float64Array(cells.length);
      one[cell] = 1;
      expect(blur.apply(one)[cell]).toBeCloseTo(blur.ownShare(cell), 12);
    }
  });
});
