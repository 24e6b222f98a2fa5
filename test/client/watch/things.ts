import type { Incident, IncidentProperties } from '../../../core/contract/incident.ts';
import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';

const stored = { version: 1, updatedAt: '2026-11-23T06:00:00Z', areaCode: '630102001002003' };

let made = 0;

/** An incident like most, but for what is given. */
export function incident(given: Partial<IncidentProperties> & { id?: string } = {}): Incident {
  const { id = `incident-${made++}`, ...properties } = given;
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [101.78, 36.62] },
    properties: {
      ...stored,
      number: '261123-0001',
      type: 'theft',
      priority: 3,
      status: 'reported',
      source: 'report',
      net: 'street',
      text: '',
      reportedAt: '2026-11-23T06:00:00Z',
      verifiedAt: null,
      assignedAt: null,
      arrivedAt: null,
      resolvedAt: null,
      unitId: null,
      recordedAt: '2026-11-23T06:00:10Z',
      reopenedAt: null,
      heldBy: 'community',
      missed: [],
      duplicateOf: null,
      remarkCount: 0,
      ...properties,
    },
  };
}

/** Any other live thing with just the properties that a test is about. */
export function thing<N extends Exclude<LiveNoun, 'incidents'>>(
  _noun: N,
  properties: Partial<LiveNouns[N]['properties']>,
  lngLat: [number, number] = [101.78, 36.62],
): LiveNouns[N] {
  const id = `thing-${made++}`;
  const geometry = { type: 'Point', coordinates: lngLat };
  return {
    type: 'Feature',
    id,
    geometry,
    properties: { ...stored, ...properties },
  } as unknown as LiveNouns[N];
}

export function byId<F extends { id: string }>(...features: F[]): Map<string, F> {
  return new Map(features.map((feature) => [feature.id, feature]));
}
