import type { AccountRole } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface SessionRow {
  accountId: string;
  login: string;
  displayName: string;
  role: AccountRole;
  scopeCode: string;
  unitId: string | null;
  kind: 'cookie' | 'bearer';
  lastSeenAt: string;
  expiresAt: string;
}

/** The session with this SHA-256 of its secret, unless it ended or its account is disabled. */
export async function selectSession(
  db: Queryable,
  secretHash: string,
  now: string,
): Promise<SessionRow | undefined> {
  const rows = await db.query<SessionRow>(sql`
    SELECT a.id AS "accountId", a.login, a.display_name AS "displayName", a.role, a.scope_code AS "scopeCode",
      a.unit_id AS "unitId", s.kind, s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"
    FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.secret_hash = ${secretHash} AND s.expires_at > ${now}::timestamptz AND NOT a.disabled`);
  return rows[0];
}

export async function insertSession(
  db: Queryable,
  row: {
    secretHash: string;
    accountId: string;
    kind: 'cookie' | 'bearer';
    label: string;
    now: string;
    expiresAt: string;
  },
): Promise<void> {
  await db.query(sql`
    INSERT INTO session (secret_hash, account_id, kind, label, created_at, last_seen_at, expires_at)
    VALUES (${row.secretHash}, ${row.accountId}, ${row.kind}, ${row.label}, ${row.now}, ${row.now}, ${row.expiresAt})`);
}

/** Notes that a session was used and moves its end. */
export async function touchSession(
  db: Queryable,
  secretHash: string,
  now: string,
  expiresAt: string,
): Promise<void> {
  await db.query(
    sql`UPDATE session SET last_seen_at = ${now}, expires_at = ${expiresAt} WHERE secret_hash = ${secretHash}`,
  );
}

export async function deleteSession(db: Queryable, secretHash: string): Promise<void> {
  await db.query(sql`DELETE FROM session WHERE secret_hash = ${secretHash}`);
}

export async function deleteSessionsOf(db: Queryable, accountId: string): Promise<void> {
  await db.query(sql`DELETE FROM session WHERE account_id = ${accountId}`);
}

export async function deleteEndedSessions(db: Queryable, now: string): Promise<void> {
  await db.query(sql`DELETE FROM session WHERE expires_at <= ${now}::timestamptz`);
}
