import { useSyncExternalStore } from 'react';
import { type FenceDraft, fenceDraft } from '../../../state/fence-draft.ts';

export function useFenceDraft(): FenceDraft {
  return useSyncExternalStore(fenceDraft.subscribe, fenceDraft.get);
}
