import type { PastPlan } from '../../core/contract/past.ts';

/** `waiting`: playing, but what comes next has not arrived; `failed`: the past could not be read. */
export type PastMode = 'loading' | 'paused' | 'playing' | 'waiting' | 'failed';

export const SPEEDS = [1, 5, 10, 30, 60] as const;
export type Speed = (typeof SPEEDS)[number];

/** What is known of the time machine while the past is shown. */
export interface PastState {
  mode: PastMode;
  speed: Speed;
  /** The instant that is shown, or asked for while nothing is; milliseconds since 1970. */
  atMs: number;
  /** First event of the log; what lies before is told by the rows alone. Null while unknown, or without a log. */
  logFromMs: number | null;
  plan: PastPlan | null;
  error: unknown;
  /** There was no event to step to. */
  noStep: 'earlier' | 'later' | null;
}

/** Of each unit one fix in so many seconds of the past: about two in a second of the replay. */
export function stepSecondsOf(speed: Speed): number {
  return speed <= 5 ? 0 : speed / 2;
}

/** How much of the past is read ahead at a speed, and how much at a time, in milliseconds of the past. */
export function readAheadOf(speed: Speed): { aheadMs: number; pageMs: number } {
  return { aheadMs: Math.max(60_000, speed * 20_000), pageMs: Math.max(120_000, speed * 20_000) };
}
