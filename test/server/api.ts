import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { AccountRole } from '../../core/vocabulary.ts';
import { createApp } from '../../server/app.ts';
import { newSecret } from '../../server/auth/secret.ts';
import type { Database } from '../../server/database/database.ts';
import type { Deps, Limits } from '../../server/deps.ts';
import type { HubOptions } from '../../server/live/hub.ts';
import { makeDeps } from '../../server/make-deps.ts';
import { insertAccount } from '../../server/queries/accounts.ts';
import { insertSession } from '../../server/queries/sessions.ts';
import type { TileStoreOptions } from '../../server/tiles/tile-store.ts';
import { CITY } from './small-city.ts';

/** An answer, read whole. `body` is parsed JSON, or undefined. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

export interface Api {
  app: ReturnType<typeof createApp>;
  deps: Deps;
  /** Sends without signing in. */
  anonymous: Send;
  /** Sends as a new account of this role and scope, by bearer token. */
  as(role: AccountRole, scopeCode?: string): Promise<Send>;
  /** Sends as the phone of a unit. */
  asUnit(unitId: string, scopeCode?: string): Promise<Send>;
  /** The headers of such an account. */
  bearer(role: AccountRole, scopeCode?: string): Promise<Record<string, string>>;
  /** Milliseconds since 1970 that the server takes for now. */
  setClock(nowMs: number): void;
  close(): Promise<void>;
}

export const NOW_MS = Date.parse('2026-11-23T04:00:00.000Z');

/** The API on a database, in this process, without a socket. */
export function makeApi(
  database: Database,
  options: {
    limits?: Limits;
    settings?: Partial<Deps['settings']>;
    hub?: Partial<HubOptions>;
    tiles?: Partial<TileStoreOptions>;
  } = {},
): Api {
  let nowMs = NOW_MS;
  const clock = () => nowMs;
  const log = pino({ level: 'silent' });
  const settings = {
    demo: true,
    simulate: false,
    sessionHours: 12,
    tls: false,
    publicUrl: null,
    basemap: { kind: 'own' },
    basemapFrame: 'wgs84',
    ...options.settings,
  } as const;
  const deps = makeDeps(
    { database, settings, log, clock, ...(options.limits ? { limits: options.limits } : {}) },
    { ...(options.hub ? { hub: options.hub } : {}), ...(options.tiles ? { tiles: options.tiles } : {}) },
  );
  const app = createApp(deps);
  const anonymous = sender(app, {});
  return {
    app,
    deps,
    anonymous,
    as: async (role, scopeCode = CITY) => sender(app, await bearer(database, role, scopeCode, nowMs)),
    asUnit: async (unitId, scopeCode = CITY) =>
      sender(app, await bearer(database, 'unit', scopeCode, nowMs, unitId)),
    bearer: (role, scopeCode = CITY) => bearer(database, role, scopeCode, nowMs),
    setClock: (value) => {
      nowMs = value;
    },
    close: async () => {
      const { hub, cubes, roads, ways, cordons, checkpointNet } = deps;
      await Promise.all([hub, cubes, roads, ways, cordons, checkpointNet].map((one) => one.close()));
    },
  };
}

async function bearer(
  database: Database,
  role: AccountRole,
  scopeCode: string,
  nowMs: number,
  unitId: string | null = null,
) {
  const now = new Date(nowMs).toISOString();
  const id = uuidv7();
  const login = `t-${role}-${id.slice(-8)}`;
  const account = { id, login, displayName: login, role, scopeCode, unitId, passwordHash: null, now };
  await insertAccount(database, account);
  const { secret, secretHash } = newSecret();
  const expiresAt = '2100-01-01T00:00:00.000Z';
  await insertSession(database, { secretHash, accountId: id, kind: 'bearer', label: 'test', now, expiresAt });
  return { Authorization: `Bearer ${secret}` };
}

function sender(app: Api['app'], own: Record<string, string>): Send {
  return async (method, path, body, headers = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const init = {
      method,
      headers: { ...own, ...type, ...headers },
      ...(body === undefined ? {} : { body: text }),
    };
    const response = await app.request(path, init);
    return await readAnswer(response);
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text ? JSON.parse(text) : undefined,
  };
}
