/** Levels of lines as they are typed, such as '0.5,2,8'; null where it is no such list. */
export function parseLevels(text: string): number[] | null {
  const levels = text
    .split(/[,，;\s]+/)
    .filter(Boolean)
    .map(Number);
  const good = levels.length <= 12 && levels.every((level) => level > 0 && Number.isFinite(level));
  return good ? [...new Set(levels)].sort((a, b) => a - b) : null;
}
