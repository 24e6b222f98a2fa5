/** What lies on the map beside the nets, each with its key. */
export const OVERLAYS = [
  { overlay: 'showIncidents', noun: 'incidents', key: '6' },
  { overlay: 'showUnits', noun: 'units', key: '7' },
  { overlay: 'showRoutes', noun: 'routes', key: '8' },
  { overlay: 'showGeofences', noun: 'geofences', key: '9' },
  { overlay: 'showCases', noun: 'cases', key: ';' },
  { overlay: 'showRisks', noun: 'risks', key: "'" },
] as const;
export type Overlay = (typeof OVERLAYS)[number]['overlay'];
