/** A shift of one unit, second by second as it was, and the fixes of it that came: late, lost, out of order and wrong. */
import { makeDice } from '../../../core/basemap/dice.ts';
import { localMetres } from '../../../core/geometry/metres.ts';
import type { Fix } from '../../../core/live/geofence.ts';
import { type MeasuredLine, measureLine, pointAlong } from '../../../core/network/along.ts';
import type { UnitVisits, VisitedPlace } from '../../../core/patrol/place-visits.ts';
import type { RouteStraying, StrayingRule } from '../../../core/patrol/strayings.ts';

const [LNG7, LAT7] = [1017800000, 366200000];
const PLANE = localMetres(LNG7, LAT7);
export const START_MS = Date.parse('2026-11-23T00:00:00Z');
export const SHIFT_SECONDS = 8 * 3600;
const BLOCK_METRES = 180;
const RULE = { radiusMetres: 100, leastSeconds: 120 };

/** Metres east and north. */
export type Spot = readonly [east: number, north: number];

export interface MadeRound {
  line: number[];
  places: VisitedPlace[];
  /** Where it truly was at each second. */
  truth: Spot[];
  /** In the order in which they came. */
  fixes: Omit<Fix, 'unitId'>[];
}

export type Dice = () => number;

export function at([east, north]: Spot): { lng7: number; lat7: number } {
  return {
    lng7: Math.round(LNG7 + east / PLANE.metresPerLng7),
    lat7: Math.round(LAT7 + north / PLANE.metresPerLat7),
  };
}

function spotOf({ lng7, lat7 }: { lng7: number; lat7: number }): Spot {
  return [(lng7 - LNG7) * PLANE.metresPerLng7, (lat7 - LAT7) * PLANE.metresPerLat7];
}

export function madeRound(seed: number): MadeRound {
  const dice = makeDice(seed);
  const between = (least: number, most: number) => least + (most - least) * dice();
  const corners = madeCorners(dice);
  const line = corners.flatMap((corner) => Object.values(at(corner)));
  const measured = measureLine(line);
  const stops = Array.from({ length: 14 }, (_, i) => ((i + between(0.2, 0.8)) / 14) * measured.lengthMetres);
  const places = stops.map((metres, i) => ({
    id: `stop-${i}`,
    ...at(beside(measured, metres, between(-45, 45))),
    ...RULE,
  }));
  // Places that nobody means to visit.
  for (let i = 0; i < 10; i += 1) {
    const spot = beside(measured, dice() * measured.lengthMetres, between(40, 260) * (dice() < 0.5 ? -1 : 1));
    places.push({ id: `other-${i}`, ...at(spot), ...RULE });
  }
  const truth = drive(dice, measured, stops);
  return { line, places, truth, fixes: received(dice, truth) };
}

/** A walk along the streets of a town of square blocks that does not turn back. */
function madeCorners(dice: Dice): Spot[] {
  const corners: Spot[] = [[0, 0]];
  let [east, north, turn] = [0, 0, 0];
  for (let i = 0; i < 16; i += 1) {
    const blocks = 1 + Math.floor(dice() * 5);
    const angle = (turn * Math.PI) / 2;
    east += Math.round(Math.cos(angle)) * blocks * BLOCK_METRES;
    north += Math.round(Math.sin(angle)) * blocks * BLOCK_METRES;
    corners.push([east, north]);
    turn = (turn + (dice() < 0.62 ? 1 : 3)) % 4;
  }
  return corners;
}

/** A spot so many metres to the right of the line. */
function beside(line: MeasuredLine, metres: number, right: number): Spot {
  const { headingDegrees, ...place } = pointAlong(line, metres);
  const [east, north] = spotOf(place);
  const angle = (headingDegrees * Math.PI) / 180;
  return [east + right * Math.cos(angle), north - right * Math.sin(angle)];
}

