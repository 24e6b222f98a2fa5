import { draftSession } from '../../planning/draft-session.ts';
import { planning } from '../../planning/planning.ts';
import { deletePoint, nudgePoint } from '../../planning/tools/move.ts';
import { toolInHand } from '../../planning/tools/tools.ts';
import { type KeyHandlers, useKeys } from '../../ui/keys.ts';

/** An arrow key moves the chosen point by about a decimetre, with Shift by a metre. */
const NUDGE = { fine: 10, coarse: 100 };

const KEYS: KeyHandlers = {
  Enter: () => {
    const { plan } = draftSession.get();
    const { finish } = toolInHand();
    return plan && finish ? finish(plan) : false;
  },
  Backspace: () => toolInHand().back?.() ?? false,
  Delete: () => (planning.get().vertex === null ? false : deletePoint()),
  Escape: () => toolInHand().cancel?.() || letGo(),
  ArrowLeft: nudge(-1, 0),
  ArrowRight: nudge(1, 0),
  ArrowUp: nudge(0, 1),
  ArrowDown: nudge(0, -1),
};

/** Enter ends a drawing, Backspace takes its last point back, Escape lets go; Delete and the arrows work on the point that was pressed last. */
export function ToolKeys() {
  useKeys(KEYS);
  return null;
}

function nudge(east: number, north: number): (event: KeyboardEvent) => boolean {
  return (event) => {
    if (planning.get().vertex === null) return false;
    const units = event.shiftKey ? NUDGE.coarse : NUDGE.fine;
    nudgePoint(east * units, north * units);
    return true;
  };
}

function letGo(): boolean {
  const { grids, arc } = planning.get();
  draftSession.refuse(null);
  if (grids.length === 0 && arc === null) return false;
  planning.set({ grids: [], arc: null, vertex: null });
  return true;
}
