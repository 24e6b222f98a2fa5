import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoTime } from '../../../data/seed/iso-time.ts';

it('is what the language writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2e12, max: 8e12 }), (ms) => {
      expect(isoTime(ms)).toBe(new Date(ms).toISOString());
    }),
  );
});
