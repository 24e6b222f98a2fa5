import { useSyncExternalStore } from 'react';
import { draftSession } from './draft-session.ts';
import type { DraftSessionState } from './draft-state.ts';

/** A part of the open draft, followed. `select` must pick, not build. */
export function useDraft<T>(select: (state: DraftSessionState) => T): T {
  return useSyncExternalStore(draftSession.subscribe, () => select(draftSession.get()));
}
