/** What the search finds. Plain values without a schema library. */
export const SEARCH_NOUNS = [
  'areas',
  'grids',
  'incidents',
  'units',
  'routes',
  'checkpoints',
  'posts',
  'institutions',
  'devices',
  'geofences',
  'cases',
  'risks',
  'roads',
] as const;
export type SearchNoun = (typeof SEARCH_NOUNS)[number];
