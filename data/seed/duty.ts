import { cityHour, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import {
  INCIDENT_STATUSES,
  type IncidentStatus,
  OPEN_INCIDENT_STATUSES,
  SHIFTS,
  type UnitState,
} from '../../core/vocabulary.ts';
import type { CityUnit } from '../city/city.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

/** Which unit worked which incident, so that at the city's instant no unit is on two at once. */
export interface Duty {
  /** Index of the unit of an incident, -1 if none. */
  unitOf(incident: number): number;
  /** Statuses may step back to `verified` where every unit of the district is taken. */
  statusOf(incident: number): IncidentStatus;
  stateOf(unit: number): UnitState;
}

const NEEDS_UNIT: readonly IncidentStatus[] = ['assigned', 'en_route', 'on_scene'];

export function assignDuty(seeded: SeededCity): Duty {
  const { city, asOfMs } = seeded;
  const byDistrict = unitsByDistrict(city.units);
  const shift = currentShift(asOfMs);
  const taken = new Map<number, UnitState>();
  const statuses = new Map<number, IncidentStatus>();
  const openUnits = new Map<number, number>();
  const { count, grid, status } = city.incidents;
  for (let index = count - 1; index >= 0; index--) {
    const word = INCIDENT_STATUSES[status[index] ?? 0] as IncidentStatus;
    if (!NEEDS_UNIT.includes(word)) continue;
    const units = byDistrict.get(districtOf(city.grids[grid[index] ?? 0]?.code ?? '')) ?? [];
    const free = units.find((unit) => !taken.has(unit) && city.units[unit]?.shift === shift);
    if (free === undefined) {
      statuses.set(index, 'verified');
    } else {
      taken.set(free, word === 'on_scene' ? 'on_scene' : 'en_route');
      openUnits.set(index, free);
    }
  }
  const statusOf = (index: number) =>
    statuses.get(index) ?? (INCIDENT_STATUSES[status[index] ?? 0] as IncidentStatus);
  return {
    statusOf,
    unitOf(index) {
      const open = openUnits.get(index);
      if (open !== undefined) return open;
      const isOpen = (OPEN_INCIDENT_STATUSES as readonly string[]).includes(statusOf(index));
      if (isOpen || !city.incidents.arrivedAfter[index]) return -1;
      const units = byDistrict.get(districtOf(city.grids[grid[index] ?? 0]?.code ?? '')) ?? [];
      return units[mix(city.seed, index, 7, 0) % Math.max(1, units.length)] ?? -1;
    },
    stateOf(index) {
      const unit = city.units[index];
      if (!unit || unit.shift !== shift) return 'off_duty';
      return taken.get(index) ?? (unit.routeCode ? 'patrolling' : 'available');
    },
  };
}

/** Three shifts of eight hours from midnight in the city's zone. */
function currentShift(asOfMs: number) {
  return SHIFTS[Math.floor(cityHour(DEFAULT_CITY_ZONE, asOfMs) / 8)];
}

function districtOf(code: string): string {
  return code.slice(0, 6);
}

function unitsByDistrict(units: readonly CityUnit[]): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  units.forEach((unit, index) => {
    const list = lists.get(districtOf(unit.areaCode)) ?? [];
    lists.set(districtOf(unit.areaCode), [...list, index]);
  });
  return lists;
}
