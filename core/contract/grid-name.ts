/** A grid's name in each language, without the word for a grid. */
export type GridName = readonly [zh: string, en: string];

/**
 * How a grid is called where that is not its number, the last three digits of its code: `0111` of 0111网格 / Grid 0111, such as a beat that came with
 * a name of its own. Null where its name ends with its number, as made-up names do.
 */
export function ownGridName(
  code: string,
  { nameZh, nameEn }: { nameZh: string; nameEn: string },
): GridName | null {
  const names = [nameZh.replace(/\s*网?格$/, ''), nameEn.replace(/^Grid\s+/, '')] as const;
  const number = code.slice(-3);
  const isNumber = names.every((name) => new RegExp(`(^|\\D)0*${Number(number)}$`).test(name));
  return isNumber || names.includes('') ? null : names;
}
