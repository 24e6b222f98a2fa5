import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeRound, type CodeStop, stopByCode } from '../../../core/patrol/code-check-in.ts';

const PLACE = { nameZh: '西门岗', nameEn: 'West gate' };
const START_MS = Date.parse('2026-11-24T00:00:00Z');
const minuteMs = (minute: number) => START_MS + minute * 60_000;

describe('the stop that a code is read at', () => {
  const stop = (id: string, minute: number, more: Partial<CodeStop> = {}): CodeStop => ({
    ...{ id, arriveMs: minuteMs(minute), windowMinutes: 10, isTold: false },
    ...more,
  });
  const round = (stops: CodeStop[], from = 0, to = 240): CodeRound => ({
    startMs: minuteMs(from),
    endMs: minuteMs(to),
    stops,
  });
  const at = (minute: number, ...rounds: CodeRound[]) => stopByCode(rounds, PLACE, minuteMs(minute));
  const why = (minute: number, ...rounds: CodeRound[]) => {
    const result = at(minute, ...rounds);
    return 'refusal' in result ? [result.refusal.reason, result.refusal.params.until] : [result.stopId];
  };

  it('is that whose time it is, the next visit once the first was told, and the same again after the last', () => {
    const [a, b] = [stop('a', 30), stop('b', 90)];
    expect(at(20, round([a, b]))).toEqual({ stopId: 'a' });
    expect(at(79, round([a, b]))).toEqual({ stopId: 'a' });
    expect(at(85, round([a, b]))).toEqual({ stopId: 'b' });
    expect(at(85, round([a, { ...b, isTold: true }]))).toEqual({ stopId: 'a' });
    expect(at(40, round([{ ...a, isTold: true }, b]))).toEqual({ stopId: 'a' });
    const both = [a, b].map((one) => ({ ...one, isTold: true }));
    expect(at(95, round(both))).toEqual({ stopId: 'b' });
  });

  it('is none before its window, after the round, elsewhere, and without a round', () => {
    const iso = (minute: number) => new Date(minuteMs(minute)).toISOString();
    expect(why(19, round([stop('a', 30)]))).toEqual(['patrol_code_early', iso(20)]);
    expect(at(299, round([stop('a', 30)]))).toEqual({ stopId: 'a' });
    expect(why(300, round([stop('a', 30)]))).toEqual(['patrol_code_late', iso(240)]);
    expect(why(50, round([]))).toEqual(['patrol_code_elsewhere', undefined]);
    expect(why(50, round([], 60))).toEqual(['patrol_code_no_round', undefined]);
    expect(why(50)).toEqual(['patrol_code_no_round', undefined]);
  });

  it('of a round that is over and one to come, the one to come is told of', () => {
    expect(why(300, round([stop('a', 30)]), round([stop('b', 400)], 380, 500))[0]).toBe('patrol_code_early');
  });

  it('is always one whose time it is', () => {
    const stops = fc.array(
      fc.record({
        id: fc.uuid(),
        arriveMs: fc.integer({ min: 0, max: 480 }).map(minuteMs),
        windowMinutes: fc.integer({ min: 0, max: 60 }),
        isTold: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    const minutes = fc.integer({ min: -60, max: 600 });
    fc.assert(
      fc.property(stops, minutes, (all, minute) => {
        const result = at(minute, round(all, 0, 480));
        const open = all.filter(
          ({ arriveMs, windowMinutes }) =>
            arriveMs - windowMinutes * 60_000 <= minuteMs(minute) && minute < 540,
        );
        const found = 'stopId' in result ? open.find(({ id }) => id === result.stopId) : undefined;
        expect(found !== undefined).toBe(open.length > 0);
        if (found?.isTold) expect(open.every(({ isTold }) => isTold)).toBe(true);
      }),
    );
  });
});
