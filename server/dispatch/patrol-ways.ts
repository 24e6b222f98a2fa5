/** Ways of patrols by the roads at an hour, searched aside. */
import type { PatrolWays } from '../../core/contract/patrol-plan.ts';
import { distanceMetres } from '../../core/geometry/metres.ts';
import type { SnappedPlace } from '../../core/network/edge-index.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import { routeAlong, type Stretch, toLineString } from '../../core/network/route.ts';
import { turnSteps } from '../../core/network/turn-steps.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import type { CityTravel } from './road-book.ts';
import { type Place, roadBeside, straightSeconds, walkSeconds } from './travel-times.ts';

type Roads = Pick<Deps, 'roads' | 'ways'>;

/** Between two stops of a patrol nobody travels longer. */
const MOST_LEG_SECONDS = 45 * 60;

export interface Travelling {
  vehicle: UnitVehicle;
  /** The hour whose speeds count, milliseconds since 1970. */
  atMs: number;
}

/** Whole seconds from each place to each other one; null: no way, or none within 45 minutes. */
export async function patrolTimes(
  { roads, ways }: Roads,
  { vehicle, atMs }: Travelling,
  places: readonly Place[],
  signal?: AbortSignal,
): Promise<(number | null)[][]> {
  const travel = await roads.current();
  if (travel.isEmpty)
    return places.map((place) => places.map((to) => Math.ceil(straightSeconds({ vehicle, place }, to))));
  const graph = travel.graph(vehicle, atMs);
  const snapped = places.map((place) => roadBeside(travel, graph, place));
  const spots = snapped.filter((one) => one !== undefined);
  const seconds = await ways.times(graph, spots.map(bare), MOST_LEG_SECONDS, signal);
  const numbers = numbersOf(snapped);
  return snapped.map((from, i) =>
    snapped.map((to, j) => {
      if (i === j) return 0;
      if (!from || !to) return null;
      const way = seconds[numbers[i]! * spots.length + numbers[j]!]!;
      return way === Number.POSITIVE_INFINITY ? null : Math.ceil(walkSeconds(from) + way + walkSeconds(to));
    }),
  );
}

/** For each item that is there its number among those. */
function numbersOf(items: readonly unknown[]): number[] {
  let next = 0;
  return items.map((item) => (item === undefined ? -1 : next++));
}

/** Without what a search does not need. */
function bare({ road, fraction }: SnappedPlace) {
  return { road, fraction };
}

type Leg = PatrolWays['legs'][number];

/** The ways between points that follow each other, with lines and turns. */
export async function patrolWays(
  { roads, ways }: Roads,
  travelling: Travelling,
  points: readonly Place[],
): Promise<PatrolWays> {
  const travel = await roads.current();
  const pairs = points.slice(1).map((to, at): [Place, Place] => [points[at]!, to]);
  if (travel.isEmpty) return { byRoad: false, legs: pairs.map((pair) => straightLeg(travelling, pair)) };
  const graph = travel.graph(travelling.vehicle, travelling.atMs);
  const snapped = points.map((point) => roadBeside(travel, graph, point));
  const wanted = pairs.flatMap((_, at) => {
    const [from, to] = [snapped[at], snapped[at + 1]];
    return from && to ? [{ at, from, to }] : [];
  });
  const found = await ways.ways(
    graph,
    wanted.map(({ from, to }) => [bare(from), bare(to)] as const),
  );
  const legs = pairs.map((): Leg => NO_WAY);
  wanted.forEach(({ at, from, to }, i) => {
    const stretches = found[i];
    if (stretches) legs[at] = roadLeg(graph, from, to, stretches);
  });
  return { byRoad: true, legs };
}

const NO_WAY: Leg = { seconds: null, metres: 0, line: null, steps: [] };

function roadLeg(graph: RoadGraph, from: SnappedPlace, to: SnappedPlace, stretches: Stretch[]): Leg {
  const route = routeAlong(graph, bare(from), stretches);
  return {
    seconds: Math.ceil(walkSeconds(from) + route.seconds + walkSeconds(to)),
    metres: Math.round(route.metres + from.offMetres + to.offMetres),
    line: toLineString(route.line) as Leg['line'],
    steps: turnSteps(graph, route),
  };
}

function straightLeg({ vehicle }: Travelling, [from, to]: [Place, Place]): Leg {
  const seconds = Math.ceil(straightSeconds({ vehicle, place: from }, to));
  const metres = Math.round(distanceMetres(from.lng7, from.lat7, to.lng7, to.lat7));
  return { seconds, metres, line: null, steps: [] };
}

/** What a place that has no name of its own is called: by the road beside it. */
export function roadNameBeside(
  travel: CityTravel,
  place: Place,
  atMs: number,
): { nameZh: string; nameEn: string } | undefined {
  if (travel.isEmpty) return undefined;
  const graph = travel.graph('foot', atMs);
  const beside = roadBeside(travel, graph, place);
  const road = beside && graph.roads[beside.road];
  return road?.nameZh || road?.nameEn
    ? { nameZh: road.nameZh || road.nameEn, nameEn: road.nameEn || road.nameZh }
    : undefined;
}
