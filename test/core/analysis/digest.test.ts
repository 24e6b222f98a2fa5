import { expect, it } from 'vitest';
import { digestOf } from '../../../core/analysis/digest.ts';

it('tells columns apart by what they hold, how they are cut and what they are called', () => {
  const digests = [
    digestOf('a', [Float64Array.of(1, 2), Int8Array.of(3)]),
    digestOf('a', [Float64Array.of(1, 2.0000000000000004), Int8Array.of(3)]),
    digestOf('a', [Float64Array.of(1), Float64Array.of(2, 3)]),
    digestOf('a', [Float64Array.of(1, 2, 3)]),
    digestOf('b', [Float64Array.of(1, 2), Int8Array.of(3)]),
  ];
  expect(new Set(digests).size).toBe(digests.length);
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
});

it('is the same for the same figures, whatever array holds them and whatever bits a NaN has', () => {
  const odd = new Float64Array(new BigUint64Array([0xfff8_0000_0000_0001n, 0x8000_0000_0000_0000n]).buffer);
  expect(digestOf('a', [odd])).toBe(digestOf('a', [Float64Array.of(Number.NaN, 0)]));
  expect(digestOf('a', [Int32Array.of(-7)])).toBe(digestOf('a', [Float64Array.of(-7)]));
});
