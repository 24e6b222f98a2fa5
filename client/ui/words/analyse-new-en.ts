import type { analyseNewZh } from './analyse-new-zh.ts';

/** Words of the question "what is new?", in English. */
export const analyseNewEn: typeof analyseNewZh = {
  setting: {
    days: 'Days studied',
    current: 'Time of clusters',
    radius: 'Largest radius',
    longest: 'Longest time',
    cell: 'Side of a place',
    replications: 'Random shuffles',
    near: 'Near repeats: distances',
    soon: 'Near repeats: times',
    apart: 'Groups: distance',
    within: 'Groups: time',
    least: 'Groups: at least',
  },
  lastDays: 'last {{n}} days',
  upToNow: 'up to the end',
  anyTime: 'any time',
  times: '{{n}}',
  incidents: '{{n}} incidents',
  days: '{{n}} days',
  suggested: 'suggested',
  run: 'Scan again',
  cancel: 'Cancel',
  running: 'Scanning: the times are shuffled and compared with what happened',
  cancelled: 'Cancelled; there is no result.',
  failed: 'It was not finished. Try again; if that does not help, study fewer days or one type of incident.',
  outdated: {
    asked: 'Filter or parameters have changed; this is the result from before.',
    incidents: 'Incidents have come in or were edited since; this is the result from before.',
  },
  madeAt: 'made at {{time}}',
  none: 'No incidents pass the filter in this time: there is nothing to scan.',
  about:
    '{{from}} to {{to}} ({{days}} days), {{n}} incidents at {{places}} places, {{replications}} random shuffles, seed {{seed}}.',
  clusters: 'Clusters',
  explain: {
    method:
      "The same times are dealt at random to the same places, to see which area and days hold more incidents than such deals do (Kulldorff's space-time permutation scan). A place that is always busy, or a day that is busy everywhere, is no cluster.",
    found:
      '{{count}} clusters are hardly chance (p ≤ 0.05). The strongest is at {{place}}, radius {{radius}}, {{when}}: {{observed}} incidents, where {{expected}} were to be expected from the other places and times.',
    foundOne:
      'One cluster is hardly chance (p ≤ 0.05): at {{place}}, radius {{radius}}, {{when}}, {{observed}} incidents, where {{expected}} were to be expected from the other places and times.',
    recurrence: 'Scanned every day, chance alone would make one such cluster every {{n}} days.',
    recurrenceFloor: 'Scanned every day, chance alone would make one such cluster in {{n}} days or more.',
    chance:
      'Nothing is more concentrated than chance would explain (p ≤ 0.05). That does not mean that nothing happens: recent ups and downs are as large as chance makes them.',
    short: 'Fewer than two days are studied: there are no times to compare.',
  },
  tooWide: 'There are too many circles: choose a smaller radius or larger places.',
  column: {
    number: 'Number',
    place: 'Place',
    when: 'Dates',
    counts: 'Observed / expected',
    ratio: 'Times',
    chance: 'Chance',
    lng: 'Longitude',
    lat: 'Latitude',
    radius: 'Radius, m',
    from: 'First day',
    to: 'Last day',
    observed: 'Observed',
    expected: 'Expected',
    p: 'p',
    tailP: 'p (Gumbel tail)',
    recurrence: 'Recurrence interval, days',
    llr: 'Log likelihood ratio',
  },
  everyDays: 'every {{n}} d',
  everyDaysMore: 'every ≥{{n}} d',
  pValue: 'p = {{p}}',
  maybeChance: 'may be chance',
  mild: '{{n}} more that may be chance',
  goThere: 'See cluster {{n}} on the map',
  legend: {
    label: 'Legend of the map',
    strong: 'hardly chance (p ≤ 0.01)',
    likely: 'unlikely chance (p ≤ 0.05)',
    chance: 'may be chance',
    group: 'dense group that still grows',
  },
  repeats: 'Near repeats',
  repeatsCaption:
    'Each cell: how many times as many pairs of incidents lie so far and so long apart as by chance; below, pairs observed / mean by chance. Bold and coloured: p ≤ 0.05 ({{n}} random shuffles). Half-open: [0, 100) holds 0 and not 100.',
  repeatsFew: 'There are many pairs, hence only {{n}} shuffles.',
  repeatsHot:
    '{{observed}} pairs lie within {{metres}} m and {{days}} days of one another, {{mean}} by chance: {{ratio}} times as many (p = {{p}}). Soon after an incident, another one nearby is more likely.',
  repeatsCalm:
    '{{observed}} pairs lie within {{metres}} m and {{days}} days of one another, {{mean}} by chance: no near repeats to be seen (p = {{p}}).',
  repeatsTooMany:
    'About {{pairs}} pairs of incidents are less than {{metres}} m apart; at most {{most}} can be counted. Choose a type of incident, fewer days or narrower bands.',
  repeatsNone: 'No two incidents are less than {{metres}} m apart: there are no pairs to compare.',
  distance: 'Apart (m)',
  cellTitle:
    '{{far}} m, {{long}} days: {{observed}} pairs observed; expected from the margins {{expected}}, mean of the shuffles {{mean}}; p = {{p}}',
  groups: 'Dense groups',
  groupsFacts:
    'At least {{least}} incidents within {{metres}} m and {{days}} days make a group (ST-DBSCAN): {{n}} groups, {{current}} of which still grow (drawn on the map), {{noise}} incidents in none. Below are the latest {{shown}}.',
  groupsTooMany:
    'About {{pairs}} pairs of incidents are at most {{metres}} m apart, too many to group. Choose a type of incident, fewer days or a shorter distance.',
  groupsNone:
    'No {{least}} incidents within {{metres}} m and {{days}} days make a group; all {{noise}} are in none.',
  group: '{{n}} incidents',
};
