/** Density of the demo city: bandwidth, raster with and without edge correction, a brushed raster, contour lines, density along the roads. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BrushedDensity } from '../core/columns/brushed-density.ts';
import { type CityPlane, type PlanePoints, toPlane } from '../core/geometry/city-plane.ts';
import { bandwidthSteps } from '../core/hotspot/bandwidth.ts';
import { contourRings } from '../core/hotspot/contour.ts';
import { coverage } from '../core/hotspot/coverage.ts';
import { densityGrid, densityRaster, mercatorPoints } from '../core/hotspot/density.ts';
import { edgeWeights } from '../core/hotspot/edge-correction.ts';
import { KERNELS, type Smoothing } from '../core/hotspot/kernel.ts';
import { lixelLines } from '../core/hotspot/lixel-lines.ts';
import { lixelsOf, networkDensity, type SplitRule } from '../core/hotspot/network-density.ts';
import { densestPlaces } from '../core/hotspot/peaks.ts';
import { roadSteps } from '../core/hotspot/road-steps.ts';
import { studyWindow } from '../core/hotspot/study-window.ts';
import { indexRoads, onRoads } from '../core/network/near-road.ts';
import { packRoads, unpackRoads } from '../core/network/road-lines.ts';
import type { DemoCity } from '../data/city/city.ts';
import { makeCity } from '../data/city/make-city.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

/** A view of the whole town at 1440 × 900 with the margin that the map asks for, a cell every 3 pixels. */
const VIEW = [101.55, 36.45, 102.05, 36.8] as const;
const CELL_METRES = 60;
const DAYS = 365;
const RULES: SplitRule[] = ['continuous', 'equal_split'];

/** `--incidents N` of the demo city, `--repeat N` of each measurement, `--radius METRES`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      incidents: { type: 'string', default: '200000' },
      repeat: { type: 'string', default: '5' },
      radius: { type: 'string', default: '500' },
    },
  });
  const [repeat, radiusMetres, loadBefore] = [
    Number(values.repeat),
    Number(values.radius),
    loadavg()[0] ?? 0,
  ];
  const city = makeCity({ asOf: '2026-11-24T00:00:00Z', incidents: Number(values.incidents) });
  const timed = timer(repeat);
  const { lng7, lat7 } = city.incidents;
  const plane: CityPlane = { originLng7: 1017750000, originLat7: 366200000 };
  const points = toPlane(plane, lng7, lat7);
  const rows = [
    ...bandwidthRows(timed, points),
    ...rasterRows(timed, city, plane, points, radiusMetres),
    ...roadRows(timed, city, plane, points, radiusMetres),
  ];
  printResults('density', rows, {
    incidents: lng7.length,
    radiusMetres,
    repeat,
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
  });
}

type Timed = <R>(what: string, work: () => R, say?: (result: R) => string) => ResultRow;

/** Runs work `repeat` times and once before, and gives the median and the longest. */
function timer(repeat: number): Timed {
  return (what, work, say) => {
    let result = work();
    const times: number[] = [];
    for (let i = 0; i < repeat; i++) {
      const before = performance.now();
      result = work();
      times.push(performance.now() - before);
    }
    return { what, result: say?.(result) ?? '', p50Ms: percentile(times, 50), maxMs: percentile(times, 100) };
  };
}

