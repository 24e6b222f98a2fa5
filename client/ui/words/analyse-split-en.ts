import type { splitZh } from './analyse-split-zh.ts';

/** Words of small multiples, in English. */
export const splitEn: typeof splitZh = {
  label: 'Small multiples',
  title: 'Small multiples: {{by}}',
  whole: 'One map',
  by: {
    month: 'by month',
    week: 'by week',
    weekend: 'weekdays, weekends',
    shift: 'by shift',
    type: 'by type',
    priority: 'by priority',
    net: 'by net',
  },
  panels: 'Panels',
  all: '{{n}} incidents in {{shown}} panels',
  last: 'The last {{shown}} of {{parts}}; {{n}} incidents in all',
  top: 'Top {{shown}} of {{parts}} by number; {{n}} incidents in all',
  none: 'No incidents in this time',
  leave: 'Back to one map',
  only: 'Only {{what}}; press again to let go',
  letGo: 'Drop “{{what}}”',
  enlarge: 'Only {{what}}, on the large map',
  month: '{{year}}-{{month}}',
  weekdays: 'Monday to Friday',
  weekend: 'Saturday, Sunday',
  perDay: '{{n}}, {{rate}} a day',
  perShift: '{{n}}, {{rate}} a shift',
  oneScale:
    'All panels have these colours and one view; the panel with the most a day sets the colours, and how long a time is makes no difference. Contour lines and comparisons are drawn on the large map only.',
};
