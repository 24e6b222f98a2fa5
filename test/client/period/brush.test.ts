import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brushBetween, firstBrush, moveBrush, moveEnd } from '../../../client/period/brush.ts';
import { binsOf } from '../../../client/period/period-bins.ts';

const HOUR = 3_600_000;
const SPAN = { fromMs: 1_795_000_000_000, toMs: 1_795_000_000_000 + 168 * HOUR };
const BINS = binsOf(SPAN, 'Asia/Shanghai');
const anyTime = fc.integer({ min: SPAN.fromMs - 20 * HOUR, max: SPAN.toMs + 20 * HOUR });
const isInside = (brush: { fromMs: number; toMs: number } | null): boolean =>
  brush === null || (brush.fromMs >= SPAN.fromMs && brush.toMs <= SPAN.toMs && brush.fromMs < brush.toMs);

describe('the brush', () => {
  it('stays inside the period and is never empty, however it is drawn, moved or resized', () => {
    fc.assert(
      fc.property(anyTime, anyTime, fc.integer({ min: -300, max: 300 }), (a, b, steps) => {
        const brush = brushBetween(a, b, SPAN, BINS);
        expect(isInside(brush)).toBe(true);
        expect(isInside(moveEnd(brush, 'from', steps, SPAN, BINS))).toBe(true);
        expect(isInside(moveEnd(brush, 'to', steps, SPAN, BINS))).toBe(true);
        if (!brush) return;
        const moved = moveBrush(brush, steps * HOUR, SPAN);
        expect(isInside(moved)).toBe(true);
        expect(moved.toMs - moved.fromMs).toBe(brush.toMs - brush.fromMs);
      }),
    );
  });

  it('covers the bins of both ends', () => {
    const from = (BINS.edges[0] ?? 0) + 10 * HOUR;
    expect(brushBetween(from + 2.5 * HOUR, from + 100, SPAN, BINS)).toEqual({
      fromMs: from,
      toMs: from + 3 * HOUR,
    });
  });

  it('is none when it covers all', () => {
    expect(brushBetween(SPAN.fromMs - HOUR, SPAN.toMs + HOUR, SPAN, BINS)).toBeNull();
  });

  it('begins at an end of the period when there is none yet', () => {
    expect(moveEnd(null, 'to', -3, SPAN, BINS)).toMatchObject({ fromMs: SPAN.fromMs });
    expect(moveEnd(null, 'from', 3, SPAN, BINS)).toMatchObject({ toMs: SPAN.toMs });
    expect(firstBrush(SPAN, BINS).toMs - SPAN.fromMs).toBeLessThan(SPAN.toMs - SPAN.fromMs);
  });
});
