import { v7 as uuidv7 } from 'uuid';
import type { AccountRole } from '../core/vocabulary.ts';
import { newSecret } from '../server/auth/secret.ts';
import type { Database } from '../server/database/database.ts';
import { insertAccount } from '../server/queries/accounts.ts';
import { insertSession } from '../server/queries/sessions.ts';

const VALID_MS = 3_600_000;

/** An account of its own, signed in for an hour: the secret that it sends. */
export async function bearer(
  database: Database,
  account: { role: AccountRole; scopeCode: string; unitId?: string },
): Promise<string> {
  const now = new Date().toISOString();
  const id = uuidv7();
  const login = `bench-${id.slice(-12)}`;
  await insertAccount(database, { id, login, displayName: login, passwordHash: null, now, ...account });
  const { secret, secretHash } = newSecret();
  const expiresAt = new Date(Date.now() + VALID_MS).toISOString();
  const session = { secretHash, accountId: id, kind: 'bearer', label: 'bench', now, expiresAt } as const;
  await insertSession(database, session);
  return secret;
}
