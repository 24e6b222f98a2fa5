/** The space-time scan: 1,000 places x 90 days, 999 replications on two cores; near repeats and ST-DBSCAN of 20,000 and 200,000 incidents. */
import { createHash } from 'node:crypto';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type KnoxPoints, knoxFrame, knoxReplications, knoxTable } from '../core/hotspot/knox.ts';
import { TooManyPairs } from '../core/hotspot/knox-pairs.ts';
import { scanClusters } from '../core/hotspot/scan-clusters.ts';
import { type ScanCases, type ScanReach, scanFrame } from '../core/hotspot/scan-frame.ts';
import { stDbscan } from '../core/hotspot/st-dbscan.ts';
import { startThread } from '../server/database/thread.ts';
import { randomness } from './city-database.ts';
import type { ScanShare } from './scan-thread.ts';
import { printResults, type ResultRow } from './table.ts';

const REACHES: Record<string, Partial<ScanReach>> = {
  'up to now, 50 %': { onlyCurrent: true },
  'up to now, 1 km': { onlyCurrent: true, maxRadiusMetres: 1000, maxDays: 30 },
  'any time, 10 %': { onlyCurrent: false, maxShare: 0.1 },
  'any time, 50 %': { onlyCurrent: false },
};

/** `--places`, `--days`, `--cases N,N`, `--replications`, `--workers`, `--seed`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      places: { type: 'string', default: '1000' },
      days: { type: 'string', default: '90' },
      cases: { type: 'string', default: '5000,20000' },
      replications: { type: 'string', default: '999' },
      workers: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [places, days, replications, workers, seed] = [
    values.places,
    values.days,
    values.replications,
    values.workers,
    values.seed,
  ].map(Number) as [number, number, number, number, number];
  const rows: ResultRow[] = [];
  for (const count of values.cases.split(',').map(Number)) {
    const cases = makeCases(count, places, days, seed);
    for (const [name, part] of Object.entries(REACHES)) {
      const reach = { ...REACH, maxDays: Math.floor(days / 2), ...part };
      rows.push({ arm: name, cases: count, ...(await scan(cases, reach, seed, replications, workers)) });
    }
  }
  for (const count of [20_000, 200_000]) rows.push(...pairs(count, seed));
  printResults('scan', rows, {
    places,
    days,
    replications,
    workers,
    load: loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
    note: 'share and days of the circles and windows as named, windows of at most half the days unless 30; digest: of the bytes of all replications, the same with any number of workers',
  });
}

const REACH: ScanReach = {
  maxRadiusMetres: Number.POSITIVE_INFINITY,
  maxShare: 0.5,
  minDays: 1,
  maxDays: 45,
  minCases: 2,
  onlyCurrent: true,
};

/** Places over 20 x 20 km, some with seven times the cases of others; a cluster in the last ten days. */
function makeCases(count: number, places: number, days: number, seed: number): ScanCases {
  const random = randomness(seed);
  const sums = new Float64Array(places);
  for (let i = 0; i < places; i++) sums[i] = (sums[i - 1] ?? 0) + Math.exp(2 * random());
  const pick = () => {
    const at = 0.999999 * random() * (sums[places - 1] ?? 0);
    return sums.findIndex((sum) => sum > at);
  };
  const place = Array.from({ length: count }, pick).sort((a, b) => a - b);
  const starts = new Uint32Array(places + 1);
  for (const at of place) starts[at + 1]!++;
  for (let i = 0; i < places; i++) starts[i + 1]! += starts[i]!;
  const isOld = (at: number) => at % 97 !== 0 || random() < 0.6;
  return {
    x: Float64Array.from({ length: places }, () => 20_000 * random()),
    y: Float64Array.from({ length: places }, () => 20_000 * random()),
    starts,
    day: Uint16Array.from(place, (at) => Math.floor(isOld(at) ? random() * days : days - 10 + 10 * random())),
    days,
  };
}

async function scan(
  cases: ScanCases,
  reach: ScanReach,
  seed: number,
  replications: number,
  workers: number,
): Promise<ResultRow> {
  const before = performance.now();
  const cpuBefore = process.cpuUsage();
  const maxima = new Float64Array(replications);
  const share = (first: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const data: ScanShare = { cases, reach, seed, first, step: workers, replications };
      const thread = startThread(new URL('./scan-thread.ts', import.meta.url), data);
      thread.on('error', reject);
      thread.on('message', (ratios: number[]) => {
        for (const [i, ratio] of ratios.entries()) maxima[first + i * workers] = ratio;
        void thread.terminate();
        resolve();
      });
    });
  await Promise.all(Array.from({ length: workers }, (_, first) => share(first)));
  const clusters = scanClusters(scanFrame(cases, reach), maxima, 20);
  const seconds = (performance.now() - before) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    best: clusters[0]?.ratio ?? null,
    p: clusters[0]?.p ?? null,
    significant: clusters.filter(({ p }) => p <= 0.05).length,
    digest: createHash('sha256').update(new Uint8Array(maxima.buffer)).digest('hex').slice(0, 12),
  };
}

/** Near repeats and groups of incidents that lie as in a city: most in few places, a year long. */
function pairs(count: number, seed: number): ResultRow[] {
  const random = randomness(seed + 1);
  const points: KnoxPoints = {
    x: Float64Array.from({ length: count }, () => 20_000 * random() ** 2),
    y: Float64Array.from({ length: count }, () => 20_000 * random() ** 2),
    time: Float64Array.from({ length: count }, () => 365 * random()),
  };
  const rows: ResultRow[] = [];
  const bands = { distances: [0, 50, 100], times: [0, 7, 14, 21, 28] };
  const replications = count > 50_000 ? 99 : 999;
  const before = performance.now();
  try {
    const frame = knoxFrame(points, bands);
    const table = knoxTable(frame, knoxReplications(frame, seed, 0, replications));
    const seconds = (performance.now() - before) / 1000;
    rows.push({
      arm: `near repeats, ${replications}`,
      cases: count,
      seconds,
      pairs: frame.pairs.other.length,
      p: table.p[0] ?? null,
    });
  } catch (error) {
    if (!(error instanceof TooManyPairs)) throw error;
    rows.push({
      arm: 'near repeats',
      cases: count,
      seconds: (performance.now() - before) / 1000,
      pairs: error.pairs,
    });
  }
  const start = performance.now();
  const { clusters } = stDbscan(points, 100, 7, 4);
  rows.push({ arm: 'ST-DBSCAN', cases: count, seconds: (performance.now() - start) / 1000, clusters });
  return rows;
}
