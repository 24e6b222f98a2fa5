import type { NetList } from '../../../state/dispatch-view.ts';
import { viewStore } from '../../../state/view.ts';

/** Opens a checkpoint or a place, or with null what there is to tell while nothing is open. */
export function openInNet(id: string | null, list?: NetList): void {
  const { netList } = viewStore.get().dispatch;
  const shown = list ?? netList;
  viewStore.set({
    dispatch: { desk: 'checkpoints', of: id, ...(shown === 'checkpoints' ? { netList: shown } : {}) },
    selection: null,
  });
}
