import { codePrefix, isWithinCode } from '../../core/contract/area-code.ts';
import { type Sql, sql } from '../database/sql.ts';

/**
 * `column` holds a code in the area `code` (or its own): a half-open range of codes, so that the index on the column serves it.
 * The column must be COLLATE "C".
 */
export function withinCode(column: Sql, code: string): Sql {
  const prefix = codePrefix(code);
  return sql`${column} >= ${prefix} AND ${column} < ${codeAfter(prefix)}`;
}

/** The first string after everything that starts with `prefix`: '6301' -> '6302', '639' -> '63:'. */
export function codeAfter(prefix: string): string {
  const last = prefix.length - 1;
  return prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
}

/** The area that two codes have in common: the narrower one if it lies in the other, else undefined. */
export function commonArea(one: string, other: string): string | undefined {
  if (isWithinCode(one, other)) return one;
  return isWithinCode(other, one) ? other : undefined;
}
