import { useSyncExternalStore } from 'react';
import type { Incident } from '../../../../core/contract/incident.ts';
import { NEXT_STATUSES, WITH_UNIT } from '../../../../core/incident/transitions.ts';
import type { IncidentStatus } from '../../../../core/vocabulary.ts';

/** The key of each step, shown on its button. */
export const STEP_KEYS: Partial<Record<IncidentStatus, string>> = {
  verified: 'V',
  assigned: 'D',
  en_route: 'E',
  on_scene: 'O',
  resolved: 'R',
  closed: 'C',
  false_alarm: 'X',
  duplicate: 'U',
};

/** One step that may follow, and why it can not be taken yet. */
export interface Step {
  status: IncidentStatus;
  /** Reopening and taking all units off both lead back to `verified`. */
  word: IncidentStatus | 'reopen' | 'release' | 'another';
  blocked: 'needsUnit' | null;
}

/** What may follow for an incident, in the order of the work. Only what the table allows is there. */
export function stepsOf({ properties: { status, unitId } }: Incident): Step[] {
  const isWorked = WITH_UNIT.includes(status);
  const steps = NEXT_STATUSES[status].map(
    (next): Step => ({
      status: next,
      word: wordOf(status, next),
      blocked: next !== 'assigned' && WITH_UNIT.includes(next) && !unitId ? 'needsUnit' : null,
    }),
  );
  if (!isWorked) return steps;
  const another: Step = { status: 'assigned', word: 'another', blocked: null };
  return [another, ...steps.filter((step) => step.status !== 'assigned')];
}

function wordOf(from: IncidentStatus, to: IncidentStatus): Step['word'] {
  if (to !== 'verified' || from === 'reported') return to;
  return WITH_UNIT.includes(from) ? 'release' : 'reopen';
}

/** Steps that ask for something first: a unit, or the original of a duplicate. */
export type Asking = 'assigned' | 'duplicate';

let asking: { incidentId: string; step: Asking } | null = null;
const listeners = new Set<() => void>();

/** Opens what a step asks for, or closes it when it is open. */
export function toggleAsking(incidentId: string, step: Asking): void {
  asking = asking?.incidentId === incidentId && asking.step === step ? null : { incidentId, step };
  for (const listener of listeners) listener();
}

export function stopAsking(): boolean {
  if (!asking) return false;
  asking = null;
  for (const listener of listeners) listener();
  return true;
}

/** What is being asked for about an incident. */
export function useAsking(incidentId: string): Asking | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (asking?.incidentId === incidentId ? asking.step : null),
  );
}
