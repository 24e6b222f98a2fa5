import type { CityUnit, Line7, Point7 } from '../city/city.ts';
import type { Cell } from './csv.ts';
import type { Duty } from './duty.ts';
import { pointHex } from './ewkb.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

export const UNIT_COLUMNS = [
  'id',
  'area_code',
  'code',
  'name_zh',
  'name_en',
  'kind',
  'vehicle',
  'crew_size',
  'shift',
  'state',
  'state_since',
  'route_id',
  'updated_at',
] as const;

export function* unitRows(seeded: SeededCity, duty: Duty): Generator<Cell[]> {
  const { city, routeIds } = seeded;
  for (const [index, unit] of city.units.entries())
    yield [
      seeded.id('unit', index),
      unit.areaCode,
      unit.code,
      unit.nameZh,
      unit.nameEn,
      unit.kind,
      unit.vehicle,
      unit.crewSize,
      unit.shift,
      duty.stateOf(index),
      city.asOf,
      unit.routeCode === null ? null : (routeIds.get(unit.routeCode) ?? null),
      city.asOf,
    ];
}

export const POSITION_COLUMNS = [
  'unit_id',
  'geom',
  'heading_degrees',
  'speed_kmh',
  'accuracy_metres',
  'fix_at',
  'received_at',
] as const;

/** Units on patrol stand somewhere on their route, the others at their station. */
export function* positionRows(seeded: SeededCity, duty: Duty): Generator<Cell[]> {
  const { city } = seeded;
  const lines = new Map(city.routes.map((route) => [route.code, route.line]));
  for (const [index, unit] of city.units.entries()) {
    const line = duty.stateOf(index) === 'off_duty' ? undefined : lines.get(unit.routeCode ?? '');
    const place = line ? onLine(line, mix(city.seed, index, 13, 0)) : atStation(unit);
    yield [seeded.id('unit', index), pointHex(place.point), place.headingDegrees, 0, 8, city.asOf, city.asOf];
  }
}

interface Place {
  point: Point7;
  headingDegrees: number | null;
}

function atStation(unit: CityUnit): Place {
  return { point: unit.station, headingDegrees: null };
}

/** The start of one of the line's segments, looking along it. */
function onLine(line: Line7, pick: number): Place {
  const at = (pick % (line.length / 2 - 1)) * 2;
  const [lng, lat, nextLng, nextLat] = line.slice(at, at + 4) as [number, number, number, number];
  const east = (nextLng - lng) * Math.cos((lat / 1e7) * (Math.PI / 180));
  const heading = (Math.atan2(east, nextLat - lat) * 180) / Math.PI;
  return { point: [lng, lat], headingDegrees: Math.round(((heading + 360) % 360) * 10) / 10 };
}
