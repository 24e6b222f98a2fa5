import type { JobContext } from './jobs.ts';

/** So long the worker may be deaf to the page. */
const DEAF_MS = 25;

/** Finishes work that yields how far it is, and lets the worker hear the page in between. */
export async function inSteps<R>(work: Generator<number, R>, { progress, breathe }: JobContext): Promise<R> {
  let heardMs = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - heardMs < DEAF_MS) continue;
    progress(value);
    await breathe();
    heardMs = performance.now();
  }
}
