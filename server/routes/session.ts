import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { v7 as uuidv7 } from 'uuid';
import { DemoSignIn, Session, SessionState, SignIn } from '../../core/contract/account.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import type { Actor } from '../auth/actor.ts';
import { addressOf } from '../auth/address.ts';
import { cookieName, type Sessions } from '../auth/authenticate.ts';
import { isPassword } from '../auth/password.ts';
import { newSecret } from '../auth/secret.ts';
import { DEFAULT_LIMITS, type Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { insertAccount, selectAccountByLogin } from '../queries/accounts.ts';
import { selectCity, selectCityZone } from '../queries/city.ts';
import { selectPlanInForce } from '../queries/grids.ts';
import { deleteEndedSessions, deleteSession, insertSession } from '../queries/sessions.ts';
import { selectDemoUnit } from '../queries/units.ts';
import { TokenBuckets } from '../token-bucket.ts';
import { type AppEnv, answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';

/** `/api/session`: who am I, sign in, sign out; one-click roles in the demo. */
export function sessionRoutes(deps: Deps, sessions: Sessions): Router {
  const router = newRouter();
  const perLogin = new TokenBuckets({ ...DEFAULT_LIMITS, ...deps.limits }.signIns, deps.clock);
  const perAddress = new TokenBuckets({ ...DEFAULT_LIMITS, ...deps.limits }.signInsPerAddress, deps.clock);

  serve(router, READ, async (c) => {
    const actor: Actor | undefined = c.var.actor;
    return c.json(actor ? await describe(deps, actor) : { account: null });
  });

  serve(router, SIGN_IN, async (c) => {
    const { login, password } = c.req.valid('json');
    const address = addressOf(c);
    perAddress.take(address);
    perLogin.take(`${address} ${login}`);
    const account = await selectAccountByLogin(deps.database, login);
    const right = await isPassword(password, account?.passwordHash);
    if (!right || !account || account.disabled) {
      deps.log.warn({ traceId: c.var.traceId, login, address }, 'sign-in refused');
      throw new ProblemError('wrong_credentials', 'The login or the password is wrong.');
    }
    return c.json(await begin(deps, c, account));
  });

  serve(router, DEMO_SIGN_IN, async (c) => {
    if (!deps.settings.demo)
      throw new ProblemError('not_found', 'One-click sign-in exists only in the demo.');
    perAddress.take(addressOf(c));
    return c.json(await begin(deps, c, await demoAccount(deps, c.req.valid('json').role)));
  });

  serve(router, SIGN_OUT, async (c) => {
    await deleteSession(deps.database, c.var.actor.secretHash);
    sessions.forget();
    deleteCookie(c, cookieName(deps.settings.tls), cookieOptions(deps));
    return c.body(null, 204);
  });
  return router;
}

type SignedIn = Pick<Actor, 'login' | 'displayName' | 'role' | 'scopeCode' | 'unitId'> & { id: string };

async function begin(deps: Deps, c: Context<AppEnv>, account: SignedIn): Promise<Session> {
  const { secret, secretHash } = newSecret();
  const nowMs = deps.clock();
  const now = new Date(nowMs).toISOString();
  const expiresAt = new Date(nowMs + deps.settings.sessionHours * 3_600_000).toISOString();
  await deleteEndedSessions(deps.database, now);
  const label = (c.req.header('User-Agent') ?? '').slice(0, 120);
  await insertSession(deps.database, {
    secretHash,
    accountId: account.id,
    kind: 'cookie',
    label,
    now,
    expiresAt,
  });
  setCookie(c, cookieName(deps.settings.tls), secret, cookieOptions(deps));
  return await describe(deps, { ...account, accountId: account.id, kind: 'cookie', secretHash, expiresAt });
}

/** A session cookie without an age of its own: the server ends the session. */
function cookieOptions(deps: Deps) {
  return { httpOnly: true, sameSite: 'Lax', path: '/', secure: deps.settings.tls } as const;
}

/** The demo account whose login is its role; the seed makes those of people, a city of one's own and a unit get them here. */
async function demoAccount(deps: Deps, role: AccountRole): Promise<SignedIn> {
  const login: string = role;
  const city = await selectCity(deps.database);
  if (!city) throw new ProblemError('conflict', refusal('There is no city in the database yet.', 'no_city'));
  const unit = role === 'unit' ? await selectDemoUnit(deps.database) : undefined;
  if (role === 'unit' && !unit)
    throw new ProblemError('conflict', refusal('There is no unit in the city yet.', 'unit_unknown'));
  const [scopeCode, unitId] = [unit?.areaCode ?? city.code, unit?.id ?? null];
  const now = new Date(deps.clock()).toISOString();
  const displayName = `演示 Demo ${role}`;
  const row = { id: uuidv7(), login, displayName, role, scopeCode, unitId, passwordHash: null, now };
  const account =
    (await insertAccount(deps.database, row)) ?? (await selectAccountByLogin(deps.database, login));
  if (!account || account.disabled || account.role !== role)
    throw new ProblemError(
      'forbidden',
      refusal(`The demo account ${login} was changed or disabled.`, 'demo_account_changed', { role }),
    );
  return account;
}

async function describe(deps: Deps, actor: Actor): Promise<Session> {
  const [city, planId] = [await selectCity(deps.database), await selectPlanInForce(deps.database)];
  const { accountId: id, login, displayName, role, scopeCode, unitId, expiresAt } = actor;
  return {
    account: { id, login, displayName, role, scopeCode, unitId },
    demo: deps.settings.demo,
    simulated: deps.settings.simulate,
    cityCode: city?.code ?? '',
    cityNameZh: city?.nameZh ?? '',
    cityNameEn: city?.nameEn ?? '',
    timeZone: await selectCityZone(deps.database),
    planId: planId ?? null,
    now: new Date(deps.clock()).toISOString(),
    expiresAt,
  };
}

const tags = ['session'];
const PATH = '/api/session';
const answer = { 200: answers(Session, 'Who is signed in') };
const READ = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: 'Who am I; nobody is an answer too (but not to a bearer token that does not hold: 401)',
  security: [{}, { cookie: [] }, { bearer: [] }],
  responses: { 200: answers(SessionState, 'Who is signed in') },
};
const SIGN_IN = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Sign in: sets the session cookie',
  security: [],
  request: { body: jsonBody(z.strictObject(SignIn.shape)) },
  responses: answer,
};
const DEMO_SIGN_IN = {
  method: 'post' as const,
  path: `${PATH}/demo`,
  tags,
  summary: 'Sign in as a role with one click, as `unit` with the phone of one that is on duty; demo only',
  security: [],
  request: { body: jsonBody(z.strictObject(DemoSignIn.shape)) },
  responses: answer,
};
const SIGN_OUT = {
  method: 'delete' as const,
  path: PATH,
  tags,
  summary: 'Sign out: ends this session or token',
  responses: { 204: { description: 'Signed out' } },
};
