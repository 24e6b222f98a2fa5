import type { OpenAssignment } from '../../core/contract/assignment.ts';
import {
  INCIDENT_SOURCES,
  INCIDENT_TYPES,
  type IncidentStatus,
  type IncidentType,
  NETS,
  PRIORITIES,
} from '../../core/vocabulary.ts';
import type { Point7 } from '../city/city.ts';
import { courseOf, isLogged, type Step } from './incident-course.ts';
import { incidentText } from './incident-text.ts';
import { isoTime } from './iso-time.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

/** An incident as a row, by column; times in milliseconds since 1970, null where not reached. */
export interface IncidentRecord {
  id: string;
  area_code: string;
  number: string;
  type: IncidentType;
  priority: number;
  status: IncidentStatus;
  source: string;
  net: string;
  text: string;
  reported_at: number;
  verified_at: number | null;
  assigned_at: number | null;
  arrived_at: number | null;
  resolved_at: number | null;
  unit_id: string | null;
  /** Its open one, if it has one. */
  assignments: OpenAssignment[];
  /** Counts the steps that the event log tells of. */
  version: number;
  updated_at: number;
}

/** The incident before its first step. */
export function newIncident(seeded: SeededCity, index: number): IncidentRecord {
  const { city } = seeded;
  const { incidents } = city;
  const grid = city.grids[incidents.grid[index]!];
  const type = INCIDENT_TYPES[incidents.type[index]!]!;
  const reportedMs = incidents.reportedAt[index]! * 1000;
  return {
    id: seeded.id('incident', index, reportedMs),
    area_code: grid?.code ?? '',
    number: seeded.numberOf(index),
    type,
    priority: PRIORITIES[incidents.priority[index]!]!,
    status: 'reported',
    source: INCIDENT_SOURCES[incidents.source[index]!]!,
    net: NETS[incidents.net[index]!]!,
    text: incidentText(type, grid?.nameZh ?? '', mix(city.seed, index, 11, 0)),
    reported_at: reportedMs,
    verified_at: null,
    assigned_at: null,
    arrived_at: null,
    resolved_at: null,
    unit_id: null,
    assignments: [],
    version: 0,
    updated_at: reportedMs,
  };
}

const TIME_OF: Partial<Record<IncidentStatus, 'verified_at' | 'assigned_at' | 'arrived_at' | 'resolved_at'>> =
  {
    verified: 'verified_at',
    assigned: 'assigned_at',
    on_scene: 'arrived_at',
    resolved: 'resolved_at',
  };

/** Takes an incident one step further, in place. */
export function takeStep(record: IncidentRecord, { status, at, unitId }: Step): void {
  const column = TIME_OF[status];
  if (column) record[column] = at;
  record.status = status;
  record.unit_id = unitId ?? record.unit_id;
  record.assignments = assignmentsAfter(record, status, at);
  record.version += 1;
  record.updated_at = at;
}

const STATE_OF: Partial<Record<IncidentStatus, OpenAssignment['state']>> = {
  assigned: 'sent',
  en_route: 'en_route',
  on_scene: 'arrived',
};

function assignmentsAfter(
  { id, unit_id: unitId, assignments }: IncidentRecord,
  status: IncidentStatus,
  at: number,
): OpenAssignment[] {
  const state = STATE_OF[status];
  if (!state || !unitId) return [];
  const [time, earlier] = [isoTime(at), assignments[0]?.steps ?? []];
  const step = { state, doneAt: time, receivedAt: time, accountId: null };
  // Of an incident with one unit its own id tells them apart.
  return [{ id, unitId, state, steps: [...earlier, step] }];
}

/** What a step that was taken changed, by column. */
export function changedBy({ status }: Step, record: IncidentRecord): Partial<IncidentRecord> {
  const { version, updated_at, unit_id, assignments } = record;
  const column = TIME_OF[status];
  return { status, version, updated_at, unit_id, assignments, ...(column && { [column]: record[column] }) };
}

/** The incident as it stands at the city's instant. */
export function standingIncident(seeded: SeededCity, index: number): IncidentRecord {
  const record = newIncident(seeded, index);
  for (const step of courseOf(seeded, index)) takeStep(record, step);
  if (!isLogged(seeded, index)) record.version = 1;
  return record;
}

export function placeOf({ city }: SeededCity, index: number): Point7 {
  return [city.incidents.lng7[index]!, city.incidents.lat7[index]!];
}
