import type { z } from 'zod';
import { ProblemError } from './problem.ts';

/** A place in a list as opaque text: base64url of the sort key of the last row. */
export function encodeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key in a cursor, undefined without one; a cursor that this list did not make is `invalid_cursor` (400). */
export function decodeCursor<S extends z.ZodType>(
  cursor: string | undefined,
  schema: S,
): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success)
    throw new ProblemError('invalid_cursor', 'This cursor is not one of this list; start again without it.');
  return parsed.data;
}

/** Rows of one page out of `limit + 1` rows read, and the cursor to the next page, null at the end. */
export function cutPage<R>(
  rows: readonly R[],
  limit: number,
  key: (row: R) => unknown,
): { rows: R[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? encodeCursor(key(last)) : null };
}

/** A page of things that are no places, as the wire has it; see `itemsPage` of the contract. */
export function itemsOf<R>({ rows, nextCursor }: { rows: R[]; nextCursor: string | null }, nowMs: number) {
  return { items: rows, nextCursor, asOf: new Date(nowMs).toISOString() };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
