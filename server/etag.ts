import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { refusal } from '../core/contract/reason.ts';
import { ProblemError } from './problem.ts';

/** The versions that a change may be made on; '*' is any. */
export type Versions = readonly (number | '*')[];

/** The strong entity tag of a row: its edit count. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The header, for the document; that it is there is checked by `requireIfMatch`. */
export const IfMatch = z.object({
  'if-match': z
    .string()
    .optional()
    .openapi({ description: 'The ETag that was read; needed', example: '"1"' }),
});

/** The versions that `If-Match` accepts: numbers, or '*'. Without the header 428. A proxy that compresses may have weakened the tag: W/ is accepted. */
export function requireIfMatch(c: Context): Versions {
  const header = c.req.header('If-Match');
  if (header === undefined)
    throw new ProblemError(
      'version_required',
      'Send If-Match with the ETag that you read, so that no edit is lost.',
    );
  return header.split(',').flatMap((tag): (number | '*')[] => {
    if (tag.trim() === '*') return ['*'];
    const version = /^\s*(?:W\/)?"(\d{1,10})"\s*$/.exec(tag)?.[1];
    return version === undefined ? [] : [Number(version)];
  });
}

/** 412 with the current ETag if the row was edited since it was read. */
export function expectVersion(accepted: Versions, current: number): void {
  if (accepted.includes('*') || accepted.includes(current)) return;
  const message = 'It was changed meanwhile; read it again and repeat the edit.';
  throw new ProblemError('version_stale', refusal(message, 'edited_meanwhile', { version: current }), {
    headers: { ETag: etagOf(current) },
  });
}
