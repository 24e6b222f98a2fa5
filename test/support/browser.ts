import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { AccountRole } from '../../core/vocabulary.ts';
import { createApp } from '../../server/app.ts';
import type { Deps } from '../../server/deps.ts';
import { listen } from '../../server/listen.ts';
import { makeDeps } from '../../server/make-deps.ts';
import { serveSite } from '../../server/static.ts';
import { builtClient } from './built-client.ts';
import { openTestDatabase } from './databases.ts';
import { TEST_CITY } from './templates.ts';

/** WebGL in software, and no traffic of the browser's own. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];
/** A map drawn in software on a busy machine takes its time. */
const PATIENCE_MS = 60_000;
const CHROMIUMS = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export interface Site {
  url: string;
  deps: Deps;
  /** A page of a fresh browser context, signed in as `role` (null: nobody), at `path`. */
  open(role: AccountRole | null, path?: string, options?: PageOptions): Promise<Visit>;
  /** Sends as a signed-in account of this role. */
  send(
    role: AccountRole,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
  close(): Promise<void>;
}
export interface PageOptions {
  width?: number;
  height?: number;
  /** What the browser remembers of an earlier visit. */
  storage?: Record<string, string>;
}
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Console errors and warnings, uncaught errors and refused loads so far, but for what the graphics driver says. */
  complaints: string[];
}

/** The demo city behind a real socket with the built client, a few minutes after its last incident, and a browser. One each for a spec. */
export function withSite(): () => Site {
  let site: Site | undefined;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());
  return () => {
    if (!site) throw new Error('the site is up inside tests and hooks only');
    return site;
  };
}

export async function startSite(): Promise<Site> {
  const [folder, test] = await Promise.all([builtClient(), openTestDatabase('postgres', 'city')]);
  const { database } = test;
  const log = pino({ level: 'silent' });
  const behindMs = Date.now() - Date.parse(TEST_CITY.asOf) - 60_000;
  const clock = () => Date.now() - behindMs;
  const deps = makeDeps({
    database,
    settings: {
      demo: true,
      simulate: false,
      sessionHours: 12,
      tls: false,
      publicUrl: null,
      basemap: { kind: 'own' },
      basemapFrame: 'wgs84',
    },
    log,
    clock,
    limits: { signIns: { perSecond: 100, burst: 1000 }, signInsPerAddress: { perSecond: 100, burst: 1000 } },
  });
  const app = createApp(deps);
  app.get('*', serveSite(folder));
  const listener = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
  return {
    url: listener.url,
    deps,
    open: (role, path, options) => visit(browser, listener.url, role, path, options),
    send: (role, method, path, body, headers) => send(listener.url, role, method, path, body, headers),
    close: async () => {
      await browser.close();
      await deps.hub.close();
      await listener.close(50);
      await test.drop();
    },
  };
}

async function visit(
  browser: Browser,
  url: string,
  role: AccountRole | null,
  path = '/',
  { width = 1440, height = 900, storage = {} }: PageOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height } });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isOurs = !/GPU stall|GL Driver Message|swiftshader/i.test(message.text());
    if (isOurs && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript((entries) => {
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
  }, storage);
  if (role) await signIn(context, url, role);
  await page.goto(url + path);
  return { page, context, complaints };
}

async function signIn(context: BrowserContext, url: string, role: AccountRole): Promise<void> {
  const answer = await context.request.post(`${url}/api/session/demo`, { data: { role } });
  if (!answer.ok()) throw new Error(`signing in as ${role} failed: ${await answer.text()}`);
}

async function send(
  url: string,
  role: AccountRole,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const session = await fetch(`${url}/api/session/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ role }),
  });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return await fetch(url + path, {
    method,
    headers: { cookie, ...type, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function chromiumPath(): string {
  const path = CHROMIUMS.find((candidate) => candidate && existsSync(candidate));
  if (!path) throw new Error('Chromium is needed for the browser tests: install it, or name it in CHROMIUM.');
  return path;
}
