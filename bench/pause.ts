import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;

/** What some work gave, how long it took, and the longest time for which nothing else had its turn in this thread. */
export async function withPause<T>(
  work: () => Promise<T>,
): Promise<{ value: T; tookMs: number; pauseMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // Before its first turn it measures nothing.
  await settled();
  const startedMs = performance.now();
  const value = await work();
  const tookMs = performance.now() - startedMs;
  await settled();
  delay.disable();
  return { value, tookMs, pauseMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS) };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 4 * RESOLUTION_MS));
}
