import type { Cell } from './csv.ts';
import { pointHex } from './ewkb.ts';
import { placeOf, standingIncident } from './incident-record.ts';
import { isoTime } from './iso-time.ts';
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
    const record = standingIncident(seeded, index);
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
      record.version,
      instant(record.updated_at),
    ];
  }
}

export const ASSIGNMENT_COLUMNS = ['id', 'incident_id', 'unit_id', 'state', 'steps'] as const;

export function* assignmentRows(seeded: SeededCity): Generator<Cell[]> {
  for (let index = 0; index < seeded.city.incidents.count; index++)
    for (const { id, unitId, state, steps } of standingIncident(seeded, index).assignments)
      yield [id, id, unitId, state, JSON.stringify(steps)];
}

function instant(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}
