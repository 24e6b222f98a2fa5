import type { Account } from '../core/contract/account.ts';
import { AccountInput } from '../core/contract/account.ts';
import { levelOfCode } from '../core/contract/area-code.ts';
import { type Administrator, createAccount, createToken, patchAccount } from './commands/accounts.ts';
import type { Database } from './database/database.ts';
import { ProblemError } from './problem.ts';
import { selectAccountByLogin, selectAccounts } from './queries/accounts.ts';
import { selectCity } from './queries/city.ts';
import { selectUnitByCode } from './queries/units.ts';

export const USAGE = `Usage:
  npm run account -- add LOGIN --role ROLE --scope AREACODE [--name NAME]   (the password is read from standard input)
  npm run account -- add LOGIN --role unit --unit CODE [--name NAME]            (the phone of a unit: it opens /unit)
  npm run account -- list
  npm run account -- disable LOGIN
  npm run account -- enable LOGIN
  npm run account -- password LOGIN                                         (read from standard input)
  npm run account -- token LOGIN --label LABEL [--days 365]`;

/** What was asked for on the command line. */
export interface AccountCommand {
  words: readonly string[];
  role?: string | undefined;
  scope?: string | undefined;
  unit?: string | undefined;
  name?: string | undefined;
  label?: string | undefined;
  days?: string | undefined;
}

/** Does what was asked for and answers the lines to print. Throws an Error of one sentence. */
export async function runAccountCommand(
  database: Database,
  command: AccountCommand,
  readPassword: () => Promise<string>,
): Promise<string[]> {
  const [verb, login, ...rest] = command.words;
  if (rest.length > 0) throw new Error(USAGE);
  if (verb === 'list' && login === undefined) return await list(database);
  if (login === undefined) throw new Error(USAGE);
  const by = await administrator(database, verb === 'add' ? command.scope : undefined);
  switch (verb) {
    case 'add':
      return await add(database, login, command, await readPassword(), by);
    case 'disable':
    case 'enable':
      return await change(database, login, { disabled: verb === 'disable' }, by);
    case 'password':
      return await change(database, login, { password: checkedPassword(await readPassword()) }, by);
    case 'token':
      return await token(database, login, command, by);
    default:
      throw new Error(USAGE);
  }
}

async function add(
  database: Database,
  login: string,
  { role, scope, unit, name }: AccountCommand,
  password: string,
  by: Administrator,
): Promise<string[]> {
  const own = unit === undefined ? undefined : await selectUnitByCode(database, unit);
  if (unit !== undefined && !own) throw new Error(`--unit: there is no unit ${unit}`);
  const [scopeCode, unitId] = [scope ?? own?.areaCode, own?.id ?? null];
  const given = { login, role, scopeCode, unitId, displayName: name ?? login, password };
  const input = AccountInput.safeParse(given);
  if (!input.success) {
    const issue = input.error.issues[0];
    const option = { scopeCode: '--scope', role: '--role', unitId: '--unit', displayName: '--name' }[
      String(issue?.path[0])
    ];
    throw new Error(`${option ?? String(issue?.path[0])}: ${issue?.message}`);
  }
  const account = await database.transaction((tx) => createAccount(tx, input.data, by));
  return [`Added ${lineOf(account)}`];
}

async function change(
  database: Database,
  login: string,
  patch: { disabled?: boolean; password?: string },
  by: Administrator,
): Promise<string[]> {
  const account = await database.transaction(async (tx) => {
    const { id } = await find(tx, login);
    return await patchAccount(tx, id, patch, ['*'], by);
  });
  return [`Changed ${lineOf(account)}; its sessions and tokens ${endsNow(patch) ? 'have ended' : 'stay'}.`];
}

function endsNow(patch: { disabled?: boolean; password?: string }): boolean {
  return patch.disabled === true || patch.password !== undefined;
}

async function token(
  database: Database,
  login: string,
  { label, days = '365' }: AccountCommand,
  by: Administrator,
): Promise<string[]> {
  if (!label) throw new Error('--label: say what the token is for');
  if (!/^\d{1,3}$/.test(days) || Number(days) < 1 || Number(days) > 730)
    throw new Error('--days: must be a whole number from 1 to 730');
  const made = await database.transaction(async (tx) => {
    const { id } = await find(tx, login);
    return await createToken(tx, id, { label, days: Number(days) }, by);
  });
  return [
    made.token,
    `Valid until ${made.expiresAt}. It is shown this once; send it as "Authorization: Bearer ...".`,
  ];
}

async function list(database: Database): Promise<string[]> {
  const { scopeCode } = await administrator(database);
  const accounts = await selectAccounts(database, { scopeCode, afterLogin: undefined, limit: 10_000 });
  return accounts.length > 0 ? accounts.map(lineOf) : ['There is no account yet.'];
}

function lineOf({ login, role, scopeCode, displayName, disabled }: Account): string {
  return `${login}  ${role}  ${scopeCode}  ${displayName}${disabled ? '  (disabled)' : ''}`;
}

/** Whoever runs the server rules the whole city; before there is one, the city that the first account names. */
async function administrator(database: Database, firstScope?: string): Promise<Administrator> {
  const city = await selectCity(database);
  const scopeCode = city?.code ?? (firstScope && levelOfCode(firstScope) === 'city' ? firstScope : undefined);
  if (scopeCode === undefined)
    throw new Error(
      'There is no city in the database yet: start the server once with the demo city, import grids, or add the first account with the code of the city to come, such as --scope 990100.',
    );
  return { accountId: null, scopeCode, now: new Date().toISOString() };
}

async function find(database: Parameters<typeof selectAccountByLogin>[0], login: string): Promise<Account> {
  const account = await selectAccountByLogin(database, login);
  if (!account) throw new ProblemError('not_found', `There is no account ${login}.`);
  return account;
}

function checkedPassword(password: string): string {
  const parsed = AccountInput.shape.password.safeParse(password);
  if (parsed.success) return parsed.data;
  throw new Error('The password must have 8 to 200 characters.');
}
