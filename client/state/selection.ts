import { viewStore } from './view.ts';
import type { Selection } from './view-state.ts';

export function select(noun: Selection['noun'], id: string): void {
  viewStore.set({ selection: { noun, id }, workspace: 'watch' });
}

export function clearSelection(): void {
  viewStore.set({ selection: null });
}

export function isSame(a: Selection | null, b: Selection | null): boolean {
  return a?.noun === b?.noun && a?.id === b?.id;
}
