import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from '../../core/sha256.ts';

const oracle = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('is the digest that the platform computes, for every length round a block', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 131 + length) & 255);
    expect(sha256(bytes)).toBe(oracle(bytes));
  }
});

it('and for any bytes, also within a larger buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(7), (bytes, skip) => {
      expect(sha256(bytes.subarray(skip))).toBe(oracle(bytes.subarray(skip)));
    }),
  );
});
