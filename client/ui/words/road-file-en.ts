import type { osmRefusalsZh, roadFileZh } from './road-file-zh.ts';

/** The report of an imported road network (OSM), and why one is refused, in English. */
export const roadFileEn: typeof roadFileZh = {
  title: 'What the road network holds',
  ways: 'Ways that are roads',
  roads: 'Roads, cut at their crossings',
  turns: 'Turn restrictions',
  blocked: '{{n}} of them are made of bollards and blocks that vehicles do not pass.',
  losses: 'What is not taken, by reason',
  noLosses: 'Everything in the file is taken.',
  what: 'Reason',
  count: 'Number',
  loss: {
    way_no_road: 'Ways that are no roads: buildings, water, borders',
    way_not_driven: 'Values of highway nobody goes on: under construction, planned, platforms, disused',
    way_area: 'Roads drawn as areas (area=yes), which lead nowhere',
    way_nobody: 'Roads closed to all on foot, by bicycle, motorcycle and car',
    way_reversible:
      'Roads whose direction changes by the hour (reversible): which it is now is not known here',
    way_single: 'Ways of fewer than two different nodes',
    way_cut: 'Roads cut off at the edge of the file: taken where their nodes are there',
    tag_conditional: 'Roads taken, but not their rules for certain hours (:conditional)',
    tag_speed: 'Roads taken at the speed of their class: their limit is not understood',
    tag_bicycle_against: 'Roads taken, but "against the one-way street for bicycles only" cannot be said',
    turn_via_way: 'Turn restrictions over a stretch of road that cannot be followed from end to end',
    turn_conditional: 'Turn restrictions that hold at certain hours only',
    turn_others: 'Turn restrictions for other vehicles only (lorries, buses)',
    turn_unknown: 'Turn restrictions of an unknown kind',
    turn_incomplete: 'Turn restrictions without all their members',
    turn_no_road: 'Turn restrictions of roads that are not in the file or not taken',
    turn_apart: 'Turn restrictions of roads whose traffic does not meet at that crossing or stretch of road',
    turn_ambiguous: 'Turn restrictions that do not say which part of a road, or which way round, is meant',
    turn_outside: 'Turn restrictions of roads that were not imported (outside the city, for example)',
    relation_other: 'Relations that are no turn restrictions (bus lines, borders)',
  },
};

export const osmRefusalsEn: typeof osmRefusalsZh = {
  osm_damaged: 'The OSM file is damaged; download it again.',
  osm_cut_off: 'The OSM file stops in the middle: its download or copy was cut off. Download it again.',
  osm_feature:
    'The OSM file needs "{{feature}}", which is not read here. Save it as a plain extract (osmium cat, osmconvert).',
  osm_too_large:
    'The file holds the roads of far more than a city and its surroundings. Cut it to the city first (osmium extract).',
  osm_only_roads: 'A file of OpenStreetMap is imported as "Roads": only its road network is taken.',
  osm_without_roads: 'The OSM file holds no road with its nodes.',
};
