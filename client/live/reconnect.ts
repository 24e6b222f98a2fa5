export type ConnectionState = 'connecting' | 'live' | 'cut' | 'signed_out';

/** Where the connection to `GET /api/live` stands. Pure: the worker feeds it what happens and does what it says. */
export interface Link {
  state: ConnectionState;
  /** Failed tries since something was last received. */
  failures: number;
  lastMessageAtMs: number | null;
  /** When to try again; null: a try is under way, or none is wanted. */
  retryAtMs: number | null;
}

export type LinkEvent =
  | { kind: 'opened' }
  | { kind: 'received' }
  | { kind: 'ended' }
  | { kind: 'refused' }
  | { kind: 'retrying' };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;
/** The server sends something at least every 5 s: after twice that the line is dead, whatever it calls itself. */
export const SILENCE_MS = 10_000;
const LATE_MS = 6000;

export const FIRST_LINK: Link = { state: 'connecting', failures: 0, lastMessageAtMs: null, retryAtMs: null };

/** The link after `event` at `nowMs`. `random` in [0, 1) spreads the tries of many browsers after a restart. */
export function nextLink(link: Link, event: LinkEvent, nowMs: number, random: number): Link {
  if (event.kind === 'refused') return { ...link, state: 'signed_out', retryAtMs: null };
  if (event.kind === 'retrying') return { ...link, retryAtMs: null };
  if (event.kind === 'ended') {
    const state = link.lastMessageAtMs === null ? 'connecting' : 'cut';
    const wait = waitMs(link.failures) * (0.75 + random / 2);
    return {
      ...link,
      state,
      failures: link.failures + 1,
      retryAtMs: nowMs + Math.min(wait, LONGEST_WAIT_MS),
    };
  }
  // An open line proves little: only a message sets the count of failures back.
  const failures = event.kind === 'received' ? 0 : link.failures;
  return { state: 'live', failures, lastMessageAtMs: nowMs, retryAtMs: null };
}

/** Whether a line that calls itself live has been silent for too long. */
export function isSilent(link: Link, nowMs: number): boolean {
  return link.state === 'live' && link.lastMessageAtMs !== null && nowMs - link.lastMessageAtMs > SILENCE_MS;
}

/** Whether the picture is so old that it must not pass for the present: cut, and nothing heard since; or nobody is signed in any more. */
export function isFrozen(
  { state, lastMessageAtMs }: Pick<Link, 'state' | 'lastMessageAtMs'>,
  nowMs: number,
): boolean {
  if (lastMessageAtMs === null) return false;
  return state === 'signed_out' || (state === 'cut' && nowMs - lastMessageAtMs > SILENCE_MS);
}

/** How old the picture is, for those who read it across a room: `late` when even the server's slowest word is overdue. */
export function pictureAge(
  { state, lastMessageAtMs }: Pick<Link, 'state' | 'lastMessageAtMs'>,
  nowMs: number,
): { ageMs: number | null; state: 'waiting' | 'fresh' | 'late' | 'frozen' } {
  if (lastMessageAtMs === null) return { ageMs: null, state: 'waiting' };
  const ageMs = Math.max(0, nowMs - lastMessageAtMs);
  if (ageMs > SILENCE_MS || state === 'signed_out') return { ageMs, state: 'frozen' };
  return { ageMs, state: ageMs > LATE_MS ? 'late' : 'fresh' };
}

function waitMs(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
}
