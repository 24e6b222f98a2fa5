import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AccountCommand, runAccountCommand } from '../../server/account-commands.ts';
import { withDatabases } from '../support/databases.ts';
import { type Api, makeApi } from './api.ts';
import { LEFT, loadSmallCity } from './small-city.ts';

const PASSWORD = 'eight or more';

withDatabases('schema', (database) => {
  let api: Api;
  beforeAll(() => {
    api = makeApi(database());
    api.setClock(Date.now());
  });
  afterAll(() => api.close());

  const run = (words: string[], options: Omit<AccountCommand, 'words'> = {}, password = PASSWORD) =>
    runAccountCommand(database(), { words, ...options }, async () => password);
  const signIn = async (login: string, password = PASSWORD) =>
    (await api.anonymous('POST', '/api/session', { login, password })).status;

  it('adds the first account of a city to come, which can sign in', async () => {
    await expect(run(['add', 'first'], { role: 'admin', scope: '990102' })).rejects.toThrow(
      /no city .* --scope 990100/,
    );
    await run(['add', 'first'], { role: 'admin', scope: '990100' });
    expect(await signIn('first')).toBe(200);
  });

  it('says what to do before there is a city', async () => {
    await expect(run(['list'])).rejects.toThrow(/no city in the database yet/);
    await loadSmallCity(database());
    expect(await run(['list'])).toEqual(['There is no account yet.']);
  });

  it('adds an account that can sign in, lists it, disables and enables it', async () => {
    expect(await run(['add', 'zhou'], { role: 'operator', scope: LEFT, name: '周值守' })).toEqual([
      `Added zhou  operator  ${LEFT}  周值守`,
    ]);
    expect(await signIn('zhou')).toBe(200);
    await run(['disable', 'zhou']);
    expect(await signIn('zhou')).toBe(401);
    expect(await run(['list'])).toEqual([`zhou  operator  ${LEFT}  周值守  (disabled)`]);
    await run(['enable', 'zhou']);
    expect(await signIn('zhou')).toBe(200);
  });

  it('changes a password', async () => {
    await run(['password', 'zhou'], {}, 'another password');
    expect([await signIn('zhou'), await signIn('zhou', 'another password')]).toEqual([401, 200]);
  });

  it('makes a token that works until the account is disabled', async () => {
    const [token = ''] = await run(['token', 'zhou'], { label: 'radio gateway', days: '30' });
    const who = () => api.anonymous('GET', '/api/session', undefined, { Authorization: `Bearer ${token}` });
    expect((await who()).body.account.login).toBe('zhou');
    await run(['disable', 'zhou']);
    api.setClock(Date.now() + 3000);
    expect((await who()).status).toBe(401);
  });

  it.each([
    [[], {}, /Usage/],
    [['dance', 'zhou'], {}, /Usage/],
    [['add', 'zhou'], { role: 'operator', scope: LEFT }, /taken/],
    [['add', 'Bad Name'], { role: 'operator', scope: LEFT }, /a login has 2 to 40/],
    [['add', 'li'], { scope: LEFT }, /--role/],
    [['add', 'li'], { role: 'chief', scope: LEFT }, /--role/],
    [['add', 'li'], { role: 'viewer' }, /--scope/],
    [['add', 'li'], { role: 'viewer', scope: '630199' }, /no area 630199/],
    [['add', 'li'], { role: 'viewer', scope: '990100' }, /outside/],
    [['disable', 'nobody'], {}, /no account nobody/],
    [['token', 'zhou'], {}, /--label/],
    [['token', 'zhou'], { label: 'x', days: '9999' }, /--days/],
  ])('refuses %j %j in one sentence', async (words, options, message) => {
    await expect(run(words, options)).rejects.toThrow(message);
  });

  it('refuses a short password', async () => {
    await expect(run(['add', 'li'], { role: 'viewer', scope: LEFT }, 'short')).rejects.toThrow(/password/);
    await expect(run(['password', 'zhou'], {}, 'short')).rejects.toThrow(/8 to 200/);
  });
});
