import type { Cell } from './csv.ts';
import { pointHex } from './ewkb.ts';
import { courseOf, isLogged } from './incident-course.ts';
import { newIncident, placeOf, takeStep } from './incident-record.ts';
import type { SeededCity } from './seeded-city.ts';

export const INCIDENT_COLUMNS = [
  'id',
  'area_code',
  'number',
  'type',
  'priority',
  'status',
  'source',
  'net',
  'text',
  'reported_at',
  'verified_at',
  'assigned_at',
  'arrived_at',
  'resolved_at',
  'unit_id',
  'geom',
  'version',
  'updated_at',
] as const;

export function* incidentRows(seeded: SeededCity): Generator<Cell[]> {
  const { city } = seeded;
  for (let index = 0; index < city.incidents.count; index++) {
    const record = newIncident(seeded, index);
    for (const step of courseOf(seeded, index)) takeStep(record, step);
    yield [
      record.id,
      record.area_code,
      record.number,
      record.type,
      record.priority,
      record.status,
      record.source,
      record.net,
      record.text,
      instant(record.reported_at),
      instant(record.verified_at),
      instant(record.assigned_at),
      instant(record.arrived_at),
      instant(record.resolved_at),
      record.unit_id,
      pointHex(placeOf(seeded, index)),
      isLogged(seeded, index) ? record.version : 1,
      instant(record.updated_at),
    ];
  }
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
