import { useSyncExternalStore } from 'react';

/** How long a change can be taken back, in milliseconds. */
const OFFERED_MS = 10_000;

/** What was just done, and how it is going to be taken back. */
export interface UndoOffer {
  text: string;
  state: 'offered' | 'undoing' | 'undone' | 'late' | 'failed';
}

let offer: UndoOffer | null = null;
let run: () => Promise<boolean> = async () => false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: UndoOffer | null): void {
  offer = next;
  for (const listener of listeners) listener();
}

function restart(): void {
  clearTimeout(timer);
  timer = setTimeout(() => set(null), OFFERED_MS);
}

/** Offers for 10 s to take something back; `undo` answers false where others have changed it since. A new offer replaces the one before. */
export function offerUndo(text: string, undo: () => Promise<boolean>): void {
  run = undo;
  set({ text, state: 'offered' });
  restart();
}

export const undoStore = {
  get: (): UndoOffer | null => offer,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Takes back what is offered; false when nothing is. */
  undo(): boolean {
    if (offer?.state !== 'offered') return false;
    void take(offer);
    return true;
  },
  /** The time stands still while somebody looks at the offer. */
  hold: (): void => clearTimeout(timer),
  release: restart,
  drop(): void {
    clearTimeout(timer);
    set(null);
  },
};

async function take(taken: UndoOffer): Promise<void> {
  clearTimeout(timer);
  set({ ...taken, state: 'undoing' });
  const state = await run().then(
    (isDone) => (isDone ? 'undone' : 'late'),
    () => 'failed' as const,
  );
  set({ ...taken, state });
  restart();
}

export function useUndo(): UndoOffer | null {
  return useSyncExternalStore(undoStore.subscribe, undoStore.get);
}
