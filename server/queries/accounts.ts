import type { Account } from '../../core/contract/account.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';
import { withinCode } from './scope.ts';

const COLUMNS = sql`id, login, display_name AS "displayName", role, scope_code AS "scopeCode", unit_id AS "unitId", disabled, version`;

/** Accounts whose scope lies in `scopeCode`, by login, after `afterLogin`. */
export async function selectAccounts(
  db: Queryable,
  page: { scopeCode: string; afterLogin: string | undefined; limit: number },
): Promise<Account[]> {
  const conditions = [withinCode(sql`scope_code`, page.scopeCode)];
  if (page.afterLogin !== undefined) conditions.push(sql`login > ${page.afterLogin}`);
  return db.query<Account>(
    sql`SELECT ${COLUMNS} FROM account WHERE ${join(conditions, ' AND ')} ORDER BY login LIMIT ${page.limit}`,
  );
}

/** One account, locked for an edit. */
export async function selectAccountForUpdate(
  tx: Queryable,
  id: string,
  scopeCode: string,
): Promise<Account | undefined> {
  const rows = await tx.query<Account>(
    sql`SELECT ${COLUMNS} FROM account WHERE id = ${id} AND ${withinCode(sql`scope_code`, scopeCode)} FOR UPDATE`,
  );
  return rows[0];
}

export async function selectAccountByLogin(
  db: Queryable,
  login: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  const rows = await db.query<Account & { passwordHash: string | null }>(
    sql`SELECT ${COLUMNS}, password_hash AS "passwordHash" FROM account WHERE login = ${login}`,
  );
  return rows[0];
}

export interface NewAccount {
  id: string;
  login: string;
  displayName: string;
  role: AccountRole;
  scopeCode: string;
  /** Of a role `unit`, else absent. */
  unitId?: string | null | undefined;
  passwordHash: string | null;
  now: string;
}

/** Undefined when the login is taken. */
export async function insertAccount(db: Queryable, row: NewAccount): Promise<Account | undefined> {
  const rows = await db.query<Account>(sql`
    INSERT INTO account (id, login, display_name, role, scope_code, unit_id, password_hash, updated_at)
    VALUES (${row.id}, ${row.login}, ${row.displayName}, ${row.role}, ${row.scopeCode}, ${row.unitId ?? null}::uuid, ${row.passwordHash},
      ${row.now})
    ON CONFLICT (login) DO NOTHING RETURNING ${COLUMNS}`);
  return rows[0];
}

export interface AccountChange {
  displayName?: string | undefined;
  role?: AccountRole | undefined;
  scopeCode?: string | undefined;
  unitId?: string | null | undefined;
  disabled?: boolean | undefined;
  passwordHash?: string | undefined;
}

export async function updateAccount(
  tx: Queryable,
  id: string,
  change: AccountChange,
  now: string,
): Promise<Account | undefined> {
  const sets: Sql[] = [sql`version = version + 1`, sql`updated_at = ${now}`];
  if (change.displayName !== undefined) sets.push(sql`display_name = ${change.displayName}`);
  if (change.role !== undefined) sets.push(sql`role = ${change.role}`);
  if (change.scopeCode !== undefined) sets.push(sql`scope_code = ${change.scopeCode}`);
  if (change.unitId !== undefined) sets.push(sql`unit_id = ${change.unitId}::uuid`);
  if (change.disabled !== undefined) sets.push(sql`disabled = ${change.disabled}`);
  if (change.passwordHash !== undefined) sets.push(sql`password_hash = ${change.passwordHash}`);
  const rows = await tx.query<Account>(
    sql`UPDATE account SET ${join(sets, ', ')} WHERE id = ${id} RETURNING ${COLUMNS}`,
  );
  return rows[0];
}
