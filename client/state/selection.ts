import { viewStore } from './view.ts';
import type { Selection } from './view-state.ts';

/** Opens a thing where it can be seen: on the map of Watch, which Dispatch shares. */
export function select(noun: Selection['noun'], id: string): void {
  const { workspace } = viewStore.get();
  viewStore.set({ selection: { noun, id }, workspace: workspace === 'dispatch' ? workspace : 'watch' });
}

export function clearSelection(): void {
  viewStore.set({ selection: null });
}

export function isSame(a: Selection | null, b: Selection | null): boolean {
  return a?.noun === b?.noun && a?.id === b?.id;
}
