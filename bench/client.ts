/** Page of a running server in headless Chromium without a GPU: first map, pan frames, posted to drawn, bundle sizes, heap slope. */
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { drag, launchBrowser, openMap, READY_MS, signedIn } from './browser-page.ts';
import { postedToDrawn } from './drawn.ts';
import { heapSlopes } from './heap.ts';
import { startLoad } from './load.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

const SITE = 'dist/client/assets';
const PARTS = ['first', 'pan', 'drawn', 'heap', 'size'];
const FIRST_MAPS = 3;
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

/**
 * `npm run bench -- client [URL] [--parts first,pan,drawn,heap,size] [--minutes 10] [--warm-up 300] [--posts 60] [--units 0]`: the server must run in
 * demo mode. Minutes are those of the heap after its warm-up (seconds); so many units report once a second beside the demo's own.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      parts: { type: 'string', default: PARTS.join(',') },
      minutes: { type: 'string', default: '10' },
      'warm-up': { type: 'string', default: '300' },
      posts: { type: 'string', default: '60' },
      units: { type: 'string', default: '0' },
    },
  });
  const url = positionals[0] ?? 'http://127.0.0.1:8080';
  const parts = values.parts.split(',');
  const load = loadavg()[0] ?? Number.NaN;
  const units = Number(values.units);
  const moving = units > 0 ? await startLoad(url, units, 0) : undefined;
  const browser = await launchBrowser();
  const rows: ResultRow[] = [];
  try {
    if (parts.includes('first')) rows.push(await firstMaps(browser, url));
    if (parts.includes('pan')) rows.push(...(await pans(browser, url)));
    if (parts.includes('drawn')) rows.push(...(await drawn(browser, url, Number(values.posts))));
    if (parts.includes('heap')) {
      const page = await signedIn(browser, url);
      await openMap(page, `${url}/?${CENTRE},12`);
      rows.push(
        ...(await heapSlopes(page, {
          minutes: Number(values.minutes),
          warmUpMs: Number(values['warm-up']) * 1000,
        })),
      );
    }
    if (parts.includes('size')) rows.push(...bundleSizes());
    printResults('client', rows, { loadBefore: load, units, lateBeats: moving?.late ?? 0 });
  } finally {
    await browser.close();
    await moving?.stop();
  }
}

/** Navigation to the map with grids, nets and incidents, with a cold browser cache. */
async function firstMaps(browser: Browser, url: string): Promise<ResultRow> {
  const ready: number[] = [];
  const symbols: number[] = [];
  for (let i = 0; i < FIRST_MAPS; i++) {
    const page = await signedIn(browser, url);
    const start = performance.now();
    ready.push(await openMap(page, url));
    await page.waitForSelector('.map:not([data-symbols="0"])', { timeout: READY_MS });
    symbols.push(performance.now() - start);
    await page.context().close();
  }
  return {
    what: 'first map',
    n: FIRST_MAPS,
    p50Ms: percentile(ready, 50),
    withSymbolsMs: percentile(symbols, 50),
  };
}

async function pans(browser: Browser, url: string): Promise<ResultRow[]> {
  const page = await signedIn(browser, url, COUNT_DRAWS);
  const rows: ResultRow[] = [];
  for (const [name, query] of SCENES)
    for (const zoom of ZOOMS)
      rows.push(await panned(page, `${url}/?${CENTRE},${zoom}&${query}`, `pan z${zoom}, ${name}`));
  await page.context().close();
  return rows;
}

/** Frame times while the map is dragged to and fro: time between animation frames that drew, which wait for the drawing. */
async function panned(page: Page, address: string, what: string): Promise<ResultRow> {
  await openMap(page, address);
  await page.waitForTimeout(SETTLE_MS);
  const frames = page.evaluate<number[]>(RECORD_FRAMES);
  await drag(page, PAN_STEPS);
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

async function drawn(browser: Browser, url: string, posts: number): Promise<ResultRow[]> {
  const page = await signedIn(browser, url);
  const address = `${url}/?${CENTRE},12`;
  const rows = [
    await postedToDrawn(page, address, { posts, everyMs: 1000, panning: false }),
    await postedToDrawn(page, address, { posts, everyMs: 200, panning: false }),
    await postedToDrawn(page, address, { posts: Math.ceil(posts / 2), everyMs: 1000, panning: true }),
  ];
  await page.context().close();
  return rows;
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
