import type { Draft } from '../../core/contract/draft.ts';
import type { DraftUpdate, UpdatePart } from '../../core/contract/draft-update.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { PlanRefusal } from '../../core/plan/refusal.ts';
import { type BringUpChoices, type BroughtUp, bringUp } from '../../core/plan/update/bring-up.ts';
import type { Queryable } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import type { StepRow } from '../queries/plan-changes.ts';
import { type GridSize, selectGridSizes } from '../queries/plan-rows.ts';
import { type PlanSince, selectPlansSince } from '../queries/plans.ts';
import { selectPastCodes } from '../queries/publication.ts';
import type { DraftBoard } from './draft-board.ts';

/** Whose area differs by less, in square metres, has the border it had: a cut bends it by centimetres. */
const SAME_M2 = 2;
/** The last numbers there are: what is only tried gets them. */
const TRIED = 2 ** 31 - 2 ** 22;

/** The plan in force that a draft can be brought onto; 409 where it begins from it already, or brings an earlier plan back. */
export async function planToUpdateTo(
  db: Queryable,
  draft: Draft,
): Promise<{ inForce: PlanSince; since: PlanSince[] }> {
  if (draft.isOriginInForce)
    throw new ProblemError(
      'conflict',
      refusal('The draft begins from the plan in force.', 'draft_up_to_date'),
    );
  const since = await selectPlansSince(db, draft.originId);
  const inForce = since.at(-1);
  if (!inForce) throw new ProblemError('conflict', refusal('There is no plan in force.', 'no_city'));
  if (!draft.isRestoration) return { inForce, since };
  const message = `Another plan came into force since: ${inForce.name}. Begin to bring this one back anew.`;
  throw new ProblemError('conflict', refusal(message, 'restoration_outdated', { name: inForce.name }));
}

/** A draft as it would be on another plan, and on what it is now. */
export async function broughtUp(
  db: Queryable,
  board: DraftBoard,
  { draft, toId }: { draft: Draft; toId: string },
  choices: Omit<BringUpChoices, 'isOwnCode'>,
): Promise<BroughtUp<StepRow>> {
  const { plan, steps } = await board.current(db, draft);
  const origin = await board.origin(db, draft.originId);
  const inForce = await board.origin(db, toId);
  const isOwnCode = await ownCodes(db, plan, origin);
  return bringUp({ origin, plan, steps }, inForce, { ...choices, isOwnCode });
}

/** What would come of bringing a draft up to date. */
export async function weighUpdate(
  db: Queryable,
  board: DraftBoard,
  draft: Draft,
): Promise<Omit<DraftUpdate, 'asOf'>> {
  const { inForce, since } = await planToUpdateTo(db, draft);
  const choices = { keeps: () => false, firstNode: TRIED, firstArc: TRIED };
  const { parts } = await broughtUp(db, board, { draft, toId: inForce.id }, choices);
  const clashing = parts.flatMap(({ state, communities }) => (state === 'clash' ? communities : []));
  const changedBy = await changers(db, draft.originId, since, clashing);
  return {
    inForce: { id: inForce.id, name: inForce.name },
    since,
    parts: parts.map(({ communities, steps, state, refusal: why }): UpdatePart => {
      const by = state === 'clash' ? changedBy(communities) : [];
      return {
        communities: [...communities],
        steps,
        state,
        refusal: why && issueOf(why, communities),
        changedBy: by,
      };
    }),
  };
}

function issueOf({ reason, params }: PlanRefusal, communities: readonly string[]): UpdatePart['refusal'] {
  const message = `The draft's grids can not be taken there (${reason}).`;
  return { path: communities.join(','), message, reason, params };
}

async function ownCodes(db: Queryable, plan: Plan, origin: Plan): Promise<BringUpChoices['isOwnCode']> {
  const isOfOrigin = (id: string, code: string) => origin.grids.get(id)?.code === code;
  const others = [...plan.grids].flatMap(([id, { code }]) => (isOfOrigin(id, code) ? [] : [code]));
  const past = new Set((await selectPastCodes(db, others)).map(({ id, code }) => `${id} ${code}`));
  return (id, code) => isOfOrigin(id, code) || past.has(`${id} ${code}`);
}

/** Which of the plans since changed any of some communities; all of them where their sizes do not tell. */
async function changers(
  db: Queryable,
  originId: string,
  since: readonly PlanSince[],
  wanted: readonly string[],
): Promise<(communities: readonly string[]) => string[]> {
  const ids = since.map(({ id }) => id);
  const sizes = await selectGridSizes(db, [originId, ...ids], wanted);
  const of = (planId: string, communities: readonly string[]) =>
    sizes.filter((one) => one.planId === planId && communities.includes(one.communityCode));
  return (communities) => {
    const found = ids.filter((id, at) => {
      const [was, is] = [of(ids[at - 1] ?? originId, communities), of(id, communities)];
      return was.length !== is.length || !was.every((one) => is.some((other) => isSameSize(one, other)));
    });
    return found.length > 0 ? found : ids;
  };
}

function isSameSize(a: GridSize, b: GridSize): boolean {
  return a.id === b.id && a.code === b.code && Math.abs(a.areaM2 - b.areaM2) < SAME_M2;
}
