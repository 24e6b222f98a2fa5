let offsetMs = 0;

/** The server's time now, milliseconds since 1970, whatever is shown: a workstation's own clock may be days off. */
export function presentNow(): number {
  return Date.now() + offsetMs;
}

/** Called with each session that comes in, and better by the stream: what to add to this machine's clock. */
export function setServerOffset(ms: number): void {
  offsetMs = ms;
}
