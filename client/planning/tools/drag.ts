import type { PlanOperation } from '../../../core/contract/draft.ts';
import type { FlatRing } from '../../../core/geometry/ring.ts';
import type { Place } from '../../../core/plan/plan.ts';
import { draftSession } from '../draft-session.ts';
import { dragNote } from '../drag-note.ts';
import { planPicture } from '../plan-picture.ts';
import type { PlanPointer } from './pointer.ts';
import { triedNote } from './tried-note.ts';

/** Something held by the pointer, and what letting go of it would do. */
export class Drag<Held> {
  #held: Held | null = null;
  #operation: PlanOperation | null = null;

  get held(): Held | null {
    return this.#held;
  }

  begin(held: Held, _at: PlanPointer): void {
    this.#held = held;
    this.#operation = null;
  }

  /** Shows what an operation would make; nothing is done yet. */
  try(
    operation: PlanOperation,
    { at, lines, metres, to }: { at: PlanPointer; lines: FlatRing[]; metres: number; to: Place },
  ): void {
    this.#operation = operation;
    planPicture.set({ tried: lines, snap: to === at.place ? null : to });
    dragNote.set(triedNote(operation, at, metres));
  }

  /** Does it. */
  end(): void {
    const operation = this.#operation;
    this.#clear();
    if (operation) draftSession.act(operation);
  }

  /** Lets go without doing anything; false if nothing is held. */
  cancel(): boolean {
    if (this.#held === null) return false;
    this.#clear();
    return true;
  }

  #clear(): void {
    this.#held = null;
    this.#operation = null;
    planPicture.set({ tried: [], snap: null });
    dragNote.set(null);
  }
}
