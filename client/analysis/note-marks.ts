/** A note as it stands on the map. */
export interface NoteMark {
  id: string;
  /** As it is counted in the list, from 1. */
  number: number;
  lng: number;
  lat: number;
  text: string;
}

export interface NoteMarks {
  notes: readonly NoteMark[];
  /** The one that was pressed on the map or in the list. */
  chosen: string | null;
}

let marks: NoteMarks = { notes: [], chosen: null };
const listeners = new Set<() => void>();

/** The notes of the analysis that is open; replaced, never changed. */
export const noteMarks = {
  get: (): NoteMarks => marks,
  set(patch: Partial<NoteMarks>): void {
    marks = { ...marks, ...patch };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
