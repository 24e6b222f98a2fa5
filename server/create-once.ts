import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { refusal } from '../core/contract/reason.ts';
import { command, type Doing, doingOf } from './commands/command.ts';
import type { Queryable, QueryOptions } from './database/database.ts';
import type { Deps } from './deps.ts';
import { ProblemError } from './problem.ts';
import { claimKey, keepAnswer } from './queries/idempotency.ts';
import type { AppEnv } from './validate.ts';

/** The header, for the document. */
export const IdempotencyKey = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .openapi({ description: 'Your own name for this request: sent again, it is not done again (24 h)' }),
});

/**
 * Creates something at most once per account and `Idempotency-Key` (kept for 24 h): the same request again gets the first
 * answer, another request under the same key is `idempotency_mismatch` (422). Without the header it simply creates.
 */
export async function createOnce<T>(
  deps: Deps,
  c: Context<AppEnv>,
  create: (tx: Queryable, doing: Doing) => Promise<T>,
  options: QueryOptions = {},
): Promise<T> {
  const doing = doingOf(deps, c.var.actor);
  const key = keyOf(c);
  if (key === undefined) return await command(deps, (tx) => create(tx, doing), options);
  const requestHash = await hashRequest(c);
  const { accountId } = c.var.actor;
  return await command(
    deps,
    async (tx) => {
      const kept = await claimKey(tx, { accountId, key, requestHash, now: doing.now });
      if (kept) {
        if (kept.requestHash === requestHash) return kept.response as T;
        throw new ProblemError(
          'idempotency_mismatch',
          refusal('This Idempotency-Key was used for another request.', 'request_reused'),
        );
      }
      const created = await create(tx, doing);
      await keepAnswer(tx, accountId, key, 201, created);
      return created;
    },
    options,
  );
}

function keyOf(c: Context): string | undefined {
  const key = c.req.header('Idempotency-Key');
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new ProblemError('invalid_request', 'An Idempotency-Key has 1 to 200 visible ASCII characters.');
}

async function hashRequest(c: Context): Promise<string> {
  const body = await c.req.text();
  return createHash('sha256').update(`${c.req.method} ${c.req.path}\n`).update(body).digest('hex');
}
