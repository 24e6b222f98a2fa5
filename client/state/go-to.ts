import { viewStore } from './view.ts';
import { hasOwnPicture, type View } from './view-state.ts';

/** Brings a workspace to the front. All but Watch show the city up to now: they have no instant of the past, and no page over them. */
export function goTo(workspace: View['workspace']): void {
  viewStore.set({
    workspace,
    ...(hasOwnPicture(workspace) || workspace === 'dispatch'
      ? { instant: null, page: null, mode: 'desk' }
      : {}),
  });
}
