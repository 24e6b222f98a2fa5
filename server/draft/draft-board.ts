import type { Draft } from '../../core/contract/draft.ts';
import { withChanges } from '../../core/plan/change.ts';
import { type Plan, planOf } from '../../core/plan/plan.ts';
import type { Queryable } from '../database/database.ts';
import { type StepRow, selectSteps } from '../queries/plan-changes.ts';
import { selectPlanRows } from '../queries/plan-rows.ts';

/** A draft as it stood after one of its steps. */
export interface DraftState {
  seq: number;
  plan: Plan;
  steps: readonly StepRow[];
}

/** Which draft, and the number of its last step; `steps` of them are on its origin. */
export type DraftAtRest = Pick<Draft, 'id' | 'originId' | 'seq' | 'steps'>;

/** A plan of 300,000 points takes some tens of megabytes. */
const MOST_DRAFTS = 6;
const MOST_ORIGINS = 2;

/** Plans in the making, in memory while somebody works on them. What is published never changes, and a step neither: both are read once. */
export class DraftBoard {
  readonly #drafts = new Map<string, DraftState>();
  readonly #origins = new Map<string, Plan>();

  /** A draft with all the steps that `db` sees. */
  async current(db: Queryable, draft: DraftAtRest): Promise<DraftState> {
    const key = `${draft.id} ${draft.originId}`;
    const known = this.#drafts.get(key) ?? (await this.#begun(db, draft));
    const newer = await selectSteps(db, draft, known.seq);
    const state = {
      seq: newer.at(-1)?.seq ?? known.seq,
      plan: withChanges(
        known.plan,
        newer.map(({ change }) => change),
      ),
      steps: [...known.steps, ...newer],
    };
    remember(this.#drafts, key, state, MOST_DRAFTS);
    return state;
  }

  /** Without a step: a draft that was brought up to date can have none and a number. */
  async #begun(db: Queryable, { originId, seq, steps }: DraftAtRest): Promise<DraftState> {
    return { seq: seq - steps, plan: await this.origin(db, originId), steps: [] };
  }

  /** A plan that is or was in force, as a draft begins from it. */
  async origin(db: Queryable, planId: string): Promise<Plan> {
    const plan = this.#origins.get(planId) ?? (await readPlan(db, planId));
    remember(this.#origins, planId, plan, MOST_ORIGINS);
    return plan;
  }

  /** Another city may stand under the same ids. */
  forget(): void {
    this.#drafts.clear();
    this.#origins.clear();
  }
}

async function readPlan(db: Queryable, planId: string): Promise<Plan> {
  const { nodes, arcs, grids, retiredCodes } = await selectPlanRows(db, planId);
  return planOf(
    nodes.map(({ id, lng7, lat7 }) => [id, { lng7, lat7 }] as const),
    arcs.map(({ id, ...arc }) => [id, { ...arc, isLocked: false }] as const),
    grids.map(
      ({ id, code, isMultipart }) => [id, { code, parents: [], isMultipart, isLocked: false }] as const,
    ),
    { retiredCodes },
  );
}

function remember<T>(kept: Map<string, T>, key: string, value: T, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
}
