/** Script of the page for each move of the pointer while a border of an open draft is dragged, with the workload of both sides shown; milliseconds. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { Draft, DraftPlan } from '../core/contract/draft.ts';
import { unpackPlan } from '../core/plan/packed.ts';
import { levelOfArc, type Plan, placeAt, pointsIn } from '../core/plan/plan.ts';
import { screenOf } from '../test/support/screen-of.ts';
import { launchBrowser, NEXT_FRAME, openMap, signedIn } from './browser-page.ts';
import { scriptTimes, type TraceEvent } from './script-times.ts';
import { printResults, type ResultRow, spread } from './table.ts';

/** Script for a move, of 95 in a hundred. */
const BAR_MS = 16;
const ZOOM = 15.5;
const REACH_PIXELS = 24;
const PATIENCE_MS = 120_000;
type Degrees = readonly [lng: number, lat: number];
const CENTRE: Degrees = [101.7784, 36.6232];

/** `npm run bench -- drag [URL] [--steps 200]`: the server must run in demo mode; the draft that it makes there is withdrawn in the end. */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { steps: { type: 'string', default: '200' } },
  });
  const url = positionals[0] ?? 'http://127.0.0.1:8080';
  const browser = await launchBrowser();
  try {
    const page = await signedIn(browser, url, undefined, 'planner');
    const draft = await api<Draft>(page, 'post', `${url}/api/drafts`, { name: 'bench drag' });
    const plan = unpackPlan(await api<DraftPlan>(page, 'get', `${url}/api/drafts/${draft.id}/plan`));
    const handle = handleOf(plan);
    const [lng, lat] = handle;
    await openMap(
      page,
      `${url}/?ws=plan&lang=en&draft=${draft.id}&at=${lng.toFixed(5)},${lat.toFixed(5)},${ZOOM}`,
    );
    const rows: ResultRow[] = [];
    let note = '';
    for (const round of ['first drag', 'second drag']) {
      const dragged = await drag(page, handle, Number(values.steps));
      note = dragged.note;
      const times = scriptTimes(dragged.events);
      for (const [what, of] of [
        ['all script', 'scriptMs'],
        ['of it: handling the move', 'pointerMs'],
        ['of it: frames of the map', 'frameMs'],
      ] as const)
        rows.push({
          drag: round,
          what,
          ...spread(times.map((one) => one[of])),
          barMs: of === 'scriptMs' ? BAR_MS : null,
        });
    }
    const load = loadavg()
      .map((one) => one.toFixed(1))
      .join(' ');
    printResults('drag', rows, { grids: plan.grids.size, arcs: plan.arcs.size, shown: note, load });
    await page.request.post(`${url}/api/drafts/${draft.id}/withdraw`, { headers: { 'If-Match': '*' } });
  } finally {
    await browser.close();
  }
}

async function api<T>(page: Page, method: 'get' | 'post', url: string, data?: object): Promise<T> {
  const answer = await page.request[method](url, data ? { data } : {});
  if (!answer.ok()) throw new Error(`${url} answers ${answer.status()}: ${await answer.text()}`);
  return await answer.json();
}

/** An inner point of a border between two grids of one community, near the middle of the city. */
function handleOf(plan: Plan): Degrees {
  const points = [...plan.arcs.values()]
    .filter((arc) => levelOfArc(plan, arc) === 'grid' && pointsIn(arc.line) > 4)
    .map(({ line }) => placeAt(line, Math.floor(pointsIn(line) / 2)))
    .map(({ lng7, lat7 }): Degrees => [lng7 / 1e7, lat7 / 1e7]);
  const away = ([lng, lat]: Degrees) => Math.hypot(lng - CENTRE[0], lat - CENTRE[1]);
  const [nearest] = points.sort((a, b) => away(a) - away(b));
  if (!nearest) throw new RangeError('no border has an inner point');
  return nearest;
}

/** Drags the handle round its place and puts it back by Escape: nothing is changed. */
async function drag(
  page: Page,
  handle: Degrees,
  steps: number,
): Promise<{ events: TraceEvent[]; note: string }> {
  const { x, y } = await screenOf(page, handle);
  const note = page.locator('.drag-note');
  await page.mouse.click(x, y);
  const untilMs = performance.now() + PATIENCE_MS;
  // The workload is counted some seconds after the draft is open: it is shown in the note once it is.
  for (;;) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 3, y + 3);
    await page.evaluate(NEXT_FRAME);
    const text = (await note.allTextContents()).join();
    if (text.includes('·')) break;
    if (performance.now() > untilMs) throw new Error(`no workload is shown beside the pointer: "${text}"`);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.waitForTimeout(1000);
  }
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ['devtools.timeline'] });
  for (let step = 1; step <= steps; step++) {
    const turn = (step / steps) * 4 * Math.PI;
    const reach = REACH_PIXELS * Math.sin((step / steps) * Math.PI);
    await page.mouse.move(x + reach * Math.cos(turn), y + reach * Math.sin(turn));
    await page.evaluate(NEXT_FRAME);
  }
  const trace = await browser?.stopTracing();
  const shown = (await note.allTextContents()).join(' ').trim();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return { events: JSON.parse(trace?.toString('utf8') ?? '{}').traceEvents ?? [], note: shown };
}
