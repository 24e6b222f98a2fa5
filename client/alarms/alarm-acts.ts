import { useSyncExternalStore } from 'react';
import type { Alarm } from '../../core/contract/alarm.ts';
import { mayDo } from '../../core/contract/permission.ts';
import { needsAcknowledgement } from '../../core/live/alarm.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import { acknowledgeAlarm, acknowledgeAlarms, noteSilenced } from '../api/alarms.ts';
import { ApiError } from '../api/client.ts';
import { silenced } from './silenced.ts';
import { alarmWatch } from './watch.ts';

let failure: unknown = null;
const listeners = new Set<() => void>();

/** The last act that could not be done, until another is or it is dismissed. Acts by key have no place of their own to tell it. */
export const alarmFailure = {
  get: (): unknown => failure,
  set(next: unknown): void {
    failure = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useAlarmFailure(): unknown {
  return useSyncExternalStore(alarmFailure.subscribe, alarmFailure.get);
}

/** Acknowledges alarms as they are shown now; those that need it. */
export async function acknowledge(alarms: readonly Alarm[]): Promise<void> {
  const waiting = alarms.filter(({ properties }) => needsAcknowledgement(properties.state));
  const [first] = waiting;
  if (!first) return;
  await told(() => (waiting.length === 1 ? acknowledgeAlarm(first) : acknowledgeAlarms(waiting)));
}

/** Silences what sounds at this console, and notes it; whoever may only look is silenced without a note. */
export async function silence(role: AccountRole): Promise<void> {
  await silenceThese(alarmWatch.get().sounding, role);
}

/** Silences one alarm at this console. */
export async function silenceOne(alarm: Alarm, role: AccountRole): Promise<void> {
  await silenceThese([alarm], role);
}

async function silenceThese(alarms: readonly Alarm[], role: AccountRole): Promise<void> {
  if (alarms.length === 0) return;
  silenced.add(alarms);
  if (mayDo(role, 'handle_alarm')) await told(() => noteSilenced(alarms));
}

async function told(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
    alarmFailure.set(null);
  } catch (error) {
    alarmFailure.set(isDoneByOthers(error) ? null : error);
  }
}

/** Somebody else was faster, and the alarm is as it should be. */
function isDoneByOthers(error: unknown): boolean {
  const reason = error instanceof ApiError ? error.problem.reason : undefined;
  return reason === 'alarm_already_acknowledged' || reason === 'alarm_nothing_to_acknowledge';
}
