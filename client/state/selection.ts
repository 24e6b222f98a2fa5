import { viewStore } from './view.ts';
import type { Selection } from './view-state.ts';

/** Opens a thing where it can be seen: on the map of Watch, which Dispatch shares. */
export function select(noun: Selection['noun'], id: string): void {
  viewStore.set({ selection: { noun, id }, workspace: inspecting() });
}

/** The workspace in which a thing is opened: Dispatch shows what Watch shows of it, beside its desk; from elsewhere Watch comes to the front. */
export function inspecting(): 'watch' | 'dispatch' {
  return viewStore.get().workspace === 'dispatch' ? 'dispatch' : 'watch';
}

export function clearSelection(): void {
  viewStore.set({ selection: null });
}

export function isSame(a: Selection | null, b: Selection | null): boolean {
  return a?.noun === b?.noun && a?.id === b?.id;
}
