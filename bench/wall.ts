/** Wall mode under load in headless Chromium: heap slope after the warm-up, contexts lost, long tasks, scenes shown. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { launchBrowser, openMap, signedIn } from './browser-page.ts';
import { heapSlopes } from './heap.ts';
import { startLoad } from './load.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

const BARS = { mbPerHour: 1, longestTaskMs: 200, contextsLost: 0 };
/** Kept as text: what runs in the page is not ours to compile. Times are milliseconds since 1970. */
const WATCH = `window.benchWall = { tasks: [], lost: 0, scenes: 0 };
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries())
    window.benchWall.tasks.push([performance.timeOrigin + startTime, duration]);
}).observe({ type: 'longtask', buffered: true });
document.addEventListener('webglcontextlost', () => window.benchWall.lost++, true);
let scene = '';
setInterval(() => {
  const now = new URLSearchParams(location.search).get('scene') ?? '';
  if (now !== scene) window.benchWall.scenes++;
  scene = now;
}, 500);`;

interface Watched {
  tasks: [startMs: number, durationMs: number][];
  lost: number;
  scenes: number;
}

/**
 * `npm run bench -- wall [URL] [--minutes 30] [--warm-up 900] [--units 1000] [--rate 5]`: the server must run in demo mode with its
 * simulator, without which the devices fall silent one after the other and alarms pile up. Seconds of warm-up (a round of the
 * scenes takes 260), events of incidents a second. Between heap snapshots of the page at the same scene after 5, 14 and 20 minutes the
 * engine's compiled code grew by 0.9 and 0.13 MB, all the rest together by 0.1 and 0.2 MB: hence three rounds of warm-up.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      minutes: { type: 'string', default: '30' },
      'warm-up': { type: 'string', default: '900' },
      units: { type: 'string', default: '1000' },
      rate: { type: 'string', default: '5' },
    },
  });
  const url = positionals[0] ?? 'http://127.0.0.1:8080';
  const loadBefore = loadavg()[0] ?? Number.NaN;
  const load = await startLoad(url, Number(values.units), Number(values.rate));
  const browser = await launchBrowser();
  try {
    const page = await signedIn(browser, url, WATCH);
    await openMap(page, `${url}/?mode=wall`);
    const warmUpMs = Number(values['warm-up']) * 1000;
    const measuredFromMs = Date.now() + warmUpMs;
    const samplings: [fromMs: number, toMs: number][] = [];
    const heap = await heapSlopes(page, {
      minutes: Number(values.minutes),
      warmUpMs,
      stir: async () => undefined,
      groupOf: async (shown) => new URL(shown.url()).searchParams.get('scene') ?? '',
      onSample: (fromMs, toMs) => samplings.push([fromMs, toMs]),
    });
    const watched = await page.evaluate<Watched>('window.benchWall');
    const rows = [...heap.map(perHour), tasksOf(watched, measuredFromMs, samplings)];
    printResults('wall', rows, {
      loadBefore,
      loadAfter: loadavg()[0] ?? Number.NaN,
      units: Number(values.units),
      eventsSent: load.events,
      lateBeats: load.late,
      refused: load.refused,
    });
  } finally {
    await browser.close();
    await load.stop();
  }
}

function perHour(row: ResultRow): ResultRow {
  if (row.mbPerMinute === undefined) return row;
  const [slope, error] = [Number(row.mbPerMinute) * 60, Number(row.plusMinus) * 60];
  const { mbPerMinute: _, plusMinus: __, ...rest } = row;
  const isAll = row.what === 'heap, all together';
  return {
    ...rest,
    mbPerHour: slope,
    plusMinus: error,
    ...(isAll ? { bar: BARS.mbPerHour, ok: slope - error <= BARS.mbPerHour } : {}),
  };
}

/** Tasks of the page's own thread after the warm-up; those that ran into a forced collection of ours are not its own. */
function tasksOf(
  { tasks, lost, scenes }: Watched,
  fromMs: number,
  samplings: readonly [number, number][],
): ResultRow {
  const own = tasks.filter(
    ([startMs, durationMs]) =>
      startMs >= fromMs && !samplings.some(([from, to]) => startMs < to && startMs + durationMs > from),
  );
  const durations = own.map(([, durationMs]) => durationMs);
  const longestMs = Math.max(0, ...durations);
  return {
    what: 'tasks above 50 ms',
    n: durations.length,
    p95Ms: percentile(durations, 95),
    longestMs,
    above200: durations.filter((ms) => ms > BARS.longestTaskMs).length,
    contextsLost: lost,
    scenesShown: scenes,
    ok: longestMs <= BARS.longestTaskMs && lost === BARS.contextsLost,
  };
}
