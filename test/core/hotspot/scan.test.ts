import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankP, recurrenceDays, scanClusters } from '../../../core/hotspot/scan-clusters.ts';
import { type ScanCases, type ScanReach, ScanTooWide, scanFrame } from '../../../core/hotspot/scan-frame.ts';
import { expectedAtRatio, scanRatio } from '../../../core/hotspot/scan-ratio.ts';
import { ScanSearch } from '../../../core/hotspot/scan-search.ts';
import { shuffle } from '../../../core/hotspot/shuffle.ts';
import { allCylinders, largest, largestFromFirst } from './scan-brute-force.ts';

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const REACH: ScanReach = {
  maxRadiusMetres: Number.POSITIVE_INFINITY,
  maxShare: 0.5,
  minDays: 1,
  maxDays: 5,
  minCases: 1,
  onlyCurrent: false,
};

/** Places on a lattice, so that many are equally far apart, with some cases and, one time in two, a cluster. */
function someCases(seed: number, placeCount: number, caseCount: number, days: number): ScanCases {
  const random = randomOf(seed);
  const below = (n: number) => Math.floor(random() * n);
  const place = Array.from({ length: caseCount }, () => below(placeCount)).sort((a, b) => a - b);
  const starts = Uint32Array.from({ length: placeCount + 1 }, (_, i) => place.filter((at) => at < i).length);
  return {
    x: Float64Array.from({ length: placeCount }, () => 100 * below(4)),
    y: Float64Array.from({ length: placeCount }, () => 100 * below(4)),
    starts,
    day: Uint16Array.from(place, (at) =>
      seed % 2 && at < 3 && random() < 0.6 ? days - 1 - below(2) : below(days),
    ),
    days,
  };
}

describe('the ratio of a scan', () => {
  it('is that of a published run: 236 cases where 176.22 of 1,175 were expected', () => {
    // SaTScan prints 10.979758 for the number that it prints as 176.22.
    expect(scanRatio(236, 176.225, 1175)).toBeLessThan(10.979758);
    expect(scanRatio(236, 176.215, 1175)).toBeGreaterThan(10.979758);
    // 20 ln(20/5) + 80 ln(80/95).
    expect(Math.abs(scanRatio(20, 5, 100) - 13.977866668265069)).toBeLessThan(1e-12);
    expect(scanRatio(9, 9, 100)).toBe(0);
    expect(scanRatio(3, 9, 100)).toBe(0);
    expect(scanRatio(10, 4, 10)).toBeCloseTo(10 * Math.log(2.5), 12);
  });

  it('is reached at the expected number that is said, and not at more', () => {
    for (const total of [5, 60, 2000])
      for (const observed of [1, 2, 5, 44, 60, 900].filter((n) => n <= total))
        for (const level of [0.25, 3, 12, 40]) {
          const expected = expectedAtRatio(observed, total, level);
          expect(scanRatio(observed, expected, total) / level).toBeCloseTo(1, 9);
        }
  });
});

