import { isWithinCode } from '../../../core/contract/area-code.ts';
import { OPEN_INCIDENT_STATUSES } from '../../../core/vocabulary.ts';
import type { LiveFeature } from '../../live/live-diff.ts';
import type { View } from '../../state/view-state.ts';
import { byZoom, type MapSymbol, thinOut } from './symbol.ts';

type Incident = LiveFeature<'incidents'>;

/** Below this zoom finished incidents are left to the density. */
const DONE_FROM_ZOOM = 11.5;
const MOST_UNTHINNED = 300;

/**
 * Open incidents as bright symbols shaped by priority, the finished ones of the last day dim. A brush hides finished ones that
 * were reported outside it; an open incident is shown as long as it is open.
 */
export function incidentSymbols(
  incidents: Iterable<Incident>,
  view: Pick<View, 'filter' | 'brush' | 'showIncidents'>,
  zoom: number,
): MapSymbol[] {
  if (!view.showIncidents) return [];
  const open: MapSymbol[] = [];
  const done: MapSymbol[] = [];
  for (const incident of incidents) {
    if (!passes(incident, view.filter)) continue;
    if (isOpen(incident)) open.push(symbolOf(incident, zoom, true));
    else if (zoom >= DONE_FROM_ZOOM && isBrushed(incident, view.brush))
      done.push(symbolOf(incident, zoom, false));
  }
  const shown = done.length > MOST_UNTHINNED && zoom < 15 ? thinOut(done, zoom, 22) : done;
  return [...shown, ...open];
}

export function isOpen({ properties }: Incident): boolean {
  return (OPEN_INCIDENT_STATUSES as readonly string[]).includes(properties.status);
}

/** Whether the filter lets an incident through; its time is not the filter's matter. */
export function passes({ properties }: Incident, filter: View['filter']): boolean {
  const has = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);
  return (
    has(filter.types, properties.type) &&
    has(filter.priorities as readonly number[], properties.priority) &&
    has(filter.statuses, properties.status) &&
    has(filter.nets, properties.net) &&
    (filter.within === null || isWithinCode(properties.areaCode, filter.within))
  );
}

function isBrushed({ properties }: Incident, brush: View['brush']): boolean {
  if (!brush) return true;
  const at = Date.parse(properties.reportedAt);
  return at >= brush.fromMs && at < brush.toMs;
}

function symbolOf({ id, geometry, properties }: Incident, zoom: number, open: boolean): MapSymbol {
  const { priority, status } = properties;
  const state = !open ? 'done' : status === 'reported' && priority <= 2 ? 'new' : 'open';
  const [lng, lat] = geometry.coordinates;
  const size = byZoom(zoom, [9, open ? 17 : 11], [15, open ? 26 : 18]) * (priority <= 2 ? 1 : 0.85);
  return {
    noun: 'incidents',
    id,
    lng,
    lat,
    icon: `incident-${priority}-${state}`,
    size: state === 'new' ? size * 1.15 : size,
    angle: 0,
    rank: open ? priority : 20 + priority,
  };
}
