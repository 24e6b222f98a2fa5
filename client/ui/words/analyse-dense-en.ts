import type { denseZh } from './analyse-dense-zh.ts';

/** Words of the question "where is it dense", in English. */
export const denseEn: typeof denseZh = {
  on: { label: 'Density of what', ground: 'The whole area', roads: 'Along the roads' },
  radius: {
    sought: 'Seeking a bandwidth',
    suggested: 'Suggested: {{metres}}',
    suggestedUsed: 'Suggested value in use: {{metres}}',
    use: 'Use it',
    how: 'Leave-one-out likelihood: the bandwidth at which each incident is foretold best by all the others. ',
    sampled: 'Scored at {{n}} of {{of}} incidents.',
    too_few: 'Fewer than two incidents: nothing to suggest',
    one_place: 'All incidents are at one place: nothing to suggest',
    shared_places: '(the least: many incidents are recorded at the very same places)',
    even: '(the most: they are few, or spread too evenly)',
  },
  kernel: {
    label: 'Kernel',
    quartic: 'Quartic',
    quarticHint: 'Reaches to its bandwidth and no farther',
    gaussian: 'Gaussian',
    gaussianHint: 'As wide as the quartic of this bandwidth (σ is 1/√8 of it), with longer tails',
  },
  edge: {
    label: 'Correct at the border',
    hint: 'Nothing is recorded beyond the border; uncorrected, it looks too thin near it',
    on: 'Corrected at the border of {{area}}: over it, the density adds up to the incidents.',
    off: 'Not corrected at the border: near it, densities are too low.',
    outside: '{{n}} incidents of the history lie outside it and are left out.',
  },
  lines: {
    label: 'Contour lines',
    levels: 'Lines at',
    asLegend: 'as the legend',
    bad: 'Numbers above 0, at most 12, with commas between them',
  },
  compare: {
    label: 'Compare with',
    none: 'Nothing',
    before: 'The time before, as long',
    year: 'The same time last year',
    chosen: 'A time of your choice',
    why: {
      whole: 'Choose the time looked at first.',
      unchosen: 'Choose the time to compare with.',
      too_early: 'That is before the history begins ({{day}}): there is nothing to compare with.',
    },
  },
  as: { label: 'Compared as', difference: 'Difference', ratio: 'Ratio' },
  legend: {
    unit: 'incidents per km² per day. Moving the map does not change the colours.',
    facts: '{{kernel}}, bandwidth {{radius}} (σ {{sigma}}), {{window}}, {{n}} incidents',
    lines: 'Lines at {{levels}}',
    and: ', ',
    difference: 'This time less the other, per km² per day: orange is more, blue is less.',
    ratio:
      'This time as a multiple of the other. {{floor}} is added to both, what a single incident makes at its own place, so that a lone one does not stand out.',
    chance:
      'Faint: a difference that chance could make (95%). Many places are compared, so a few stand out by chance all the same.',
    now: 'This time',
    other: '{{from}} to {{to}}',
    perDay: '{{n}} a day',
  },
  places: {
    title: 'Densest places',
    none: 'There are no incidents',
    within: '{{n}} within {{radius}}',
    middle: 'Middle',
    perKm2Day: 'Per km² per day',
    around: 'Incidents within {{radius}}',
  },
  rule: {
    label: 'At crossings',
    continuous: 'Continuous',
    continuousHint: 'Split continuously: no jump at crossings, and the density adds up to the incidents.',
    equal_split: 'Equal split',
    equal_splitHint: 'Split equally into the other roads: simple, but what comes to a dead end is lost.',
  },
  roads: {
    piece: 'Length of a piece',
    near: 'At most from a road',
    unit: 'incidents per km of road per day. Moving the map does not change the classes.',
    facts:
      '{{kernel}}, bandwidth {{radius}} along the roads, {{window}}, {{n}} incidents; {{km}} km of roads',
    left: '{{n}} more incidents lie farther than {{metres}} from any road and are left out.',
    failed: 'The roads could not be had. Try again in a while.',
    noRoads: 'This city has no roads yet.',
  },
};
