import type { ReviewTrack } from '../../core/contract/review.ts';

/** What the map shows of the review that is open, besides the city. Not in the address. */
export interface ReviewShown {
  tracks: readonly ReviewTrack[];
  /** The place of the entry under the pointer or the keyboard; degrees. */
  mark: { lng: number; lat: number } | null;
}

const NOTHING: ReviewShown = { tracks: [], mark: null };
let shown = NOTHING;
const listeners = new Set<() => void>();

export const reviewShown = {
  get: (): ReviewShown => shown,
  set(patch: Partial<ReviewShown>): void {
    shown = { ...shown, ...patch };
    for (const listener of listeners) listener();
  },
  clear(): void {
    reviewShown.set(NOTHING);
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
