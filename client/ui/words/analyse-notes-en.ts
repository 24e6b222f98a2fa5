import type { notesZh } from './analyse-notes-zh.ts';

/** Words of the notes on the map of an analysis, in English. */
export const notesEn: typeof notesZh = {
  title: 'Notes',
  none: 'Nothing is noted on this map yet.',
  add: 'Note on the map',
  addInMiddle: 'At the middle of the map',
  mayNot: 'Your role may read notes, not write them.',
  onMapOnly: 'Notes are written on the large map: go back to it first.',
  changeTitle: 'Change the note',
  text: 'Note',
  pickAnew: 'Another place',
  privacy:
    'No personal data, please: phone and identity numbers, plates and the like are masked. Everybody who may see the place can read it.',
  save: 'Save the note',
  show: 'Point it out on the map',
  fly: 'Fly to note {{number}}',
  by: '{{who}}, {{at}}',
  changed: '(changed)',
  about: 'Written at “{{question}}” {{time}}',
  between: '{{from}} to {{to}}',
  whole: 'the whole history',
  change: 'Change',
  remove: 'Remove',
  removeSurely: 'Press again to remove',
  others: 'Notes on other maps',
  noOthers: 'There are no other notes.',
};
