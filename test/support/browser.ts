import { pino } from 'pino';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { AccountRole } from '../../core/vocabulary.ts';
import { createApp } from '../../server/app.ts';
import type { Deps } from '../../server/deps.ts';
import { type Listener, listen } from '../../server/listen.ts';
import { makeDeps } from '../../server/make-deps.ts';
import { serveSite } from '../../server/static.ts';
import { builtClient } from './built-client.ts';
import { openTestDatabase } from './databases.ts';
import { type Content, TEST_CITY } from './templates.ts';

/** WebGL in software, and no traffic of the browser's own. Pages live for seconds: the optimising compiler would cost them more than it gives. */
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
  '--js-flags=--no-turbofan',
];
/** A map drawn in software on a busy machine takes its time. */
const PATIENCE_MS = 60_000;
export interface Site {
  url: string;
  deps: Deps;
  /** A page of a fresh browser context, signed in as `role` (null: nobody), at `path`. */
  open(role: AccountRole | null, path?: string, options?: PageOptions): Promise<Visit>;
  /**
   * The page that an earlier test left to this role, brought to `path` as Back would bring it: nothing loads again, which
   * is most of what a page costs. Whatever lay open is closed first. A first page is opened, and one after a test that failed.
   * `options` are those of the first page.
   */
  desk(role: AccountRole, path?: string, options?: PageOptions): Promise<Visit>;
  /** From here on each role gets a new desk. */
  leaveDesks(): Promise<void>;
  /** Sends as a signed-in account of this role. */
  send(
    role: AccountRole,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** The same city and browser under other settings, at another address. */
  alsoWith(settings: Partial<Deps['settings']>): Promise<Pick<Site, 'url' | 'open'>>;
  /** The same city and browser, where more incidents than these are too many for a page. */
  alsoHolding(mostIncidents: number): Promise<Pick<Site, 'url' | 'open'>>;
  close(): Promise<void>;
}
export interface PageOptions {
  width?: number;
  height?: number;
  /** Pixels of the screen to a CSS pixel. Pages are drawn in software: fewer pixels, fewer minutes; whoever looks at them asks for 1. */
  pixelRatio?: number;
  /** Whether the map flies and lamps flash; else the browser asks for stillness, as some people do: flights cost minutes too. */
  motion?: boolean;
  /** What the browser remembers of an earlier visit. */
  storage?: Record<string, string>;
  /** Done with the page before it goes anywhere. */
  prepare?: (page: Page) => Promise<unknown>;
}
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Console errors and warnings, uncaught errors and refused loads so far, but for what the graphics driver says. */
  complaints: string[];
}

/** One browser for all specs of a process: it keeps what it has compiled of the map's shaders. It ends with the process. */
let browser: Promise<Browser> | undefined;
function sharedBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: browserPath(), args: ARGUMENTS });
  return browser;
}

/** The demo city (or a database without one) behind a real socket with the built client, a few minutes after its last incident. One each for a spec. */
export function withSite(content: Content = 'city'): () => Site {
  let site: Site | undefined;
  beforeAll(async () => {
    site = await startSite(content);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await site?.leaveDesks();
  });
  afterAll(() => site?.close());
  return () => {
    if (!site) throw new Error('the site is up inside tests and hooks only');
    return site;
  };
}

export async function startSite(content: Content = 'city'): Promise<Site> {
  const folder = builtClient();
  const test = await openTestDatabase('postgres', content);
  const { database } = test;
  const log = pino({ level: 'silent' });
  const behindMs = Date.now() - Date.parse(TEST_CITY.asOf) - 60_000;
  const clock = () => Date.now() - behindMs;
  const given: Parameters<typeof makeDeps>[0] = {
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
  };
  const deps = makeDeps(given);
  const others: Deps[] = [];
  const listeners: Listener[] = [];
  const serve = async (served: Deps): Promise<string> => {
    const app = createApp(served);
    app.get('*', serveSite(folder));
    const listener = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
    listeners.push(listener);
    return listener.url;
  };
  const browser = await sharedBrowser();
  const contexts = new Set<BrowserContext>();
  const at = (url: string): Pick<Site, 'url' | 'open'> => ({
    url,
    async open(role, path, options) {
      const visited = await visit(browser, url, role, path, options);
      contexts.add(visited.context);
      return visited;
    },
  });
  const own = at(await serve(deps));
  const desks = new Map<AccountRole, Visit>();
  return {
    ...own,
    deps,
    async desk(role, path = '/', options = {}) {
      const left = desks.get(role);
      if (left) await leadTo(left, own.url + path, options);
      const visited = left ?? (await own.open(role, path, options));
      desks.set(role, visited);
      return visited;
    },
    async leaveDesks() {
      const left = [...desks.values()];
      desks.clear();
      await Promise.all(left.map(({ context }) => context.close()));
    },
    alsoWith: async (settings) => at(await serve({ ...deps, settings: { ...deps.settings, ...settings } })),
    alsoHolding: async (mostIncidents) => {
      const other = makeDeps(given, { tiles: { mostIncidents } });
      others.push(other);
      return at(await serve(other));
    },
    send: (role, method, path, body, headers) => send(own.url, role, method, path, body, headers),
    close: async () => {
      await Promise.all([...contexts].map((context) => context.close()));
      for (const { hub, cubes, ways, cordons, checkpointNet } of [deps, ...others]) {
        await hub.close();
        await cubes.close();
        await ways.close();
        await cordons.close();
        await checkpointNet.close();
      }
      await Promise.all(listeners.map((listener) => listener.close(50)));
      await test.drop();
    },
  };
}

async function visit(
  browser: Browser,
  url: string,
  role: AccountRole | null,
  path = '/',
  options: PageOptions = {},
): Promise<Visit> {
  const { pixelRatio = 0.25, motion = false, storage = {}, prepare } = options;
  const context = await browser.newContext({
    viewport: viewportOf(options),
    deviceScaleFactor: pixelRatio,
    reducedMotion: motion ? 'no-preference' : 'reduce',
  });
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
  await prepare?.(page);
  await page.goto(url + path);
  return { page, context, complaints };
}

/** To an address of the same site without loading it, by way of the list of Watch, with nothing left open, routed, printed or complained of. */
async function leadTo({ page, complaints }: Visit, address: string, options: PageOptions): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.emulateMedia({ media: null });
  await page.setViewportSize(viewportOf(options));
  for (let level = 0; level < 3; level++) await page.keyboard.press('Escape');
  for (const to of [new URL(address).origin, address]) await page.evaluate(follow, to);
  complaints.length = 0;
}

/** Runs in the page: goes to an address of its own as Back would, and waits until that is drawn. */
function follow(address: string): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  history.pushState(null, '', address);
  window.dispatchEvent(new PopStateEvent('popstate'));
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

function viewportOf({ width = 1440, height = 900 }: PageOptions): { width: number; height: number } {
  return { width, height };
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

/** `npm test` names the browser that it found. */
function browserPath(): string {
  const path = process.env.CHROMIUM_PATH;
  if (!path)
    throw new Error('CHROMIUM_PATH is not set: run "npm test -- NAME", which finds or installs one.');
  return path;
}
