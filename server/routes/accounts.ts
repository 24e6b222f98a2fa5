import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Account, AccountInput } from '../../core/contract/account.ts';
import { Id, itemsPage } from '../../core/contract/common.ts';
import { allow } from '../auth/actor.ts';
import type { Sessions } from '../auth/authenticate.ts';
import {
  type Administrator,
  createAccount,
  createToken,
  endSessions,
  patchAccount,
} from '../commands/accounts.ts';
import { command } from '../commands/command.ts';
import { createOnce, IdempotencyKey } from '../create-once.ts';
import { cutPage, decodeCursor, itemsOf } from '../cursor.ts';
import type { Deps } from '../deps.ts';
import { etagOf, IfMatch, requireIfMatch } from '../etag.ts';
import { selectAccounts } from '../queries/accounts.ts';
import { type AppEnv, answers, jsonBody, newRouter, type Router, serve } from '../validate.ts';
import { listParameters } from './parameters.ts';

/** `/api/accounts`: for administrators, within their own area. */
export function accountRoutes(deps: Deps, sessions: Sessions): Router {
  const router = newRouter();

  serve(router, LIST, async (c) => {
    allow(c.var.actor, 'administer');
    const { limit, cursor } = c.req.valid('query');
    const afterLogin = decodeCursor(cursor, AccountInput.shape.login);
    const { scopeCode } = c.var.actor;
    const rows = await selectAccounts(deps.database, { scopeCode, afterLogin, limit: limit + 1 });
    const page = cutPage(rows, limit, (row) => row.login);
    return c.json(itemsOf(page, deps.clock()));
  });

  serve(router, CREATE, async (c) => {
    allow(c.var.actor, 'administer');
    const input = c.req.valid('json');
    const account = await createOnce(deps, c, (tx) => createAccount(tx, input, administrator(deps, c)));
    return send(c, account, 201);
  });

  serve(router, PATCH, async (c) => {
    allow(c.var.actor, 'administer');
    const versions = requireIfMatch(c);
    const { id } = c.req.valid('param');
    const patch = c.req.valid('json');
    const account = await command(deps, (tx) =>
      patchAccount(tx, id, patch, versions, administrator(deps, c)),
    );
    sessions.forget();
    return send(c, account, 200);
  });

  serve(router, TOKEN, async (c) => {
    allow(c.var.actor, 'administer');
    const { id } = c.req.valid('param');
    const wanted = c.req.valid('json');
    const token = await command(deps, (tx) => createToken(tx, id, wanted, administrator(deps, c)));
    return c.json(token, 201);
  });

  serve(router, END_SESSIONS, async (c) => {
    allow(c.var.actor, 'administer');
    const { id } = c.req.valid('param');
    await command(deps, (tx) => endSessions(tx, id, administrator(deps, c)));
    sessions.forget();
    return c.body(null, 204);
  });
  return router;
}

function administrator(deps: Deps, c: Context<AppEnv>): Administrator {
  const { accountId, scopeCode } = c.var.actor;
  return { accountId, scopeCode, now: new Date(deps.clock()).toISOString() };
}

function send(c: Context, account: Account, status: 200 | 201) {
  return c.json(account, status, { ETag: etagOf(account.version) });
}

const tags = ['accounts'];
const PATH = '/api/accounts';
const Params = z.object({ id: Id });
const { limit, cursor } = listParameters;
const { displayName, role, scopeCode, password } = AccountInput.shape;
const unitId = AccountInput.shape.unitId.unwrap();
const Patch = z
  .strictObject({ displayName, role, scopeCode, unitId, password, disabled: z.boolean() })
  .partial();

const LIST = {
  method: 'get' as const,
  path: PATH,
  tags,
  summary: 'Accounts whose area lies in yours, by login',
  request: { query: z.strictObject({ limit, cursor }) },
  responses: { 200: answers(itemsPage(Account), 'One page') },
};
const CREATE = {
  method: 'post' as const,
  path: PATH,
  tags,
  summary: 'Add an account (takes Idempotency-Key)',
  request: { headers: IdempotencyKey, body: jsonBody(z.strictObject(AccountInput.shape)) },
  responses: { 201: answers(Account, 'Added') },
};
const PATCH = {
  method: 'patch' as const,
  path: `${PATH}/{id}`,
  tags,
  summary: 'Change or disable an account (needs If-Match)',
  description:
    'Disabling it, or giving it another password, role, unit or area, ends its sessions and tokens.',
  request: { params: Params, headers: IfMatch, body: jsonBody(Patch) },
  responses: { 200: answers(Account, 'As it is now') },
};
const TOKEN = {
  method: 'post' as const,
  path: `${PATH}/{id}/tokens`,
  tags,
  summary: 'Make a bearer token for a program; it is shown once',
  request: {
    params: Params,
    body: jsonBody(
      z.strictObject({ label: z.string().trim().min(1).max(80), days: z.int().min(1).max(730).default(365) }),
    ),
  },
  responses: { 201: answers(z.object({ token: z.string(), expiresAt: z.string() }), 'The token') },
};
const END_SESSIONS = {
  method: 'delete' as const,
  path: `${PATH}/{id}/sessions`,
  tags,
  summary: 'End every session and token of an account',
  request: { params: Params },
  responses: { 204: { description: 'Ended' } },
};
