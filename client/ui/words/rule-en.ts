import type { ruleZh } from './rule-zh.ts';

/** Words of the page of alarm rules, in English. */
export const ruleEn: typeof ruleZh = {
  hint: 'The rules hold for the whole city, at once, and each change is logged; an empty number is not watched.',
  readOnly: 'Supervisors of the whole city and administrators change the rules.',
  limit: {
    seconds: 'Duration (s)',
    minutes: 'Limit (min)',
    metres: 'Distance (m)',
    units: 'Units at least',
    level: 'Level',
    within: 'Codes of the watched areas (with spaces between)',
    patrollingMinutes: 'Standing on patrol (min)',
    enRouteMinutes: 'Standing on the way to a call (min)',
    availableMinutes: 'Standing available (min)',
    foot: 'On foot',
    bicycle: 'Bicycle',
    motorcycle: 'Motorcycle',
    car: 'Car',
    camera: 'Camera',
    alarm_button: 'Alarm button',
    sensor: 'Sensor',
  },
  suppression: {
    title: 'Suppressed by design',
    empty: 'Nothing is suppressed',
    allRules: 'All rules',
    open: 'open',
    end: 'End',
    add: 'Suppress',
    rule: 'Rule',
    area: 'Code of the area',
    hours: 'Hours (empty: until it is ended)',
    reason: 'Reason',
  },
};
