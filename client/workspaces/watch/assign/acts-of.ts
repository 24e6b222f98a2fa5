import type { OpenAssignment } from '../../../../core/contract/assignment.ts';
import { canTakeBack, TAKE_BACK_MS } from '../../../../core/incident/assignment.ts';
import type { AssignmentStep } from '../../../../core/incident/vocabulary.ts';

/** A desk takes a unit back or stands it down; only the unit itself declines. */
type DeskStep = Exclude<AssignmentStep, 'decline'>;

/** What a desk can say for a unit: `leftSeconds` is how long it can still be taken back. */
export interface Act {
  step: DeskStep;
  leftSeconds: number | null;
}

const NEXT: Partial<Record<OpenAssignment['state'], DeskStep[]>> = {
  sent: ['acknowledge', 'en_route'],
  acknowledged: ['en_route', 'arrive'],
  en_route: ['arrive'],
};

/** The next steps, and the way out: for ten seconds taking the unit back, then standing it down. `nowMs`: the server's time, milliseconds since 1970. */
export function actsOf(assignment: OpenAssignment, nowMs: number): Act[] {
  const next = (NEXT[assignment.state] ?? []).map((step): Act => ({ step, leftSeconds: null }));
  const sentMs = Date.parse(assignment.steps[0]?.receivedAt ?? '');
  // The clock shown may be a second behind the press.
  const left = Math.ceil(Math.min(TAKE_BACK_MS, sentMs + TAKE_BACK_MS - nowMs) / 1000);
  const out: Act =
    canTakeBack(assignment, nowMs) && left > 0
      ? { step: 'take_back', leftSeconds: left }
      : { step: 'clear', leftSeconds: null };
  return [...next, out];
}
