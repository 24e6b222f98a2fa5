import type { MapSymbol } from './symbol.ts';

/** `new`: something in it is urgent and unverified; `done`: all of it is finished. */
export type CountState = 'new' | 'open' | 'done';
export const COUNT_STATES = ['new', 'open', 'done'] as const;

/** Widths in CSS pixels of what stands in a row on a count, for a symbol of `COUNT_SIZE`. */
const LEFT = 5;
export const COUNT_GLYPH = 11;
const GAP = 3;
const DIGIT = 7;
const RIGHT = 6;
/** Side of the icon's box. */
export const COUNT_SIZE = 48;
const DIGIT_SIZE = 14;
const SCALES: Record<CountState, number> = { new: 1, open: 1, done: 0.8 };
/** Up to here a number is written out. */
const MOST_SHOWN = 999;
export const COUNT_LETTERS = [...'0123456789', 'k', '+'];

export interface Count {
  lng: number;
  lat: number;
  state: CountState;
  /** Of the most urgent. */
  priority: number;
  /** The most urgent first. */
  members: readonly string[];
}

/** Width in CSS pixels of the plate of a count of so many letters. */
export function plateWidth(letters: number): number {
  return LEFT + COUNT_GLYPH + GAP + DIGIT * letters + RIGHT;
}

/** Where the middle of the shape stands, in CSS pixels right of the middle of the plate. */
export function glyphRight(letters: number): number {
  return LEFT + COUNT_GLYPH / 2 - plateWidth(letters) / 2;
}

/** '2' to '999' exactly, then '1k+', '2k+' and so on. */
export function countText(count: number): string {
  return count <= MOST_SHOWN ? String(count) : `${Math.min(9, Math.floor(count / 1000))}k+`;
}

/** A plate with the shape of the most urgent, and its digits, which all have the same width. */
export function countSymbols({ lng, lat, state, priority, members }: Count): MapSymbol[] {
  const text = countText(members.length);
  const scale = SCALES[state];
  const rank = state === 'done' ? 20 + priority : priority;
  const shared = { noun: 'incidents', id: members[0] ?? '', lng, lat, angle: 0, rank } as const;
  const left = LEFT + COUNT_GLYPH + GAP - plateWidth(text.length) / 2;
  const plate: MapSymbol = {
    ...shared,
    icon: `count-${priority}-${state}-${text.length}`,
    size: COUNT_SIZE * scale,
    members,
  };
  const digits = [...text].map(
    (letter, i): MapSymbol => ({
      ...shared,
      icon: `letter-${letter}-${state}`,
      size: DIGIT_SIZE * scale,
      offset: [(left + DIGIT * (i + 0.5)) * scale, 0],
      isPart: true,
    }),
  );
  return [plate, ...digits];
}
