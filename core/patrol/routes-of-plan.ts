import { pinnedRoutes } from './first-routes.ts';
import type { PatrolFrame } from './patrol-frame.ts';
import type { PatrolPlan, PatrolRoute } from './patrol-problem.ts';
import type { PatrolRoutes } from './patrol-routes.ts';
import { lengthenStays } from './stays.ts';

/** The plan that routes are. */
export function planOf(routes: PatrolRoutes): PatrolPlan {
  return { routes: Array.from({ length: routes.frame.unitCount }, (_, unit) => routeOf(routes, unit)) };
}

function routeOf(routes: PatrolRoutes, unit: number): PatrolRoute {
  const { tokenCount, nodeCount, nodeOf, travel, shiftStart } = routes.frame;
  const start = routes.startOf(unit);
  const route: PatrolRoute = { unit, stops: [], endSeconds: shiftStart[unit]! };
  if (routes.isEmpty(unit)) return route;
  let [at, left] = [start, shiftStart[unit]!];
  for (let stop = routes.next[start]!; stop < tokenCount; stop = routes.next[stop]!) {
    const beginSeconds = routes.begin[stop]!;
    const leaveSeconds = beginSeconds + routes.stay[stop]!;
    const arriveSeconds = left + travel[unit]![nodeOf[at]! * nodeCount + nodeOf[stop]!]!;
    route.stops.push({ place: nodeOf[stop]!, arriveSeconds, beginSeconds, leaveSeconds });
    [at, left] = [stop, leaveSeconds];
  }
  route.endSeconds = routes.begin[start + 1]!;
  return route;
}

/** The routes that a plan is, its pinned stops pinned; of a plan of the same problem that keeps its rules. */
export function routesOfPlan(frame: PatrolFrame, plan: PatrolPlan): PatrolRoutes {
  const { routes } = pinnedRoutes(frame);
  for (const { unit, stops } of plan.routes) {
    let at = routes.startOf(unit);
    for (const { place, beginSeconds, leaveSeconds } of stops) {
      const next = routes.next[at]!;
      const isPinned = next < frame.tokenCount && frame.nodeOf[next] === place && routes.pinned[next]! > 0;
      const token = isPinned ? next : routes.freeToken(place);
      routes.setStay(token, leaveSeconds - beginSeconds);
      if (!isPinned) routes.link(token, at);
      routes.begin[token] = beginSeconds;
      at = token;
    }
  }
  for (let unit = 0; unit < frame.unitCount; unit++) routes.refresh(unit);
  return routes;
}

export interface TimedSequences {
  plan: PatrolPlan;
  /** Stops, by unit and position in its sequence, that fit no more or break a rule, and are left out. */
  dropped: { unit: number; position: number }[];
}

/**
 * Times for given places in a given order, one list for each unit (the present routes, say): each as early as it may be, stays as long as is best. The
 * problem's pins do not count. What does not fit is left out and named.
 */
export function timeSequences(frame: PatrolFrame, sequences: readonly (readonly number[])[]): TimedSequences {
  const { routes } = pinnedRoutes({
    ...frame,
    problem: { ...frame.problem, units: frame.problem.units.map((unit) => ({ ...unit, pin: null })) },
  });
  const dropped: TimedSequences['dropped'] = [];
  for (const [unit, places] of sequences.entries()) {
    let at = routes.startOf(unit);
    for (const [position, place] of places.entries()) {
      const token = appended(routes, unit, place, at);
      if (token === -1) dropped.push({ unit, position });
      else at = token;
    }
  }
  for (const unit of sequences.keys()) lengthenStays(routes, unit);
  return { plan: planOf(routes), dropped };
}

function appended(routes: PatrolRoutes, unit: number, place: number, at: number): number {
  const { frame } = routes;
  const token = frame.allowed[unit * frame.placeCount + place] === 1 ? routes.freeToken(place) : -1;
  if (token === -1) return -1;
  routes.setStay(token, frame.minStay[place]!);
  routes.link(token, at);
  if (routes.refresh(unit)) return token;
  routes.unlink(token);
  routes.refresh(unit);
  return -1;
}
