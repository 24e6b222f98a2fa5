import { isWithinCode } from '../../../core/contract/area-code.ts';
import { OPEN_INCIDENT_STATUSES } from '../../../core/vocabulary.ts';
import type { LiveFeature } from '../../live/live-diff.ts';
import type { View } from '../../state/view-state.ts';
import { clustersOf } from './clusters.ts';
import { type CountState, countSymbols } from './count-symbols.ts';
import { byZoom, type MapSymbol } from './symbol.ts';

type Incident = LiveFeature<'incidents'>;

/** Below this zoom finished incidents are left to the density. */
const DONE_FROM_ZOOM = 11.5;
/** Nearer to each other than this on the screen, incidents are drawn as one with their number; from `apartFrom` on only what lies on each other. */
const REACH_PIXELS = { open: 36, done: 54, apart: 12, apartFrom: 15 };

/**
 * Open incidents as bright symbols shaped by priority, the finished ones of the last day dim; where they crowd, one symbol with their
 * number and the shape of the most urgent. A brush hides finished ones that were reported outside it; an open incident is shown as
 * long as it is open.
 */
export function incidentSymbols(
  incidents: Iterable<Incident>,
  view: Pick<View, 'filter' | 'brush' | 'showIncidents'>,
  zoom: number,
): MapSymbol[] {
  if (!view.showIncidents) return [];
  const open: Crowded[] = [];
  const done: Crowded[] = [];
  for (const incident of incidents) {
    if (!passes(incident, view.filter)) continue;
    if (isOpen(incident)) open.push(crowded(incident));
    else if (zoom >= DONE_FROM_ZOOM && isBrushed(incident, view.brush)) done.push(crowded(incident));
  }
  return [...gathered(done, zoom, 'done'), ...gathered(open, zoom, 'open')];
}

/** The symbol of one incident by itself. */
export function incidentSymbol(incident: Incident, zoom: number): MapSymbol {
  return symbolOf(incident, zoom, isOpen(incident));
}

interface Crowded {
  id: string;
  lng: number;
  lat: number;
  incident: Incident;
}

function crowded(incident: Incident): Crowded {
  const [lng, lat] = incident.geometry.coordinates;
  return { id: incident.id, lng, lat, incident };
}

function gathered(incidents: readonly Crowded[], zoom: number, kind: 'open' | 'done'): MapSymbol[] {
  const reach = zoom < REACH_PIXELS.apartFrom ? REACH_PIXELS[kind] : REACH_PIXELS.apart;
  return clustersOf(incidents, zoom, reach).flatMap(({ lng, lat, members }) => {
    const byUrgency = members.map(({ incident }) => incident).sort(compareUrgency);
    const [first] = byUrgency;
    if (!first) return [];
    if (byUrgency.length === 1) return [symbolOf(first, zoom, kind === 'open')];
    const state: CountState = kind === 'done' ? 'done' : byUrgency.some(isUnseen) ? 'new' : 'open';
    return countSymbols({
      lng,
      lat,
      state,
      priority: first.properties.priority,
      members: byUrgency.map(({ id }) => id),
    });
  });
}

/** The most urgent first, of equals the newest. */
function compareUrgency(a: Incident, b: Incident): number {
  return a.properties.priority - b.properties.priority || (a.id < b.id ? 1 : -1);
}

/** Urgent, and nobody has looked at it yet. */
function isUnseen({ properties: { status, priority } }: Incident): boolean {
  return status === 'reported' && priority <= 2;
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

function symbolOf(incident: Incident, zoom: number, open: boolean): MapSymbol {
  const { id, geometry, properties } = incident;
  const { priority } = properties;
  const state = !open ? 'done' : isUnseen(incident) ? 'new' : 'open';
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
