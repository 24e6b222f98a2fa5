const REMEMBERED = 12;

/**
 * Estimates the server's clock from the times in its messages. Each one was written before it arrived, so it is late by its
 * journey: the largest of the recent differences had the shortest journey and is nearest to the truth.
 */
export function serverClock(): { heard(serverMs: number, receivedAtMs: number): number } {
  const recent: number[] = [];
  return {
    /** Notes a message; answers the milliseconds to add to this machine's clock. */
    heard(serverMs, receivedAtMs) {
      recent.push(serverMs - receivedAtMs);
      if (recent.length > REMEMBERED) recent.shift();
      return Math.max(...recent);
    },
  };
}
