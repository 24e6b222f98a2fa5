/** How something can be typed, all in lower case. */
export interface Spellings {
  /** In Chinese and English. */
  names: readonly string[];
  /** The Chinese names in pinyin, whole and by first letters. */
  pinyin: readonly string[];
}

/** Something that can be called in several ways. */
export interface Term<T> extends Spellings {
  means: T;
}

/**
 * A term by its names. `zh` and `en` are names separated by commas, `pinyin` the reading of each Chinese name, its syllables separated
 * by spaces: `term('grids', '网格', 'grid,grids', 'wang ge')` can be typed 网格, grid, grids, wangge and wg.
 */
export function term<T>(means: T, zh: string, en: string, pinyin: string): Term<T> {
  return { means, ...spellingsOf(zh, en, pinyin) };
}

/** As `term`: every way to type the names. */
export function spellingsOf(zh: string, en: string, pinyin: string): Spellings {
  const readings = listOf(pinyin).map((reading) => reading.split(' '));
  const whole = readings.map((syllables) => syllables.join(''));
  const initials = readings.map((syllables) => syllables.map((syllable) => syllable[0]).join(''));
  const typed = initials.filter((letters) => letters.length > 1);
  return { names: [...listOf(zh), ...listOf(en)], pinyin: [...new Set([...whole, ...typed])] };
}

function listOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** Text as it is compared: lower case, half width, single spaces. */
export function foldPhrase(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** What a text begins with. */
export interface Leading<T> {
  means: T;
  /** Named, not only spelled in pinyin, which may be the letters of something else. */
  isNamed: boolean;
  rest: string;
}

/** The longest term with which `text` (folded) begins, Latin letters only as a whole word; undefined without one. */
export function leadingTerm<T>(text: string, terms: readonly Term<T>[]): Leading<T> | undefined {
  let best: { means: T; isNamed: boolean; length: number } | undefined;
  const look = (means: T, spelling: string, isNamed: boolean) => {
    if (spelling.length > (best?.length ?? 0) && text.startsWith(spelling) && isWhole(text, spelling))
      best = { means, isNamed, length: spelling.length };
  };
  for (const { means, names, pinyin } of terms) {
    for (const name of names) look(means, name, true);
    for (const letters of pinyin) look(means, letters, false);
  }
  return best && { means: best.means, isNamed: best.isNamed, rest: text.slice(best.length) };
}

function isWhole(text: string, spelling: string): boolean {
  return !/[a-z0-9]$/.test(spelling) || !/[a-z]/.test(text.charAt(spelling.length));
}
