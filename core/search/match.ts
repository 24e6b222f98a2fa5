/** How each character of a name may be read: pinyin without tones, lower case; none for what is no Chinese character. */
export type Readings = readonly (readonly string[])[];

/** A name to be found by, its characters without spaces in lower case, and how they may be read. */
export interface Spoken {
  characters: readonly string[];
  readings: Readings;
}

/**
 * Whether `letters` (lower case, without spaces) spell `name` from its character `from` on, to the end or to somewhere in it: each character by itself, by
 * the whole of one of its readings, or by its first letter; the last one also by the beginning of a reading. `cbq`, `chengbei`,
 * `chengbq` and `城bq` spell 城北区.
 */
export function spells(letters: string, { characters, readings }: Spoken, from = 0): boolean {
  let ends = new Set([0]);
  for (let place = from; place < characters.length && ends.size > 0; place++) {
    const next = new Set<number>();
    for (const at of ends)
      for (const end of stepsFrom(letters, at, characters[place] ?? '', readings[place] ?? [])) {
        if (end === letters.length) return true;
        next.add(end);
      }
    ends = next;
  }
  return false;
}

function stepsFrom(letters: string, at: number, character: string, readings: readonly string[]): number[] {
  const rest = letters.slice(at);
  const ends: number[] = [];
  if (rest.startsWith(character)) ends.push(at + character.length);
  for (const reading of readings) {
    if (rest.startsWith(reading)) ends.push(at + reading.length);
    else if (reading.startsWith(rest)) ends.push(letters.length);
    if (rest.charAt(0) === reading.charAt(0)) ends.push(at + 1);
  }
  return ends;
}

/** Something that can be found. */
export interface Findable {
  /** Lower case, or null: it has none. */
  code: string | null;
  /** The number that people call it by, or null. */
  number: number | null;
  /** In both languages, lower case. */
  names: readonly string[];
  spoken: Spoken;
}

/** What is looked for. */
export interface Sought {
  /** Folded text: lower case, half width, single spaces. */
  text: string;
  /** The same without spaces and apostrophes. */
  letters: string;
  /** Whether it can be pinyin at all. */
  isLatin: boolean;
  number: number | null;
}

/** What is looked for, from folded text. */
export function soughtOf(text: string): Sought {
  return {
    text,
    letters: text.replace(/[\s'’·]/g, ''),
    isLatin: /[a-z]/.test(text),
    number: /^\d{1,9}$/.test(text) ? Number(text) : null,
  };
}

/** How well something fits, the best first. */
export const FITS = ['whole', 'number', 'beginning', 'spelled', 'inside', 'spelled_inside'] as const;
export type Fit = (typeof FITS)[number];

/**
 * How well something fits what is looked for: its whole code or name, its number, the beginning of a code or name, its pinyin from the start (whole or first letters), a
 * part of a code or name, its pinyin from somewhere inside (two letters at least); undefined: not at all.
 */
export function fitOf({ text, letters, isLatin, number }: Sought, thing: Findable): Fit | undefined {
  const { code, names, spoken } = thing;
  if (code === text || names.includes(text)) return 'whole';
  if (number !== null && thing.number === number) return 'number';
  if (code?.startsWith(text) || names.some((name) => name.startsWith(text))) return 'beginning';
  if (isLatin && spells(letters, spoken)) return 'spelled';
  if (code?.includes(text) || names.some((name) => name.includes(text))) return 'inside';
  if (!isLatin || letters.length < 2) return undefined;
  const isInside = spoken.characters.some((_, from) => from > 0 && spells(letters, spoken, from));
  return isInside ? 'spelled_inside' : undefined;
}
