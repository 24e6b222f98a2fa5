import { describe, expect, it } from 'vitest';
import { pastBrush, pastSpan } from '../../../client/period/past-period.ts';

const DAY = 86_400_000;
const present = { fromMs: 93 * DAY, toMs: 100 * DAY };

describe('the period while the past is shown', () => {
  it('stays as it is when the instant lies in it', () => {
    expect(pastSpan(present, 95 * DAY, undefined)).toBe(present);
  });

  it('moves to an instant before it, as long as before and with some of what came after', () => {
    const span = pastSpan(present, 50 * DAY, present);
    expect(span.toMs - span.fromMs).toBe(7 * DAY);
    expect(span.fromMs).toBeLessThan(50 * DAY);
    expect(span.toMs).toBeGreaterThan(50 * DAY);
    expect(pastSpan(present, 50.5 * DAY, span)).toBe(span);
    expect(pastSpan(present, 52 * DAY, span)).not.toBe(span);
  });

  it('never ends later than now', () => {
    expect(pastSpan(present, 92.9 * DAY, undefined).toMs).toBeLessThanOrEqual(present.toMs);
  });

  it('counts only what was over', () => {
    expect(pastBrush(null, present, 95 * DAY)).toEqual({ fromMs: 93 * DAY, toMs: 95 * DAY });
    expect(pastBrush({ fromMs: 94 * DAY, toMs: 96 * DAY }, present, 95 * DAY)).toEqual({
      fromMs: 94 * DAY,
      toMs: 95 * DAY,
    });
    const later = pastBrush({ fromMs: 96 * DAY, toMs: 97 * DAY }, present, 95 * DAY);
    expect(later.toMs).toBeLessThan(present.fromMs);
  });
});
