import { makeDice } from '../core/basemap/dice.ts';
import type { PatrolProblem } from '../core/patrol/patrol-problem.ts';

/** A team orienteering instance as text, its points uniform in a square or on a hexagonal lattice, in the manner of Chao's sets. */
export function madeInstance(
  seed: number,
  layout: 'uniform' | 'hexagon',
  routes: number,
  most: number,
): string {
  const dice = makeDice(seed);
  const points: string[] = [];
  for (let i = 0; i < 100; i++) {
    const [column, row] = [i % 10, Math.floor(i / 10)];
    const [x, y] =
      layout === 'uniform'
        ? [dice() * 30, dice() * 30]
        : [3 * (column + (row % 2) / 2), row * 3 * Math.sqrt(0.75)];
    points.push(`${x.toFixed(2)} ${y.toFixed(2)} ${1 + Math.floor(dice() * 29)}`);
  }
  return [`n 102`, `m ${routes}`, `tmax ${most}`, '15 3 0', ...points, '3 15 0'].join('\n');
}

const HOUR = 3600;

/** An evening of a city: 30 units and 400 places, stays of 10 to 16 minutes, some windows, two visits, some required places and repeated pairs. */
export function madeShift(seed: number, units = 30, places = 400): PatrolProblem {
  const dice = makeDice(seed);
  const below = (count: number) => Math.floor(dice() * count);
  const posts = 10;
  const at = Array.from({ length: places + posts }, () => [dice() * 12, dice() * 8] as const);
  const seconds = (kmh: number) =>
    at.map(([x, y]) => at.map(([u, v]) => Math.round((1.3 * HOUR * Math.hypot(x - u, y - v)) / kmh)));
  return {
    places: Array.from({ length: places }, (_, node) => {
      const weight = 1 + 20 * dice() ** 3;
      const opens = below(5) * HOUR;
      return {
        id: `p${node}`,
        node,
        visitWeights: [weight, weight / 2],
        minStaySeconds: 600,
        maxStaySeconds: 960,
        tauSeconds: 480,
        windows: below(5) === 0 ? [{ fromSeconds: opens, toSeconds: opens + 3 * HOUR }] : [],
        required: below(40) === 0,
        forbidden: below(60) === 0,
        gapSeconds: 2 * HOUR,
        lastLeftSeconds: below(3) === 0 ? -below(HOUR) : null,
      };
    }),
    units: Array.from({ length: units }, (_, unit) => ({
      id: `u${unit}`,
      vehicle: unit % 3 === 0 ? 'foot' : 'car',
      startNode: places + (unit % posts),
      endNode: places + (unit % posts),
      startSeconds: 0,
      shiftSeconds: 8 * HOUR,
      allowedPlaces: null,
      pin: null,
    })),
    travelSeconds: { car: seconds(25), foot: seconds(5) },
    stayStepSeconds: 60,
    repeats: Array.from({ length: 400 }, () => ({ from: below(places), to: below(places), cost: 1 })),
  };
}
