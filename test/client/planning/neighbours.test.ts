import { expect, test } from 'vitest';
import { neighboursOf } from '../../../client/planning/neighbours.ts';
import { distanceMetres, lengthMetres } from '../../../core/geometry/metres.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { boardPlace, cellId } from '../../core/plan/board-plan.ts';
import { middle, straight } from '../../core/plan/edits.ts';

test('the middle of a board has four neighbours, a corner two and the outside', () => {
  const around = [cellId(0, 1), cellId(2, 1), cellId(1, 0), cellId(1, 2)].sort();
  expect(
    neighboursOf(straight, middle)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(around);
  const ids = neighboursOf(straight, cellId(0, 0)).map(({ id }) => id);
  expect(new Set(ids)).toEqual(new Set([null, cellId(1, 0), cellId(0, 1)]));
});

test('common borders add up to all of the border, the longest first, and both sides tell the same', () => {
  for (const id of straight.grids.keys()) {
    const found = neighboursOf(straight, id);
    const metres = found.map((one) => one.metres);
    expect(metres).toEqual(metres.toSorted((a, b) => b - a));
    const whole = (polygonsOf(straight, id) ?? []).flat().reduce((sum, ring) => sum + lengthMetres(ring), 0);
    expect(metres.reduce((sum, one) => sum + one, 0)).toBeCloseTo(whole, 6);
    for (const { id: other, metres: shared } of found)
      if (other !== null)
        expect(neighboursOf(straight, other).find((one) => one.id === id)?.metres).toBeCloseTo(shared, 9);
  }
});

test('a line is as long as its steps; a point has no length', () => {
  const [a, b] = [boardPlace(0, 0), boardPlace(1, 1)];
  const flat = [a.lng7, a.lat7, b.lng7, b.lat7];
  expect(lengthMetres(flat)).toBe(distanceMetres(a.lng7, a.lat7, b.lng7, b.lat7));
  expect(lengthMetres([a.lng7, a.lat7])).toBe(0);
});
