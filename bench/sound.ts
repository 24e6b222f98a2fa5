/** Alarm condition to flash and tone in headless Chromium: a unit's duress, and the rules' watch. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { Alarm } from '../core/contract/alarm.ts';
import { launchBrowser, openMap, signedIn } from './browser-page.ts';
import { signIn } from './city-database.ts';
import { openStream } from './live-stream.ts';
import { pause } from './load.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const BAR_MS = 1000;
const LONGEST_MS = 15_000;
/** The rule's limit for an urgent incident, and how soon after the post it is to pass. */
const P1_LIMIT_MS = 60_000;
const DUE_IN_MS = 1500;

/** First frame with each alarm, and the beginnings of notes; milliseconds since 1970. Kept as text: it runs in the page. */
const WATCH = `window.benchAlarms = { shown: {}, notes: [] };
const now = () => performance.timeOrigin + performance.now();
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...args) {
  window.benchAlarms.notes.push(now());
  return start.apply(this, args);
};
new MutationObserver(() => {
  for (const row of document.querySelectorAll('.alarm-strip [data-id], .wall-alarm[data-id]')) {
    const { id } = row.dataset;
    if (id in window.benchAlarms.shown) continue;
    window.benchAlarms.shown[id] = null;
    requestAnimationFrame(() => setTimeout(() => { window.benchAlarms.shown[id] = now(); }));
  }
}).observe(document, { subtree: true, childList: true, attributeFilter: ['data-id'] });`;

interface Felt {
  flashMs: number;
  toneMs: number;
}

/** `npm run bench -- sound [URL] [--alarms 20]`: the server must run in demo mode; best with `JINGWEI_SIMULATE=0`, so that no other alarm sounds. */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { alarms: { type: 'string', default: '20' } },
  });
  const url = positionals[0] ?? 'http://127.0.0.1:8080';
  const [count, loadBefore] = [Number(values.alarms), loadavg()[0] ?? Number.NaN];
  const browser = await launchBrowser('--autoplay-policy=no-user-gesture-required');
  const city = await openCity(url);
  try {
    const page = await signedIn(browser, url, WATCH);
    await openMap(page, `${url}/`);
    await city.quiet();
    const rows = [
      rowOf('duress posted', await repeated(count, () => duress(city, page))),
      rowOf('urgent incident unverified for 60 s', await repeated(count, () => unverified(city, page))),
    ];
    printResults('sound', rows, { loadBefore, loadAfter: loadavg()[0] ?? Number.NaN });
  } finally {
    city.close();
    await browser.close();
  }
}

function rowOf(what: string, felt: readonly Felt[]): ResultRow {
  const flash = spread(felt.map(({ flashMs }) => flashMs));
  const tone = spread(felt.map(({ toneMs }) => toneMs));
  return {
    what,
    n: felt.length,
    flashP50Ms: flash.p50Ms ?? null,
    flashP95Ms: flash.p95Ms ?? null,
    toneP50Ms: tone.p50Ms ?? null,
    toneP95Ms: tone.p95Ms ?? null,
    barMs: BAR_MS,
    ok: Number(flash.p95Ms) <= BAR_MS && Number(tone.p95Ms) <= BAR_MS,
  };
}

async function repeated(count: number, one: () => Promise<Felt>): Promise<Felt[]> {
  const felt: Felt[] = [];
  for (let i = 0; i < count; i += 1) {
    felt.push(await one());
    // Not in step with any timer.
    await pause(300 + ((i * 137) % 700));
  }
  return felt;
}

type City = Awaited<ReturnType<typeof openCity>>;

