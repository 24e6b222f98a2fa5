import type { cellsZh, changingZh, recordZh, significantZh } from './analyse-significance-zh.ts';

/** Analyse: cells, hot and cold spots, how they change, and saved results, in English. */
export const cellsEn: typeof cellsZh = {
  kind: 'Counted in',
  metric: 'Square cells',
  plan: 'Grids of the plan',
  metres: 'Side of a cell',
  suggested: '{{value}} (suggested)',
  ground: 'Compared',
  groundHint: {
    all: 'Every cell of the area, also where nothing was ever reported',
    reported: 'Cells in which anything was reported in this time',
  },
  grounds: { all: 'All cells', reported: 'Where anything was reported' },
  groundAllNote: 'Hills and water are compared too: all of the town may come out high.',
  band: 'Neighbours',
  bands: { distance: 'Distance', border: 'Touching', nearest: 'Nearest' },
  bandMetres: 'Reach (metres)',
  useSuggested: 'Use {{value}}, as suggested',
  neighbours: 'How many nearest',
  confidence: 'Confidence',
  zoomIn: 'Grids of the plan are coloured once you zoom in.',
  tooFine: 'Cells are too small for this area: choose larger ones.',
  running: 'Computing {{part}}',
  cancel: 'Stop',
  list: 'Cells',
  noCells: 'No cell reaches this confidence.',
  count: 'Incidents',
  fly: 'Show on the map',
  chosen: 'Chosen cell',
  drop: 'Let the cell go',
  pressHint: 'Press a coloured cell on the map, or a row, to see its figures.',
  column: {
    code: 'Area code',
    cell: 'Cell',
    lng: 'Longitude',
    lat: 'Latitude',
    place: 'Place',
    result: 'Result',
  },
};

export const significantEn: typeof significantZh = {
  statistic: 'Method',
  statistics: { gi_star: 'Gi*', gi: 'Gi', local_moran: 'Local Moran' },
  statisticHint: {
    gi_star: 'Whether a cell with its neighbours has more or fewer incidents than chance would give it',
    gi: 'The neighbours alone, without the cell itself',
    local_moran: 'Tells clusters of many and of few from single cells unlike their surroundings',
  },
  exposure: 'Divided by',
  exposures: { none: 'Nothing', area: 'Area', residents: 'Residents', dwellings: 'Dwellings' },
  exposureMetric:
    'Square cells are all of one size, so that their counts are densities already; they have no residents or dwellings: for those choose the grids of the plan.',
  exposureNote: {
    none: 'Counts are compared: large grids tend to come out high.',
    area: 'Incidents per km²: for what happens outdoors and on roads.',
    residents:
      'Incidents per 1,000 residents: for what happens in homes and among neighbours; shopping streets and stations, with few residents and many visitors, come out too high.',
    dwellings: 'Incidents per 100 dwellings: for break-ins; shopping streets and stations come out too high.',
  },
  untold: '{{n}} grids have fewer than 10, or none: not told, and not compared.',
  p: 'p value',
  ps: { normal: 'Normal approximation', permuted: '{{n}} permutations' },
  seed: 'Seed',
  permutedNote:
    'p is two-sided; with {{n}} permutations it can not fall below {{least}}: with many cells 99 % is hardly ever reached.',
  legend: 'Legend',
  bins: {
    high3: 'More than chance would explain, 99 %',
    high2: 'More than chance would explain, 95 %',
    high1: 'More than chance would explain, 90 %',
    none: 'Can not be told from chance',
    low1: 'Fewer than chance would explain, 90 %',
    low2: 'Fewer than chance would explain, 95 %',
    low3: 'Fewer than chance would explain, 99 %',
    untested: 'Not compared',
  },
  quadrants: {
    high_high: 'Many, among many',
    low_low: 'Few, among few',
    low_high: 'Few, among many',
    high_low: 'Many, among few',
  },
  summary:
    '{{incidents}} incidents, {{compared}} cells compared, {{tested}} tests. The false discovery rate is held: of the cells marked at {{confidence}} % about {{wrong}} % may be chance alone.',
  outside: '{{n}} more incidents lie outside the cells that are compared.',
  nothing: 'The cells do not differ, or have no neighbours to compare with: there is nothing to test.',
  row: 'z {{z}}, p {{p}}',
  value: 'Rate',
};

