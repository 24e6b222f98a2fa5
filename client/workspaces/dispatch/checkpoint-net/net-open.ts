import type { NetList } from '../../../state/dispatch-view.ts';
import { viewStore } from '../../../state/view.ts';
import type { View } from '../../../state/view-state.ts';

/** Opens a checkpoint or a place, or with null what there is to tell while nothing is open; `list`: where it is listed. */
export function openInNet(id: string | null, list?: NetList, more: Pick<Partial<View>, 'area'> = {}): void {
  const shown = list ?? viewStore.get().dispatch.netList;
  viewStore.set({
    ...more,
    dispatch: { desk: 'checkpoints', of: id, ...(shown === 'checkpoints' ? { netList: shown } : {}) },
    selection: null,
  });
}
