import type { AlarmAct, AlarmState } from '../vocabulary.ts';

/** Where an alarm stands: its state, and whether its cause lasts (which goes on while it is put aside). */
export interface AlarmStanding {
  state: AlarmState;
  isActive: boolean;
}

/** Where an act leads: a state, or back among the others as its cause stands. */
type Outcome = AlarmState | 'by_cause';

/**
 * The alarm states of ANSI/ISA-18.2 and what leads from one to another, without latching. An act that is not named can not be
 * done in that state. Silencing and acknowledging are two acts: the first changes no state. Whatever is put aside comes back
 * unacknowledged if its cause lasts, so that nothing is forgotten.
 */
const NEXT: Readonly<Record<AlarmState, Readonly<Partial<Record<AlarmAct, Outcome>>>>> = {
  normal: {
    raise: 'unacknowledged',
    shelve: 'shelved',
    suppress: 'suppressed',
    take_out: 'out_of_service',
  },
  unacknowledged: {
    worsen: 'unacknowledged',
    ease: 'unacknowledged',
    clear: 'returned_unacknowledged',
    acknowledge: 'acknowledged',
    silence: 'unacknowledged',
    shelve: 'shelved',
    suppress: 'suppressed',
    take_out: 'out_of_service',
    reset: 'normal',
  },
  acknowledged: {
    worsen: 'unacknowledged',
    ease: 'acknowledged',
    clear: 'normal',
    shelve: 'shelved',
    suppress: 'suppressed',
    take_out: 'out_of_service',
    reset: 'normal',
  },
  returned_unacknowledged: {
    raise: 'unacknowledged',
    acknowledge: 'normal',
    shelve: 'shelved',
    suppress: 'suppressed',
    take_out: 'out_of_service',
    reset: 'normal',
  },
  shelved: {
    raise: 'shelved',
    worsen: 'shelved',
    ease: 'shelved',
    clear: 'shelved',
    shelve: 'shelved',
    unshelve: 'by_cause',
    expire: 'by_cause',
    take_out: 'out_of_service',
    reset: 'normal',
  },
  suppressed: {
    raise: 'suppressed',
    worsen: 'suppressed',
    ease: 'suppressed',
    clear: 'suppressed',
    unsuppress: 'by_cause',
    take_out: 'out_of_service',
    reset: 'normal',
  },
  out_of_service: {
    raise: 'out_of_service',
    worsen: 'out_of_service',
    ease: 'out_of_service',
    clear: 'out_of_service',
    put_back: 'by_cause',
    reset: 'normal',
  },
};

/** Why an act can not be done; a closed set, for programs and for the words of the screen. */
export const ALARM_REFUSALS = [
  'alarm_already_active',
  'alarm_not_active',
  'alarm_already_acknowledged',
  'alarm_nothing_to_acknowledge',
  'alarm_makes_no_sound',
  'alarm_not_shelved',
  'alarm_not_suppressed',
  'alarm_not_out_of_service',
  'alarm_already_suppressed',
  'alarm_already_out_of_service',
  'alarm_is_shelved',
  'alarm_is_suppressed',
  'alarm_is_out_of_service',
  'alarm_nothing_to_reset',
] as const;
export type AlarmRefusal = (typeof ALARM_REFUSALS)[number];

/** Why `act` can not be done to an alarm that stands so; undefined when it can. */
export function reasonCannot({ state, isActive }: AlarmStanding, act: AlarmAct): AlarmRefusal | undefined {
  if (act === 'raise' && isActive) return 'alarm_already_active';
  if ((act === 'worsen' || act === 'ease' || act === 'clear') && !isActive) return 'alarm_not_active';
  return NEXT[state][act] ? undefined : refusalOf(state, act);
}

/** Where an alarm stands after `act`, or the reason why it can not be done. */
export function standingAfter(
  standing: AlarmStanding,
  act: AlarmAct,
): { standing: AlarmStanding } | { reason: AlarmRefusal } {
  const outcome = NEXT[standing.state][act];
  const reason = reasonCannot(standing, act);
  if (reason || !outcome) return { reason: reason ?? refusalOf(standing.state, act) };
  const isActive = act === 'raise' || (standing.isActive && act !== 'clear' && act !== 'reset');
  const state = outcome === 'by_cause' ? (isActive ? 'unacknowledged' : 'normal') : outcome;
  return { standing: { state, isActive } };
}

/** Whether an alarm of this state sounds and flashes until somebody acts. */
export function isAnnunciated(state: AlarmState): boolean {
  return state === 'unacknowledged';
}

/** Whether somebody still has to acknowledge an alarm of this state. */
export function needsAcknowledgement(state: AlarmState): boolean {
  return NEXT[state].acknowledge !== undefined;
}

/** Whether an alarm of this state was put aside: it tells nobody of its cause. */
export function isSetAside(state: AlarmState): boolean {
  return state === 'shelved' || state === 'suppressed' || state === 'out_of_service';
}

const IS_PUT_ASIDE: Partial<Record<AlarmState, AlarmRefusal>> = {
  shelved: 'alarm_is_shelved',
  suppressed: 'alarm_is_suppressed',
  out_of_service: 'alarm_is_out_of_service',
};

/** Acts that are refused for one reason wherever they are refused. */
const REFUSED_AS: Partial<Record<AlarmAct, AlarmRefusal>> = {
  silence: 'alarm_makes_no_sound',
  unshelve: 'alarm_not_shelved',
  expire: 'alarm_not_shelved',
  unsuppress: 'alarm_not_suppressed',
  put_back: 'alarm_not_out_of_service',
  take_out: 'alarm_already_out_of_service',
  reset: 'alarm_nothing_to_reset',
};

function refusalOf(state: AlarmState, act: AlarmAct): AlarmRefusal {
  if (act === 'acknowledge' && state === 'acknowledged') return 'alarm_already_acknowledged';
  if (act === 'suppress' && state === 'suppressed') return 'alarm_already_suppressed';
  return REFUSED_AS[act] ?? IS_PUT_ASIDE[state] ?? 'alarm_nothing_to_acknowledge';
}

/** How long an alarm may be shelved: a person says until when; without saying, two hours; never longer than a day. */
export const SHELF_SECONDS = { least: 60, usual: 7200, most: 86_400 } as const;
