/** Gi* with FDR over 50,000 cells, local Moran, permutations, emerging hot spots over 5,000 cells x 52 weeks: milliseconds, and whether the quick sums equal listed ones. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { neighbourhoodOf } from '../core/hotspot/cells.ts';
import { changing, changingDigests } from '../core/hotspot/changing.ts';
import { gStar } from '../core/hotspot/getis-ord.ts';
import { type MetricGrid, metricGrid } from '../core/hotspot/metric-grid.ts';
import { listedNeighbourhood, neighboursWithin } from '../core/hotspot/neighbours.ts';
import { type SignificanceOrder, significance, significanceDigests } from '../core/hotspot/significance.ts';
import { makeRandom } from '../data/city/random.ts';
import { printResults, type ResultRow, spread, timeMs } from './table.ts';

const CELL_METRES = 200;
const BAND_METRES = 500;

/** `--cells N`, `--cubeCells N`, `--steps N`, `--rounds N`, `--seed N`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cells: { type: 'string', default: '50000' },
      cubeCells: { type: 'string', default: '5000' },
      steps: { type: 'string', default: '52' },
      rounds: { type: 'string', default: '12' },
      seed: { type: 'string', default: '1' },
    },
  });
  const numbers = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value)]));
  const { cells = 0, cubeCells = 0, steps = 0, rounds = 0, seed = 0 } = numbers;
  const rows = [
    ...(await local(squareGrid(cells), rounds, seed)),
    await emerging(squareGrid(cubeCells), steps, rounds, seed),
  ];
  const load = loadavg().map((one) => one.toFixed(1));
  printResults('significance', rows, { ...numbers, load: load.join(' '), note: NOTE });
}

const NOTE =
  'z, p and bins together; digests are counted apart. apart: the largest difference of z from the sums over listed neighbours';

/** A square city of about so many cells. */
function squareGrid(cells: number): MetricGrid {
  const half7 = (Math.sqrt(cells) * CELL_METRES) / 2 / 0.0111;
  const [lng7, lat7] = [1_017_800_000, 366_200_000];
  const [east, north] = [Math.round(half7 / 0.805), Math.round(half7)];
  const ring = [-1, -1, 1, -1, 1, 1, -1, 1, -1, -1];
  return metricGrid([ring.map((side, i) => (i % 2 ? lat7 + side * north : lng7 + side * east))], CELL_METRES);
}

/** Few incidents nearly everywhere, many in a few places. */
function makeCounts(length: number, cells: number, seed: number): Float64Array {
  const random = makeRandom(seed, 'significance');
  const rates = Float64Array.from({ length: cells }, () => random.next() ** 8 * 30);
  return Float64Array.from({ length }, (_, i) => {
    let count = 0;
    for (let left = Math.exp(-rates[i % cells]!), product = random.next(); product > left; count++)
      product *= random.next();
    return count;
  });
}

async function local(grid: MetricGrid, rounds: number, seed: number): Promise<ResultRow[]> {
  const counts = makeCounts(grid.cells.length, grid.cells.length, seed);
  const common = { cells: { kind: 'metric', grid }, counts, exposure: null, ground: null } as const;
  const band = { kind: 'distance', metres: BAND_METRES } as const;
  const orders: [string, SignificanceOrder, number][] = [
    ['Gi* + FDR', { ...common, band, statistic: 'gi_star', permutations: null }, rounds],
    ['local Moran + FDR', { ...common, band, statistic: 'local_moran', permutations: null }, rounds],
    [
      'Gi*, 999 permutations',
      { ...common, band, statistic: 'gi_star', permutations: { rounds: 999, seed } },
      Math.min(3, rounds),
    ],
  ];
  const rows: ResultRow[] = [];
  for (const [what, order, times] of orders) {
    const samples: number[] = [];
    for (let i = 0; i < times; i++) samples.push(await timeMs(() => significance(order)));
    const result = significance(order);
    const digestMs = await timeMs(() => significanceDigests(order, result));
    const hot = result.bins.filter((bin) => bin > 0).length;
    rows.push({ what, cells: grid.cells.length, ...spread(samples), digestMs, hot, apart: apartOf(order) });
  }
  return rows;
}

/** Listed neighbours of the cells' middles, and the formula over them. */
function apartOf(order: SignificanceOrder): number {
  if (order.cells.kind !== 'metric') return Number.NaN;
  const { cells, columns } = order.cells.grid;
  const x = Float64Array.from(cells, (place) => (place % columns) * CELL_METRES);
  const y = Float64Array.from(cells, (place) => Math.floor(place / columns) * CELL_METRES);
  const listed = gStar(order.counts, listedNeighbourhood(neighboursWithin(x, y, BAND_METRES))).z;
  const all = Int32Array.from(cells.keys());
  const quick = gStar(order.counts, neighbourhoodOf(order.cells, order.band, all)).z;
  return quick.reduce((most, z, i) => Math.max(most, Math.abs(z - listed[i]!)), 0);
}

async function emerging(grid: MetricGrid, steps: number, rounds: number, seed: number): Promise<ResultRow> {
  const cells = grid.cells.length;
  const counts = makeCounts(cells * steps, cells, seed);
  const order = {
    cells: { kind: 'metric', grid },
    band: { kind: 'distance', metres: BAND_METRES },
    counts,
    steps,
    ground: null,
    confidence: 95,
  } as const;
  const samples: number[] = [];
  for (let i = 0; i < rounds; i++) samples.push(await timeMs(() => changing(order)));
  const result = changing(order);
  const digestMs = await timeMs(() => changingDigests(order, result));
  const hot = result.classes.filter((one) => one >= 1 && one <= 8).length;
  return { what: `emerging x ${steps} steps`, cells, ...spread(samples), digestMs, hot };
}