describe('the search for the best cylinder', () => {
  const reaches: Partial<ScanReach>[] = [
    {},
    { onlyCurrent: true },
    { maxRadiusMetres: 150, maxDays: 2 },
    { minCases: 3, maxShare: 0.3, maxDays: 40 },
    { onlyCurrent: true, minDays: 2, maxDays: 3, minCases: 2 },
  ];

  it.each(reaches)('gives what looking at every cylinder gives: %j', (part) => {
    const reach = { ...REACH, ...part };
    for (let seed = 1; seed <= 60; seed++) {
      const cases = someCases(seed, 1 + (seed % 9), 2 + ((seed * 7) % 60), 1 + (seed % 12));
      if (reach.minDays > Math.min(reach.maxDays, cases.days)) continue;
      const all = allCylinders(cases, reach);
      const search = new ScanSearch(scanFrame(cases, reach));
      expect(search.largestRatio(cases.day)).toBeCloseTo(largest(all), 9);
      const best = search.bestOfCentres();
      for (let centre = 0; centre < cases.x.length; centre++) {
        const own = all.filter(({ key }) => key.startsWith(`${centre} `));
        expect(best.find((cylinder) => cylinder.centre === centre)?.ratio ?? 0).toBeCloseTo(largest(own), 9);
      }
    }
  });

  it('is as exact with many cases, when whole blocks of circles are ruled out', () => {
    for (const onlyCurrent of [true, false]) {
      const cases = someCases(11, 24, 450, 16);
      const spread = {
        ...cases,
        x: cases.x.map((x, i) => x + 7 * i),
        y: cases.y.map((y, i) => y + ((i * 37) % 90)),
      };
      const reach = { ...REACH, maxDays: 8, onlyCurrent };
      const search = new ScanSearch(scanFrame(spread, reach));
      for (let replication = 0; replication < 2; replication++) {
        const day = spread.day.slice();
        if (replication > 0) shuffle(day, 5, replication);
        const expected = largest(allCylinders({ ...spread, day }, reach));
        expect(search.largestRatio(day)).toBeCloseTo(expected, 9);
      }
    }
  });

  it('gives the same with some cases at random places, none at others, and crowded days', () => {
    const caseOf = fc.record({ place: fc.nat(7), day: fc.oneof(fc.nat(9), fc.constantFrom(7, 8, 9)) });
    const input = fc.record({
      at: fc.array(fc.tuple(fc.nat(900), fc.nat(900)), { minLength: 8, maxLength: 8 }),
      list: fc.array(caseOf, { minLength: 2, maxLength: 60 }),
      onlyCurrent: fc.boolean(),
      minCases: fc.integer({ min: 1, max: 4 }),
      days: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 10 })),
      maxShare: fc.constantFrom(0.1, 0.3, 0.5),
    });
    fc.assert(
      fc.property(input, ({ at, list, days: [minDays, more], ...part }) => {
        const sorted = list.toSorted((a, b) => a.place - b.place);
        const cases: ScanCases = {
          x: Float64Array.from(at, ([x]) => x),
          y: Float64Array.from(at, ([, y]) => y),
          starts: Uint32Array.from({ length: 9 }, (_, i) => sorted.filter(({ place }) => place < i).length),
          day: Uint16Array.from(sorted, ({ day }) => day),
          days: 10,
        };
        const reach = { ...REACH, ...part, minDays, maxDays: minDays + more };
        const found = new ScanSearch(scanFrame(cases, reach)).largestRatio(cases.day);
        expect(found).toBeCloseTo(largest(allCylinders(cases, reach)), 9);
      }),
      { numRuns: 50 },
    );
  });

  it('gives the same when a centre has more blocks of circles than are held at one time', () => {
    // On a line, from the first place on.
    const cases = someCases(4, 70, 1500, 12);
    const line = {
      ...cases,
      x: Float64Array.from({ length: 70 }, (_, i) => 10_000 * i + i * i),
      y: new Float64Array(70),
    };
    const reach = { ...REACH, minCases: 2 };
    const frame = scanFrame(line, reach);
    expect(frame.blockStart[1]).toBeGreaterThan(17);
    const search = new ScanSearch(frame);
    const first = search.bestOfCentres().find(({ centre }) => centre === 0);
    expect(first?.ratio).toBeCloseTo(largestFromFirst(line, reach), 9);
  });

  it('finds nothing where there is nothing to find', () => {
    const at = (day: number[], places = 1): ScanCases => ({
      x: new Float64Array(places),
      y: new Float64Array(places),
      starts: Uint32Array.from({ length: places + 1 }, (_, i) => Math.round((i * day.length) / places)),
      day: Uint16Array.from(day),
      days: 4,
    });
    const none = [at([]), at([2]), at([0, 1, 2, 3]), at([0, 1, 2, 3], 4), at([3, 3, 3, 3], 2)];
    for (const cases of none) {
      const frame = scanFrame(cases, REACH);
      expect(new ScanSearch(frame).largestRatio(cases.day)).toBe(0);
      expect(scanClusters(frame, new Float64Array(0), 5)).toEqual([]);
    }
  });

  it('says what it can not do', () => {
    const cases = someCases(3, 4, 20, 5);
    expect(() => scanFrame(cases, { ...REACH, maxShare: 0.6 })).toThrow(RangeError);
    expect(() => scanFrame(cases, { ...REACH, minDays: 3, maxDays: 2 })).toThrow(RangeError);
    expect(() => scanFrame(cases, { ...REACH, minCases: 0 })).toThrow(RangeError);
    expect(() => scanFrame(cases, REACH, 0)).toThrow(ScanTooWide);
  });
});

