let isOpen = false;
const listeners = new Set<() => void>();

/** Whether the scenes and settings of the wall are open for editing. Not in the address: a link must not open a form. */
export const sceneEditor = {
  get: (): boolean => isOpen,
  set(open: boolean): void {
    isOpen = open;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
