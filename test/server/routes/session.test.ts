import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESK_ROLES } from '../../../core/vocabulary.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Answer, type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { CITY, LEFT, loadSmallCity, thing } from '../small-city.ts';

const MANY = { perSecond: 100, burst: 100 };
const HOUR_MS = 3_600_000;
const PASSWORD = 'correct horse battery';

withDatabases('schema', (database) => {
  let api: Api;
  let admin: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database(), { limits: { signIns: MANY, signInsPerAddress: MANY } });
    admin = await api.as('admin');
    await addAccount('officer');
  });
  afterAll(() => api.close());

  function addAccount(login: string) {
    const input = { login, displayName: '值守员', role: 'operator', scopeCode: LEFT, password: PASSWORD };
    return admin('POST', '/api/accounts', input);
  }
  async function signIn(login: string, password = PASSWORD) {
    const answer = await api.anonymous('POST', '/api/session', { login, password });
    const cookie = answer.headers.get('Set-Cookie') ?? '';
    const own = { Cookie: cookie.split(';')[0] ?? '' };
    return { answer, cookie, who: () => api.anonymous('GET', '/api/session', undefined, own), own };
  }
  const isNobody = ({ status, body }: Answer) => status === 200 && body.account === null;

  it('signs in with a password and knows who it is', async () => {
    const { answer, cookie, who } = await signIn('officer');
    expect(answer.status).toBe(200);
    expect(cookie).toMatch(/^jingwei_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const { body } = await who();
    expect(body).toMatchObject({
      account: { login: 'officer', role: 'operator', scopeCode: LEFT },
      cityCode: CITY,
    });
    expect(JSON.stringify(body)).not.toMatch(/hash|password/i);
  });

  it('says that nobody is signed in, without an error; a token that does not hold is one', async () => {
    expect((await api.anonymous('GET', '/api/session')).body).toEqual({ account: null });
    const own = { Cookie: 'jingwei_session=made-up' };
    expect((await api.anonymous('GET', '/api/session', undefined, own)).body).toEqual({ account: null });
    const token = { Authorization: 'Bearer made-up' };
    const answer = await api.anonymous('GET', '/api/session', undefined, token);
    expect([answer.status, answer.body.code]).toEqual([401, 'not_signed_in']);
    expect((await api.anonymous('DELETE', '/api/session')).status).toBe(401);
  });

  it('behind TLS the cookie is bound to the host', async () => {
    const secure = makeApi(database(), { settings: { tls: true } });
    const answer = await secure.anonymous('POST', '/api/session', { login: 'officer', password: PASSWORD });
    expect(answer.headers.get('Set-Cookie')).toMatch(/^__Host-jingwei_session=.*; Secure/);
    expect(answer.headers.get('Strict-Transport-Security')).toMatch(/max-age/);
    await secure.close();
  });

  it('says the same of a wrong password, an unknown login and a disabled account', async () => {
    const wrong = await signIn('officer', 'not the password');
    const unknown = await signIn('nobody');
    const { body } = await addAccount('gone');
    await admin('PATCH', `/api/accounts/${body.id}`, { disabled: true }, { 'If-Match': '"1"' });
    const disabled = await signIn('gone');
    const said = [wrong, unknown, disabled].map(({ answer }) => [
      answer.status,
      answer.body.code,
      answer.body.detail,
    ]);
    expect(new Set(said.map((text) => JSON.stringify(text))).size).toBe(1);
    expect(said[0]?.[1]).toBe('wrong_credentials');
  });

  it('an unknown login takes as much work as a known one', async () => {
    // Work done, not time passed: other programs on the machine do not count. What else this process does only adds to
    // it, so the least of many rounds is asked for. User and system time are exact only together.
    const work = async (login: string) => {
      const before = process.cpuUsage();
      for (let i = 0; i < 3; i++) await signIn(login, 'not the password');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    let [known, unknown] = [Infinity, Infinity];
    for (let round = 0; round < 4 || (round < 20 && unknown <= known / 2); round++) {
      known = Math.min(known, await work('officer'));
      unknown = Math.min(unknown, await work('no-such-login'));
    }
    expect(unknown).toBeGreaterThan(known / 2);
  });

  it('keeps only the hash of the secret', async () => {
    const { own } = await signIn('officer');
    const secret = own.Cookie.split('=')[1];
    const rows = await database().query<{ secret_hash: string }>(sql`SELECT secret_hash FROM session`);
    expect(rows.map((row) => row.secret_hash)).not.toContain(secret);
    expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.secret_hash))).toBe(true);
  });

  it('ends twelve hours after the last request, not the first', async () => {
    const { who } = await signIn('officer');
    api.setClock(NOW_MS + 11 * HOUR_MS);
    expect((await who()).body.account.login).toBe('officer');
    api.setClock(NOW_MS + 22 * HOUR_MS);
    expect((await who()).body.account.login).toBe('officer');
    api.setClock(NOW_MS + 35 * HOUR_MS);
    expect(isNobody(await who())).toBe(true);
    api.setClock(NOW_MS);
  });

  it('signing out ends it at once', async () => {
    const { who, own } = await signIn('officer');
    expect((await api.anonymous('DELETE', '/api/session', undefined, own)).status).toBe(204);
    expect(isNobody(await who())).toBe(true);
  });

  it('disabling the account or changing its role ends its sessions and tokens', async () => {
    for (const [login, patch] of [
      ['leaver', { disabled: true }],
      ['mover', { role: 'viewer' }],
    ] as const) {
      const { body } = await addAccount(login);
      const { who } = await signIn(login);
      const token = await admin('POST', `/api/accounts/${body.id}/tokens`, { label: 'radio', days: 30 });
      const bearer = () =>
        api.anonymous('GET', '/api/session', undefined, { Authorization: `Bearer ${token.body.token}` });
      expect([(await who()).body.account.login, (await bearer()).status]).toEqual([login, 200]);
      await admin('PATCH', `/api/accounts/${body.id}`, patch, { 'If-Match': '"1"' });
      expect([isNobody(await who()), (await bearer()).status]).toEqual([true, 401]);
    }
  });

  it('an administrator can not lock out the account in use', async () => {
    const me = (await admin('GET', '/api/session')).body.account.id;
    const answer = await admin('PATCH', `/api/accounts/${me}`, { disabled: true }, { 'If-Match': '*' });
    expect([answer.status, answer.body.code]).toEqual([409, 'conflict']);
  });

  it('guessing is slowed down per login', async () => {
    const guarded = makeApi(database());
    const attempt = (login: string) =>
      guarded.anonymous('POST', '/api/session', { login, password: 'guess guess' });
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push((await attempt('officer')).status);
    expect(statuses).toEqual([...Array(8).fill(401), 429, 429]);
    expect((await attempt('other')).status).toBe(401);
    await guarded.close();
  });

  it('the demo signs in as any role with one click, and only the demo', async () => {
    for (const role of DESK_ROLES) {
      const { status, body } = await api.anonymous('POST', '/api/session/demo', { role });
      expect([status, body.account.role, body.account.scopeCode]).toEqual([200, role, CITY]);
    }
    const phone = await api.anonymous('POST', '/api/session/demo', { role: 'unit' });
    expect([phone.status, phone.body.account.unitId]).toEqual([200, thing('units', 'left')]);
    const real = makeApi(database(), { settings: { demo: false } });
    expect((await real.anonymous('POST', '/api/session/demo', { role: 'admin' })).status).toBe(404);
    await real.close();
  });

  it('the log of accounts holds no secret', async () => {
    const rows = await database().query<{ text: string }>(
      sql`SELECT coalesce(before::text, '') || coalesce(after::text, '') AS text FROM event WHERE noun = 'accounts'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ text }) => /argon2|password|hash/i.test(text))).toEqual([]);
  });
});
