import type { Plan } from '../../core/plan/plan.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { selectDraft } from '../queries/drafts.ts';
import { selectPlans } from '../queries/plans.ts';

/** A plan that is or was in force, or a draft as it is now. */
export interface KnownPlan {
  id: string;
  name: string;
  kind: 'plan' | 'draft';
  /** Of a draft: its last step. */
  seq: number | null;
  /** The published plan whose grids have counts and names: itself, or that from which a draft begins. */
  publishedId: string;
  plan: Plan;
}

/** The plan or draft of this id, drafts only of the scope; 404 if there is none. */
export async function findPlan(
  { database, drafts }: Pick<Deps, 'database' | 'drafts'>,
  id: string,
  scopeCode: string,
): Promise<KnownPlan> {
  const published = (await selectPlans(database)).find((plan) => plan.id === id);
  if (published) {
    const plan = await drafts.origin(database, id);
    return { id, name: published.name, kind: 'plan', seq: null, publishedId: id, plan };
  }
  const draft = await selectDraft(database, id, scopeCode);
  if (!draft) throw new ProblemError('not_found', 'There is no plan or draft of this id.');
  const { plan, seq } = await drafts.current(database, draft);
  return { id, name: draft.name, kind: 'draft', seq, publishedId: draft.originId, plan };
}
