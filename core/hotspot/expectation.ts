/** A forecast with its back-test: what is expected in each cell, and how well the same models did week after week before. */
import { digestOf } from '../analysis/digest.ts';
import { METHODS } from '../analysis/methods.ts';
import { type BackTestScore, backTestScore } from './back-test-score.ts';
import {
  EXPECTATION_MODELS,
  type ExpectationModel,
  expectedCounts,
  ForecastGround,
  type ForecastOrder,
  type ModelParameters,
  rateWithoutSelf,
} from './expected-counts.ts';
import { type FoldScore, flaggedCells, scoreOf } from './flagged-cells.ts';
import type { Lattice } from './ground-blur.ts';
import { fitTrigger, type PlaceTimes, type TriggerFit } from './self-exciting.ts';
import type { Digests } from './significance.ts';

/** Shares of the ground that a forecast may point at, percent. */
export const AREA_SHARES = [1, 5] as const;
export type AreaShare = (typeof AREA_SHARES)[number];

export const HALF_LIVES_DAYS = [30, 90, 180, 365] as const;
export const BANDWIDTHS_METRES = [100, 150, 200, 300, 500] as const;

/** A stretch of time [atDay, untilDay) that is forecast from what was known before it. */
export interface Fold {
  atDay: number;
  untilDay: number;
}

export interface ExpectationOrder {
  lattice: Lattice;
  /** 1 for each cell of the ground. Made of what was known before the first fold, or it would know too much. */
  ground: Uint8Array;
  /** In order of time; none of them discovered by a patrol, which goes where it was sent. */
  incidents: PlaceTimes;
  /** Since when incidents are known. */
  fromDay: number;
  /** In order of time: parameters are chosen on `tune`, all earlier than `test`, on which models are compared. */
  tune: readonly Fold[];
  test: readonly Fold[];
  /** What is forecast. */
  next: Fold;
  /** Cells that 100 % of the area are. */
  areaCells: number;
  seed: number;
  /** A number for each incident, by which the forecast is also told in parts. */
  part: Uint8Array;
  parts: number;
}

export interface Expectation {
  /** What was chosen on the folds of `tune`. */
  parameters: ModelParameters & { trigger: TriggerFit };
  scores: Record<ExpectationModel, Record<AreaShare, BackTestScore>>;
  /** How often each cell was flagged in the first and in the second half of the folds. */
  flags: Record<ExpectationModel, Record<AreaShare, [earlier: Uint16Array, later: Uint16Array]>>;
  /** Expected incidents of each cell over the days to come, all and by part. */
  expected: Record<ExpectationModel, { all: Float64Array; parts: Float64Array[] }>;
}

/** How many cells may be flagged at a share of the area: at least one. */
export function mostFlagged(share: AreaShare, areaCells: number): number {
  return Math.max(1, Math.round((share / 100) * areaCells));
}

/** Chooses parameters, tests, and forecasts, in steps: each tells which part of the work is done, 0 to 1. */
export function* expectationInSteps(order: ExpectationOrder): Generator<number, Expectation> {
  const over = new ForecastGround(order.lattice, order.ground);
  const units = order.tune.length + order.test.length + 2;
  const parameters = yield* tuned(over, order, units);
  const { scores, flags } = yield* tested(over, order, parameters, units);
  const known = countBefore(order.incidents.day, order.next.atDay);
  const base = forecastOrder(order, parameters, order.next, known);
  const maskOf = (part: number) => order.part.map((one) => (one === part ? 1 : 0));
  const masks = Array.from({ length: order.parts }, (_, part) => maskOf(part));
  const expected = perModel((model) => ({
    all: expectedCounts(model, over, base),
    parts: masks.map((counted) => expectedCounts(model, over, { ...base, counted })),
  }));
  return { parameters, scores, flags, expected };
}

/** The half-life and the bandwidth with the most hits at the largest share, the first of equal ones; then the trigger, by EM. */
function* tuned(
  over: ForecastGround,
  order: ExpectationOrder,
  units: number,
): Generator<number, Expectation['parameters']> {
  const most = mostFlagged(5, order.areaCells);
  const trigger = { theta: 0, omegaPerDay: 1, sigmaMetres: 100 };
  const [halfLifeHits, bandwidthHits] = [HALF_LIVES_DAYS, BANDWIDTHS_METRES].map((list) => list.map(() => 0));
  const hitsOf = (model: ExpectationModel, parameters: ModelParameters, fold: Fold): number => {
    const [end, until] = foldEnds(order, fold);
    const expected = expectedCounts(model, over, forecastOrder(order, parameters, fold, end));
    const came = order.incidents.cell.subarray(end, until);
    return scoreOf(flaggedCells(expected, over.ground, most, order.seed), came, most).hits;
  };
  let done = 0;
  for (const fold of order.tune) {
    HALF_LIVES_DAYS.forEach((halfLifeDays, i) => {
      halfLifeHits![i]! += hitsOf('decay', { halfLifeDays, bandwidthMetres: 0, trigger }, fold);
    });
    BANDWIDTHS_METRES.forEach((bandwidthMetres, i) => {
      bandwidthHits![i]! += hitsOf('kernel', { halfLifeDays: 1, bandwidthMetres, trigger }, fold);
    });
    yield ++done / units;
  }
  const halfLifeDays = HALF_LIVES_DAYS[indexOfMost(halfLifeHits!)]!;
  const bandwidthMetres = BANDWIDTHS_METRES[indexOfMost(bandwidthHits!)]!;
  const fold = order.test[0] ?? order.next;
  const end = countBefore(order.incidents.day, fold.atDay);
  const chosen = { halfLifeDays, bandwidthMetres, trigger };
  const rate = rateWithoutSelf(over, forecastOrder(order, chosen, fold, end));
  const fit = fitTrigger(order.incidents, end, rate);
  for (;;) {
    const { done: isFitted, value } = fit.next();
    if (isFitted) return { ...chosen, trigger: value };
    yield (done + value) / units;
  }
}

