import type { UnitState } from '../../../core/vocabulary.ts';
import type { CityUnit } from '../city.ts';
import type { Call, Duty, UnitChange } from './work.ts';

/** The state of a unit at the city's instant, and since when. */
export interface UnitNow {
  state: UnitState;
  since: number;
}

/** What a unit without a call does on duty. */
function dutyState(unit: CityUnit): UnitState {
  return unit.routeCode ? 'patrolling' : 'available';
}

/**
 * The changes of state of one unit in [from, to), from its duties and calls, both in order; and its state at `to`. Before its
 * first duty it is off duty.
 */
export function unitChanges(
  index: number,
  unit: CityUnit,
  duties: readonly Duty[],
  calls: readonly Call[],
  from: number,
  to: number,
): { changes: UnitChange[]; now: UnitNow } {
  const changes: UnitChange[] = [];
  const now: UnitNow = { state: 'off_duty', since: from };
  for (const { at, state } of steps(unit, duties, calls)) {
    if (at >= to) break;
    if (state === now.state) continue;
    if (at >= from) changes.push({ thing: index, at, from: now.state, to: state });
    now.state = state;
    now.since = at;
  }
  return { changes, now };
}

function steps(
  unit: CityUnit,
  duties: readonly Duty[],
  calls: readonly Call[],
): { at: number; state: UnitState }[] {
  const base = dutyState(unit);
  const found = [
    ...duties.flatMap(({ from, to }) => [
      { at: from, state: base },
      { at: to, state: 'off_duty' as const },
    ]),
    ...calls.flatMap(({ enRouteAt, arrivedAt, leftAt }) => [
      { at: enRouteAt, state: 'en_route' as const },
      { at: arrivedAt, state: 'on_scene' as const },
      { at: leftAt, state: base },
    ]),
  ];
  return found.sort((a, b) => a.at - b.at);
}
