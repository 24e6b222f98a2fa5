import { v7 as uuidv7 } from 'uuid';
import type { Account } from '../../core/contract/account.ts';
import { isWithinCode } from '../../core/contract/area-code.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import { hashPassword } from '../auth/password.ts';
import { newSecret } from '../auth/secret.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound, ProblemError } from '../problem.ts';
import {
  type AccountChange,
  insertAccount,
  selectAccountForUpdate,
  updateAccount,
} from '../queries/accounts.ts';
import { selectCity } from '../queries/city.ts';
import { appendEvent } from '../queries/events.ts';
import { UNITS } from '../queries/nouns.ts';
import { selectPlacedOne } from '../queries/placed.ts';
import { deleteSessionsOf, insertSession } from '../queries/sessions.ts';
import { requireHomeArea } from './locate.ts';

/** Who does it: an account, or nobody for the command line, which has every area. */
export interface Administrator {
  accountId: string | null;
  scopeCode: string;
  now: string;
}

export interface AccountRequest {
  login: string;
  displayName: string;
  role: AccountRole;
  scopeCode: string;
  unitId: string | null;
  password: string | null;
}

/** Adds an account in the administrator's area. Its event never holds the password. */
export async function createAccount(
  tx: Queryable,
  input: AccountRequest,
  by: Administrator,
): Promise<Account> {
  await requireScope(tx, input.scopeCode, by);
  await requireUnitOfRole(tx, input);
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  const { password: _password, ...rest } = input;
  const account = await insertAccount(tx, { ...rest, id: uuidv7(), passwordHash, now: by.now });
  if (!account)
    throw new ProblemError(
      'already_exists',
      refusal(`The login ${input.login} is taken.`, 'login_taken', { login: input.login }),
    );
  await logged(tx, 'create', undefined, account, by);
  return account;
}

/** The scope must be an area of the city; before there is a city, the one that is to come. */
async function requireScope(tx: Queryable, scopeCode: string, by: Administrator): Promise<void> {
  if (scopeCode === by.scopeCode && !(await selectCity(tx))) return;
  await requireHomeArea(tx, scopeCode, by.scopeCode);
}

/** An account of a unit, and no other, has one, whose home area lies in the account's own. */
async function requireUnitOfRole(
  tx: Queryable,
  { role, unitId, scopeCode }: Pick<Account, 'role' | 'unitId' | 'scopeCode'>,
): Promise<void> {
  if ((role === 'unit') !== (unitId !== null))
    throw new ProblemError(
      'invalid_request',
      refusal('An account whose role is unit has a unit (unitId), and no other has.', 'account_of_unit'),
    );
  if (unitId !== null && !(await selectPlacedOne(tx, UNITS, unitId, scopeCode)))
    throw new ProblemError(
      'invalid_request',
      refusal(`There is no unit ${unitId} in the area of the account.`, 'unit_unknown'),
    );
}

/** Changes an account. A new password, role, scope, unit or being disabled ends its sessions and tokens. */
export async function patchAccount(
  tx: Queryable,
  id: string,
  patch: Omit<AccountChange, 'passwordHash'> & { password?: string | undefined },
  versions: Versions,
  by: Administrator,
): Promise<Account> {
  const before = await selectAccountForUpdate(tx, id, by.scopeCode);
  if (!before) throw notFound('accounts', `account ${id}`);
  expectVersion(versions, before.version);
  if (Object.values(patch).every((value) => value === undefined)) return before;
  if (patch.disabled && id === by.accountId)
    throw new ProblemError(
      'conflict',
      refusal('You can not disable the account that you are signed in with.', 'own_account'),
    );
  if (patch.scopeCode !== undefined) await requireHomeArea(tx, patch.scopeCode, by.scopeCode);
  const { role = before.role, scopeCode = before.scopeCode, unitId = before.unitId } = patch;
  await requireUnitOfRole(tx, { role, scopeCode, unitId });
  const { password, ...rest } = patch;
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const after = await updateAccount(tx, id, { ...rest, passwordHash }, by.now);
  if (!after) throw new Error(`account ${id} is not there after its change`);
  if (endsSessions(before, after) || password !== undefined) await deleteSessionsOf(tx, id);
  await logged(tx, 'update', before, after, by);
  return after;
}

/** A bearer token for a program, valid for `days`; only its hash is kept, so that it is shown once. */
export async function createToken(
  tx: Queryable,
  id: string,
  token: { label: string; days: number },
  by: Administrator,
): Promise<{ token: string; expiresAt: string }> {
  const account = await selectAccountForUpdate(tx, id, by.scopeCode);
  if (!account) throw notFound('accounts', `account ${id}`);
  if (account.disabled)
    throw new ProblemError(
      'conflict',
      refusal(`The account ${account.login} is disabled.`, 'account_disabled', { login: account.login }),
    );
  const { secret, secretHash } = newSecret();
  const expiresAt = new Date(Date.parse(by.now) + token.days * 86_400_000).toISOString();
  const { label } = token;
  await insertSession(tx, { secretHash, accountId: id, kind: 'bearer', label, now: by.now, expiresAt });
  return { token: secret, expiresAt };
}

/** Ends every session and token of an account. */
export async function endSessions(tx: Queryable, id: string, by: Administrator): Promise<void> {
  const account = await selectAccountForUpdate(tx, id, by.scopeCode);
  if (!account) throw notFound('accounts', `account ${id}`);
  await deleteSessionsOf(tx, id);
}

function endsSessions(before: Account, after: Account): boolean {
  const isOther = after.role !== before.role || after.unitId !== before.unitId;
  return after.disabled || isOther || !isWithinCode(before.scopeCode, after.scopeCode);
}

async function logged(
  tx: Queryable,
  kind: 'create' | 'update',
  before: Account | undefined,
  after: Account,
  by: Administrator,
): Promise<void> {
  const old = before && before.scopeCode !== after.scopeCode ? before.scopeCode : null;
  await appendEvent(tx, {
    at: by.now,
    actorId: by.accountId,
    noun: 'accounts',
    kind,
    subjectId: after.id,
    areaCode: after.scopeCode,
    oldAreaCode: old,
    before: before ?? null,
    after,
  });
}
