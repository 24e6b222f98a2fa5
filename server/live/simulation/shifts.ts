import type { Unit } from '../../../core/contract/unit.ts';
import { type ShiftTime, servesIn } from '../../../core/duty/rota.ts';
import type { UnitState } from '../../../core/vocabulary.ts';
import type { ApiClient } from './api-client.ts';
import type { Car, Fleet } from './fleet.ts';

/** So many units change over at once, lest a change of shift floods the log. */
const CHANGES_AT_ONCE = 4;

/** Tells the API that a unit is in a state; keeps the unit as the API then knows it. */
export async function setUnitState(api: ApiClient, car: Car, state: UnitState): Promise<void> {
  if (car.unit.properties.state === state) return;
  const unit = await api.send<Unit>('PATCH', `/api/units/${car.unit.id}`, { properties: { state } });
  if (unit) car.unit = unit;
}

/** What a unit without a call does on duty. */
export function dutyState(car: Car): UnitState {
  return car.patrol ? 'patrolling' : 'available';
}

/** Brings some of those on duty that serve in the shift, and others off. Who has a call finishes it; who was set unavailable stays so. */
export async function changeShift(
  api: ApiClient,
  fleet: Fleet,
  shift: ShiftTime,
  isBound: (unitId: string) => boolean,
): Promise<void> {
  const due = fleet.cars.filter((car) => {
    const { state } = car.unit.properties;
    if (car.incidentId || isBound(car.unit.id) || state === 'unavailable') return false;
    return servesIn(car.unit.properties, shift)
      ? state === 'off_duty' || isLeftOver(state)
      : state !== 'off_duty';
  });
  for (const car of due.slice(0, CHANGES_AT_ONCE)) {
    const begins = servesIn(car.unit.properties, shift);
    if (!begins) car.speedKmh = 0;
    await setUnitState(api, car, begins ? dutyState(car) : 'off_duty');
  }
}

/** A state that belongs to a call, of a unit that has none: left from a run of the simulator that was cut short. */
function isLeftOver(state: UnitState): boolean {
  return state === 'en_route' || state === 'on_scene';
}
