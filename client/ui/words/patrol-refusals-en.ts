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
};
