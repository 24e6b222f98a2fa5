/** Incidents to be expected in each cell over the days to come, by models from the plainest to a self-exciting one. Places and times only. */
import { GroundBlur, type Lattice } from './ground-blur.ts';
import { expOfNegative } from './normal.ts';
import { type PlaceTimes, TRIGGER_DAYS, type Trigger } from './self-exciting.ts';

/** The long count, which is the naive one; the count in which an incident fades; a kernel density; the density and what follows recent incidents. */
export const EXPECTATION_MODELS = ['count', 'decay', 'kernel', 'self_exciting'] as const;
export type ExpectationModel = (typeof EXPECTATION_MODELS)[number];

export interface ModelParameters {
  /** After so many days an incident counts half. */
  halfLifeDays: number;
  /** Standard deviation of the Gaussian of the kernel density. */
  bandwidthMetres: number;
  trigger: Trigger;
}

/** The ground on which is forecast, and the spreads over it that were used. */
export class ForecastGround {
  readonly lattice: Lattice;
  /** 1 for each cell that takes part. */
  readonly ground: Uint8Array;
  readonly #blurs = new Map<number, GroundBlur>();

  constructor(lattice: Lattice, ground: Uint8Array) {
    this.lattice = lattice;
    this.ground = ground;
  }

  /** The spread by a Gaussian of so many metres. */
  blur(sigmaMetres: number): GroundBlur {
    const blur = this.#blurs.get(sigmaMetres) ?? new GroundBlur(this.lattice, this.ground, sigmaMetres);
    this.#blurs.set(sigmaMetres, blur);
    return blur;
  }
}

/** What is known, and for when is forecast. Days as in PlaceTimes. */
export interface ForecastOrder {
  incidents: PlaceTimes;
  /** Only the first so many of them are known. */
  end: number;
  /** Since when incidents are known at all. */
  fromDay: number;
  /** The forecast is for [atDay, atDay + days). */
  atDay: number;
  days: number;
  parameters: ModelParameters;
  /** 1: the incident counts. Null: all do. Of all models the forecasts of two parts of the incidents add up to that of both. */
  counted: Uint8Array | null;
}

/** Expected number of incidents of each cell under a model; 0 outside the ground, and for those known outside it. */
export function expectedCounts(
  model: ExpectationModel,
  over: ForecastGround,
  order: ForecastOrder,
): Float64Array {
  const { fromDay, atDay, days, parameters } = order;
  const share = days / Math.max(1e-9, atDay - fromDay);
  if (model === 'count') return sumUp(over, order, () => share);
  if (model === 'decay') {
    const fading = Math.LN2 / parameters.halfLifeDays;
    const effectiveDays = (1 - expOfNegative(-fading * (atDay - fromDay))) / fading;
    const scale = days / Math.max(1e-9, effectiveDays);
    return sumUp(over, order, (age) => scale * expOfNegative(-fading * age));
  }
  const spread = over.blur(parameters.bandwidthMetres);
  if (model === 'kernel') return spread.apply(sumUp(over, order, () => share));
  const { theta, omegaPerDay, sigmaMetres } = parameters.trigger;
  const background = spread.apply(sumUp(over, order, () => (1 - theta) * share));
  if (theta === 0) return background;
  const rest = 1 - expOfNegative(-omegaPerDay * days);
  const recent = sumUp(over, order, (age) =>
    age > TRIGGER_DAYS ? 0 : theta * rest * expOfNegative(-omegaPerDay * age),
  );
  const triggered = over.blur(sigmaMetres).apply(recent);
  return background.map((value, cell) => value + triggered[cell]!);
}

/** The weights of what is known, by its age in days, added up in its cells. */
function sumUp(
  { ground }: ForecastGround,
  { incidents, end, atDay, counted }: ForecastOrder,
  weightOf: (age: number) => number,
): Float64Array {
  const sums = new Float64Array(ground.length);
  for (let i = 0; i < end; i++) {
    const cell = incidents.cell[i]!;
    if (cell >= 0 && ground[cell] === 1 && counted?.[i] !== 0)
      sums[cell]! += weightOf(atDay - incidents.day[i]!);
  }
  return sums;
}

/** The kernel density at each of the first `end` incidents, a day and m², made without the incident itself. */
export function rateWithoutSelf(over: ForecastGround, order: ForecastOrder): Float64Array {
  const { incidents, end, fromDay, atDay, parameters } = order;
  const expected = expectedCounts('kernel', over, { ...order, days: 1 });
  const spread = over.blur(parameters.bandwidthMetres);
  const days = Math.max(1e-9, atDay - fromDay);
  const areaM2 = over.lattice.cellMetres ** 2;
  return Float64Array.from({ length: end }, (_, i) => {
    const cell = incidents.cell[i]!;
    if (cell < 0 || over.ground[cell] !== 1) return 0;
    return Math.max(0, expected[cell]! - spread.ownShare(cell) / days) / areaM2;
  });
}
