import type { PlanOperation } from '../../../core/contract/draft.ts';
import { communitiesOf } from '../../../core/plan/draft-log.ts';
import { draftSession } from '../draft-session.ts';
import type { DragNote } from '../drag-note.ts';
import type { PlanPointer } from './pointer.ts';

/** What an operation would come to, for the note beside the pointer. */
export function triedNote(operation: PlanOperation, { x, y }: PlanPointer, metres: number): DragNote {
  const { plan } = draftSession.get();
  const tried = draftSession.tried(operation);
  if (!plan || !tried) return { x, y, tried: null, refusal: null, metres };
  if ('refusal' in tried) return { x, y, tried: null, refusal: tried.refusal, metres };
  const grids = [...tried.touched].filter(
    (id) =>
      tried.plan.arcsOf.get(id)?.some((arc) => tried.plan.arcs.get(arc) !== plan.arcs.get(arc)) ?? false,
  );
  // A border that is merely cut is no change of the neighbour beyond it.
  const communities = communitiesOf(plan, operation);
  const own = grids.filter((id) =>
    communities.some((code) => tried.plan.grids.get(id)?.code.startsWith(code)),
  );
  return { x, y, tried: { plan: tried.plan, grids: own }, refusal: null, metres };
}
