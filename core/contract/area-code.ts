import { LEVELS, type Level } from '../vocabulary.ts';

/** Digits of a code at each level: GB/T 2260 six, then three a level. City codes end in 00. */
export const CODE_LENGTH: Record<Level, number> = {
  city: 6,
  district: 6,
  street: 9,
  community: 12,
  grid: 15,
};

/** The level that an area code belongs to, or undefined if it is not an area code. */
export function levelOfCode(code: string): Level | undefined {
  if (!/^\d+$/.test(code)) return undefined;
  if (code.length === 6) return code.endsWith('00') ? 'city' : 'district';
  return LEVELS.find((level) => level !== 'city' && CODE_LENGTH[level] === code.length);
}

/** The leading digits that every area inside `code` shares: '630100' -> '6301', '630102001' -> itself. */
export function codePrefix(code: string): string {
  return levelOfCode(code) === 'city' ? code.slice(0, 4) : code;
}

/** Whether the area `inner` lies in, or is, the area `outer`. */
export function isWithinCode(inner: string, outer: string): boolean {
  return inner.startsWith(codePrefix(outer));
}

/** The code of the area at `level` that contains `code`; `code` itself at its own level; undefined if `code` is larger. */
export function ancestorCode(code: string, level: Level): string | undefined {
  if (level === 'city') return `${code.slice(0, 4)}00`;
  const own = levelOfCode(code);
  if (!own || LEVELS.indexOf(own) < LEVELS.indexOf(level)) return undefined;
  return code.slice(0, CODE_LENGTH[level]);
}

/** The community of a grid, by its code; '' where that is no code of a grid or community. */
export function communityOf(gridCode: string): string {
  return ancestorCode(gridCode, 'community') ?? '';
}

/** The level below, or undefined at the grid. */
export function childLevel(level: Level): Level | undefined {
  return LEVELS[LEVELS.indexOf(level) + 1];
}
