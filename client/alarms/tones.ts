import type { Priority } from '../../core/vocabulary.ts';

/** One note: when it begins and how long it lasts, in seconds, and its pitch. */
export interface Note {
  startSeconds: number;
  seconds: number;
  hertz: number;
}

/** What a priority sounds like, and how often it is repeated while nobody acts. */
export interface Tone {
  notes: readonly Note[];
  everySeconds: number;
}

/** To be told apart by rhythm as well as by pitch: two pitches in haste, three even notes, two falling ones, a single low one. */
export const TONES: Readonly<Record<Priority, Tone>> = {
  1: { notes: melody([880, 622, 880, 622, 880, 622], 0.13, 0.03), everySeconds: 3 },
  2: { notes: melody([740, 740, 740], 0.18, 0.1), everySeconds: 6 },
  3: { notes: melody([587, 440], 0.22, 0.08), everySeconds: 12 },
  4: { notes: melody([392], 0.3, 0), everySeconds: 25 },
};

/** How long a tone sounds, in seconds. */
export function toneSeconds({ notes }: Tone): number {
  return Math.max(...notes.map(({ startSeconds, seconds }) => startSeconds + seconds));
}

function melody(pitches: readonly number[], seconds: number, pauseSeconds: number): Note[] {
  return pitches.map((hertz, i) => ({ hertz, seconds, startSeconds: i * (seconds + pauseSeconds) }));
}
