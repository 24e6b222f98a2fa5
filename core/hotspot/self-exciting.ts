/** A self-exciting model of incidents: each may be followed by others soon after and near (Mohler and others 2011). */
import { expOfNegative } from './normal.ts';

/** Incidents of an area in order of time: days from any beginning, metres on a plane, and the cell of each, -1: in none. */
export interface PlaceTimes {
  day: Float64Array;
  x: Float64Array;
  y: Float64Array;
  cell: Int32Array;
}

/**
 * What an incident brings after it: `theta` others on average, at a rate of theta·omega·exp(-omega·days) by day, and by place as a Gaussian of
 * `sigmaMetres` round it.
 */
export interface Trigger {
  theta: number;
  omegaPerDay: number;
  sigmaMetres: number;
}

export interface TriggerFit extends Trigger {
  /** Incidents and pairs of them that it was fitted to: the latest ones, if there are too many. */
  incidents: number;
  pairs: number;
}

/** Beyond this an incident brings nothing. */
export const TRIGGER_DAYS = 90;
const TRIGGER_METRES = 800;
const MOST_PAIRS = 500_000;
const LEAST_SIGMA_METRES = 25;
const START: Trigger = { theta: 0.2, omegaPerDay: 0.1, sigmaMetres: 150 };
const SETTLED = 1e-4;

/** Earlier incidents near each: of the one that is `first + k`, the pairs `starts[k]` to `starts[k + 1] - 1`. */
interface Pairs {
  first: number;
  starts: number[];
  days: number[];
  metres2: number[];
}

/**
 * Fits lambda(x, t) = (1 - theta)·r(x) + sum theta·omega·exp(-omega·dt)·g_sigma(dx) by EM over which incident brought which (Veen and Schoenberg
 * 2008), to the first `end` incidents; pairs of the same instant, over 90 days or over 800 m apart do not count. `rate`: r at each incident,
 * incidents a day and m², made without the incident itself. As every incident is taken to bring its whole theta, edges of time and place left aside,
 * the background is the rest of the mean rate. Nothing is drawn by chance: the same incidents give the same fit. At most `rounds` rounds; after each
 * it tells which part of them is done.
 */
export function* fitTrigger(
  { day, x, y }: Omit<PlaceTimes, 'cell'>,
  end: number,
  rate: Float64Array,
  rounds = 60,
): Generator<number, TriggerFit> {
  const pairs = nearPairs(day, x, y, end);
  const incidents = end - pairs.first;
  let trigger = START;
  for (let round = 0; round < rounds && incidents > 0; round++) {
    const next = emRound(trigger, pairs, rate);
    if (!next) return { ...trigger, theta: 0, incidents, pairs: pairs.days.length };
    const isSettled =
      Math.abs(next.theta - trigger.theta) < SETTLED &&
      Math.abs(next.omegaPerDay - trigger.omegaPerDay) < SETTLED * trigger.omegaPerDay &&
      Math.abs(next.sigmaMetres - trigger.sigmaMetres) < SETTLED * trigger.sigmaMetres;
    trigger = next;
    if (isSettled) break;
    yield (round + 1) / (rounds + 1);
  }
  return { ...(incidents > 0 ? trigger : { ...START, theta: 0 }), incidents, pairs: pairs.days.length };
}

/** Null: no incident is owed to another. */
function emRound(trigger: Trigger, pairs: Pairs, rate: Float64Array): Trigger | null {
  const { theta, omegaPerDay, sigmaMetres } = trigger;
  const { first, starts, days, metres2 } = pairs;
  const variance = sigmaMetres * sigmaMetres;
  const peak = (theta * omegaPerDay) / (2 * Math.PI * variance);
  let [owed, owedDays, owedMetres2] = [0, 0, 0];
  for (let k = 0; k + 1 < starts.length; k++) {
    let all = (1 - theta) * rate[first + k]!;
    let [sum, sumDays, sumMetres2] = [0, 0, 0];
    for (let pair = starts[k]!; pair < starts[k + 1]!; pair++) {
      const share = peak * expOfNegative(-omegaPerDay * days[pair]! - metres2[pair]! / (2 * variance));
      sum += share;
      sumDays += share * days[pair]!;
      sumMetres2 += share * metres2[pair]!;
    }
    all += sum;
    if (!(all > 0)) continue;
    owed += sum / all;
    owedDays += sumDays / all;
    owedMetres2 += sumMetres2 / all;
  }
  const incidents = starts.length - 1;
  if (!(owed > 1e-6 * incidents) || !(owedDays > 0)) return null;
  return {
    theta: owed / incidents,
    omegaPerDay: owed / owedDays,
    sigmaMetres: Math.max(LEAST_SIGMA_METRES, Math.sqrt(owedMetres2 / (2 * owed))),
  };
}

/** From the last incident back, until there are enough pairs. */
function nearPairs(day: Float64Array, x: Float64Array, y: Float64Array, end: number): Pairs {
  const keyOf = (east: number, north: number) => east * 65_536 + north;
  const squares = new Map<number, number[]>();
  const squareOf = (metres: number) => Math.floor(metres / TRIGGER_METRES);
  for (let i = 0; i < end; i++) {
    const key = keyOf(squareOf(x[i]!), squareOf(y[i]!));
    const list = squares.get(key);
    if (list) list.push(i);
    else squares.set(key, [i]);
  }
  const lists: [days: number, metres2: number][][] = [];
  let [count, first] = [0, end];
  while (first > 0 && count < MOST_PAIRS) {
    const j = --first;
    const list: [number, number][] = [];
    for (let east = -1; east <= 1; east++)
      for (let north = -1; north <= 1; north++) {
        const square = squares.get(keyOf(squareOf(x[j]!) + east, squareOf(y[j]!) + north)) ?? [];
        // Those after j are gone: each was taken off when its own pairs were made.
        for (let at = square.length - 1; at >= 0; at--) {
          const i = square[at]!;
          const days = day[j]! - day[i]!;
          if (days > TRIGGER_DAYS) break;
          const metres2 = (x[j]! - x[i]!) ** 2 + (y[j]! - y[i]!) ** 2;
          if (days > 0 && metres2 <= TRIGGER_METRES * TRIGGER_METRES) list.push([days, metres2]);
        }
      }
    squares.get(keyOf(squareOf(x[j]!), squareOf(y[j]!)))?.pop();
    lists.push(list);
    count += list.length;
  }
  const pairs: Pairs = { first, starts: [0], days: [], metres2: [] };
  for (const list of lists.reverse()) {
    for (const [days, metres2] of list) {
      pairs.days.push(days);
      pairs.metres2.push(metres2);
    }
    pairs.starts.push(pairs.days.length);
  }
  return pairs;
}
