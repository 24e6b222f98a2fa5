import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDice } from '../../../core/basemap/dice.ts';
import { backTestScore } from '../../../core/hotspot/back-test-score.ts';
import {
  type Expectation,
  type ExpectationOrder,
  expectationDigests,
  expectationInSteps,
  type Fold,
} from '../../../core/hotspot/expectation.ts';
import {
  EXPECTATION_MODELS,
  expectedCounts,
  ForecastGround,
  type ForecastOrder,
} from '../../../core/hotspot/expected-counts.ts';
import { type FoldScore, flaggedCells, scoreOf } from '../../../core/hotspot/flagged-cells.ts';
import type { PlaceTimes } from '../../../core/hotspot/self-exciting.ts';

const [SIDE, METRES] = [20, 200];
const lattice = {
  cellMetres: METRES,
  columns: SIDE,
  rows: SIDE,
  cells: Int32Array.from({ length: SIDE * SIDE }, (_, i) => i),
};
const ground = new Uint8Array(SIDE * SIDE).fill(1);
const over = new ForecastGround(lattice, ground);

function incidentsOf(list: readonly { day: number; cell: number }[]): PlaceTimes {
  const sorted = [...list].sort((a, b) => a.day - b.day || a.cell - b.cell);
  return {
    day: Float64Array.from(sorted, ({ day }) => day),
    cell: Int32Array.from(sorted, ({ cell }) => cell),
    x: Float64Array.from(sorted, ({ cell }) => ((cell % SIDE) + 0.5) * METRES),
    y: Float64Array.from(sorted, ({ cell }) => (Math.floor(cell / SIDE) + 0.5) * METRES),
  };
}
/** A year: a few steady places, and one in ten incidents anywhere. */
function steadyYear(seed: number, days = 364): PlaceTimes {
  const dice = makeDice(seed);
  const places = [21, 88, 150, 210, 333, 377];
  const anywhere = () => Math.floor(dice() * SIDE * SIDE);
  return incidentsOf(
    Array.from({ length: days * 6 }, () => ({
      day: dice() * days,
      cell: dice() < 0.4 ? places[Math.floor(dice() * places.length)]! : anywhere(),
    })),
  );
}
const weeks = (from: number, count: number): Fold[] =>
  Array.from({ length: count }, (_, i) => ({ atDay: from + 7 * i, untilDay: from + 7 * i + 7 }));
const orderOf = (incidents: PlaceTimes, more: Partial<ExpectationOrder> = {}): ExpectationOrder => ({
  lattice,
  ground,
  incidents,
  fromDay: 0,
  tune: weeks(224, 4),
  test: weeks(252, 16),
  next: { atDay: 364, untilDay: 371 },
  areaCells: SIDE * SIDE,
  seed: 1,
  part: Uint8Array.from(incidents.day, (day) => Math.floor((day % 1) * 3)),
  parts: 3,
  ...more,
});
function run(order: ExpectationOrder): { result: Expectation; steps: number[] } {
  const work = expectationInSteps(order);
  const steps: number[] = [];
  for (;;) {
    const { done, value } = work.next();
    if (done) return { result: value, steps };
    steps.push(value);
  }
}
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const parameters = {
  halfLifeDays: 30,
  bandwidthMetres: 250,
  trigger: { theta: 0.3, omegaPerDay: 0.1, sigmaMetres: 120 },
};

