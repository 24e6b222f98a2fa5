import { viewStore } from './view.ts';
import type { View } from './view-state.ts';

/** Brings a workspace to the front. Analyse shows the whole history up to now: it has no instant of the past, and no page over it. */
export function goTo(workspace: View['workspace']): void {
  viewStore.set({
    workspace,
    ...(workspace === 'analyse' ? { instant: null, page: null, mode: 'desk' } : {}),
  });
}
