import type { PatrolPlan } from '../../../../core/contract/patrol-plan.ts';
import { askPatrolPlan } from '../../../api/patrol-plans.ts';
import { viewStore } from '../../../state/view.ts';
import { optimiser } from './optimise/optimiser.ts';
import { patrolStore } from './patrol-store.ts';
import { plannedOf } from './plan-wire.ts';
import { roundWays } from './round-ways.ts';
import { shiftTimes } from './use-plan.ts';

/** Puts the plan that the address names on the desk, unless it is there; null: closes a saved one. */
export async function openById(id: string | null): Promise<void> {
  const { plan } = patrolStore.get();
  if (id === null) {
    if (plan?.saved) closePlan();
    return;
  }
  if (plan?.saved?.id === id) return;
  try {
    const found = await askPatrolPlan(id);
    if (viewStore.get().dispatch.of === id) show(found);
  } catch (error) {
    if (viewStore.get().dispatch.of !== id) return;
    setOf(null);
    patrolStore.fail(error);
  }
}

export function openPlan(plan: PatrolPlan): void {
  show(plan);
  setOf(plan.id);
}

/** Reads the open plan again, as somebody else has changed it; what was not saved is let go. */
export async function reopen(): Promise<void> {
  const id = patrolStore.get().plan?.saved?.id;
  if (id !== undefined) show(await askPatrolPlan(id));
}

export function closePlan(): void {
  optimiser.reset();
  patrolStore.close();
  setOf(null);
}

function show(plan: PatrolPlan): void {
  optimiser.reset();
  const { atMs } = shiftTimes(plan);
  for (const round of plan.rounds) roundWays.learn(plannedOf(round), atMs, round);
  patrolStore.open(plan);
}

export function setOf(of: string | null): void {
  const { dispatch } = viewStore.get();
  if (dispatch.of !== of) viewStore.set({ dispatch: { ...dispatch, of } });
}
