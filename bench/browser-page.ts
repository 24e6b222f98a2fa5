import { type Browser, chromium, type Page } from 'playwright-core';
import type { AccountRole } from '../core/vocabulary.ts';

const VIEWPORT = { width: 1440, height: 900 };
const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const READY_MS = 60_000;
/** As text: what runs in the page is not ours to compile. */
export const NEXT_FRAME = 'new Promise((resolve) => requestAnimationFrame(() => resolve(0)))';

export function launchBrowser(...more: readonly string[]): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...BROWSER_ARGS, ...more] });
}

/** A page of a fresh context, signed in as a demo account; `script` runs before the page's own. */
export async function signedIn(
  browser: Browser,
  url: string,
  script?: string,
  role: AccountRole = 'operator',
): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  if (script) await page.addInitScript(script);
  const answer = await page.request.post(`${url}/api/session/demo`, { data: { role } });
  if (!answer.ok()) throw new Error(`${url} does not let a demo ${role} in: ${answer.status()}`);
  return page;
}

/** Milliseconds from navigation to a map with its tiles. */
export async function openMap(page: Page, address: string): Promise<number> {
  const start = performance.now();
  await page.goto(address);
  await page.waitForSelector('.map[data-status="ready"]', { timeout: READY_MS });
  return performance.now() - start;
}

/** Drags the map to one side and back in `steps` frames, so that it ends where it was. */
export async function drag(page: Page, steps: number, reach = 240): Promise<void> {
  await page.mouse.move(700, 400);
  await page.mouse.down();
  for (let i = 1; i <= steps; i++) {
    const swing = Math.sin((i / steps) * 2 * Math.PI);
    await page.mouse.move(700 + reach * swing, 400 + reach * 0.4 * swing);
    await page.evaluate(NEXT_FRAME);
  }
  await page.mouse.up();
}
