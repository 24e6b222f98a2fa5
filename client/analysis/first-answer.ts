import { opensWithAnalysis } from './analysis-thread.ts';

/** Nothing waits longer than this: over a slow line the history may take minutes. */
const PATIENCE_MS = 2500;
/** Leaves who is there a moment to take hold of the brush. */
const SETTLED_MS = 150;

let isShown = false;
const waiting = new Set<() => void>();

/** The analysis has its first answer, or knows why it gets none. */
export function noteAnswer(): void {
  if (isShown) return;
  isShown = true;
  // After it is on the screen.
  requestAnimationFrame(() => setTimeout(release, SETTLED_MS));
}

/**
 * Calls `start` once the Analyse workspace shows its first answer, if the page opens with it, but soon at the latest; else at once.
 * For what takes a browser long and is not needed to look at counts and to brush over time: map and the timeline of another workspace. Answers how
 * to call it off.
 */
export function afterFirstAnswer(start: () => void): () => void {
  if (isShown || !opensWithAnalysis(location.search)) {
    start();
    return () => undefined;
  }
  const once = (): void => {
    if (waiting.delete(once)) start();
  };
  waiting.add(once);
  setTimeout(once, PATIENCE_MS);
  return () => waiting.delete(once);
}

function release(): void {
  for (const start of [...waiting]) start();
}