describe('expected numbers', () => {
  const list = fc.array(
    fc.record({ day: fc.integer({ min: 0, max: 99 }), cell: fc.integer({ min: 0, max: SIDE * SIDE - 1 }) }),
    { minLength: 1, maxLength: 60 },
  );
  const orderAt = (incidents: PlaceTimes, more: Partial<ForecastOrder> = {}): ForecastOrder => ({
    incidents,
    end: incidents.day.length,
    fromDay: 0,
    atDay: 100,
    days: 7,
    parameters,
    counted: null,
    ...more,
  });

  it('of count and decay are sums over the incidents of a cell', () => {
    fc.assert(
      fc.property(list, (incidents) => {
        const known = incidentsOf(incidents);
        const count = expectedCounts('count', over, orderAt(known));
        const decay = expectedCounts('decay', over, orderAt(known));
        const effective = ((1 - 2 ** (-100 / 30)) * 30) / Math.LN2;
        for (let cell = 0; cell < ground.length; cell++) {
          const own = incidents.filter((one) => one.cell === cell);
          expect(count[cell]).toBeCloseTo((own.length * 7) / 100, 10);
          const faded = own.reduce((all, { day }) => all + 2 ** (-(100 - day) / 30), 0);
          expect(decay[cell]).toBeCloseTo((7 * faded) / effective, 10);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('of kernel and self-exciting add up to what the count and the triggering say', () => {
    fc.assert(
      fc.property(list, (incidents) => {
        const known = incidentsOf(incidents);
        const mean = (incidents.length * 7) / 100;
        expect(sum(expectedCounts('kernel', over, orderAt(known)))).toBeCloseTo(mean, 8);
        const brought = incidents
          .filter(({ day }) => 100 - day <= 90)
          .reduce((all, { day }) => all + 0.3 * Math.exp(-0.1 * (100 - day)) * (1 - Math.exp(-0.7)), 0);
        const excited = sum(expectedCounts('self_exciting', over, orderAt(known)));
        expect(excited).toBeCloseTo(0.7 * mean + brought, 8);
      }),
      { numRuns: 20 },
    );
  });

  it('of the parts of a day add up to those of the day, whichever model', () => {
    fc.assert(
      fc.property(list, fc.infiniteStream(fc.boolean()), (incidents, coins) => {
        const known = incidentsOf(incidents);
        const one = Uint8Array.from(known.day, () => Number(coins.next().value));
        const other = one.map((flag) => 1 - flag);
        for (const model of EXPECTATION_MODELS) {
          const all = expectedCounts(model, over, orderAt(known));
          const parts = [one, other].map((counted) =>
            expectedCounts(model, over, orderAt(known, { counted })),
          );
          all.forEach((value, cell) => {
            expect(parts[0]![cell]! + parts[1]![cell]!).toBeCloseTo(value, 9);
          });
        }
      }),
      { numRuns: 10 },
    );
  });

  it('know nothing of what comes later', () => {
    const year = steadyYear(3);
    const end = year.day.findIndex((day) => day >= 200);
    const early = { ...year, day: year.day.map((day, i) => (i < end ? day : 1e6)) };
    for (const model of EXPECTATION_MODELS)
      expect(expectedCounts(model, over, orderAt(early, { end, atDay: 200 }))).toEqual(
        expectedCounts(model, over, orderAt(year, { end, atDay: 200 })),
      );
  });
});

describe('flagged cells', () => {
  it('are those with most, none of them empty or outside the ground; hits are counted as by hand', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 12, maxLength: 12 }),
        fc.array(fc.integer({ min: -1, max: 11 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        (values, came, most) => {
          const inside = Uint8Array.from({ length: 12 }, (_, i) => (i === 5 ? 0 : 1));
          const flagged = [...flaggedCells(Float64Array.from(values), inside, most, 9)];
          const others = values.flatMap((value, cell) =>
            cell !== 5 && value > 0 && !flagged.includes(cell) ? [value] : [],
          );
          expect(flagged.every((cell) => cell !== 5 && values[cell]! > 0)).toBe(true);
          expect(flagged.length === most || others.length === 0).toBe(true);
          expect(Math.max(0, ...others)).toBeLessThanOrEqual(
            Math.min(9, ...flagged.map((cell) => values[cell]!)),
          );
          const score = scoreOf(Int32Array.from(flagged), Int32Array.from(came), most);
          const inCell = (cell: number) => came.filter((one) => one === cell).length;
          expect(score.hits).toBe(sum(flagged.map(inCell)));
          expect(score.empty).toBe(flagged.filter((cell) => inCell(cell) === 0).length);
          expect(score.total).toBe(came.length);
          const best = values.map((_, cell) => inCell(cell)).sort((a, b) => b - a);
          expect(score.best).toBe(sum(best.slice(0, most)));
        },
      ),
    );
  });

  it('of equal cells are not those of one corner', () => {
    const flagged = flaggedCells(new Float64Array(400).fill(1), ground, 40, 1);
    const rows = [...flagged].map((cell) => Math.floor(cell / SIDE));
    expect(sum(rows) / 40).toBeGreaterThan(6);
    expect(sum(rows) / 40).toBeLessThan(13);
  });
});

describe('a back-test', () => {
  const fold = (hits: number): FoldScore => ({ hits, total: 10, best: 8, flagged: 4, empty: 3 });
  const common = { most: 4, cells: 400, seed: 1 };

  it('has hit rate, PAI, PEI* and the share of empty cells', () => {
    const score = backTestScore([fold(2), fold(4)], [fold(1), fold(3)], common);
    expect(score).toMatchObject({ hits: 6, total: 20, hitRate: 0.3, pai: 30, gain: 0.1, emptyShare: 0.75 });
    expect(score.peiStar).toBeCloseTo(6 / 16, 12);
    expect([score.gainFrom, score.gainTo, score.isBetter]).toEqual([0.1, 0.1, true]);
  });

  it('of the naive model against itself is never better, and of nothing is not known', () => {
    const folds = [fold(2), fold(9), fold(0)];
    expect(backTestScore(folds, folds, common)).toMatchObject({ gain: 0, gainFrom: 0, isBetter: false });
    const nothing = [{ ...fold(0), total: 0, best: 0 }];
    const score = backTestScore(nothing, nothing, common);
    expect([score.hitRate, score.gainFrom, score.isBetter]).toEqual([Number.NaN, Number.NaN, false]);
  });

  it('has an interval that covers the gain there is in about 95 of 100 cases', () => {
    const dice = makeDice(5);
    let covers = 0;
    for (let trial = 0; trial < 200; trial++) {
      const pairs = Array.from({ length: 40 }, () => {
        const shared = Math.floor(dice() * 4);
        return [fold(shared + (dice() < 0.5 ? 1 : 0)), fold(shared)] as const;
      });
      const { gainFrom, gainTo } = backTestScore(
        pairs.map(([mine]) => mine),
        pairs.map(([, naive]) => naive),
        { ...common, seed: trial },
      );
      if (gainFrom <= 0.05 && gainTo >= 0.05) covers++;
    }
    expect(covers).toBeGreaterThan(176);
    expect(covers).toBeLessThan(200);
  });
});

describe('an expectation', () => {
  const order = orderOf(steadyYear(1));
  const { result, steps } = run(order);

  it('tests models week after week, and counts all incidents of these weeks', () => {
    const came = order.incidents.day.filter((day) => day >= 252 && day < 364).length;
    for (const model of EXPECTATION_MODELS) {
      expect(result.scores[model][5].total).toBe(came);
      expect(sum(result.flags[model][5][0]) + sum(result.flags[model][5][1])).toBe(20 * 16);
      expect(sum(result.flags[model][1][0])).toBe(4 * 8);
      expect(sum(result.expected[model].parts.map(sum))).toBeCloseTo(sum(result.expected[model].all), 6);
    }
    expect(steps.every((part, i) => part > (steps[i - 1] ?? 0) && part < 1)).toBe(true);
  });

  it('of steady places: the long count finds them, and nothing is called better than it', () => {
    expect(result.scores.count[5].hitRate).toBeGreaterThan(0.4);
    expect(EXPECTATION_MODELS.filter((model) => result.scores[model][5].isBetter)).toEqual([]);
  });

  it('of places that move on every few weeks: what fades is better by more than chance', () => {
    const dice = makeDice(7);
    const moving = incidentsOf(
      Array.from({ length: 364 * 6 }, () => {
        const day = dice() * 364;
        const cell = dice() < 0.5 ? (Math.floor(day / 28) * 67) % 400 : Math.floor(dice() * 400);
        return { day, cell };
      }),
    );
    const { scores, parameters: chosen } = run(orderOf(moving)).result;
    expect(scores.decay[1].isBetter).toBe(true);
    expect(chosen.halfLifeDays).toBe(30);
  });

  it('is the same to the byte when it is made again, and another when an incident is missing', () => {
    const digests = expectationDigests(order, result);
    expect(expectationDigests(order, run(order).result)).toEqual(digests);
    const { day, x, y, cell } = order.incidents;
    const fewer = orderOf({ day: day.slice(1), x: x.slice(1), y: y.slice(1), cell: cell.slice(1) });
    expect(expectationDigests(fewer, run(fewer).result).input).not.toBe(digests.input);
  });

  it('of no incident expects nothing, and has nothing to be better at', () => {
    const { result: none } = run(orderOf(incidentsOf([])));
    for (const model of EXPECTATION_MODELS) {
      expect(sum(none.expected[model].all)).toBe(0);
      expect(none.scores[model][1].isBetter).toBe(false);
    }
  });
});
