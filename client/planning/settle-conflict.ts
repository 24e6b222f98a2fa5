import type { PlanRefusal } from '../../core/plan/refusal.ts';
import type { DraftSession } from './draft-session.ts';
import { type PendingStep, refusedHere } from './draft-state.ts';

/**
 * Of steps that the server would not take: lets them go, tries them again on what there is now, or keeps them in a draft of one's own, whose id
 * is answered.
 */
export async function settleConflict(
  session: DraftSession,
  choice: 'drop' | 'again' | 'fork',
  name: string,
): Promise<string | null> {
  const { conflict } = session.get();
  if (!conflict) return null;
  const fork = choice === 'fork' ? await session.fork(name) : null;
  session.tellConflict(null);
  if (choice !== 'drop') again(session, conflict.steps);
  return fork;
}

/** Does what a step was made for, on what there is now. */
export function want(session: DraftSession, step: PendingStep): PlanRefusal | null {
  return step.act === 'do' ? session.act(step.operation, step.key) : session.step(step.act);
}

/** What can not be done again waits for another choice. */
function again(session: DraftSession, steps: readonly PendingStep[]): void {
  const left: PendingStep[] = [];
  let why: PlanRefusal | null = null;
  for (const step of steps) {
    const refusal = want(session, step);
    if (!refusal) continue;
    left.push(step);
    why ??= refusal;
  }
  if (why) session.tellConflict({ steps: left, problem: refusedHere(why) });
}
