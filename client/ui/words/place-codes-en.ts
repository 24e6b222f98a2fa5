import type { placeCodesZh } from './place-codes-zh.ts';

/** Words of the codes that hang at places, in English. */
export const placeCodesEn: typeof placeCodesZh = {
  title: 'Check-in codes: {{title}}',
  hint: 'Each place has one code, for all rounds. Print it and hang it up there: units scan it with the camera of the phone, or type the letters on their page. Do not send codes to units, or they can check in without being there.',
  address: 'Scanned, it opens {{origin}}.',
  ownMachine:
    'This page was opened at {{origin}}, which no phone can reach. Open it at the address that phones use, then print.',
  sheets: 'Check-in codes for paper',
  made: 'made {{day}}',
  print: 'Print {{n}} codes',
  renew: 'New code',
  renewOf: '{{place}}: new code',
  renewAsk: 'The sheet that hangs there is refused at once.',
  renewYes: 'Make a new code',
  renewNo: 'Keep the old one',
  renewed: 'There is a new code: print it and hang it up.',
  label: { what: 'Patrol check-in', how: 'Scan with the phone camera, or type the code on the unit page' },
};
