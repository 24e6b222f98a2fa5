import type { PatrolProblem, PatrolStop } from '../../../core/patrol/patrol-problem.ts';
import { patrolScore } from '../../../core/patrol/patrol-score.ts';

export interface Optimum {
  requiredMissing: number;
  total: number;
}

/**
 * The best score of a small problem by trying every order of every choice of places, and every stay. Times are as early as they may be, which is best
 * where at most one unit visits a place; problems with more units and more visits than one are not for this oracle.
 */
export function bestScore(problem: PatrolProblem): Optimum {
  const routes: PatrolStop[][] = problem.units.map(() => []);
  let best: Optimum = { requiredMissing: Number.POSITIVE_INFINITY, total: 0 };
  const look = (): void => {
    const { requiredMissing, total } = patrolScore(problem, {
      routes: routes.map((stops, unit) => ({ unit, stops, endSeconds: 0 })),
    });
    const isBetter = requiredMissing - best.requiredMissing || best.total - total;
    if (isBetter < 0) best = { requiredMissing, total };
  };
  const extend = (unit: number): void => {
    const [route, of] = [routes[unit], problem.units[unit]];
    if (!route || !of) {
      look();
      return;
    }
    if (isBack(problem, unit, route)) extend(unit + 1);
    for (const place of problem.places.keys())
      for (const stop of nextStops(problem, unit, route, routes, place)) {
        route.push(stop);
        extend(unit);
        route.pop();
      }
  };
  extend(0);
  return best;
}

function isBack(problem: PatrolProblem, unit: number, route: readonly PatrolStop[]): boolean {
  const of = problem.units[unit];
  const last = route.at(-1);
  if (!of) return false;
  const pinned = of.pin?.stops ?? [];
  if (route.length < pinned.length || (of.pin?.whole && route.length > pinned.length)) return false;
  if (!last) return true;
  const way = problem.travelSeconds[of.vehicle]?.[problem.places[last.place]?.node ?? -1]?.[of.endNode];
  return last.leaveSeconds + (way ?? Number.POSITIVE_INFINITY) <= of.startSeconds + of.shiftSeconds;
}

/** Each way to visit a place next: as early as may be, for each stay. */
function* nextStops(
  problem: PatrolProblem,
  unit: number,
  route: readonly PatrolStop[],
  routes: readonly (readonly PatrolStop[])[],
  place: number,
): Generator<PatrolStop> {
  const [of, at, last] = [problem.units[unit], problem.places[place], route.at(-1)];
  if (!of || !at || at.forbidden || (of.allowedPlaces && !of.allowedPlaces.includes(place))) return;
  const pinned = of.pin?.stops[route.length];
  if (pinned ? pinned.place !== place : of.pin?.whole) return;
  const before = routes.flat().filter((stop) => stop.place === place);
  if (before.length >= at.visitWeights.length) return;
  const node = last ? (problem.places[last.place]?.node ?? -1) : of.startNode;
  const way = problem.travelSeconds[of.vehicle]?.[node]?.[at.node];
  if (way === null || way === undefined) return;
  const arriveSeconds = (last?.leaveSeconds ?? of.startSeconds) + way;
  const left = [at.lastLeftSeconds ?? Number.NEGATIVE_INFINITY, ...before.map((stop) => stop.leaveSeconds)];
  const ready = Math.max(arriveSeconds, Math.max(...left) + at.gapSeconds);
  const fixed = pinned?.staySeconds ?? null;
  const stays = [];
  for (let stay = at.minStaySeconds; stay <= at.maxStaySeconds; stay += problem.stayStepSeconds)
    stays.push(stay);
  for (const stay of fixed === null ? stays : [fixed]) {
    const windows =
      at.windows.length > 0 ? at.windows : [{ fromSeconds: ready, toSeconds: Number.POSITIVE_INFINITY }];
    const begins = windows
      .map(({ fromSeconds, toSeconds }) => ({ begin: Math.max(ready, fromSeconds), toSeconds }))
      .filter(({ begin, toSeconds }) => begin + stay <= toSeconds)
      .map(({ begin }) => begin);
    if (begins.length === 0) continue;
    const beginSeconds = Math.min(...begins);
    const leaveSeconds = beginSeconds + stay;
    if (leaveSeconds <= of.startSeconds + of.shiftSeconds)
      yield { place, arriveSeconds, beginSeconds, leaveSeconds };
  }
}
