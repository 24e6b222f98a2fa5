import { setImmediate as turn } from 'node:timers/promises';

/** So long others may wait for their turn. */
const TURN_MS = 20;

/** Things one by one, for work on each that keeps nobody waiting: after every 20 ms others have their turn. */
export async function* inTurns<T>(things: Iterable<T>): AsyncGenerator<T> {
  let sinceMs = performance.now();
  for (const thing of things) {
    if (performance.now() - sinceMs > TURN_MS) {
      await turn();
      sinceMs = performance.now();
    }
    yield thing;
  }
}
