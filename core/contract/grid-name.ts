/** A grid's name in each language, without the word for a grid. */
export type GridName = readonly [zh: string, en: string];

/**
 * How a grid is called where that is not its number, the last three digits of its code: `0111` of 0111网格 / Grid 0111, such as a beat that came with
 * a name of its own. Null where its name ends with its number or its code, as made-up names do.
 */
export function ownGridName(
  code: string,
  { nameZh, nameEn }: { nameZh: string; nameEn: string },
): GridName | null {
  const names = [nameZh.replace(/\s*网?格$/, ''), nameEn.replace(/^Grid\s+/, '')] as const;
  const number = Number(code.slice(-3));
  const isNumber = names.every((name) => {
    const digits = /\d+$/.exec(name)?.[0];
    return digits !== undefined && (digits === code || Number(digits) === number);
  });
  return isNumber || names.includes('') ? null : names;
}

/** How a grid is called in a list or on the map: by its own name, else by its number in both languages. */
export function shortGridName(code: string, names: { nameZh: string; nameEn: string }): GridName {
  return ownGridName(code, names) ?? [code.slice(-3), code.slice(-3)];
}

/** How a grid is called in the language of a page. */
export function gridNameIn(language: 'zh' | 'en', [zh, en]: GridName): string {
  return language === 'en' ? en : zh;
}
