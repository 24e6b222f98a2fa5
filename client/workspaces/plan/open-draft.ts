import { viewStore } from '../../state/view.ts';

/** Opens a draft, or with null goes back to the list of them. */
export function openDraft(draftId: string | null): void {
  viewStore.set({ plan: { draftId, compare: null } });
}