function* tested(
  over: ForecastGround,
  order: ExpectationOrder,
  parameters: ModelParameters,
  units: number,
): Generator<number, Pick<Expectation, 'scores' | 'flags'>> {
  const cells = over.ground.length;
  const perShare = <T>(of: (share: AreaShare) => T) => ({ 1: of(1), 5: of(5) });
  const folds = perModel(() => perShare((): FoldScore[] => []));
  const flags = perModel(() =>
    perShare((): [Uint16Array, Uint16Array] => [new Uint16Array(cells), new Uint16Array(cells)]),
  );
  for (const [number, fold] of order.test.entries()) {
    const [end, until] = foldEnds(order, fold);
    const came = order.incidents.cell.subarray(end, until);
    const half = number < order.test.length / 2 ? 0 : 1;
    for (const model of EXPECTATION_MODELS) {
      const expected = expectedCounts(model, over, forecastOrder(order, parameters, fold, end));
      const ranked = flaggedCells(expected, over.ground, mostFlagged(5, order.areaCells), order.seed);
      for (const share of AREA_SHARES) {
        const most = mostFlagged(share, order.areaCells);
        const flagged = ranked.subarray(0, most);
        folds[model][share].push(scoreOf(flagged, came, most));
        for (const cell of flagged) flags[model][share][half]![cell]!++;
      }
    }
    yield (order.tune.length + number + 2) / units;
  }
  const scores = perModel((model) =>
    perShare((share) =>
      backTestScore(folds[model][share], folds.count[share], {
        most: mostFlagged(share, order.areaCells),
        cells: order.areaCells,
        seed: order.seed,
      }),
    ),
  );
  return { scores, flags };
}

function perModel<T>(of: (model: ExpectationModel) => T): Record<ExpectationModel, T> {
  return { count: of('count'), decay: of('decay'), kernel: of('kernel'), self_exciting: of('self_exciting') };
}

function forecastOrder(
  { incidents, fromDay }: ExpectationOrder,
  parameters: ModelParameters,
  { atDay, untilDay }: Fold,
  end: number,
): ForecastOrder {
  const days = untilDay - atDay;
  return { incidents, end, fromDay, atDay, days, parameters, counted: null };
}

/** Incidents before the fold, and before its end. */
function foldEnds({ incidents }: ExpectationOrder, { atDay, untilDay }: Fold): [end: number, until: number] {
  return [countBefore(incidents.day, atDay), countBefore(incidents.day, untilDay)];
}

function countBefore(day: Float64Array, atDay: number): number {
  let [low, high] = [0, day.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (day[middle]! < atDay) low = middle + 1;
    else high = middle;
  }
  return low;
}

function indexOfMost(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

/** The digests of a forecast: the incidents and folds that it was made of, and all its figures. */
export function expectationDigests(order: ExpectationOrder, result: Expectation): Digests {
  const { incidents, lattice, ground, fromDay, areaCells, seed } = order;
  const folds = [...order.tune, ...order.test, order.next].flatMap(({ atDay, untilDay }) => [
    atDay,
    untilDay,
  ]);
  const name = `expectation/${METHODS.expectation.version}`;
  const scores = EXPECTATION_MODELS.flatMap((model) =>
    AREA_SHARES.map((share) => Float64Array.from(Object.values(result.scores[model][share]), Number)),
  );
  return {
    input: digestOf(name, [
      ...[incidents.day, incidents.x, incidents.y, incidents.cell, order.part, lattice.cells, ground],
      Float64Array.of(lattice.cellMetres, lattice.columns, order.tune.length, fromDay, areaCells, seed),
      Float64Array.from(folds),
    ]),
    result: digestOf(name, [
      ...scores,
      ...EXPECTATION_MODELS.flatMap((model) => [result.expected[model].all, ...result.expected[model].parts]),
    ]),
  };
}
