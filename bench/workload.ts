/** Corners and borders dragged in a community of the made city: workload of the touched grids a frame, counted in full and brought up to date. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type CityPlane, fromPlane } from '../core/geometry/city-plane.ts';
import { boundsOf } from '../core/geometry/ring.ts';
import type { Polygons7 } from '../core/plan/proof.ts';
import { type Carried, carriedAfter, carriedBy } from '../core/plan/workload/carried.ts';
import { compactnessOf } from '../core/plan/workload/compactness.ts';
import { spreadOf } from '../core/plan/workload/spread.ts';
import { indexThings, type ThingIndex, type Things } from '../core/plan/workload/thing-index.ts';
import { loadsOf, type Measures, measuresOf } from '../core/plan/workload/workload.ts';
import { PRIORITIES } from '../core/vocabulary.ts';
import { makeAreas } from '../data/city/areas.ts';
import { makeGround } from '../data/city/ground.ts';
import { DEFAULT_SEED } from '../data/city/make-city.ts';
import { randomness } from './city-database.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const DAYS = 365;
const SHARES = { incidentsPerDay: 4, residents: 2, roadKm: 1, areaKm2: 1, responseSeconds: 1 };
const VERTICES_A_ROAD = 10;
const STEP_METRES = 20;

/** `--incidents N`, `--roads N` of the community, `--steps N` of a drag, `--drags N`, `--seed N`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      incidents: { type: 'string', default: '10000' },
      roads: { type: 'string', default: '2000' },
      steps: { type: 'string', default: '60' },
      drags: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
    },
  });
  const numbers = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Number(value)]),
  ) as unknown as Numbers;
  const areas = makeAreas(
    makeGround(DEFAULT_SEED, () => {}),
    DEFAULT_SEED,
  );
  const grids = new Map<string, Polygons7>(areas.grids.map(({ code, polygons }) => [code, polygons]));
  const { community, corners, borders } = busiestCommunity(grids);
  const own = [...grids.keys()].filter((code) => code.startsWith(community));
  const random = randomness(numbers.seed);
  const started = performance.now();
  const index = indexThings(
    madeThings(
      own.flatMap((code) => grids.get(code) ?? []),
      numbers,
      random,
    ),
  );
  const indexMs = performance.now() - started;
  const measured = new Map<string, Measures>();
  for (const [code, polygons] of grids) measured.set(code, measuresOf(carriedBy(index, polygons), DAYS));
  const rows: ResultRow[] = [];
  let differ = 0;
  for (const [dragged, choices] of Object.entries({ corner: corners, border: borders })) {
    const times: Times = { incremental: [], full: [], frame: [], city: [] };
    for (let drag = 0; drag < numbers.drags; drag++)
      differ += dragAll(index, grids, own, measured, choices[drag % choices.length]!, numbers.steps, times);
    rows.push(...Object.entries(times).map(([arm, samples]) => ({ dragged, arm, ...spread(samples) })));
  }
  printResults('workload', rows, {
    ...numbers,
    ...wholeCity(grids, numbers, random),
    city: `${grids.size} grids, ${vertices([...grids.keys()], grids)} vertices`,
    community: `${community}: ${own.length} grids, ${vertices(own, grids)} vertices`,
    border: `${Math.max(...borders.map(({ length }) => length))} to ${Math.min(...borders.map(({ length }) => length))} vertices`,
    indexMs,
    differ,
    load: loadavg()
      .map((one) => one.toFixed(1))
      .join(' '),
    note: NOTE,
  });
}

const NOTE =
  'incremental: what the touched grids carry, from the edges that changed. full: the same, counted anew. frame: incremental, measures, loads and spread of the community, compactness of the touched grids. city: loads and spread of all grids, beside. differ: frames in which incremental and full do not agree to the last bit';

interface Numbers {
  incidents: number;
  roads: number;
  steps: number;
  drags: number;
  seed: number;
}
type Times = Record<'incremental' | 'full' | 'frame' | 'city', number[]>;
type Corner = readonly [lng7: number, lat7: number];

const vertices = (codes: readonly string[], grids: ReadonlyMap<string, Polygons7>): number =>
  codes.reduce(
    (sum, code) => sum + (grids.get(code) ?? []).flat().reduce((n, { length }) => n + length / 2 - 1, 0),
    0,
  );

/** What the first look at a city costs: everything indexed, and counted for every grid; twenty communities' things over all of it. */
function wholeCity(grids: ReadonlyMap<string, Polygons7>, numbers: Numbers, random: () => number): ResultRow {
  const all = [...grids.values()];
  const many = { ...numbers, incidents: 20 * numbers.incidents, roads: 20 * numbers.roads };
  const things = madeThings(all.flat(), many, random);
  const started = performance.now();
  const index = indexThings(things);
  const indexed = performance.now();
  for (const polygons of all) carriedBy(index, polygons);
  return { cityIndexMs: indexed - started, cityCountMs: performance.now() - indexed };
}

