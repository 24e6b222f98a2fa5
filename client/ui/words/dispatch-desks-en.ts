import type { desksZh } from './dispatch-desks-zh.ts';

/** Words of the Dispatch workspace and its board of units, in English. */
export const desksEn: typeof desksZh = {
  label: 'Desks of Dispatch',
  name: { units: 'Units', patrols: 'Patrols', dosage: 'Presence', cordon: 'Cordon', coverage: 'Coverage' },
  units: {
    states: 'Which units are listed, by what they do',
    none: 'No unit is in any of these states.',
    crew: 'crew of {{n}}',
    fix: 'position {{age}} ago',
    noFix: 'no position yet',
  },
};
