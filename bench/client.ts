/** Page of a running server in headless Chromium without a GPU: first map, pan frames, bundle sizes, heap slope. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { percentile, printResults, type ResultRow } from './table.ts';

const SITE = 'dist/client/assets';
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
  '--enable-precise-memory-info',
];
const FIRST_MAPS = 3;
const READY_MS = 60_000;
const CENTRE = 'at=101.7650,36.6220';
const SCENES: [string, string][] = [
  [
    'empty: borders and basemap',
    'hide=street,community,checkpoint,institution,technology,routes,units,incidents&density=off',
  ],
  ['full Watch scene', ''],
];
const ZOOMS = [12, 14];
const PAN_STEPS = 30;
/** For tiles, labels and density to come to rest. */
const SETTLE_MS = 3000;

/** Frames in which nothing is drawn say nothing about drawing. */
const COUNT_DRAWS = `window.benchDraws = 0;
for (const name of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced']) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...args) {
    window.benchDraws++;
    return draw.apply(this, args);
  };
}`;
/** As text: what runs in the page is not ours to compile. */
const NEXT_FRAME = 'new Promise((resolve) => requestAnimationFrame(() => resolve(0)))';
const RECORD_FRAMES = `new Promise((resolve) => {
  const times = [];
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    if (window.benchDraws > 0) times.push(now - last);
    window.benchDraws = 0;
    last = now;
    if (window.benchDone) resolve(times);
    else requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})`;

/** `npm run bench -- client [URL] [--minutes 2]`: the server must run in demo mode. */
export async function run(args: readonly string[]): Promise<void> {
  const url = args.find((arg) => arg.startsWith('http')) ?? 'http://127.0.0.1:8080';
  const minutes = Number(args[args.indexOf('--minutes') + 1] ?? Number.NaN) || 2;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: BROWSER_ARGS,
  });
  try {
    const rows: ResultRow[] = [await firstMaps(browser, url)];
    const page = await signedIn(browser, url);
    for (const [name, query] of SCENES)
      for (const zoom of ZOOMS)
        rows.push(await panned(page, `${url}/?${CENTRE},${zoom}&${query}`, `pan z${zoom}, ${name}`));
    rows.push(await heapSlope(page, `${url}/?${CENTRE},12`, minutes));
    printResults('client', [...rows, ...bundleSizes()]);
  } finally {
    await browser.close();
  }
}

async function signedIn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  await page.addInitScript(COUNT_DRAWS);
  const answer = await page.request.post(`${url}/api/session/demo`, { data: { role: 'operator' } });
  if (!answer.ok()) throw new Error(`${url} does not let a demo operator in: ${answer.status()}`);
  return page;
}

async function openMap(page: Page, address: string): Promise<number> {
  const start = performance.now();
  await page.goto(address);
  await page.waitForSelector('.map[data-status="ready"]', { timeout: READY_MS });
  return performance.now() - start;
}

/** Navigation to the map with grids, nets and incidents, with a cold browser cache. */
async function firstMaps(browser: Browser, url: string): Promise<ResultRow> {
  const ready: number[] = [];
  const drawn: number[] = [];
  for (let i = 0; i < FIRST_MAPS; i++) {
    const page = await signedIn(browser, url);
    const start = performance.now();
    ready.push(await openMap(page, url));
    await page.waitForSelector('.map:not([data-symbols="0"])', { timeout: READY_MS });
    drawn.push(performance.now() - start);
    await page.context().close();
  }
  return {
    what: 'first map',
    n: FIRST_MAPS,
    p50Ms: percentile(ready, 50),
    withSymbolsMs: percentile(drawn, 50),
  };
}

/** Frame times while the map is dragged to and fro: time between animation frames that drew, which wait for the drawing. */
async function panned(page: Page, address: string, what: string): Promise<ResultRow> {
  await openMap(page, address);
  await page.waitForTimeout(SETTLE_MS);
  const frames = page.evaluate<number[]>(RECORD_FRAMES);
  await page.mouse.move(700, 400);
  await page.mouse.down();
  for (let i = 1; i <= PAN_STEPS; i++) {
    const swing = Math.sin((i / PAN_STEPS) * 2 * Math.PI);
    await page.mouse.move(700 + 240 * swing, 400 + 90 * swing);
    await page.evaluate(NEXT_FRAME);
  }
  await page.mouse.up();
  await page.evaluate('window.benchDone = true');
  const times = (await frames).slice(2);
  const symbols = Number(await page.getAttribute('.map', 'data-symbols'));
  return {
    what,
    n: times.length,
    p50Ms: percentile(times, 50),
    p95Ms: percentile(times, 95),
    symbols,
  };
}

/** Least-squares slope of the heap after a forced collection, while the page lives and is panned. */
async function heapSlope(page: Page, address: string, minutes: number): Promise<ResultRow> {
  await openMap(page, address);
  const session = await page.context().newCDPSession(page);
  const samples: [minute: number, megabytes: number][] = [];
  const start = performance.now();
  while (performance.now() - start < minutes * 60_000) {
    await page.mouse.move(700, 400);
    await page.mouse.down();
    const side = samples.length % 2 === 0 ? 1 : -1;
    for (let i = 1; i <= 10; i++) await page.mouse.move(700 + side * i * 12, 400);
    await page.mouse.up();
    await page.waitForTimeout(4000);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    samples.push([(performance.now() - start) / 60_000, usedSize / 1e6]);
  }
  const last = samples.at(-1)?.[1] ?? Number.NaN;
  return { what: 'heap', n: samples.length, megabytes: last, megabytesPerMinute: slope(samples.slice(2)) };
}

function slope(points: readonly [number, number][]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

function bundleSizes(): ResultRow[] {
  return readdirSync(SITE)
    .filter((file) => /\.(js|css)$/.test(file))
    .map((file) => ({
      what: `gz ${file}`,
      kilobytes: gzipSync(readFileSync(`${SITE}/${file}`)).length / 1000,
    }))
    .filter(({ kilobytes }) => kilobytes > 2);
}
