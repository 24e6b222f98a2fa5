import { codePrefix } from '../../core/contract/area-code.ts';
import type { IncidentProperties } from '../../core/contract/incident.ts';
import { OPEN_INCIDENT_STATUSES } from '../../core/vocabulary.ts';
import type { IncidentFilter } from './view-state.ts';

/** Whether an incident passes the filter; an empty clause lets everything through. */
export function passes(filter: IncidentFilter, incident: IncidentProperties): boolean {
  const lets = <T>(wanted: readonly T[], value: unknown) =>
    wanted.length === 0 || wanted.includes(value as T);
  return (
    lets(filter.types, incident.type) &&
    lets(filter.priorities, incident.priority) &&
    lets(filter.statuses, incident.status) &&
    lets(filter.nets, incident.net) &&
    (filter.within === null || incident.areaCode.startsWith(codePrefix(filter.within)))
  );
}

export function isFiltering(filter: IncidentFilter): boolean {
  const { types, priorities, statuses, nets, within } = filter;
  return types.length + priorities.length + statuses.length + nets.length > 0 || within !== null;
}

export function isOpen(incident: Pick<IncidentProperties, 'status'>): boolean {
  return (OPEN_INCIDENT_STATUSES as readonly string[]).includes(incident.status);
}
