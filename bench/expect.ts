/** Forecasts week after week on a file of incidents (`--file CSV`: x and y in metres, day as dd/mm/yyyy): hit rate, PAI, PEI* of each model with its interval against the long count. */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import {
  AREA_SHARES,
  type Expectation,
  type ExpectationOrder,
  expectationDigests,
  expectationInSteps,
  type Fold,
  mostFlagged,
} from '../core/hotspot/expectation.ts';
import { EXPECTATION_MODELS } from '../core/hotspot/expected-counts.ts';
import type { PlaceTimes } from '../core/hotspot/self-exciting.ts';
import { printResults, type ResultRow } from './table.ts';

const DAY_MS = 86_400_000;

/** `--file CSV`, `--from`, `--tune`, `--test`, `--to` (yyyy-mm-dd), `--cellMetres N`, `--areaKm2 N`, `--seed N`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      file: { type: 'string' },
      from: { type: 'string', default: '2014-01-01' },
      tune: { type: 'string', default: '2015-07-03' },
      test: { type: 'string', default: '2016-01-01' },
      to: { type: 'string', default: '2016-12-30' },
      cellMetres: { type: 'string', default: '150' },
      areaKm2: { type: 'string', default: '606' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.file) throw new Error('--file: a CSV with x, y in metres and the day as dd/mm/yyyy');
  const days = [values.from, values.tune, values.test, values.to].map((day) => Date.parse(day) / DAY_MS);
  const [fromDay = 0, tuneDay = 0, testDay = 0, toDay = 0] = days;
  const [cellMetres, areaKm2, seed] = [values.cellMetres, values.areaKm2, values.seed].map(Number) as [
    number,
    number,
    number,
  ];
  const points = readPoints(values.file).filter(({ day }) => day >= fromDay && day < toDay);
  const order: ExpectationOrder = {
    ...squared(points, cellMetres),
    fromDay,
    tune: weeks(tuneDay, testDay),
    test: weeks(testDay, toDay),
    next: { atDay: toDay, untilDay: toDay + 7 },
    areaCells: Math.round((areaKm2 * 1e6) / cellMetres ** 2),
    seed,
    part: new Uint8Array(points.length),
    parts: 1,
  };
  const before = performance.now();
  const result = runThrough(order);
  const seconds = (performance.now() - before) / 1000;
  const { halfLifeDays, bandwidthMetres, trigger } = result.parameters;
  printResults('expect', scoreRows(order, result), {
    incidents: points.length,
    folds: order.test.length,
    tuned: `half-life ${halfLifeDays} d, bandwidth ${bandwidthMetres} m, on ${order.tune.length} weeks before`,
    trigger: `theta ${trigger.theta.toFixed(3)}, omega ${trigger.omegaPerDay.toFixed(4)} a day, sigma ${trigger.sigmaMetres.toFixed(0)} m, ${trigger.pairs} pairs of ${trigger.incidents} incidents`,
    areaKm2,
    seconds,
    digest: expectationDigests(order, result).result.slice(0, 12),
    load: loadavg()
      .map((one) => one.toFixed(1))
      .join(' '),
  });
}

function runThrough(order: ExpectationOrder): Expectation {
  const steps = expectationInSteps(order);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

interface Point {
  x: number;
  y: number;
  day: number;
}

function readPoints(file: string): Point[] {
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  const points = lines.map((line, i) => {
    const [x, y, text = ''] = line.split(',');
    const [day, month, year] = text.split('/').map(Number) as [number, number, number];
    const point = { x: Number(x), y: Number(y), day: Date.UTC(year, month - 1, day) / DAY_MS };
    if (!Object.values(point).every(Number.isFinite))
      throw new Error(`line ${i + 2} can not be read: ${line}`);
    return point;
  });
  return points.sort((a, b) => a.day - b.day || a.x - b.x || a.y - b.y);
}

/** The points on a lattice of square cells round them. */
function squared(
  points: readonly Point[],
  cellMetres: number,
): Pick<ExpectationOrder, 'lattice' | 'ground' | 'incidents'> {
  const least = (of: (point: Point) => number) =>
    points.reduce((low, point) => Math.min(low, of(point)), Infinity);
  const most = (of: (point: Point) => number) =>
    points.reduce((high, point) => Math.max(high, of(point)), -Infinity);
  const [west, south] = [({ x }: Point) => x, ({ y }: Point) => y].map((of) =>
    Math.floor(least(of) / cellMetres),
  ) as [number, number];
  const columns = Math.floor(most(({ x }) => x) / cellMetres) - west + 1;
  const rows = Math.floor(most(({ y }) => y) / cellMetres) - south + 1;
  const cellOf = ({ x, y }: Point) =>
    (Math.floor(y / cellMetres) - south) * columns + Math.floor(x / cellMetres) - west;
  const column = (of: (point: Point) => number) => Float64Array.from(points, of);
  const incidents: PlaceTimes = {
    day: column(({ day }) => day),
    x: column(({ x }) => x),
    y: column(({ y }) => y),
    cell: Int32Array.from(points, cellOf),
  };
  const cells = Int32Array.from({ length: columns * rows }, (_, i) => i);
  return {
    lattice: { cellMetres, columns, rows, cells },
    ground: new Uint8Array(cells.length).fill(1),
    incidents,
  };
}

function weeks(from: number, to: number): Fold[] {
  return Array.from({ length: Math.floor((to - from) / 7) }, (_, week) => ({
    atDay: from + 7 * week,
    untilDay: from + 7 * (week + 1),
  }));
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function scoreRows({ areaCells }: ExpectationOrder, { scores }: Expectation): ResultRow[] {
  return AREA_SHARES.flatMap((share) =>
    EXPECTATION_MODELS.map((model): ResultRow => {
      const score = scores[model][share];
      return {
        area: `${share} %`,
        model,
        cells: mostFlagged(share, areaCells),
        hits: score.hits,
        N: score.total,
        hitRate: percent(score.hitRate),
        gain: model === 'count' ? '' : percent(score.gain),
        interval95: model === 'count' ? '' : `${percent(score.gainFrom)} to ${percent(score.gainTo)}`,
        PAI: score.pai,
        'PEI*': score.peiStar,
        empty: percent(score.emptyShare),
        offered: model === 'count' ? 'naive' : score.isBetter ? 'yes' : 'no',
      };
    }),
  );
}
