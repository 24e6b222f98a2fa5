import { Displacement } from './displacement.ts';
import { pinnedRoutes } from './first-routes.ts';
import { type PatrolFrame, patrolFrame } from './patrol-frame.ts';
import type { PatrolPlan, PatrolProblem } from './patrol-problem.ts';
import { routesOfPlan } from './routes-of-plan.ts';

/** Why a place is not visited. */
export type LeftOut = { place: number } & LeftOutReason;

export type LeftOutReason =
  | { reason: 'forbidden' }
  /** It is worth nothing. */
  | { reason: 'worthless' }
  /** No unit may visit it. */
  | { reason: 'no_unit' }
  /** Even alone, to go there, stay the least and go to the end takes longer than the shift; of the unit that misses by least, null without a way. */
  | { reason: 'out_of_reach'; unit: number; needSeconds: number | null; shiftSeconds: number }
  /** A unit could be there and back in its shift, but not at a time when a window is open and the gap since the last visit is over. */
  | { reason: 'no_window' }
  /** It would fit, but for the stops that are pinned. */
  | { reason: 'pinned' }
  /** It would fit alone, but no three stops beside each other that may be given up make room for it. */
  | { reason: 'no_room' }
  /**
   * To visit it costs more than it earns: where it would cost least, it earns `gain`, and `displaced` places are given up and stays are shortened,
   * which loses `loss`.
   */
  | { reason: 'worth_less'; unit: number; gain: number; loss: number; displaced: number[] }
  /** As before, but it earns more: the search was not finished. */
  | { reason: 'unfinished'; unit: number; gain: number; loss: number; displaced: number[] };

/** Why each place without a visit has none, of a valid plan; some milliseconds for each of them. */
export function leftOut(problem: PatrolProblem, plan: PatrolPlan): LeftOut[] {
  const frame = patrolFrame(problem);
  const routes = routesOfPlan(frame, plan);
  const displacement = new Displacement(routes);
  return [...problem.places.keys()]
    .filter((place) => routes.visits[place] === 0)
    .map((place) => ({ place, ...(hindrance(frame, place) ?? displacement.cheapest(place)) }));
}

/** What hinders a visit whatever else is planned; null if nothing does. */
function hindrance(frame: PatrolFrame, place: number): LeftOutReason | null {
  const { forbidden, visitWeights } = frame.problem.places[place]!;
  if (forbidden) return { reason: 'forbidden' };
  if (visitWeights[0] === 0) return { reason: 'worthless' };
  const units = [...frame.shiftStart.keys()].filter(
    (unit) => frame.allowed[unit * frame.placeCount + place] === 1,
  );
  if (units.length === 0) return { reason: 'no_unit' };
  const reach = nearest(frame, place, units);
  if (!(reach.over <= 0)) {
    const { unit, needSeconds } = reach;
    const shiftSeconds = frame.problem.units[unit]!.shiftSeconds;
    return {
      reason: 'out_of_reach',
      unit,
      needSeconds: Number.isFinite(needSeconds) ? needSeconds : null,
      shiftSeconds,
    };
  }
  if (!units.some((unit) => fitsAlone(frame, place, unit))) return { reason: 'no_window' };
  const pinned = new Displacement(pinnedRoutes(frame).routes);
  return units.some((unit) => pinned.fits(place, unit)) ? null : { reason: 'pinned' };
}

/** The unit whose shift is longest beside what it needs to go there, stay the least, and go to its end. */
function nearest(frame: PatrolFrame, place: number, units: readonly number[]) {
  const needs = units.map((unit) => {
    const [travel, size, start] = [frame.travel[unit]!, frame.nodeCount, frame.placeCount + 2 * unit];
    const needSeconds =
      travel[start * size + place]! + frame.minStay[place]! + travel[place * size + start + 1]!;
    return { unit, needSeconds, over: needSeconds - (frame.shiftEnd[unit]! - frame.shiftStart[unit]!) };
  });
  return needs.reduce((best, one) => (one.over < best.over ? one : best));
}

function fitsAlone(frame: PatrolFrame, place: number, unit: number): boolean {
  const units = frame.problem.units.map((one) => ({ ...one, pin: null }));
  const { routes } = pinnedRoutes({ ...frame, problem: { ...frame.problem, units } });
  return new Displacement(routes).fits(place, unit);
}
