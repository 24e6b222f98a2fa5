import { pinnedRoutes } from './first-routes.ts';
import { patrolFrame } from './patrol-frame.ts';
import type { PatrolPlace, PatrolProblem, PatrolUnit } from './patrol-problem.ts';

/** What is wrong with a problem, and where. */
export type PatrolFault =
  | { kind: 'stay_step' }
  /** Not as many rows and columns as there are nodes, or a time below 0. */
  | { kind: 'travel_times'; vehicle: string }
  | { kind: 'repeat'; repeat: number }
  | {
      kind: 'place_node' | 'visit_weights' | 'stay' | 'tau' | 'windows' | 'gap' | 'required_forbidden';
      place: number;
    }
  /** `pin_place`: no such place, one the unit may not visit, more visits than it may have, or a stay below 0. */
  | { kind: 'vehicle' | 'unit_node' | 'shift' | 'allowed_places' | 'pin_place'; unit: number }
  /** The pinned stops of the unit do not fit into its shift, the windows and the gaps. */
  | { kind: 'pin_impossible'; unit: number };

/** All that is wrong with a problem; with any of it there is no plan. */
export function patrolFaults(problem: PatrolProblem): PatrolFault[] {
  const faults: PatrolFault[] = [
    ...tableFaults(problem),
    ...problem.places.flatMap((place, at) => placeFaults(problem, place, at)),
    ...problem.units.flatMap((unit, at) => unitFaults(problem, unit, at)),
  ];
  if (faults.length > 0) return faults;
  const { impossible } = pinnedRoutes(patrolFrame(problem));
  return impossible === -1 ? [] : [{ kind: 'pin_impossible', unit: impossible }];
}

const isNatural = (value: number, below: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < below;
const isAmount = (value: number): boolean => Number.isFinite(value) && value >= 0;

function nodeCount({ travelSeconds }: PatrolProblem): number {
  return Object.values(travelSeconds)[0]?.length ?? 0;
}

function tableFaults(problem: PatrolProblem): PatrolFault[] {
  const size = nodeCount(problem);
  const isRow = (row: readonly (number | null)[]) =>
    row.length === size && row.every((seconds) => seconds === null || isAmount(seconds));
  const faults: PatrolFault[] = Object.entries(problem.travelSeconds)
    .filter(([, rows]) => rows.length !== size || !rows.every(isRow))
    .map(([vehicle]) => ({ kind: 'travel_times', vehicle }));
  if (!(Number.isFinite(problem.stayStepSeconds) && problem.stayStepSeconds > 0))
    faults.push({ kind: 'stay_step' });
  const isPlace = (place: number) => isNatural(place, problem.places.length);
  for (const [repeat, { from, to, cost }] of problem.repeats.entries())
    if (!isPlace(from) || !isPlace(to) || !isAmount(cost)) faults.push({ kind: 'repeat', repeat });
  return faults;
}

function placeFaults(problem: PatrolProblem, one: PatrolPlace, place: number): PatrolFault[] {
  const { visitWeights, minStaySeconds, maxStaySeconds, tauSeconds, windows, lastLeftSeconds } = one;
  const checks = {
    place_node: isNatural(one.node, nodeCount(problem)),
    visit_weights:
      visitWeights.length > 0 &&
      visitWeights.every((weight, at) => isAmount(weight) && weight <= (visitWeights[at - 1] ?? weight)),
    stay: isAmount(minStaySeconds) && isAmount(maxStaySeconds) && minStaySeconds <= maxStaySeconds,
    tau: tauSeconds === null || (Number.isFinite(tauSeconds) && tauSeconds > 0),
    windows: windows.every(
      ({ fromSeconds, toSeconds }, at) =>
        fromSeconds <= toSeconds && fromSeconds > (windows[at - 1]?.toSeconds ?? Number.NEGATIVE_INFINITY),
    ),
    gap: isAmount(one.gapSeconds) && (lastLeftSeconds === null || Number.isFinite(lastLeftSeconds)),
    required_forbidden: !(one.required && one.forbidden),
  };
  return failed(checks).map((kind) => ({ kind, place }));
}

function unitFaults(problem: PatrolProblem, one: PatrolUnit, unit: number): PatrolFault[] {
  const { places, travelSeconds } = problem;
  const isNode = (node: number) => isNatural(node, nodeCount(problem));
  const checks = {
    vehicle: Object.hasOwn(travelSeconds, one.vehicle),
    unit_node: isNode(one.startNode) && isNode(one.endNode),
    shift: Number.isFinite(one.startSeconds) && isAmount(one.shiftSeconds),
    allowed_places: one.allowedPlaces?.every((place) => isNatural(place, places.length)) ?? true,
    pin_place: (one.pin?.stops ?? []).every(
      ({ place, staySeconds }) =>
        isNatural(place, places.length) &&
        !places[place]?.forbidden &&
        (one.allowedPlaces?.includes(place) ?? true) &&
        (staySeconds === null || isAmount(staySeconds)),
    ),
  };
  const most = (place: number) => places[place]?.visitWeights.length ?? 0;
  const pinned = (place: number) =>
    problem.units.flatMap(({ pin }) => pin?.stops ?? []).filter((stop) => stop.place === place).length;
  if (one.pin?.stops.some(({ place }) => pinned(place) > most(place))) checks.pin_place = false;
  return failed(checks).map((kind) => ({ kind, unit }));
}

function failed<Kind extends string>(checks: Record<Kind, boolean>): Kind[] {
  return (Object.keys(checks) as Kind[]).filter((kind) => !checks[kind]);
}
