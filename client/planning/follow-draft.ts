import { draftSession } from './draft-session.ts';
import { NO_PLAN_PICTURE, planPicture } from './plan-picture.ts';
import { planning } from './planning.ts';

/** Keeps the picture on the map equal to the open draft and to what is chosen in it. Answers how to stop, which takes the picture away. */
export function followDraft(): () => void {
  const show = (): void => {
    const { plan, refusal } = draftSession.get();
    const { grids, arc } = planning.get();
    dropWhatIsGone();
    planPicture.set({ plan, chosenGrids: grids, chosenArc: arc, refusedAt: refusal?.place ?? null });
  };
  const stops = [draftSession.subscribe(show), planning.subscribe(show)];
  show();
  return () => {
    for (const stop of stops) stop();
    planPicture.set(NO_PLAN_PICTURE);
  };
}

/** A border or grid that is no more, as after an undo, can not stay chosen. */
function dropWhatIsGone(): void {
  const { plan } = draftSession.get();
  const { grids, arc } = planning.get();
  if (!plan) return;
  if (arc !== null && !plan.arcs.has(arc)) planning.set({ arc: null, vertex: null });
  if (grids.some((id) => !plan.grids.has(id)))
    planning.set({ grids: grids.filter((id) => plan.grids.has(id)) });
}
