import type { Incident } from '../../../core/contract/incident.ts';
import { isOpen, passes } from '../../state/incident-filter.ts';
import type { IncidentFilter } from '../../state/view-state.ts';

/** Most urgent first, then newest; ties by id so that the order never flickers. */
export function compareIncidents(a: Incident, b: Incident): number {
  return (
    a.properties.priority - b.properties.priority ||
    Date.parse(b.properties.reportedAt) - Date.parse(a.properties.reportedAt) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Incidents that somebody still has to act on and that pass the filter, in the order of work. */
export function openIncidents(all: Iterable<Incident>, filter: IncidentFilter): Incident[] {
  return [...all]
    .filter(({ properties }) => isOpen(properties) && passes(filter, properties))
    .sort(compareIncidents);
}