/** Goes along the line again and again: stops at most of its stops, passes some, waits before some, and goes off the line now and then. */
function drive(dice: Dice, line: MeasuredLine, stops: readonly number[]): Spot[] {
  const between = (least: number, most: number) => least + (most - least) * dice();
  const truth: Spot[] = [];
  const here = () => truth.at(-1) ?? spotOf(pointAlong(line, 0));
  const wait = (seconds: number) => {
    for (let s = 0; s < seconds; s += 1) truth.push(here());
  };
  const goTo = ([east, north]: Spot, speed: number) => {
    const [fromEast, fromNorth] = here();
    const seconds = Math.ceil(Math.hypot(east - fromEast, north - fromNorth) / speed);
    for (let s = 1; s <= seconds; s += 1) {
      const share = s / seconds;
      truth.push([fromEast + share * (east - fromEast), fromNorth + share * (north - fromNorth)]);
    }
  };
  const speed = between(1.3, 9);
  let along = 0;
  const goAlong = (to: number) => {
    while (along < to) {
      along = Math.min(to, along + speed);
      truth.push(spotOf(pointAlong(line, along)));
    }
  };
  const stray = () => {
    const turn = between(80, 1100) * (dice() < 0.5 ? -1 : 1);
    const out = beside(line, along, turn);
    goTo(out, speed);
    if (dice() < 0.6) wait(between(20, 900));
    goTo([out[0] + between(-200, 200), out[1] + between(-200, 200)], speed);
    goTo(spotOf(pointAlong(line, along)), speed);
  };
  while (truth.length < SHIFT_SECONDS) {
    along = 0;
    goTo(spotOf(pointAlong(line, 0)), speed);
    for (const stop of stops) {
      if (dice() < 0.18) {
        goAlong(Math.max(along, stop - between(100, 400)));
        stray();
      }
      const kind = dice();
      goAlong(kind < 0.08 ? Math.max(along, stop - between(110, 220)) : stop);
      if (kind < 0.08) wait(between(120, 700));
      else if (kind < 0.7) wait(between(180, 960));
      else if (kind < 0.8) wait(between(5, 90));
    }
    goAlong(line.lengthMetres);
  }
  return truth.slice(0, SHIFT_SECONDS);
}

/** What a receiver made of it, and what came of that. */
function received(dice: Dice, truth: readonly Spot[]): MadeRound['fixes'] {
  const between = (least: number, most: number) => least + (most - least) * dice();
  const normal = () => Math.sqrt(-2 * Math.log(1 - dice())) * Math.cos(2 * Math.PI * dice());
  const every = dice() < 0.1 ? 1 : [5, 10, 20, 30][Math.floor(dice() * 4)]!;
  const came: { fix: Omit<Fix, 'unitId'>; atSecond: number }[] = [];
  let [accuracy, errorEast, errorNorth, quietUntil, heldUntil] = [5, 0, 0, -1, -1];
  for (let second = 0; second < truth.length; second += every) {
    if (dice() < every / 400) accuracy = [4, 8, 15, 30][Math.floor(dice() * 4)]!;
    const kept = Math.exp(-every / 20);
    const fresh = (accuracy / 1.515) * Math.sqrt(1 - kept * kept);
    [errorEast, errorNorth] = [kept * errorEast + fresh * normal(), kept * errorNorth + fresh * normal()];
    if (dice() < every / 5400) quietUntil = second + between(60, 360);
    if (dice() < every / 5400) heldUntil = second + between(60, 900);
    if (second < quietUntil || dice() < 0.05) continue;
    const [east, north] = truth[second]!;
    const leap = dice() < 0.01 ? between(100, 500) : 0;
    const angle = dice() * 2 * Math.PI;
    const spot: Spot = [
      east + errorEast + leap * Math.cos(angle),
      north + errorNorth + leap * Math.sin(angle),
    ];
    const fix = { ...at(spot), accuracyMetres: accuracy, fixMs: START_MS + second * 1000 };
    const copies = dice() < 0.01 ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1)
      came.push({ fix, atSecond: Math.max(second, heldUntil) + between(0, 20) });
  }
  return came.sort((a, b) => a.atSecond - b.atSecond).map(({ fix }) => fix);
}