export const changingEn: typeof changingZh = {
  step: 'Step',
  stepDays: '{{n}} d',
  tooFewSteps:
    'This time has only {{steps}} steps; a change takes at least {{least}}: choose shorter steps or a longer time.',
  tooManyScores:
    '{{cells}} cells × {{steps}} steps are more than can be computed at once: choose larger cells or longer steps.',
  summary:
    '{{incidents}} incidents, {{compared}} cells × {{steps}} steps of {{days}} days, {{tested}} tests under the false discovery rate.',
  onlyThis: 'Only this class; press again to let go',
  classes: {
    none: 'No pattern',
    hot_new: 'New hot spot',
    hot_consecutive: 'Consecutive hot spot',
    hot_intensifying: 'Intensifying hot spot',
    hot_persistent: 'Persistent hot spot',
    hot_diminishing: 'Diminishing hot spot',
    hot_sporadic: 'Sporadic hot spot',
    hot_oscillating: 'Oscillating hot spot',
    hot_historical: 'Historical hot spot',
    cold_new: 'New cold spot',
    cold_consecutive: 'Consecutive cold spot',
    cold_intensifying: 'Intensifying cold spot',
    cold_persistent: 'Persistent cold spot',
    cold_diminishing: 'Diminishing cold spot',
    cold_sporadic: 'Sporadic cold spot',
    cold_oscillating: 'Oscillating cold spot',
    cold_historical: 'Historical cold spot',
  },
  meaning: {
    new: 'Significant in the last step, and never before',
    consecutive: 'Significant in the last two steps or more, never before, less than 90 % of all',
    intensifying: 'Significant in at least 90 % of the steps, and growing stronger',
    persistent: 'Significant in at least 90 % of the steps, neither stronger nor weaker',
    diminishing: 'Significant in at least 90 % of the steps, but growing weaker',
    sporadic: 'Significant in the last step, on and off before',
    oscillating: 'Significant in the last step, and the opposite at some time before',
    historical: 'Significant in at least 90 % of the steps, but not in the last one',
  },
  seriesLabel:
    '{{steps}} steps from {{from}} to {{to}}: hot in {{hot}}, cold in {{cold}}, the last z is {{last}}',
  trend: { up: 'Rising trend', down: 'Falling trend', flat: 'No clear trend' },
};

