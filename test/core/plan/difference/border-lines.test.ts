import { describe, expect, it } from 'vitest';
import { borderLines } from '../../../../core/plan/difference/border-lines.ts';
import type { Polygons7 } from '../../../../core/plan/proof.ts';

/** Two grids, 20 wide and 20 high together, with a border between them through these points. */
function pair(...middle: readonly (readonly [number, number])[]): Polygons7[] {
  const back = middle.toReversed().flat();
  return [
    [[[0, 0, 10, 0, ...middle.flat(), 10, 20, 0, 20, 0, 0]]],
    [[[10, 0, 20, 0, 20, 20, 10, 20, ...back, 10, 0]]],
  ];
}

describe('borders added and removed', () => {
  it('are none of equal plans, wherever rings begin', () => {
    const rolled: Polygons7 = [[[10, 10, 10, 20, 0, 20, 0, 0, 10, 0, 10, 10]]];
    expect(borderLines(pair([10, 10]), [rolled, pair([10, 10])[1]!])).toEqual({ added: [], removed: [] });
  });

  it('are one line where a border moved', () => {
    const { added, removed } = borderLines(pair([10, 10]), pair([13, 5], [13, 15]));
    expect(added).toEqual([[10, 0, 13, 5, 13, 15, 10, 20]]);
    expect(removed).toEqual([[10, 0, 10, 10, 10, 20]]);
  });

  it('are the border between merged grids; added again where one is split', () => {
    const one: Polygons7[] = [[[[0, 0, 10, 0, 20, 0, 20, 20, 10, 20, 0, 20, 0, 0]]]];
    expect(borderLines(pair([10, 10]), one)).toEqual({ added: [], removed: [[10, 0, 10, 10, 10, 20]] });
    expect(borderLines(one, pair([10, 10]))).toEqual({ added: [[10, 0, 10, 10, 10, 20]], removed: [] });
  });

  it('end where they branch', () => {
    const four = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ].map(([x = 0, y = 0]): Polygons7 => [[[x, y, x + 1, y, x + 1, y + 1, x, y + 1, x, y]]]);
    const whole: Polygons7 = [[[0, 0, 1, 0, 2, 0, 2, 1, 2, 2, 1, 2, 0, 2, 0, 1, 0, 0]]];
    const lines = borderLines([whole], four).added.map((line) => line.join(' '));
    expect(lines).toHaveLength(4);
    expect(lines.every((line) => /(^| )1 1( |$)/.test(line))).toBe(true);
  });

  it('close where an enclave is made', () => {
    const outer = [0, 0, 9, 0, 9, 9, 0, 9, 0, 0];
    const hole = [3, 3, 3, 6, 6, 6, 6, 3, 3, 3];
    const inner = [3, 3, 6, 3, 6, 6, 3, 6, 3, 3];
    const { added, removed } = borderLines([[[outer]]], [[[outer, hole]], [[inner]]]);
    expect(removed).toEqual([]);
    expect(added.map((line) => line.length)).toEqual([10]);
    expect(added[0]?.slice(0, 2)).toEqual(added[0]?.slice(-2));
  });
});
