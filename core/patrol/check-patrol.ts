/** Checks a patrol plan against its problem from scratch: nothing of the search is used, so that it can not share its mistakes. */
import {
  type PatrolPlace,
  type PatrolPlan,
  type PatrolProblem,
  type PatrolRoute,
  type PatrolUnit,
  PATROL_ROUNDING_SECONDS as ROUNDING,
} from './patrol-problem.ts';

export type PatrolRule =
  /** One route for each unit, in their order. */
  | 'routes'
  | 'place'
  /** The stop is reached when the way from the one before has been travelled, and there is a way. */
  | 'arrival'
  /** A visit begins before it is reached. */
  | 'begin'
  /** Shorter or longer than it may be, or not a number of steps longer than the shortest. */
  | 'stay'
  | 'window'
  | 'shift'
  /** The end is not where the last way leads, or a unit that is not sent travels. */
  | 'end'
  | 'gap'
  | 'visits'
  | 'forbidden'
  | 'allowed'
  | 'pin'
  | 'required'
  /** The total that was stated is another. */
  | 'total';

export interface PatrolViolation {
  rule: PatrolRule;
  /** Null if it is not of one unit. */
  unit: number | null;
  /** Position in the unit's route. */
  stop: number | null;
  place: number | null;
}

/** All rules that a plan breaks; none if it is valid. With `statedTotal`, also whether its value less the cost of repeated pairs is that. */
export function checkPatrol(
  problem: PatrolProblem,
  plan: PatrolPlan,
  statedTotal: number | null = null,
): PatrolViolation[] {
  const found: PatrolViolation[] = [];
  const say: Say = (rule, unit = null, stop = null, place = null) => found.push({ rule, unit, stop, place });
  const inOrder = plan.routes.every(({ unit }, at) => unit === at);
  if (!inOrder || plan.routes.length !== problem.units.length) say('routes');
  for (const route of plan.routes) {
    const unit = problem.units[route.unit];
    if (!unit) continue;
    checkRoute(problem, unit, route, say);
    checkPin(unit, route, say);
  }
  for (const place of problem.places.keys()) checkPlace(problem, plan, place, say);
  if (statedTotal !== null && !(Math.abs(totalOf(problem, plan) - statedTotal) < 1e-6)) say('total');
  return found;
}

type Say = (rule: PatrolRule, unit?: number | null, stop?: number | null, place?: number | null) => void;

function checkRoute(problem: PatrolProblem, unit: PatrolUnit, route: PatrolRoute, say: Say): void {
  const table = problem.travelSeconds[unit.vehicle];
  let node = unit.startNode;
  let now = unit.startSeconds;
  for (const [stop, { place, arriveSeconds, beginSeconds, leaveSeconds }] of route.stops.entries()) {
    const at = problem.places[place];
    if (!at) {
      say('place', route.unit, stop, place);
      return;
    }
    const way = table?.[node]?.[at.node] ?? Number.NaN;
    if (!(Math.abs(now + way - arriveSeconds) <= ROUNDING)) say('arrival', route.unit, stop, place);
    if (!(beginSeconds >= arriveSeconds - ROUNDING)) say('begin', route.unit, stop, place);
    if (!isStay(problem, unit, at, stop, leaveSeconds - beginSeconds)) say('stay', route.unit, stop, place);
    if (!isInWindow(at, beginSeconds, leaveSeconds)) say('window', route.unit, stop, place);
    if (at.forbidden) say('forbidden', route.unit, stop, place);
    if (unit.allowedPlaces && !unit.allowedPlaces.includes(place)) say('allowed', route.unit, stop, place);
    [node, now] = [at.node, leaveSeconds];
  }
  const way = route.stops.length === 0 ? 0 : (table?.[node]?.[unit.endNode] ?? Number.NaN);
  if (!(Math.abs(now + way - route.endSeconds) <= ROUNDING)) say('end', route.unit);
  if (!(now + way <= unit.startSeconds + unit.shiftSeconds + ROUNDING)) say('shift', route.unit);
}

function isStay(
  problem: PatrolProblem,
  unit: PatrolUnit,
  at: PatrolPlace,
  stop: number,
  seconds: number,
): boolean {
  const pinned = unit.pin?.stops[stop]?.staySeconds ?? null;
  if (pinned !== null) return Math.abs(seconds - pinned) <= ROUNDING;
  if (seconds < at.minStaySeconds - ROUNDING || seconds > at.maxStaySeconds + ROUNDING) return false;
  const steps = (seconds - at.minStaySeconds) / problem.stayStepSeconds;
  return Math.abs(steps - Math.round(steps)) * problem.stayStepSeconds <= ROUNDING;
}

function isInWindow({ windows }: PatrolPlace, begin: number, leave: number): boolean {
  return (
    windows.length === 0 ||
    windows.some(
      ({ fromSeconds, toSeconds }) => begin >= fromSeconds - ROUNDING && leave <= toSeconds + ROUNDING,
    )
  );
}

function checkPin({ pin }: PatrolUnit, { unit, stops }: PatrolRoute, say: Say): void {
  if (!pin) return;
  const isKept = pin.stops.every(({ place }, at) => stops[at]?.place === place);
  if (!isKept || (pin.whole && stops.length !== pin.stops.length)) say('pin', unit);
}

function visitsOf(plan: PatrolPlan, place: number): { begin: number; leave: number }[] {
  return plan.routes
    .flatMap(({ stops }) => stops)
    .filter((stop) => stop.place === place)
    .map(({ beginSeconds, leaveSeconds }) => ({ begin: beginSeconds, leave: leaveSeconds }))
    .sort((a, b) => a.begin - b.begin);
}

function checkPlace(problem: PatrolProblem, plan: PatrolPlan, place: number, say: Say): void {
  const at = problem.places[place]!;
  const visits = visitsOf(plan, place);
  if (at.required && visits.length === 0) say('required', null, null, place);
  if (visits.length > at.visitWeights.length) say('visits', null, null, place);
  let left = at.lastLeftSeconds ?? Number.NEGATIVE_INFINITY;
  for (const { begin, leave } of visits) {
    if (begin < left + at.gapSeconds - ROUNDING) say('gap', null, null, place);
    left = leave;
  }
}

/** From the definition: each place's visits, the fullest first, and each pair of stops that follow each other. */
function totalOf(problem: PatrolProblem, plan: PatrolPlan): number {
  let total = 0;
  for (const [place, { visitWeights, tauSeconds, maxStaySeconds }] of problem.places.entries()) {
    const earned = visitsOf(plan, place).map(({ begin, leave }) =>
      tauSeconds === null ? 1 : 1 - Math.exp(-Math.min(leave - begin, maxStaySeconds) / tauSeconds),
    );
    earned.sort((a, b) => b - a);
    for (const [at, part] of earned.entries()) total += part * (visitWeights[at] ?? 0);
  }
  for (const { stops } of plan.routes)
    for (const [at, { place }] of stops.entries())
      for (const { from, to, cost } of problem.repeats)
        if (at > 0 && from === stops[at - 1]?.place && to === place) total -= cost;
  return total;
}
