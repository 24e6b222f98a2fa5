import type { CDPSession, Page } from 'playwright-core';
import { drag } from './browser-page.ts';
import { type HeapParts, heapParts } from './heap-snapshot.ts';
import type { ResultRow } from './table.ts';
import { type TrendPoint, trendOf } from './trend.ts';

const SAMPLE_EVERY_MS = 10_000;
/** Tiles, code and glyphs are loaded and compiled in this time; what comes later is growth, or code that the engine compiles anew. */
const WARM_UP_MS = 300_000;
/** A view that does not come again in this time is not waited for any longer. */
const SAME_VIEW_WAIT_MS = 600_000;

export interface HeapOptions {
  /** Of measuring, after the warm-up. */
  minutes: number;
  warmUpMs?: number;
  sampleEveryMs?: number;
  /** What is done to the page before each sample. */
  stir?: (page: Page, i: number) => Promise<void>;
  /** What the page shows, where that changes by itself: the slope is then the one at which each of these grows. */
  groupOf?: (page: Page) => Promise<string>;
  /** Told of the times, milliseconds since 1970, between which a sample was taken: the page stood still for it. */
  onSample?: (fromMs: number, toMs: number) => void;
}

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize?: number;
  backingStorageSize?: number;
}

/** Whatever has a heap of its own: the page and each of its workers. */
interface Isolate {
  name: string;
  send(method: string): Promise<unknown>;
}

/**
 * What the page and each of its workers hold after a forced collection (JavaScript heap, DOM and array buffers), while the page
 * lives and is panned at changing places and zooms, or stirred otherwise; and the slope of it after the warm-up. Of the page also by
 * heap snapshots when the warm-up is over and at the end, of the same view, what is compiled code apart from what it holds.
 */
export async function heapSlopes(
  page: Page,
  {
    minutes,
    warmUpMs = WARM_UP_MS,
    sampleEveryMs = SAMPLE_EVERY_MS,
    stir = pan,
    groupOf,
    onSample,
  }: HeapOptions,
): Promise<ResultRow[]> {
  const isolates = await isolatesOf(page);
  const session = await page.context().newCDPSession(page);
  const parts: HeapParts[] = [];
  /** What was shown at the first snapshot: the second is of the same. */
  let looked: string | undefined;
  const look = async (): Promise<void> => {
    const fromMs = Date.now();
    parts.push(await heapParts(session));
    onSample?.(fromMs, Date.now());
  };
  const samples: { minute: number; megabytes: number[]; group: string }[] = [];
  const start = performance.now();
  const endMs = start + warmUpMs + minutes * 60_000;
  for (let i = 0; ; i++) {
    const dueMs = performance.now() + sampleEveryMs;
    await stir(page, i);
    await page.waitForTimeout(Math.max(0, dueMs - performance.now()));
    const group = (await groupOf?.(page)) ?? '';
    const fromMs = Date.now();
    const megabytes = await Promise.all(isolates.map(megabytesOf));
    onSample?.(fromMs, Date.now());
    const tookMs = performance.now() - start;
    if (tookMs <= warmUpMs) continue;
    if (performance.now() < endMs) samples.push({ minute: tookMs / 60_000, megabytes, group });
    const shown = groupOf ? group : String(i % STIRS_A_ROUND);
    const overMs = performance.now() - endMs;
    const isOver = (overMs >= 0 && shown === looked) || overMs > SAME_VIEW_WAIT_MS;
    if (looked === undefined || isOver) await look();
    looked ??= shown;
    if (isOver) break;
  }
  const pointsOf = (size: (megabytes: readonly number[]) => number) =>
    samples.map(({ minute, megabytes, group }): TrendPoint => [minute, size(megabytes), group]);
  const rows = isolates.map(({ name }, k) =>
    rowOf(
      name,
      pointsOf((sizes) => sizes[k] ?? 0),
    ),
  );
  return [
    ...rows,
    rowOf(
      'all together',
      pointsOf((sizes) => sizes.reduce((sum, size) => sum + size, 0)),
    ),
    partRow('compiled code', parts, ({ codeMb }) => codeMb),
    partRow('all but compiled code', parts, ({ restMb }) => restMb),
  ];
}

function partRow(
  what: string,
  parts: readonly HeapParts[],
  megabytes: (part: HeapParts) => number,
): ResultRow {
  const [first, last] = [parts[0], parts.at(-1)];
  return {
    what: `heap, page, ${what} (snapshots)`,
    n: parts.length,
    firstMb: first ? megabytes(first) : Number.NaN,
    lastMb: last ? megabytes(last) : Number.NaN,
  };
}

function rowOf(name: string, points: readonly TrendPoint[]): ResultRow {
  const { slope, slopeError } = trendOf(points);
  return {
    what: `heap, ${name}`,
    n: points.length,
    minutes: (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0),
    firstMb: points[0]?.[1] ?? Number.NaN,
    lastMb: points.at(-1)?.[1] ?? Number.NaN,
    mbPerMinute: slope,
    plusMinus: slopeError,
  };
}

/** After so many the map is where it was. */
const STIRS_A_ROUND = 12;

async function pan(page: Page, i: number): Promise<void> {
  await drag(page, 12, i % 2 === 0 ? 240 : -240);
  if (i % 6 === 5) await zoom(page, i % STIRS_A_ROUND === 5 ? -1 : 1);
}

async function zoom(page: Page, direction: 1 | -1): Promise<void> {
  await page.mouse.move(700, 400);
  await page.mouse.wheel(0, -direction * 240);
}

async function megabytesOf({ send }: Isolate): Promise<number> {
  await send('HeapProfiler.collectGarbage');
  const usage = (await send('Runtime.getHeapUsage')) as HeapUsage;
  return (usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0)) / 1e6;
}

/** The page and the workers that it has now. */
async function isolatesOf(page: Page): Promise<Isolate[]> {
  const session = await page.context().newCDPSession(page);
  const isolates: Isolate[] = [
    { name: 'page', send: (method) => session.send(method as 'HeapProfiler.collectGarbage') },
  ];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    const known = isolates.filter(({ name }) => name.startsWith(workerName(targetInfo))).length;
    const name = workerName(targetInfo) + (known > 0 ? ` ${known + 1}` : '');
    isolates.push({ name, send: throughTarget(session, sessionId) });
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return isolates;
}

function workerName({ title, url }: { title: string; url: string }): string {
  return title && !title.includes('/')
    ? `worker ${title}`
    : `worker ${url.split('/').pop()?.split('-')[0] ?? ''}`;
}

/** Commands to a worker go through the session of its page. */
function throughTarget(session: CDPSession, sessionId: string): Isolate['send'] {
  let lastId = 0;
  const waiting = new Map<number, (result: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, result } = JSON.parse(event.message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  return async (method) => {
    const id = ++lastId;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    const result = await answer;
    waiting.delete(id);
    return result;
  };
}
