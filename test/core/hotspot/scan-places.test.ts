import { expect, it } from 'vitest';
import { scanCases } from '../../../core/hotspot/scan-places.ts';

it('puts the incidents of a square together, in their middle', () => {
  const x = Float64Array.of(10, 250, 90, -10, 110);
  const y = Float64Array.of(10, 10, 50, 10, 99);
  const cases = scanCases(x, y, Uint16Array.of(4, 3, 2, 1, 0), 5, 100);
  expect([...cases.x]).toEqual([-10, 50, 110, 250]);
  expect([...cases.y]).toEqual([10, 30, 99, 10]);
  expect([...cases.starts]).toEqual([0, 1, 3, 4, 5]);
  expect([...cases.day]).toEqual([1, 4, 2, 0, 3]);
});

it('has no place without incidents, and one for all at one point', () => {
  const none = scanCases(new Float64Array(0), new Float64Array(0), new Uint16Array(0), 3, 100);
  expect([none.x.length, ...none.starts]).toEqual([0, 0]);
  const heap = scanCases(new Float64Array(7), new Float64Array(7), new Uint16Array(7), 3, 100);
  expect([heap.x.length, ...heap.starts]).toEqual([1, 0, 7]);
});