function finished<R>(work: Generator<number, R>): R {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

function bandwidthRows(timed: Timed, points: PlanePoints): ResultRow[] {
  return [0.02, 0.1, 1].map((part) => {
    const step = Math.round(1 / part);
    const some = {
      x: points.x.filter((_, i) => i % step === 0),
      y: points.y.filter((_, i) => i % step === 0),
    };
    return timed(
      `bandwidth by likelihood, ${some.x.length} incidents`,
      () => finished(bandwidthSteps(some)),
      ({ radiusMetres, sampled, verdict }) => `${Math.round(radiusMetres ?? 0)} m, at ${sampled}, ${verdict}`,
    );
  });
}

function rasterRows(
  timed: Timed,
  city: DemoCity,
  plane: CityPlane,
  points: PlanePoints,
  radiusMetres: number,
): ResultRow[] {
  const { lng7, lat7 } = city.incidents;
  const polygons = city.areas.find(({ level }) => level === 'city')?.polygons ?? [];
  const vertices = polygons.reduce(
    (sum, rings) => sum + rings.reduce((n, ring) => n + ring.length / 2, 0),
    0,
  );
  const window = studyWindow(plane, polygons);
  const mercator = mercatorPoints(lng7, lat7);
  const grid = densityGrid(VIEW, CELL_METRES);
  const cells = `${grid.columns} × ${grid.rowsDown} cells`;
  const quartic: Smoothing = { kernel: 'quartic', radiusMetres };
  const { weights } = edgeWeights(window, points, quartic);
  const { values } = densityRaster(mercator, grid, quartic, DAYS, undefined, weights);
  const top = values.reduce((most, value) => Math.max(most, value), 0);
  return [
    ...KERNELS.map((kernel) =>
      timed(
        `edge weights, ${kernel}`,
        () => edgeWeights(window, points, { kernel, radiusMetres }),
        ({ outside }) => `border of ${vertices} corners, ${outside} outside`,
      ),
    ),
    timed(
      'part of each cell inside',
      () => coverage(grid, polygons),
      () => cells,
    ),
    ...KERNELS.flatMap((kernel) => [
      timed(
        `raster, ${kernel}`,
        () => densityRaster(mercator, grid, { kernel, radiusMetres }, DAYS),
        () => cells,
      ),
      timed(
        `raster, ${kernel}, corrected`,
        () => densityRaster(mercator, grid, { kernel, radiusMetres }, DAYS, undefined, weights),
        () => cells,
      ),
      ...[undefined, weights].map((own) => brushRow(timed, city, kernel, radiusMetres, own)),
    ]),
    timed(
      'contour lines at 4 levels',
      () =>
        [1 / 16, 1 / 4, 9 / 16, 1].map((part) =>
          contourRings(values, grid.columns, grid.rowsDown, (part * top) / 2),
        ),
      (levels) => `${levels.flat().length} lines`,
    ),
    timed(
      'ten densest places',
      () => densestPlaces(points, quartic, DAYS, 10, weights),
      (peaks) => `${peaks.length}`,
    ),
  ];
}

/** A month's brush over the year, moved by a day 60 times. */
function brushRow(
  timed: Timed,
  city: DemoCity,
  kernel: Smoothing['kernel'],
  radiusMetres: number,
  weights: Float32Array | undefined,
): ResultRow {
  const { lng7, lat7 } = city.incidents;
  const count = lng7.length;
  const grid = densityGrid(VIEW, CELL_METRES);
  const brushed = new BrushedDensity(
    mercatorPoints(lng7, lat7),
    count,
    grid,
    { kernel, radiusMetres },
    16,
    weights,
  );
  const fails = new Uint8Array(count);
  const day = Math.floor(count / DAYS);
  let at = 0;
  const row = timed(`brush of 30 days moved by a day, ${kernel}${weights ? ', corrected' : ''}`, () => {
    for (let step = 0; step < 60; step++) {
      at = (at + day) % (count - 30 * day);
      brushed.show(at, at + 30 * day, fails, false);
      brushed.values(30);
    }
  });
  return { ...row, p50Ms: Number(row.p50Ms) / 60, maxMs: Number(row.maxMs) / 60, result: 'a step' };
}

function roadRows(
  timed: Timed,
  city: DemoCity,
  plane: CityPlane,
  points: PlanePoints,
  radiusMetres: number,
): ResultRow[] {
  const used = city.roads.filter((road) => road.class !== 'track');
  const wire = packRoads(used);
  const lines = unpackRoads(wire);
  const index = indexRoads(plane, lines, 50);
  const km = index.lengthMetres.reduce((sum, metres) => sum + metres, 0) / 1000;
  const found = onRoads(index, points);
  const near = Uint32Array.from(found.road, (_, i) => i).filter((i) => found.road[i]! >= 0);
  const places = {
    road: Int32Array.from(near, (i) => found.road[i]!),
    metres: Float64Array.from(near, (i) => found.metres[i]!),
  };
  const smoothing: Smoothing = { kernel: 'quartic', radiusMetres };
  const lengths = { ...lines, lengthMetres: index.lengthMetres };
  const steps = roadSteps(lengths, radiusMetres / 40);
  const lixels = lixelsOf(steps, finished(networkDensity(steps, places, smoothing, 'continuous')), 50);
  const mass = massOf(lixels, index.lengthMetres);
  return [
    timed(
      'roads indexed',
      () => indexRoads(plane, lines, 50),
      () => `${used.length} roads, ${Math.round(km)} km`,
    ),
    timed(
      'incidents onto the nearest road',
      () => onRoads(index, points),
      ({ left }) => `${left} farther than 50 m`,
    ),
    ...RULES.map((rule) =>
      timed(
        `density along the roads, ${rule}`,
        () => lixelsOf(steps, finished(networkDensity(steps, places, smoothing, rule)), 50),
        (made) =>
          `${made.perMetre.length} pieces of 50 m, mass ${(massOf(made, index.lengthMetres) / near.length).toFixed(5)} an incident`,
      ),
    ),
    timed(
      'lines of five classes',
      () =>
        lixelLines(
          index,
          lixels,
          [0.1, 0.3, 1, 3, 9].map((part) => (part * mass) / km / 1000),
        ),
      (classes) => `${classes.flat().length} lines`,
    ),
  ];
}

function massOf(
  { first, perMetre }: { first: Int32Array; perMetre: Float64Array },
  lengths: Float64Array,
): number {
  let mass = 0;
  for (let road = 0; road < lengths.length; road++) {
    const metres = lengths[road]! / (first[road + 1]! - first[road]!);
    for (let piece = first[road]!; piece < first[road + 1]!; piece++) mass += perMetre[piece]! * metres;
  }
  return mass;
}