/** A stretch of time, milliseconds since 1970, that something was true of `what`. */
export interface Told {
  what: string;
  fromMs: number;
  toMs: number;
}

/** The visits as they were: near for long enough, going away for less than a minute not counted. */
export function trueVisits({ places, truth }: MadeRound): Told[] {
  return places.flatMap(({ id, lng7, lat7, radiusMetres, leastSeconds }) => {
    const [east, north] = spotOf({ lng7, lat7 });
    const isNear = truth.map(([x, y]) => (x - east) ** 2 + (y - north) ** 2 <= radiusMetres ** 2);
    return stretches(id, isNear, 60).filter(({ fromMs, toMs }) => toMs - fromMs >= leastSeconds * 1000);
  });
}

/** The strayings as they were: beyond the limit, until back within six tenths of it, for long enough. */
export function trueStrayings({ line, truth }: MadeRound, rule: StrayingRule): Told[] {
  const corners: Spot[] = [];
  for (let i = 0; i < line.length; i += 2) corners.push(spotOf({ lng7: line[i]!, lat7: line[i + 1]! }));
  let isOff = false;
  const off = truth.map((spot) => {
    let metres = Infinity;
    for (let i = 1; i < corners.length; i += 1)
      metres = Math.min(metres, metresToSegment(spot, corners[i - 1]!, corners[i]!));
    isOff = metres > rule.limitMetres * (isOff ? 0.6 : 1);
    return isOff;
  });
  return stretches('line', off, 0).filter(
    ({ fromMs, toMs }) => toMs - fromMs >= rule.persistenceSeconds * 1000,
  );
}

function metresToSegment([x, y]: Spot, [ax, ay]: Spot, [bx, by]: Spot): number {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const share = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
  return Math.sqrt((ax + share * (bx - ax) - x) ** 2 + (ay + share * (by - ay) - y) ** 2);
}

function stretches(what: string, isTrue: readonly boolean[], joinSeconds: number): Told[] {
  const found: Told[] = [];
  isTrue.forEach((one, second) => {
    if (!one) return;
    const atMs = START_MS + second * 1000;
    const last = found.at(-1);
    if (last && atMs - last.toMs <= Math.max(1, joinSeconds) * 1000) last.toMs = atMs;
    else found.push({ what, fromMs: atMs, toMs: atMs });
  });
  return found;
}

export interface Hits {
  told: number;
  true: number;
  hits: number;
}

/** How many of both belong together: of the same thing, overlapping, each once. */
export function hitsOf(told: readonly Told[], truth: readonly Told[]): Hits {
  const free = new Set(truth);
  let hits = 0;
  for (const one of told)
    for (const other of free) {
      if (other.what !== one.what || other.fromMs > one.toMs || other.toMs < one.fromMs) continue;
      free.delete(other);
      hits += 1;
      break;
    }
  return { told: told.length, true: truth.length, hits };
}

export function sumOfHits(all: readonly Hits[]): Hits {
  const sum = { told: 0, true: 0, hits: 0 };
  for (const one of all) for (const key of ['told', 'true', 'hits'] as const) sum[key] += one[key];
  return sum;
}

export function toldVisits({ visits }: UnitVisits): Told[] {
  return visits.map(({ placeId, arrivedMs, leftMs }) => ({ what: placeId, fromMs: arrivedMs, toMs: leftMs }));
}

export function toldStrayings(strayings: readonly RouteStraying[]): Told[] {
  const endMs = START_MS + SHIFT_SECONDS * 1000;
  return strayings.map(({ fromMs, toMs }) => ({ what: 'line', fromMs, toMs: toMs ?? endMs }));
}
