import type { Logger } from 'pino';

interface Repetition {
  everyMs: number;
  log: Logger;
  /** What the log says when a turn fails; the next one tries again. */
  trouble: string;
}

/**
 * Runs `work` now and every so many milliseconds, one turn at a time: a turn that is due while one is under way is left out.
 * Answers how to stop, which waits for the turn under way.
 */
export function repeat(
  work: () => Promise<unknown>,
  { everyMs, log, trouble }: Repetition,
): () => Promise<void> {
  let running: Promise<unknown> | undefined;
  const turn = (): void => {
    running ??= work()
      .catch((error: unknown) => log.warn({ err: error }, trouble))
      .finally(() => {
        running = undefined;
      });
  };
  turn();
  const timer = setInterval(turn, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
