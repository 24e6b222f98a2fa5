import type { Page } from 'playwright-core';
import { launchBrowser, NEXT_FRAME, signedIn } from './browser-page.ts';
import { percentile, type ResultRow, spread } from './table.ts';

const STEPS = 60;
const VISITS = 3;
const PATIENCE = { timeout: 120_000 };
const CENTRE = 'at=101.75,36.65,11.5';

/** Notes when questions go to the analysis worker and its answers come back, and every task of the page that is longer than 50 ms. */
const WATCH = `window.benchAsked = []; window.benchAnswered = []; window.benchLong = [];
const Plain = window.Worker;
window.Worker = class extends Plain {
  constructor(url, options) {
    super(url, options);
    if (options?.name !== 'analysis') return;
    this.addEventListener('message', ({ data }) => {
      if (data.kind === 'density' && window.benchAsked.length > 0) {
        window.benchAnswered.push(performance.now() - window.benchAsked.at(-1));
        window.benchAsked.length = 0;
      }
    });
  }
  postMessage(message, ...rest) {
    if (message?.kind === 'ask') window.benchAsked.push(performance.now());
    super.postMessage(message, ...rest);
  }
};
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.benchLong.push(duration);
}).observe({ type: 'longtask', buffered: true });`;

/** In the worker: how long it works on each question that it answers, which it does within one task. */
const TIME_WORK = `self.benchMs = [];
const plain = self.setTimeout;
self.setTimeout = (work, ...rest) =>
  plain(() => {
    const start = performance.now();
    work();
    self.benchMs.push(performance.now() - start);
  }, ...rest);`;

/** Navigation to brushable, a drag of the time brush, and totals against what SQL counts, on the incidents of a running demo server. */
export async function brushedPage(url: string): Promise<ResultRow[]> {
  const browser = await launchBrowser();
  try {
    const page = await signedIn(browser, url, WATCH);
    const start = performance.now();
    await page.request.get(`${url}/api/incidents/columns/chunks`, PATIENCE);
    const listMs = performance.now() - start;
    const [cold, ...warm] = await visits(page, url);
    const total = await selectedOf(page);
    const drag = await dragBrush(page);
    const sums = await againstSql(page, url);
    return [
      {
        what: 'server: its first list of stretches, incidents read into memory if they are not yet',
        ms: listMs,
      },
      { what: `page: navigation to ${total} incidents brushable, first visit`, ms: cold ?? Number.NaN },
      { what: 'page: the same, stretches in the browser’s cache', ms: percentile(warm, 50) },
      ...drag,
      ...sums,
    ];
  } finally {
    await browser.close();
  }
}

async function visits(page: Page, url: string): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < VISITS; i++) {
    await page.goto('about:blank');
    const start = performance.now();
    await page.goto(`${url}/?ws=analyse&lang=en&${CENTRE}`);
    await page.waitForSelector('.analyse-selected', PATIENCE);
    times.push(performance.now() - start);
    await page.waitForSelector('.dense-legend', PATIENCE);
  }
  return times;
}

async function dragBrush(page: Page): Promise<ResultRow[]> {
  const box = await page.locator('.analyse-bar .histogram').boundingBox();
  if (!box) throw new Error('there is no time brush');
  const y = box.y + box.height / 2;
  const x = (part: number): number => box.x + box.width * part;
  await page.mouse.move(x(0.05), y);
  await page.mouse.down();
  await page.mouse.move(x(0.3), y, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(3000);
  const worker = page.workers().find((found) => found.url().includes('analysis-worker'));
  if (!worker) throw new Error('there is no analysis worker');
  await worker.evaluate(TIME_WORK);
  await page.mouse.move(x(0.15), y);
  // A person looks where to press: the page has made itself ready for a drag by then.
  await page.waitForTimeout(1000);
  await page.evaluate('benchAnswered.length = 0; benchLong.length = 0; benchAsked.length = 0');
  await page.mouse.down();
  for (let i = 1; i <= STEPS; i++) {
    await page.mouse.move(x(0.15 + (0.65 * i) / STEPS), y);
    await page.evaluate(NEXT_FRAME);
  }
  await page.mouse.up();
  await page.waitForTimeout(1000);
  const worked = await worker.evaluate<number[]>('benchMs');
  const answered = await page.evaluate<number[]>('benchAnswered');
  const long = await page.evaluate<number[]>('benchLong');
  return [
    { what: 'page: drag of the brush, counts + histogram + density in the worker', ...spread(worked) },
    { what: 'page: the same, question to density in the page', ...spread(answered) },
    {
      what: 'page: tasks of the page longer than 50 ms in the drag',
      n: long.length,
      maxMs: long.length > 0 ? Math.max(...long) : 0,
    },
  ];
}

async function selectedOf(page: Page): Promise<number> {
  return Number(await page.getAttribute('.analyse-selected', 'data-selected'));
}

/** The number in the page against the lines that `/api/incidents/export` reads from the database. */
async function againstSql(page: Page, url: string): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  const now = Date.now();
  for (const [from, days, more] of [
    [300, 30, ''],
    [90, 7, 'type=theft,noise'],
    [30, 30, 'priority=1&net=street'],
  ] as const) {
    const start = new Date(now - from * 86_400_000).toISOString();
    const end = new Date(now - (from - days) * 86_400_000).toISOString();
    await page.goto(`${url}/?ws=analyse&window=${start}~${end}&${more}`);
    await page.waitForSelector('.analyse-selected', PATIENCE);
    const answer = await page.request.get(
      `${url}/api/incidents/export?from=${start}&to=${end}&${more}`,
      PATIENCE,
    );
    const lines = (await answer.text()).trimEnd().split('\n').length - 1;
    rows.push({
      what: `page: ${days} days, ${more || 'no filter'}`,
      selected: await selectedOf(page),
      sql: lines,
    });
  }
  return rows;
}
