import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkSpans } from '../../../core/columns/chunk-spans.ts';

const XINING = 'Asia/Shanghai';
const at = (text: string) => Date.parse(text);

describe('what a history is cut into', () => {
  test("months that are over by the city's calendar, and the days of the one that is not", () => {
    const spans = chunkSpans(
      XINING,
      at('2026-01-31T17:00:00Z'),
      at('2026-03-02T03:00:00Z'),
      at('2026-03-02T20:00:00Z'),
    );
    expect(spans.map(({ key }) => key)).toEqual(['2026-02', '2026-03-01', '2026-03-02', '2026-03-03']);
    expect(spans[0]?.fromMs).toBe(at('2026-02-01T00:00:00+08:00'));
  });

  test('a single incident, reported just now', () => {
    const now = at('2026-03-01T01:00:00+08:00');
    expect(chunkSpans(XINING, now, now, now).map(({ key }) => key)).toEqual(['2026-03-01']);
  });

  test('incidents with a time to come lie in a stretch too', () => {
    const spans = chunkSpans(
      XINING,
      at('2026-03-01T00:00:00Z'),
      at('2026-05-03T00:00:00Z'),
      at('2026-03-02T00:00:00Z'),
    );
    expect(spans.at(-1)?.key).toBe('2026-05');
    expect(spans.filter(({ key }) => key.startsWith('2026-03'))).toHaveLength(31);
  });

  test('days on which clocks are set are 23 and 25 hours long', () => {
    const spans = chunkSpans('America/Chicago', at('2026-03-07T12:00:00Z'), 0, at('2026-03-10T12:00:00Z'));
    const hours = spans.map(({ fromMs, toMs }) => (toMs - fromMs) / 3_600_000);
    expect(hours.slice(6, 9)).toEqual([24, 23, 24]);
  });

  test('the stretches follow each other, cover every incident and are named once', () => {
    const instant = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        instant,
        instant,
        instant,
        fc.constantFrom(XINING, 'America/Chicago', 'UTC'),
        (a, b, now, zone) => {
          const [first, last] = [Math.min(a, b), Math.max(a, b)];
          const spans = chunkSpans(zone, first, last, now);
          for (let i = 1; i < spans.length; i++) expect(spans[i]?.fromMs).toBe(spans[i - 1]?.toMs);
          expect(spans[0]?.fromMs).toBeLessThanOrEqual(first);
          expect(spans.at(-1)?.toMs).toBeGreaterThan(last);
          expect(new Set(spans.map(({ key }) => key)).size).toBe(spans.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
