import { type MeasuredLine, nearestAlong } from '../network/along.ts';

/** Who patrols stops at a place that lies so near to the way. */
const BESIDE_METRES = 90;
/** Nearer to each other than this they are one stop. */
const APART_METRES = 120;
/** Degrees times 1e7 that surely reach beyond it, anywhere in a city. */
const REACH_UNITS = 20_000;

/** Where along a line somebody may stop for the places beside it: metres from its start, rising. Places are degrees times 1e7, EPSG:4326. */
export function stopsOnLine(line: MeasuredLine, places: readonly { lng7: number; lat7: number }[]): number[] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < line.line.length; i += 2) {
    west = Math.min(west, line.line[i]!);
    east = Math.max(east, line.line[i]!);
    south = Math.min(south, line.line[i + 1]!);
    north = Math.max(north, line.line[i + 1]!);
  }
  const near = places.filter(
    ({ lng7, lat7 }) =>
      lng7 > west - REACH_UNITS &&
      lng7 < east + REACH_UNITS &&
      lat7 > south - REACH_UNITS &&
      lat7 < north + REACH_UNITS,
  );
  const stops = near
    .map(({ lng7, lat7 }) => nearestAlong(line, lng7, lat7))
    .filter(({ offMetres }) => offMetres <= BESIDE_METRES)
    .map(({ metres }) => metres)
    .sort((a, b) => a - b);
  const apart: number[] = [];
  for (const stop of stops) if (stop - (apart.at(-1) ?? -Infinity) >= APART_METRES) apart.push(stop);
  return apart;
}

/** Metres from `along` to the next of the stops round a closed line, more than a metre away; Infinity if there is none. */
export function metresToStop(stops: readonly number[], along: number, lengthMetres: number): number {
  let least = Infinity;
  for (const stop of stops) {
    const ahead = (stop - along + lengthMetres) % lengthMetres;
    least = Math.min(least, ahead > 1 ? ahead : ahead + lengthMetres);
  }
  return least;
}

/**
 * How many seconds a unit stays at a stop, for a number in [0, 1): it passes two in five, is short at one in ten, and stays 10 to 16 minutes at the others.
 */
export function staySeconds(dice: number): number {
  if (dice < 0.4) return 0;
  if (dice < 0.5) return Math.round(150 + 3000 * (dice - 0.4));
  return Math.round(600 + 720 * (dice - 0.5));
}
