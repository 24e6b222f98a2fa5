/** How each character of a name may be read: pinyin without tones, lower case; none for what is no Chinese character. */
export type Readings = readonly (readonly string[])[];

/** A name to be found by, its characters without spaces in lower case, and how they may be read. */
export interface Spoken {
  characters: readonly string[];
  readings: Readings;
  /** Which Latin letters it can be spelled with (`lettersOf`). */
  letters: number;
}

/** The Latin letters of a text, a bit each. */
export function lettersOf(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i) - 97;
    if (letter >= 0 && letter < 26) bits |= 1 << letter;
  }
  return bits;
}

/** A name by its characters and how each may be read. */
export function spoken(characters: readonly string[], readings: Readings): Spoken {
  return { characters, readings, letters: lettersOf(characters.join('') + readings.flat().join('')) };
}

/**
 * Whether `letters` (lower case, without spaces) spell `name` from its character `from` on, to the end or to somewhere in it: each character by itself, by
 * the whole of one of its readings, or by its first letter; the last one also by the beginning of a reading. `cbq`, `chengbei`,
 * `chengbq` and `城bq` spell 城北区.
 */
export function spells(
  letters: string,
  { characters, readings }: Omit<Spoken, 'letters'>,
  from = 0,
): boolean {
  let ends = [0];
  for (let place = from; place < characters.length && ends.length > 0; place++) {
    const next: number[] = [];
    for (const at of ends)
      if (addSteps(next, letters, at, characters[place] ?? '', readings[place] ?? [])) return true;
    ends = next;
  }
  return false;
}

/** Adds where a character can lead from `at`, each place once; true: it can lead to the end. */
function addSteps(
  ends: number[],
  letters: string,
  at: number,
  character: string,
  readings: readonly string[],
): boolean {
  if (letters.startsWith(character, at)) add(ends, at + character.length);
  const first = letters.charCodeAt(at);
  for (const reading of readings) {
    if (reading.charCodeAt(0) !== first) continue;
    add(ends, at + 1);
    if (letters.startsWith(reading, at)) add(ends, at + reading.length);
    else if (letters.length - at < reading.length && reading.startsWith(letters.slice(at))) return true;
  }
  return ends.includes(letters.length);
}

function add(ends: number[], end: number): void {
  if (!ends.includes(end)) ends.push(end);
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
  /** Its Latin letters (`lettersOf`). */
  bits: number;
  number: number | null;
}

/** What is looked for, from folded text. */
export function soughtOf(text: string): Sought {
  return {
    text,
    letters: text.replace(/[\s'’·]/g, ''),
    isLatin: /[a-z]/.test(text),
    bits: lettersOf(text),
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
export function fitOf({ text, letters, isLatin, bits, number }: Sought, thing: Findable): Fit | undefined {
  const { code, names, spoken } = thing;
  if (code === text || names.includes(text)) return 'whole';
  if (number !== null && thing.number === number) return 'number';
  if (code?.startsWith(text) || names.some((name) => name.startsWith(text))) return 'beginning';
  const isSpellable = isLatin && (bits & ~spoken.letters) === 0;
  if (isSpellable && spells(letters, spoken)) return 'spelled';
  if (code?.includes(text) || names.some((name) => name.includes(text))) return 'inside';
  if (!isSpellable || letters.length < 2) return undefined;
  return isSpelledInside(letters, spoken) ? 'spelled_inside' : undefined;
}

function isSpelledInside(letters: string, spoken: Spoken): boolean {
  const first = letters.charAt(0);
  for (let from = 1; from < spoken.characters.length; from++) {
    const isBegin =
      spoken.characters[from] === first ||
      spoken.readings[from]?.some((reading) => reading.startsWith(first));
    if (isBegin && spells(letters, spoken, from)) return true;
  }
  return false;
}
