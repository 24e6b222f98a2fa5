import type { CityUnit, Line7, Point7 } from '../city/city.ts';
import { lastChanges } from './changed.ts';
import type { Cell } from './csv.ts';
import { pointHex } from './ewkb.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';
import { exceptionsOf } from './unit-exceptions.ts';
import { ACCURACY_METRES, fixAt } from './unit-fix.ts';

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
  'skills',
  'brigade_id',
  'rota',
  'exceptions',
  'state',
  'state_since',
  'route_id',
  'version',
  'updated_at',
] as const;

export function* unitRows(seeded: SeededCity): Generator<Cell[]> {
  const { city, history, routeIds } = seeded;
  const changed = lastChanges(seeded, history.units);
  for (const [index, unit] of city.units.entries()) {
    const { state, since } = history.unitStates[index]!;
    const { version, updatedAt } = changed(index);
    yield [
      seeded.unitId(index),
      unit.areaCode,
      unit.code,
      unit.nameZh,
      unit.nameEn,
      unit.kind,
      unit.vehicle,
      unit.crewSize,
      unit.shift,
      `{${unit.skills.join(',')}}`,
      seeded.brigadeId(unit),
      unit.rota && JSON.stringify(unit.rota),
      JSON.stringify(exceptionsOf(seeded, index)),
      state,
      new Date(since * 1000).toISOString(),
      unit.routeCode === null ? null : (routeIds.get(unit.routeCode) ?? null),
      version,
      updatedAt,
    ];
  }
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

/** The newest fix of each unit. Without tracks units on duty stand somewhere on their route, the others at their station. */
export function* positionRows(seeded: SeededCity): Generator<Cell[]> {
  const { city, history, asOfMs } = seeded;
  const lines = new Map(city.routes.map((route) => [route.code, route.line]));
  for (const [index, unit] of city.units.entries()) {
    const id = seeded.unitId(index);
    const fix = fixAt(history.tracks[index], asOfMs / 1000);
    if (fix) {
      const at = new Date(fix.fixAt).toISOString();
      yield [id, pointHex(fix.point), fix.headingDegrees, fix.speedKmh, ACCURACY_METRES, at, at];
      continue;
    }
    const line =
      history.unitStates[index]!.state === 'off_duty' ? undefined : lines.get(unit.routeCode ?? '');
    const place = line ? onLine(line, mix(city.seed, index, 13, 0)) : atStation(unit);
    yield [id, pointHex(place.point), place.headingDegrees, 0, ACCURACY_METRES, city.asOf, city.asOf];
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
