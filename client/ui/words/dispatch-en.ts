import type { dispatchZh } from './dispatch-zh.ts';

/** Words of who should go to an incident, in English. */
export const dispatchEn: typeof dispatchZh = {
  title: 'Who should go, best first',
  straight: 'The city has no roads: times are of a straight line',
  looking: 'Looking for the best unit',
  between: '{{from}}–{{to}}',
  late: 'after the target',
  lastOfStreet: 'leaves its home area without a free unit',
  standIn: 'leaves its home area without a free unit; {{code}} could stand in, {{distance}} away',
  cost: '{{total}} in all: way {{travel}}, age of position {{positionAge}}, rest {{rest}}, shift {{offShift}}, crew {{smallCrew}}, area left {{coverage}}',

  warning: {
    off_shift: 'not on this shift',
    small_crew: 'crew too small',
    position_late: 'position is late',
    position_lost: 'position is lost',
    no_position: 'no position',
    position_too_old: 'position over half an hour old',
    no_way: 'no way by road',
  },
  shortfall: {
    no_units: 'There are no units here.',
    none_free: 'No unit is free.',
    no_positions: 'Of no free unit is it known where it is and how it could get there.',
    none_in_time: 'Nobody gets there in time.',
    none_without_warning: 'Each unit that could go needs a confirmation.',
  },
  excluded: '{{n}} units cannot go',
  why: {
    off_duty: 'off duty',
    unavailable: 'unavailable',
    busy: 'working on {{number}}',
    in_cordon: 'holds a position of a cordon',
  },
  confirm: 'Send {{code}} anyway',
  confirmWhat: 'Please confirm: {{what}}',
  undo: 'Take back ({{n}} s)',
  units: 'Units sent',
  lead: 'lead',
  unanswered: 'no answer for {{age}}',
  heardAt: '(heard {{time}})',
  because: 'Reason: {{reason}}',
  step: {
    acknowledge: 'Acknowledged',
    en_route: 'En route',
    arrive: 'At the scene',
    clear: 'Stand down',
    take_back: 'Take back',
  },
};
