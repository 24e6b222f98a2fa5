import type { AccountRole, IncidentStatus } from '../../core/vocabulary.ts';
import { CHECKPOINTS, DEVICES, INCIDENTS, UNITS } from '../../server/queries/nouns.ts';
import type { Change } from '../city/history/work.ts';
import { staffedHoursOf } from '../city/staffed-hours.ts';
import type { Happening } from './event-log.ts';
import { featureWriter } from './feature-text.ts';
import { courseOf, isLogged } from './incident-course.ts';
import { newIncident, placeOf, takeStep } from './incident-record.ts';
import type { SeededCity } from './seeded-city.ts';
import { fixAt } from './unit-fix.ts';

/** Everything that the log of the city's last days tells. */
export function happeningsOf(seeded: SeededCity): Happening[] {
  return [
    ...incidentHappenings(seeded),
    ...unitHappenings(seeded),
    ...checkpointHappenings(seeded),
    ...deviceHappenings(seeded),
  ];
}

const ACTORS: Partial<Record<IncidentStatus, AccountRole>> = {
  reported: 'operator',
  verified: 'operator',
  closed: 'operator',
  duplicate: 'operator',
  false_alarm: 'operator',
};

function* incidentHappenings(seeded: SeededCity): Generator<Happening> {
  const write = featureWriter(INCIDENTS);
  for (let index = seeded.city.incidents.count - 1; index >= 0 && isLogged(seeded, index); index--) {
    const record = newIncident(seeded, index);
    let last: string | null = null;
    for (const step of courseOf(seeded, index)) {
      const tell = () => {
        takeStep(record, step);
        const before = last;
        last = write(record.id, placeOf(seeded, index), record);
        return { before, after: last };
      };
      const actor = ACTORS[step.status] ?? 'dispatcher';
      yield { at: step.at, noun: 'incidents', actor, subjectId: record.id, areaCode: record.area_code, tell };
    }
  }
}

function unitHappenings(seeded: SeededCity): Happening[] {
  const { city, history, routeIds } = seeded;
  const write = featureWriter(UNITS, ['headingDegrees', 'speedKmh', 'fixAt']);
  const rows = city.units.map(({ code, nameZh, nameEn, areaCode, ...unit }) => ({
    ...named(areaCode, code, nameZh, nameEn),
    kind: unit.kind,
    vehicle: unit.vehicle,
    crew_size: unit.crewSize,
    shift: unit.shift,
    route_id: unit.routeCode === null ? null : (routeIds.get(unit.routeCode) ?? null),
  }));
  return changesAsHappenings(seeded, 'units', history.units, {
    subject: (thing) => ({ id: seeded.id('unit', thing), areaCode: city.units[thing]!.areaCode }),
    write: ({ thing, at }, id, own) => {
      const fix = fixAt(history.tracks[thing], at);
      const { headingDegrees = null, speedKmh = null, fixAt: measuredAt = null } = fix ?? {};
      const row = Object.assign(rows[thing]!, own, { headingDegrees, speedKmh, fixAt: measuredAt });
      return write(id, fix?.point ?? null, row);
    },
  });
}

function checkpointHappenings(seeded: SeededCity): Happening[] {
  const { checkpoints } = seeded.city;
  const write = featureWriter(CHECKPOINTS);
  return changesAsHappenings(seeded, 'checkpoints', seeded.history.checkpoints, {
    subject: (thing) => ({ id: seeded.id('checkpoint', thing), areaCode: checkpoints[thing]!.areaCode }),
    write: ({ thing }, id, own) => {
      const { code, nameZh, nameEn, areaCode, border, lanes, bearingDegrees, point } = checkpoints[thing]!;
      return write(id, point, {
        ...named(areaCode, code, nameZh, nameEn),
        border,
        lanes,
        bearing_degrees: bearingDegrees,
        staffed_hours: staffedHoursOf(checkpoints[thing]!, thing),
        ...own,
      });
    },
  });
}

function deviceHappenings(seeded: SeededCity): Happening[] {
  const { devices } = seeded.city;
  const write = featureWriter(DEVICES);
  return changesAsHappenings(seeded, 'devices', seeded.history.devices, {
    subject: (thing) => ({ id: seeded.id('device', thing), areaCode: devices[thing]!.areaCode }),
    write: ({ thing }, id, { state, state_since, ...own }) => {
      const device = devices[thing]!;
      return write(id, device.point, {
        area_code: device.areaCode,
        code: device.code,
        kind: device.kind,
        health: state,
        health_since: state_since,
        bearing_degrees: device.bearingDegrees,
        field_of_view_degrees: device.fieldOfViewDegrees,
        range_metres: device.rangeMetres,
        ...own,
      });
    },
  });
}

function named(areaCode: string, code: string, nameZh: string, nameEn: string): object {
  return { area_code: areaCode, code, name_zh: nameZh, name_en: nameEn };
}

/** What a change of state changes; times in milliseconds since 1970. */
interface StateRow {
  state: string;
  state_since: number;
  version: number;
  updated_at: number;
}

interface Telling<State extends string> {
  subject(thing: number): { id: string; areaCode: string };
  /** The Feature of the changed thing as of that state. */
  write(change: Change<State>, id: string, own: StateRow): string;
}

/** Changes of state with the versions before and after; what a thing was before its first one it had been since the log begins. */
function changesAsHappenings<State extends string>(
  { history }: SeededCity,
  noun: Happening['noun'],
  changes: readonly Change<State>[],
  { subject, write }: Telling<State>,
): Happening[] {
  const last = new Map<number, { version: number; since: number }>();
  return changes.map((change) => {
    const { version, since } = last.get(change.thing) ?? { version: 1, since: history.from };
    last.set(change.thing, { version: version + 1, since: change.at });
    const { id: subjectId, areaCode } = subject(change.thing);
    const text = (state: State, number: number, at: number) =>
      write(change, subjectId, { state, state_since: at * 1000, version: number, updated_at: at * 1000 });
    return {
      at: change.at * 1000,
      noun,
      actor: noun === 'checkpoints' ? 'dispatcher' : null,
      subjectId,
      areaCode,
      tell: () => ({
        before: text(change.from, version, since),
        after: text(change.to, version + 1, change.at),
      }),
    };
  });
}