describe('clusters', () => {
  /** Places 1 km apart, each with one case a day; at two of them more of late. */
  function twoClusters(): ScanCases {
    const day: number[] = [];
    const starts = [0];
    for (let place = 0; place < 20; place++) {
      for (let d = 0; d < 20; d++) day.push(d);
      if (place === 3) day.push(17, 17, 18, 18, 18, 19, 19, 19, 19);
      if (place === 12) day.push(18, 18, 19, 19, 19);
      starts.push(day.length);
    }
    return {
      x: Float64Array.from({ length: 20 }, (_, i) => 1000 * i),
      y: new Float64Array(20),
      starts: Uint32Array.from(starts),
      day: Uint16Array.from(day),
      days: 20,
    };
  }

  it('come from the most unlikely on, do not overlap, and tell place, days and numbers', () => {
    const frame = scanFrame(twoClusters(), { ...REACH, maxRadiusMetres: 2000, onlyCurrent: true });
    const maxima = new Float64Array(99).fill(1);
    const [first, second, ...rest] = scanClusters(frame, maxima, 10);
    expect(first).toMatchObject({
      centre: 3,
      places: [3],
      fromDay: 17,
      toDay: 19,
      observed: 12,
      radiusMetres: 0,
    });
    expect(first?.expected).toBeCloseTo((29 * (60 + 9 + 5)) / 414, 12);
    expect(first?.p).toBe(0.01);
    expect(second).toMatchObject({ centre: 12, fromDay: 18, observed: 7 });
    const places = [first, second, ...rest].flatMap((cluster) => cluster?.places ?? []);
    expect(new Set(places).size).toBe(places.length);
  });

  it('have p values that are ranks, and the time in which chance makes one', () => {
    expect(rankP([], 3)).toBe(1);
    expect(rankP([1, 2, 3, 4], 3)).toBe(3 / 5);
    expect(rankP(new Float64Array(999), 3)).toBe(0.001);
    expect(recurrenceDays(0.001)).toBe(1000);
  });

  it('have a tail that agrees with the ranks where there are some', () => {
    const frame = scanFrame(twoClusters(), { ...REACH, maxRadiusMetres: 2000, onlyCurrent: true });
    const search = new ScanSearch(frame);
    const maxima = Float64Array.from({ length: 999 }, (_, replication) => {
      const day = frame.cases.day.slice();
      shuffle(day, 20261126, replication);
      return search.largestRatio(day);
    });
    for (const { p, tailP } of scanClusters(frame, maxima, 10))
      expect(Math.abs((tailP ?? 0) - p)).toBeLessThan(0.05);
    expect(scanClusters(frame, new Float64Array(10), 1)[0]?.tailP).toBeNull();
  });

  it('are rarely significant by chance alone', () => {
    const cases = someCases(2, 9, 120, 20);
    const frame = scanFrame(cases, { ...REACH, minCases: 2, onlyCurrent: true });
    const search = new ScanSearch(frame);
    const ratios = Float64Array.from({ length: 600 }, (_, replication) => {
      const day = cases.day.slice();
      shuffle(day, 7, replication);
      return search.largestRatio(day);
    });
    const [tried, maxima] = [ratios.subarray(0, 200), ratios.subarray(201)];
    const falseAlarms = tried.filter((ratio) => rankP(maxima, ratio) <= 0.05).length;
    expect(falseAlarms).toBeLessThan(25);
  });
});
