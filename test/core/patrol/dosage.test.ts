import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dosageLeague, orderEntropy, type PatrolVisit } from '../../../core/patrol/dosage.ts';
import { repeatedPairs } from '../../../core/patrol/repeated-pairs.ts';

const visit = (placeId: string, from: number, to: number, unitId = 'u'): PatrolVisit => ({
  unitId,
  placeId,
  arrivedMs: from * 60_000,
  leftMs: to * 60_000,
});
const league = (visits: PatrolVisit[], from: number, now: number) =>
  dosageLeague(['a', 'b'], visits, { fromMs: from * 60_000, nowMs: now * 60_000 });
const of = (placeId: string, rows: ReturnType<typeof league>) => rows.find((row) => row.placeId === placeId);

describe('the dosage of places', () => {
  it('counts minutes, of which at most 16 a visit are useful, and visits that are too short or too long', () => {
    const rows = league([visit('a', 10, 22), visit('a', 60, 65), visit('a', 100, 130)], 0, 200);
    expect(of('a', rows)).toMatchObject({
      minutes: 47,
      usefulMinutes: 33,
      visits: 3,
      tooShort: 1,
      tooLong: 1,
      minutesSinceLast: 70,
      dueMs: 250 * 60_000,
      overdueMinutes: 0,
    });
  });

  it('does not take a drive-by for a visit that puts off the next', () => {
    const rows = league([visit('a', 10, 22), visit('a', 140, 149)], 0, 150);
    expect(of('a', rows)).toMatchObject({ minutesSinceLast: 128, overdueMinutes: 8 });
  });

  it('counts from the begin of the period where there was none', () => {
    expect(of('b', league([], 30, 160))).toMatchObject({
      visits: 0,
      minutesSinceLast: null,
      dueMs: 150 * 60_000,
      overdueMinutes: 10,
    });
  });

  it('cuts visits at both ends of the period, and one that goes on at now', () => {
    const rows = league([visit('a', 0, 20), visit('a', 95, 110), visit('b', 200, 220)], 15, 100);
    expect(of('a', rows)).toMatchObject({ minutes: 10, visits: 2, tooShort: 1, minutesSinceLast: 80 });
    expect(of('b', rows)?.visits).toBe(0);
  });

  it('puts the place most in need first', () => {
    const rows = league([visit('a', 0, 10), visit('b', 20, 40)], 0, 300);
    expect(rows.map(({ placeId }) => placeId)).toEqual(['a', 'b']);
    expect(league([visit('b', 0, 10), visit('a', 20, 40)], 0, 300)[0]?.placeId).toBe('b');
  });

  it('says how hard it is to foresee what comes before a place, for each unit by itself', () => {
    const round = (at: number) => [visit('b', at, at + 1), visit('a', at + 2, at + 3)];
    expect(of('a', league([0, 10, 20].flatMap(round), 0, 99))?.orderEntropy).toEqual({
      steps: 3,
      evenness: 0,
    });
    const mixed = [
      visit('b', 0, 1, 'u'),
      visit('c', 1, 2, 'v'),
      visit('a', 3, 4, 'u'),
      visit('a', 5, 6, 'v'),
    ];
    expect(of('a', league(mixed, 0, 99))?.orderEntropy).toEqual({ steps: 2, evenness: 1 });
  });

  it('refuses a visit that ends before it begins', () => {
    expect(() => league([visit('a', 5, 4)], 0, 9)).toThrow('Visit of u to a ends before it begins.');
  });
});

describe('order entropy', () => {
  it('lies between 0 and 1 and does not depend on names or order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2 }), (places) => {
        const { evenness } = orderEntropy(places.map(String));
        expect(evenness).toBeGreaterThanOrEqual(0);
        expect(evenness).toBeLessThanOrEqual(1 + 1e-12);
        const other = orderEntropy(places.map((place) => `x${5 - place}`).reverse());
        expect(other.evenness).toBeCloseTo(evenness as number, 12);
      }),
    );
    expect(orderEntropy(['a'])).toEqual({ steps: 1, evenness: null });
    expect(orderEntropy(['a', 'a', 'b', 'b']).evenness).toBeCloseTo(0.5, 12);
  });
});

describe('pairs that repeat', () => {
  it('cost as often as they were driven', () => {
    expect(repeatedPairs([[1, 2, 2, 3], [1, 2], []], 4)).toEqual([
      { from: 1, to: 2, cost: 8 },
      { from: 2, to: 3, cost: 4 },
    ]);
  });
});
