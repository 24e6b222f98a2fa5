import type { expectedZh } from './analyse-expect-zh.ts';

/** Words of the question "what is to be expected where?", in English. */
export const expectedEn: typeof expectedZh = {
  horizon: 'Forecast for',
  horizons: { d7: 'Next 7 days', d1: 'Next 24 hours' },
  shift: 'Shift',
  allShifts: 'All day',
  share: 'Ground that is flagged (of that with any report)',
  weeks: 'Weeks of the back-test',
  weekCount: '{{n}} weeks',
  sourceNote:
    'Learnt from what citizens reported only. What patrols discovered is left out, or a forecast would find what it sent them to. Places and hours only, nothing about any person.',
  tooShort:
    'There are {{weeks}} whole weeks in this time; to learn and to test takes at least {{least}}: look at a longer time.',
  valid: 'Valid from {{from}} until {{to}}; no forecast after that.',
  expired:
    'This was a forecast for {{from}} to {{to}}. It has expired and is not shown as a current one; only its back-test stays below.',
  fromNow: 'Forecast from now on',
  learnt:
    'Learnt from {{incidents}} reports by citizens (as of {{asOf}}), over {{cells}} cells in which anything was reported. Left out: {{discovered}} discovered by patrols, {{raised}} raised by devices. ',
  outside: '{{n}} more lie in no cell.',
  backTest: 'Back-test',
  testedOn: 'last {{weeks}} weeks, {{share}} % of the ground, {{n}} incidents',
  nothingTested: 'Nothing happened in the weeks of the back-test: there is nothing to compare.',
  models: {
    count: 'Long count',
    decay: 'Fading count',
    kernel: 'Kernel density',
    self_exciting: 'Self-exciting',
  },
  modelHint: {
    count: 'How many there were in each cell: the simplest way, which all others are held against',
    decay: 'The more recent an incident, the more it counts, by a half-life',
    kernel: 'Counts smoothed over the surroundings',
    self_exciting: 'The density, and what recent incidents may bring after them nearby',
  },
  column: {
    model: 'Model',
    hitRate: 'Hit rate',
    gain: 'Over the count',
    area: 'Area',
    earlier: 'Flagged, first half',
    later: 'Second half',
    incidents: 'Incidents',
    ground: 'Ground',
  },
  hint: {
    gain: 'Difference in hit rate, percentage points; in brackets its 95 % interval (paired bootstrap over weeks)',
    pai: 'Hit rate over the share of ground: how many times more than on as much ground chosen at random',
    pei: 'Of what so many cells could have caught at most, known afterwards',
  },
  simpleIsAsGood:
    'Over these {{weeks}} weeks no model beats the long count by more than chance (no interval lies above zero): the simple count is as good, and it is what is shown.',
  someAreBetter:
    'Better than the long count by more than chance (interval above zero), and offered: {{models}}.',
  notOffered:
    '“{{model}}” does not beat the long count by more than chance and is not offered; the long count is shown.',
  empty:
    'In the back-test {{empty}} of the flagged cells stayed empty over their time ({{days}} d): a flag says where to look first, not that something will happen.',
  settings:
    'Chosen on the {{weeks}} weeks before the back-test: half-life {{halfLife}} d, bandwidth {{bandwidth}} m. Self-exciting: about {{share}} % of incidents are owed to earlier ones nearby, on average after {{days}} d, {{metres}} m away.',
  top: 'First fifth of the flagged cells',
  rest: 'The other flagged cells',
  isFlagged: 'Flagged.',
  isNotFlagged: 'Not flagged.',
  known: 'Reported in the time looked at',
  inAll: 'Expected',
  list: 'Flagged cells',
  row: '{{n}} expected',
  audit: 'Where it sends patrols (audit)',
  nowhere: 'In no grid',
  auditMore: '{{n}} more are not listed. ',
  auditNote:
    'Each column adds up to 100 %. Where an area is flagged clearly more than its share of incidents, time after time, find out why before more is sent there.',
};