export const recordEn: typeof recordZh = {
  title: 'Saved results',
  explain: 'In plain words',
  paragraph: '{{scope}} {{finding}} {{limits}}',
  comma: ', ',
  name: 'Name',
  save: 'Save',
  mayNot: 'Your role may not save results.',
  list: 'Results saved so far',
  none: 'Nothing has been saved yet.',
  open: 'Open and run again',
  remove: 'Remove “{{title}}”',
  line: '{{method}} · {{n}} incidents · {{by}} · {{at}}',
  methods: {
    gi_star: 'Gi* hot spots',
    gi: 'Gi hot spots',
    local_moran: 'Local Moran',
    emerging: 'Emerging hot spots',
    space_time_scan: 'New clusters',
    expectation: 'Expectation',
  },
  opened: '“{{title}}”, saved by {{by}} on {{at}}, version {{version}} of the formula.',
  gone: 'This result was removed, or lies outside your area.',
  waiting: 'Running it again as it was saved…',
  verdict: {
    same: 'Run again, it is the same to the byte.',
    asked_otherwise: 'What is asked now differs from what was saved: there is nothing to compare.',
    formula: 'The formula went from version {{was}} to {{now}}, and the result differs.',
    incidents:
      'The result differs: incidents have changed. {{was}} went into it then, {{now}} do now; {{changed}} were taken in or edited since.',
    differs:
      'Question and incidents are the same, yet the result differs: do not rely on it, and tell your administrator.',
  },
  apply: 'Run as it was saved',
  close: 'Close the saved result',
  nobody: 'a disabled account',
  allTypes: 'incidents of every type',
  hours: ', in {{n}} hours of the week only',
  cellsMetric: 'square cells of {{metres}}',
  cellsPlan: 'the grids of the plan',
  groundReported: ' (only those where anything was reported)',
  band: {
    distance: 'its surroundings of {{value}}',
    border: 'those it touches',
    nearest: 'the {{value}} nearest ones',
  },
  exposure: {
    area: ', divided by area',
    residents: ', divided by residents',
    dwellings: ', divided by dwellings',
  },
  scope:
    'From {{from}} to {{to}}, {{area}}: {{what}}{{hours}}, {{n}} in all, counted in {{cells}}{{ground}}{{exposure}}. Each cell is compared together with {{band}}.',
  local:
    'At {{confidence}} % confidence {{high}} cells have clearly more incidents and {{low}} clearly fewer than chance would explain; the rest may well be chance. {{tested}} tests were made, and the false discovery rate is held (Benjamini-Hochberg): of the cells marked about {{wrong}} % may be chance alone.',
  moran:
    'At {{confidence}} % confidence {{highHigh}} cells are high together with their surroundings, {{lowLow}} low together with them, {{highLow}} higher and {{lowHigh}} lower than them; the rest may well be chance. {{tested}} tests were made, and the false discovery rate is held (Benjamini-Hochberg): of the cells marked about {{wrong}} % may be chance alone.',
  emerging:
    'Seen in {{steps}} steps of {{days}} days at {{confidence}} % confidence: {{fresh}} new or consecutive hot spots, {{rising}} intensifying, {{steady}} persistent, {{fading}} diminishing or historical, {{onOff}} on and off; {{cold}} cold spots of every kind. {{tested}} tests were made under the false discovery rate (Benjamini-Hochberg).',
  scanScope:
    'From {{from}} to {{to}}, {{area}}: {{what}}{{hours}}, {{n}} in all at {{places}} places, scanned for clusters in space and time.',
  scanFound:
    'Hardly chance (p ≤ 0.05): {{n}} clusters; the strongest has {{observed}} incidents where {{expected}} were to be expected from other places and times (p = {{p}}). ',
  scanChance: 'Nothing is more concentrated than chance would explain (p ≤ 0.05). ',
  scanRepeats: 'There are near repeats: {{repeats}} pairs near in place and time, {{mean}} by chance.',
  scanNoRepeats: 'No near repeats are seen: {{repeats}} pairs near in place and time, {{mean}} by chance.',
  expectScope:
    'From {{from}} to {{to}}, {{area}}: {{what}}{{hours}}, {{n}} reported by citizens ({{discovered}} discovered by patrols are left out), in cells of {{metres}}, {{shift}}, forecast for the {{days}} d that follow.',
  expectFinding:
    'By the {{model}} {{flagged}} cells are flagged ({{share}} % of the ground with any report), with {{expected}} incidents expected in all. Week by week over the {{folds}} weeks before, the same way caught {{hits}} of {{tested}} incidents ({{hitRate}} %), and {{empty}} % of the flagged cells stayed empty. {{compared}} It expires with the time it is for.',
  expectNaive: 'It is the simplest count, which every other model is held against.',
  expectBetter:
    'That is {{gain}} percentage points more than the long count, 95 % interval {{gainFrom}} to {{gainTo}}.',
  expectAllDay: 'all day',
  limits: 'It says where and when reports gather, not why, and nothing about any person.',
};
