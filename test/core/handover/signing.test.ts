import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  LONGEST_SHIFT_MS,
  refusalToSignOff,
  refusalToSignOn,
  shiftBegin,
} from '../../../core/handover/signing.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-26T00:10:00Z');

describe('signing off', () => {
  test.each([
    ['a shift of eight hours', NOW - 8 * HOUR, false, undefined],
    ['the longest', NOW - LONGEST_SHIFT_MS, false, undefined],
    ['a longer one', NOW - LONGEST_SHIFT_MS - 1, false, 'handover_span'],
    ['one that begins now', NOW, false, 'handover_span'],
    ['one that is to come', NOW + 1, false, 'handover_span'],
    ['while one waits', NOW - 8 * HOUR, true, 'handover_waiting'],
  ])('%s', (_, fromMs, isWaiting, reason) => {
    expect(refusalToSignOff({ fromMs, nowMs: NOW, isWaiting })?.reason).toBe(reason);
  });
});

describe('signing on', () => {
  const waiting = { state: 'signed_off', signedOffBy: 'a' } as const;
  test.each([
    ['another account', waiting, 'b', null, undefined],
    ['the same account', waiting, 'a', null, 'handover_same_account'],
    ['the same account, alone', waiting, 'a', 'nobody else on duty', undefined],
    ['what is signed on', { ...waiting, state: 'signed_on' } as const, 'b', null, 'handover_signed_on'],
  ])('%s', (_, handover, accountId, aloneReason, reason) => {
    expect(refusalToSignOn(handover, { accountId, aloneReason })?.reason).toBe(reason);
  });
});

test('a shift begins where the last one ended, or with the shift plan, and always in the past and near enough', () => {
  expect(shiftBegin(NOW - 8 * HOUR, NOW - HOUR, NOW)).toBe(NOW - 8 * HOUR);
  expect(shiftBegin(NOW - 30 * HOUR, NOW - HOUR, NOW)).toBe(NOW - HOUR);
  expect(shiftBegin(null, NOW - HOUR, NOW)).toBe(NOW - HOUR);
  const hours = fc.integer({ min: 0, max: 100 * HOUR });
  fc.assert(
    fc.property(fc.option(hours), fc.integer({ min: 0, max: 8 * HOUR }), (lastAgo, shiftAgo) => {
      const fromMs = shiftBegin(lastAgo === null ? null : NOW - lastAgo, NOW - shiftAgo, NOW);
      expect(refusalToSignOff({ fromMs, nowMs: NOW, isWaiting: false })).toBeUndefined();
    }),
  );
});