async function openCity(url: string) {
  const headers = { ...(await signIn(url)), 'Content-Type': 'application/json' };
  const send = async <T>(method: string, path: string, body?: object, version?: number | '*'): Promise<T> => {
    const match: Record<string, string> = version === undefined ? {} : { 'If-Match': quoted(version) };
    const answer = await fetch(url + path, {
      method,
      headers: { ...headers, ...match },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const raised = new Map<string, string>();
  const stream = await openStream(url, headers, undefined, ({ noun, id, feature }) => {
    if (noun !== 'alarms' || !feature) return;
    raised.set((feature as Alarm).properties.subjectId, id);
  });
  const { features: units } = await send<{ features: { id: string }[] }>('GET', '/api/units?limit=100');
  return {
    send,
    units: units.map(({ id }) => id),
    /** The alarm about a thing, once the server has raised it. */
    async alarmAbout(subjectId: string): Promise<string> {
      const endMs = Date.now() + LONGEST_MS;
      while (!raised.has(subjectId) && Date.now() < endMs) await pause(20);
      const id = raised.get(subjectId);
      if (!id) throw new Error(`no alarm about ${subjectId} within ${LONGEST_MS} ms`);
      return id;
    },
    /** Acknowledges everything that waits. */
    async quiet(): Promise<void> {
      for (;;) {
        const path = '/api/alarms?limit=200&state=unacknowledged,returned_unacknowledged';
        const { features } = await send<{ features: { id: string }[] }>('GET', path);
        if (features.length === 0) return;
        await send('POST', '/api/alarms/acknowledge', { alarms: features.map(({ id }) => ({ id })) });
      }
    },
    close: () => stream.close(),
  };
}

function quoted(version: number | '*'): string {
  return version === '*' ? '*' : `"${version}"`;
}

let unitAt = 0;

async function duress(city: City, page: Page): Promise<Felt> {
  const unit = city.units[unitAt++ % city.units.length] ?? '';
  const atMs = Date.now();
  const alarm = await city.send<Alarm>('POST', `/api/units/${unit}/duress`, { isActive: true });
  const felt = await untilFelt(page, alarm.id, atMs);
  await city.quiet();
  await city.send('POST', `/api/units/${unit}/duress`, { isActive: false });
  await forget(page, alarm.id);
  return felt;
}

async function unverified(city: City, page: Page): Promise<Felt> {
  const reportedMs = Date.now() - P1_LIMIT_MS + DUE_IN_MS;
  const incident = await city.send<{ id: string }>('POST', '/api/incidents', {
    geometry: { type: 'Point', coordinates: [101.7782, 36.6171] },
    properties: { type: 'noise', priority: 1, reportedAt: new Date(reportedMs).toISOString() },
  });
  const alarm = await city.alarmAbout(incident.id);
  const felt = await untilFelt(page, alarm, reportedMs + P1_LIMIT_MS);
  await city.send('PATCH', `/api/incidents/${incident.id}`, { properties: { status: 'cancelled' } }, '*');
  await city.quiet();
  return felt;
}

async function forget(page: Page, id: string): Promise<void> {
  await until(page, `!document.querySelector('.alarm-strip [data-id="${id}"]')`);
  await page.evaluate(`delete window.benchAlarms.shown['${id}']`);
}

/** How long after the condition, at `atMs`, the page first showed the alarm, and when the tone that came with it began. */
async function untilFelt(page: Page, id: string, atMs: number): Promise<Felt> {
  await until(
    page,
    `!!window.benchAlarms.shown['${id}'] && window.benchAlarms.notes.some((note) => note >= ${atMs})`,
  );
  const { shown, notes } = await page.evaluate<{ shown: Record<string, number>; notes: number[] }>(
    'window.benchAlarms',
  );
  const tone = notes.find((note) => note >= atMs) ?? Number.NaN;
  return { flashMs: (shown[id] ?? Number.NaN) - atMs, toneMs: tone - atMs };
}

/** Asks from outside: the page lets no text be run in it. */
async function until(page: Page, expression: string): Promise<void> {
  const endMs = Date.now() + LONGEST_MS;
  while (!(await page.evaluate<boolean>(expression))) {
    if (Date.now() > endMs) throw new Error(`not within ${LONGEST_MS} ms: ${expression}`);
    await pause(50);
  }
}
