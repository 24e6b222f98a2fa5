import type { patrolRefusalsZh } from './patrol-refusals-zh.ts';

/** Why something about the rounds of a shift is refused, in English. */
export const patrolRefusalsEn: typeof patrolRefusalsZh = {
  patrol_conflicts: 'The plan has {{conflicts}} conflicts: solve them first, then save.',
  patrol_unit_taken: 'A unit of the plan goes another round in this shift.',
  patrol_unit_nowhere:
    'It is not known where unit {{unitCode}} sets out: it has no route and no position, and its district has no police room.',
  patrol_state_forbids: 'The plan is {{patrolState}}: this can not be done now.',
  patrol_shift_over: 'The shift is over.',
  patrol_code_wrong: 'This is not the code of the place.',
  patrol_code_unknown: 'No place has this code: compare it and type it again, or scan it again.',
  patrol_code_replaced:
    'The code of {{place}} was replaced, and this old sheet holds no more. Ask the desk to put up the new one.',
  patrol_code_early: 'Too early for {{place}}: you can check in from {{until}} on.',
  patrol_code_late: 'Too late: the round by way of {{place}} ended at {{until}}.',
  patrol_code_elsewhere: 'This is the code of {{place}}, where the round of this unit does not lead.',
  patrol_code_no_round: 'This is the code of {{place}}, but this unit has no issued round now.',
  patrol_place_unplanned: '{{places}} places are in no saved plan or template of your area: save first.',
};
