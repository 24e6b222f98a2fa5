/** A note about nothing in particular. */
export const GENERAL = '';

let about = GENERAL;
const listeners = new Set<() => void>();

/** What the note that is being written is about: `noun/id`, or in general. */
export const noteAbout = {
  get: (): string => about,
  set(next: string): void {
    about = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
