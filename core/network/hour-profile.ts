import { ROAD_CLASSES, type RoadClass } from '../vocabulary.ts';
import { toWallTime } from '../zone.ts';
import type { RoadGraph } from './road-graph.ts';
import { TRAVEL } from './travel.ts';

/** What becomes of the speed of a road by the hour: 1 leaves it, 0.5 halves it. 24 factors: hours of any day; 168: of the week from Monday 0:00. */
export type HourProfile = Record<RoadClass, readonly number[]>;

const HOUR_MS = 3_600_000;
/** 1970 began on a Thursday. */
const THURSDAY_HOUR = 72;
const WEEK_HOURS = 168;

/** The hour of the week, 0 to 167 from Monday 0:00, that a city's clock shows at an instant (milliseconds since 1970). */
export function hourOfWeek(zone: string, instantMs: number): number {
  return (Math.floor(toWallTime(zone, instantMs) / HOUR_MS) + THURSDAY_HOUR) % WEEK_HOURS;
}

/**
 * The graph at an hour of the week (0 to 167 from Monday 0:00): the speed of each road times the factor of its class, for vehicles that
 * are in traffic (travel.ts); the others are as fast at any hour. A way is timed by the hour at which it begins. Closures stay. To
 * change the hour begin again from the graph without one. Throws on factors that are not above 0 or not 24 or 168 in number.
 */
export function atHour(graph: RoadGraph, profile: HourProfile, hour: number): RoadGraph {
  if (graph.vehicle && !TRAVEL[graph.vehicle].isInTraffic) return graph;
  const factors = Object.fromEntries(
    ROAD_CLASSES.map((name) => [name, factorAt(profile, name, hour)]),
  ) as Record<RoadClass, number>;
  const factorOf = new Float64Array(graph.roads.length);
  for (let road = 0; road < factorOf.length; road += 1) factorOf[road] = factors[graph.roads[road]!.class];
  const scaled = (seconds: Float64Array): Float64Array => {
    const slower = new Float64Array(seconds.length);
    for (let link = 0; link < slower.length; link += 1)
      slower[link] = seconds[link]! / factorOf[graph.linkRoad[link]!]!;
    return slower;
  };
  const linkSeconds = scaled(graph.linkSeconds);
  const isAlike = graph.partSeconds === graph.linkSeconds;
  return { ...graph, linkSeconds, partSeconds: isAlike ? linkSeconds : scaled(graph.partSeconds) };
}

/** Tells hours of the week with the same speeds by the same text. */
export function speedsAt(profile: HourProfile, hour: number): string {
  return ROAD_CLASSES.map((name) => factorAt(profile, name, hour)).join();
}

function factorAt(profile: HourProfile, name: RoadClass, hour: number): number {
  const factors = profile[name];
  if (factors.length !== 24 && factors.length !== WEEK_HOURS)
    throw new Error(`the profile of ${name} has ${factors.length} factors, not 24 or 168`);
  const factor = factors[hour % factors.length];
  if (!Number.isInteger(hour) || factor === undefined || !(factor > 0 && factor < Number.POSITIVE_INFINITY))
    throw new Error(`the profile of ${name} has no factor above 0 at hour ${hour}`);
  return factor;
}

/** Factors at the morning and the evening peak of a working day, and by day outside them. */
const TYPICAL: Record<RoadClass, readonly [morning: number, evening: number, day: number]> = {
  motorway: [0.85, 0.8, 0.95],
  trunk: [0.75, 0.7, 0.9],
  primary: [0.6, 0.55, 0.8],
  secondary: [0.65, 0.6, 0.85],
  tertiary: [0.75, 0.7, 0.9],
  residential: [0.85, 0.85, 0.95],
  track: [1, 1, 1],
};

/**
 * A week as in many cities: slow from 7 to 9 and from 17 to 19 on working days, somewhat slower by day from 6 to 22, free at night. An
 * assumption, to be replaced by what a city's own tracks show.
 */
export function typicalWeek(): HourProfile {
  const factorOf = (name: RoadClass, hour: number): number => {
    const [morning, evening, day] = TYPICAL[name];
    const [weekday, clock] = [hour < 120, hour % 24];
    if (weekday && clock >= 7 && clock < 9) return morning;
    if (weekday && clock >= 17 && clock < 19) return evening;
    return clock >= 6 && clock < 22 ? day : 1;
  };
  const week = (name: RoadClass) => Array.from({ length: WEEK_HOURS }, (_, hour) => factorOf(name, hour));
  return Object.fromEntries(ROAD_CLASSES.map((name) => [name, week(name)])) as unknown as HourProfile;
}