/** The community with most grids; the corners at which three or more of them meet and none of another; the longest borders between two. */
function busiestCommunity(grids: ReadonlyMap<string, Polygons7>): {
  community: string;
  corners: Corner[][];
  borders: Corner[][];
} {
  const byCommunity = new Map<string, string[]>();
  for (const code of grids.keys())
    byCommunity.set(code.slice(0, 12), [...(byCommunity.get(code.slice(0, 12)) ?? []), code]);
  const [community] = [...byCommunity].sort(([, a], [, b]) => b.length - a.length)[0]!;
  const met = new Map<string, Set<string>>();
  for (const [code, polygons] of grids)
    for (const ring of polygons.flat())
      for (let i = 2; i < ring.length; i += 2) {
        const key = `${ring[i]} ${ring[i + 1]}`;
        met.set(key, (met.get(key) ?? new Set()).add(code));
      }
  const corners: Corner[][] = [];
  const shared = new Map<string, Corner[]>();
  for (const [key, codes] of met) {
    if (![...codes].every((code) => code.startsWith(community))) continue;
    const corner = key.split(' ').map(Number) as unknown as Corner;
    if (codes.size > 2) corners.push([corner]);
    const pair = [...codes].sort().join(' ');
    if (codes.size === 2) shared.set(pair, [...(shared.get(pair) ?? []), corner]);
  }
  const borders = [...shared.values()].sort((a, b) => b.length - a.length).slice(0, 5);
  return { community, corners, borders };
}

/** Things strewn over the box of a community, half of the incidents in crowded places. */
function madeThings(polygons: Polygons7, numbers: Numbers, random: () => number): Things {
  const [west, south, east, north] = boundsOf(polygons.flat().flatMap((ring) => boundsOf(ring)));
  const between = (from: number, to: number): number => Math.round(from + (to - from) * random());
  const at = () => ({ lng7: between(west, east), lat7: between(south, north) });
  const crowds = Array.from({ length: 12 }, at);
  return {
    incidents: Array.from({ length: numbers.incidents }, (_, i) => {
      const { lng7, lat7 } = i % 2 === 0 ? at() : crowds[i % crowds.length]!;
      const off = () => (i % 2 === 0 ? 0 : between(-4000, 4000));
      return {
        lng7: lng7 + off(),
        lat7: lat7 + off(),
        priority: PRIORITIES[i % PRIORITIES.length]!,
        responseSeconds: i % 5 === 0 ? null : between(60, 1500),
      };
    }),
    homes: Array.from({ length: 600 }, () => ({
      ...at(),
      residents: between(0, 60),
      dwellings: between(0, 20),
    })),
    institutions: Array.from({ length: 80 }, at),
    roads: Array.from({ length: numbers.roads }, () => {
      const { lng7, lat7 } = at();
      const [east7, north7] = [between(-3000, 3000), between(-3000, 3000)];
      return Array.from({ length: VERTICES_A_ROAD }, (_, k) => [
        lng7 + k * east7 + between(-800, 800),
        lat7 + k * north7 + between(-800, 800),
      ]).flat();
    }),
  };
}

/** Drags corners together round and back; answers how many frames differ between both ways of counting. */
function dragAll(
  index: ThingIndex,
  grids: ReadonlyMap<string, Polygons7>,
  own: readonly string[],
  measured: ReadonlyMap<string, Measures>,
  corners: readonly Corner[],
  steps: number,
  times: Times,
): number {
  const [originLng7, originLat7] = corners[0]!;
  const plane: CityPlane = { originLng7, originLat7 };
  const keys = new Set(corners.map(([lng7, lat7]) => `${lng7} ${lat7}`));
  const at = (code: string): Polygons7 => grids.get(code) ?? [];
  const touched = own.filter((code) => moved(at(code), keys, 1, 1).isMoved);
  let before = touched.map(at);
  let carried = before.map((polygons) => carriedBy(index, polygons));
  let differ = 0;
  const now = new Map(measured);
  for (let step = 1; step <= steps; step++) {
    const angle = (2 * Math.PI * step) / steps;
    const to = fromPlane(plane, STEP_METRES * Math.sin(angle), STEP_METRES * (1 - Math.cos(angle)));
    const [east, north] = [Math.round(to[0] - originLng7), Math.round(to[1] - originLat7)];
    const after = touched.map((code) => moved(at(code), keys, east, north).polygons);
    const started = performance.now();
    const next = carried.map((one, i) => carriedAfter(index, one, before[i]!, after[i]!));
    const updated = performance.now();
    for (const [i, code] of touched.entries()) now.set(code, measuresOf(next[i]!, DAYS));
    const community = own.map((code) => now.get(code)!);
    spreadOf(loadsOf(community, SHARES));
    for (const polygons of after) compactnessOf(plane, polygons);
    const framed = performance.now();
    spreadOf(loadsOf([...now.values()], SHARES));
    const cityDone = performance.now();
    const full = after.map((polygons) => carriedBy(index, polygons));
    const counted = performance.now();
    times.incremental.push(updated - started);
    times.frame.push(framed - started);
    times.city.push(cityDone - framed);
    times.full.push(counted - cityDone);
    if (!isEqual(full, next)) differ += 1;
    [before, carried] = [after, next];
  }
  return differ;
}

function moved(
  polygons: Polygons7,
  keys: ReadonlySet<string>,
  east: number,
  north: number,
): { polygons: Polygons7; isMoved: boolean } {
  let isMoved = false;
  const all = polygons.map((rings) =>
    rings.map((ring) => {
      const copy = Int32Array.from(ring);
      for (let i = 0; i + 1 < copy.length; i += 2) {
        if (!keys.has(`${copy[i]} ${copy[i + 1]}`)) continue;
        copy[i] = copy[i]! + east;
        copy[i + 1] = copy[i + 1]! + north;
        isMoved = true;
      }
      return copy;
    }),
  );
  return { polygons: all, isMoved };
}

function isEqual(a: readonly Carried[], b: readonly Carried[]): boolean {
  return a.every((one, i) =>
    Object.entries(one).every(([key, value]) => b[i]?.[key as keyof Carried] === value),
  );
}
