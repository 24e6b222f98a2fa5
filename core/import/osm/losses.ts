/** What of a published road network is not taken, or not heeded: each a sentence on the page. */
export const ROAD_FILE_LOSSES = [
  'way_no_road',
  'way_not_driven',
  'way_area',
  'way_nobody',
  'way_reversible',
  'way_single',
  'way_cut',
  'tag_conditional',
  'tag_speed',
  'tag_bicycle_against',
  'turn_via_way',
  'turn_conditional',
  'turn_others',
  'turn_unknown',
  'turn_incomplete',
  'turn_no_road',
  'turn_apart',
  'turn_ambiguous',
  'turn_outside',
  'relation_other',
] as const;
export type RoadFileLoss = (typeof ROAD_FILE_LOSSES)[number];
