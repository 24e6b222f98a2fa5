import { CHECKPOINTS, DEVICES, UNITS } from '../../server/queries/nouns.ts';
import type { Change } from '../city/history/work.ts';
import { staffedHoursOf } from '../city/staffed-hours.ts';
import { type FeatureText, FeatureWriter } from './feature-text.ts';
import type { SeededCity } from './seeded-city.ts';
import { exceptionsOf } from './unit-exceptions.ts';
import { fixAt } from './unit-fix.ts';

/** What a change of state changes; `since` in seconds since 1970. */
export interface ThingState {
  state: string;
  since: number;
  version: number;
}

/** What became of the things of one noun over the city's last days. */
export interface ThingTale {
  noun: 'units' | 'checkpoints' | 'devices';
  /** State of each thing in the end. */
  states: readonly string[];
  /** In the order of each thing. */
  changes: readonly Change<string>[];
  subject(thing: number): { subjectId: string; areaCode: string };
  /** The Feature of a thing in a state; a unit stands where it was at `at` (seconds since 1970), null: nowhere. */
  write(thing: number, own: ThingState, at: number | null): FeatureText;
}

export function thingTales(seeded: SeededCity): ThingTale[] {
  return [unitTale(seeded), checkpointTale(seeded), deviceTale(seeded)];
}

function unitTale(seeded: SeededCity): ThingTale {
  const { city, history, routeIds } = seeded;
  const writer = new FeatureWriter(UNITS, ['headingDegrees', 'speedKmh', 'fixAt']);
  const units = city.units.map((unit, thing) =>
    writer.write(seeded.unitId(thing), null, {
      ...named(unit),
      kind: unit.kind,
      vehicle: unit.vehicle,
      crew_size: unit.crewSize,
      shift: unit.shift,
      skills: unit.skills,
      brigade_id: seeded.brigadeId(unit),
      rota: unit.rota,
      exceptions: exceptionsOf(seeded, thing),
      route_id: unit.routeCode === null ? null : (routeIds.get(unit.routeCode) ?? null),
    }),
  );
  return {
    noun: 'units',
    states: history.unitStates.map(({ state }) => state),
    changes: history.units,
    subject: subjects(units, city.units),
    write(thing, own, at) {
      const fix = at === null ? undefined : fixAt(history.tracks[thing], at);
      const row = stateRow(own);
      if (!fix) return writer.rewrite(units[thing]!, row);
      const { point, headingDegrees, speedKmh, fixAt: measuredAt } = fix;
      return writer.rewrite(units[thing]!, { ...row, headingDegrees, speedKmh, fixAt: measuredAt }, point);
    },
  };
}

function checkpointTale(seeded: SeededCity): ThingTale {
  const { city, history } = seeded;
  const writer = new FeatureWriter(CHECKPOINTS);
  const checkpoints = city.checkpoints.map((checkpoint, thing) =>
    writer.write(seeded.id('checkpoint', thing), checkpoint.point, {
      ...named(checkpoint),
      border: checkpoint.border,
      lanes: checkpoint.lanes,
      bearing_degrees: checkpoint.bearingDegrees,
      staffed_hours: staffedHoursOf(checkpoint, thing),
    }),
  );
  return {
    noun: 'checkpoints',
    states: history.checkpointStates,
    changes: history.checkpoints,
    subject: subjects(checkpoints, city.checkpoints),
    write: (thing, own) => writer.rewrite(checkpoints[thing]!, stateRow(own)),
  };
}

export function deviceTale(seeded: SeededCity): ThingTale {
  const { city, history } = seeded;
  const writer = new FeatureWriter(DEVICES);
  const devices = city.devices.map((device, thing) =>
    writer.write(seeded.id('device', thing), device.point, {
      area_code: device.areaCode,
      code: device.code,
      kind: device.kind,
      bearing_degrees: device.bearingDegrees,
      field_of_view_degrees: device.fieldOfViewDegrees,
      range_metres: device.rangeMetres,
    }),
  );
  return {
    noun: 'devices',
    states: city.devices.map(({ health }) => health),
    changes: history.devices,
    subject: subjects(devices, city.devices),
    write(thing, own) {
      const { state: health, state_since: health_since, ...row } = stateRow(own);
      return writer.rewrite(devices[thing]!, { ...row, health, health_since });
    },
  };
}

function subjects(
  texts: readonly FeatureText[],
  things: readonly { areaCode: string }[],
): ThingTale['subject'] {
  return (thing) => ({ subjectId: texts[thing]!.id, areaCode: things[thing]!.areaCode });
}

function stateRow({ state, since, version }: ThingState) {
  return { state, state_since: since * 1000, version, updated_at: since * 1000 };
}

function named(thing: { areaCode: string; code: string; nameZh: string; nameEn: string }) {
  return { area_code: thing.areaCode, code: thing.code, name_zh: thing.nameZh, name_en: thing.nameEn };
}
