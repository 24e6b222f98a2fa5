import type { assignmentRefusalsZh } from './assignment-refusals-zh.ts';

/** Why a step of an assignment is refused, in English. */
export const assignmentRefusalsEn: typeof assignmentRefusalsZh = {
  unit_has_assignment: 'The unit works on incident {{incidentNumber}}: clear it first.',
  unit_state_since: '{{unitCode}} has become "{{unitState}}" since.',
  assignment_over: 'The assignment is over: {{assignmentState}}.',
  assignment_under_way: 'A unit that is under way cannot decline any more: {{assignmentState}}.',
  assignment_not_at_scene: 'Only a unit at the scene can say so; this one: {{assignmentState}}.',
  take_back_late: 'A unit can be taken back for {{seconds}} s after it was sent; stand it down instead.',
  decline_needs_reason: 'Whoever declines says why.',
  brigade_unknown: 'There is no such brigade.',
  brigade_has_units: '{{code}} is the brigade of {{units}} units: give them another one first.',
};
