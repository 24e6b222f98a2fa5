import type { Incident } from '../contract/incident.ts';
import type { ReviewEntry } from '../contract/review.ts';
import { incidentAsOf, incidentSteps } from '../incident/as-of.ts';
import type { IncidentAct } from './acts.ts';

const TIMES = [
  ['reportedAt', 'reported'],
  ['verifiedAt', 'verified'],
  ['assignedAt', 'assigned'],
  ['arrivedAt', 'on_scene'],
  ['resolvedAt', 'resolved'],
] as const satisfies readonly (readonly [keyof Incident['properties'], IncidentAct])[];

/**
 * The steps that the record of an incident tells of without an event (imported, or older than the log), in [fromMs, toMs),
 * milliseconds since 1970: those that a replay shows too (`incidentSteps`), without the settling that nobody noted.
 */
export function recordEntries(incident: Incident, fromMs: number, toMs: number): ReviewEntry[] {
  const shown = new Set(incidentSteps(incident, fromMs - 1, toMs - 1));
  const { properties } = incident;
  return TIMES.flatMap(([key, act]) => {
    const at = properties[key];
    const ms = at === null ? Number.NaN : Date.parse(at);
    return shown.has(ms) ? [entryAt(incident, act, ms)] : [];
  });
}

function entryAt(incident: Incident, act: IncidentAct, ms: number): ReviewEntry {
  const { id, geometry } = incident;
  const { properties } = incidentAsOf(incident, ms);
  return {
    key: `${id}:${act}`,
    seq: 0,
    at: new Date(ms).toISOString(),
    source: 'record',
    noun: 'incidents',
    act,
    id,
    label: properties.number,
    nameZh: null,
    nameEn: null,
    kind: properties.type,
    priority: properties.priority,
    state: properties.status,
    areaCode: properties.areaCode,
    lng: geometry.coordinates[0],
    lat: geometry.coordinates[1],
    actorId: null,
    actorName: null,
    unitId: properties.unitId,
    unitCode: null,
    text: null,
    fact: null,
    changes: [],
  };
}
