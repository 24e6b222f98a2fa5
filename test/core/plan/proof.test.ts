import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSimpleRing, type Polygons7, provePartition } from '../../../core/plan/proof.ts';

const SIZE = 1000;

/** A board of n x n squares with jittered inner corners, as cells, and its border as the parent. */
function board(n: number, jitter: readonly number[]): { cells: number[][]; parent: number[] } {
  const at = (i: number, j: number): [number, number] => {
    const inner = i > 0 && j > 0 && i < n && j < n;
    const k = (i * (n + 1) + j) * 2;
    const shift = (index: number) => (inner ? (jitter[index % jitter.length] ?? 0) : 0);
    return [i * SIZE + shift(k), j * SIZE + shift(k + 1)];
  };
  const cells: number[][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      cells.push([...at(i, j), ...at(i + 1, j), ...at(i + 1, j + 1), ...at(i, j + 1), ...at(i, j)]);
    }
  }
  const parent: number[] = [];
  for (let k = 0; k < n; k++) parent.push(...at(k, 0));
  for (let k = 0; k < n; k++) parent.push(...at(n, k));
  for (let k = n; k > 0; k--) parent.push(...at(k, n));
  for (let k = n; k > 0; k--) parent.push(...at(0, k));
  return { cells, parent: [...parent, ...at(0, 0)] };
}

const asAreas = (rings: readonly (readonly number[])[]): Polygons7[] => rings.map((ring) => [[ring]]);
const boards = fc
  .tuple(
    fc.integer({ min: 2, max: 6 }),
    fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 8, maxLength: 90 }),
  )
  .map(([n, jitter]) => board(n, jitter));

describe('the partition proof', () => {
  it('leaves nothing over for a partition', () => {
    fc.assert(
      fc.property(boards, ({ cells, parent }) => {
        expect(provePartition(asAreas(cells), asAreas([parent]))).toEqual([]);
        expect(cells.every(isSimpleRing)).toBe(true);
      }),
    );
  });

  it('does not mind where a ring starts', () => {
    fc.assert(
      fc.property(boards, fc.nat(), ({ cells, parent }, pick) => {
        const k = pick % cells.length;
        const open = cells[k]!.slice(0, -2);
        const turned = [...open.slice(2), ...open.slice(0, 2)];
        const rolled = cells.map((cell, i) => (i === k ? [...turned, turned[0]!, turned[1]!] : cell));
        expect(provePartition(asAreas(rolled), asAreas([parent]))).toEqual([]);
      }),
    );
  });

  it('takes holes into account', () => {
    const outer = [0, 0, 9, 0, 9, 9, 0, 9, 0, 0];
    const inner = [3, 3, 6, 3, 6, 6, 3, 6, 3, 3];
    const hole = [3, 3, 3, 6, 6, 6, 6, 3, 3, 3];
    expect(provePartition([[[outer, hole]], [[inner]]], [[[outer]]])).toEqual([]);
    expect(provePartition([[[outer]], [[inner]]], [[[outer]]])).toHaveLength(4);
    expect(provePartition([[[outer, hole]]], [[[outer]]])).toHaveLength(4);
  });

  const mutations: Record<string, (cells: number[][], k: number) => number[][]> = {
    'a vertex moved by one unit': (cells, k) =>
      cells.map((cell, i) => (i === k ? cell.map((v, at) => (at === 2 ? v + 1 : v)) : cell)),
    'a deleted grid': (cells, k) => cells.filter((_, i) => i !== k),
    'a duplicated grid': (cells, k) => [...cells, cells[k]!],
    'a grid turned round': (cells, k) =>
      cells.map((cell, i) => (i === k ? [...cell].reverse().map((_, at, all) => all[at ^ 1]!) : cell)),
    'a dropped vertex': (cells, k) =>
      cells.map((cell, i) => (i === k ? [...cell.slice(0, 4), ...cell.slice(6)] : cell)),
    'a vertex that the neighbour lacks': (cells, k) =>
      cells.map((cell, i) => {
        if (i !== k) return cell;
        const middle = [Math.round((cell[0]! + cell[2]!) / 2), Math.round((cell[1]! + cell[3]!) / 2)];
        return [...cell.slice(0, 2), ...middle, ...cell.slice(2)];
      }),
  };

  it.each(Object.keys(mutations))('catches %s', (name) => {
    fc.assert(
      fc.property(boards, fc.nat(), ({ cells, parent }, pick) => {
        const broken = mutations[name]!(cells, pick % cells.length);
        const excess = provePartition(asAreas(broken), asAreas([parent]));
        expect(excess.length).toBeGreaterThan(0);
        expect(excess.every((segment) => segment.excess !== 0)).toBe(true);
      }),
    );
  });

  it('names the place and the side', () => {
    const { cells, parent } = board(2, [0]);
    const [found, ...others] = provePartition(asAreas([...cells, cells[0]!]), asAreas([parent])).filter(
      (s) => s.fromLat7 === 0 && s.toLat7 === 0,
    );
    expect(others).toEqual([]);
    expect(found).toEqual({ fromLng7: 0, fromLat7: 0, toLng7: SIZE, toLat7: 0, excess: 1 });
  });
});
