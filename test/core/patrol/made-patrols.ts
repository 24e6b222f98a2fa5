import { makeDice } from '../../../core/basemap/dice.ts';
import type { PatrolPlace, PatrolProblem, PatrolUnit } from '../../../core/patrol/patrol-problem.ts';

export interface Making {
  places: number;
  units: number;
  /** Steps of a minute that a stay may be longer. */
  stays: number;
  mostVisits: number;
  /** Of ten places how many have windows. */
  windows: number;
  required: number;
  pins: boolean;
  repeats: boolean;
}

export const PLAIN: Making = {
  places: 7,
  units: 2,
  stays: 0,
  mostVisits: 1,
  windows: 0,
  required: 0,
  pins: false,
  repeats: false,
};

const MINUTE = 60;

/** A place to be visited once, at any time, for ten minutes, wherever `node` is. */
export function placeAt(node: number, more: Partial<PatrolPlace> = {}): PatrolPlace {
  return {
    id: `p${node}`,
    node,
    visitWeights: [10],
    minStaySeconds: 10 * MINUTE,
    maxStaySeconds: 10 * MINUTE,
    tauSeconds: null,
    windows: [],
    required: false,
    forbidden: false,
    gapSeconds: 0,
    lastLeftSeconds: null,
    ...more,
  };
}

/** A car with an hour from the node `home` and back. */
export function unitAt(home: number, more: Partial<PatrolUnit> = {}): PatrolUnit {
  return {
    id: `u${home}`,
    vehicle: 'car',
    startNode: home,
    endNode: home,
    startSeconds: 0,
    shiftSeconds: 60 * MINUTE,
    allowedPlaces: null,
    pin: null,
    ...more,
  };
}

/** Places on a line, so many minutes from the one node before: seconds between all of them. */
export function lineTable(minutes: readonly number[]): number[][] {
  return minutes.map((from) => minutes.map((to) => Math.abs(from - to) * MINUTE));
}

/** A problem made by chance from a seed, with one-way differences in its travel times. */
export function madePatrol(seed: number, making: Partial<Making> = {}): PatrolProblem {
  const how = { ...PLAIN, ...making };
  const dice = makeDice(seed);
  const below = (count: number) => Math.floor(dice() * count);
  const nodes = Array.from({ length: how.places + 2 }, () => [dice() * 30, dice() * 30] as const);
  const table = nodes.map(([x, y]) =>
    nodes.map(([u, v]) =>
      x === u && y === v ? 0 : Math.round(MINUTE * (Math.hypot(x - u, y - v) + 3 * dice())),
    ),
  );
  const places = Array.from({ length: how.places }, (_, place) => {
    const first = 1 + below(20);
    const opens = below(90) * MINUTE;
    const least = (5 + below(6)) * MINUTE;
    return placeAt(place, {
      visitWeights: Array.from({ length: how.mostVisits }, (_, visit) => first / (1 + visit)),
      minStaySeconds: least,
      maxStaySeconds: least + how.stays * MINUTE,
      tauSeconds: how.stays > 0 ? (3 + below(10)) * MINUTE : null,
      windows:
        below(10) < how.windows
          ? [
              { fromSeconds: opens, toSeconds: opens + (15 + below(40)) * MINUTE },
              { fromSeconds: opens + 90 * MINUTE, toSeconds: opens + 130 * MINUTE },
            ]
          : [],
      required: place < how.required,
      gapSeconds: how.mostVisits > 1 ? (10 + below(30)) * MINUTE : 0,
      lastLeftSeconds: how.mostVisits > 1 && below(3) === 0 ? -below(20) * MINUTE : null,
    });
  });
  const units = Array.from({ length: how.units }, (_, unit) =>
    unitAt(how.places + below(2), {
      id: `u${unit}`,
      endNode: how.places + below(2),
      startSeconds: below(20) * MINUTE,
      shiftSeconds: (60 + below(80)) * MINUTE,
      allowedPlaces: below(3) === 0 ? [...Array(how.places).keys()].filter(() => below(4) > 0) : null,
    }),
  );
  if (how.pins && units[0]) {
    const place = below(how.places);
    units[0] = {
      ...units[0],
      allowedPlaces: null,
      shiftSeconds: 300 * MINUTE,
      pin: { stops: [{ place, staySeconds: below(2) ? null : 7 * MINUTE }], whole: below(3) === 0 },
    };
    places[place] = { ...(places[place] as PatrolPlace), windows: [] };
  }
  const repeats = how.repeats
    ? Array.from({ length: 2 * how.places }, () => ({
        from: below(how.places),
        to: below(how.places),
        cost: 3 * dice(),
      }))
    : [];
  return { places, units, travelSeconds: { car: table }, stayStepSeconds: MINUTE, repeats };
}
