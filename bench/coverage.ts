/** Coverage of the demo city: what units and posts reach, the soonest at each grid, where the next ones help most. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { nearestOf, reachedWithin, rowOf } from '../core/coverage/cover-sets.ts';
import { placeNext } from '../core/coverage/placement.ts';
import { type RoadSpots, roadCovers } from '../core/coverage/road-covers.ts';
import { MOST_COVERAGE_MINUTES } from '../core/coverage/vocabulary.ts';
import { indexEdges, nearestEdge } from '../core/network/edge-index.ts';
import { type RoadGraph, roadGraph } from '../core/network/road-graph.ts';
import { makeCity } from '../data/city/make-city.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const UNITS = 50;
const CANDIDATES = 120;
const TARGET_SECONDS = 600;
const MOST_SECONDS = MOST_COVERAGE_MINUTES * 60;

/** `--repeat N`. One thread; the server shares the searches among its threads, and keeps those of who did not move. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { repeat: { type: 'string', default: '7' } } });
  const before = loadavg()[0] ?? 0;
  const rows: ResultRow[] = [];
  const timed = <R>(what: string, work: () => R): R => {
    let result = work();
    const samples = Array.from({ length: Number(values.repeat) }, () => {
      const start = performance.now();
      result = work();
      return performance.now() - start;
    });
    rows.push({ what, ...spread(samples) });
    return result;
  };
  const city = makeCity({ asOf: '2026-11-24T00:00:00Z', incidents: 100 });
  const points = new Map(city.roadNodes.map(({ id, point }) => [id, point] as const));
  const edges = indexEdges(city.roads);
  const [car, foot] = (['car', 'foot'] as const).map((vehicle) =>
    roadGraph(points, city.roads, { vehicle }),
  ) as [RoadGraph, RoadGraph];
  const spots = (graph: RoadGraph, places: readonly (readonly [number, number])[]): RoadSpots => {
    const found = places.map(([lng7, lat7]) => nearestEdge(edges, graph, lng7, lat7, 3000));
    return {
      road: Int32Array.from(found, (spot) => spot?.road ?? -1),
      fraction: Float64Array.from(found, (spot) => spot?.fraction ?? 0),
      walkSeconds: Float64Array.from(found, (spot) => (spot?.offMetres ?? 0) / 1.4),
    };
  };
  const labels = city.grids.map(({ label }) => label);
  const demand = timed('roads beside all grids', () => spots(car, labels));
  const stations = city.units.slice(0, UNITS).map(({ station }) => station);
  const reached = timed(`what ${UNITS} units reach`, () =>
    roadCovers(car, 'from', spots(car, stations), demand, MOST_SECONDS),
  );
  const posts = city.posts.map(({ point }) => point);
  const onFoot = spots(foot, labels);
  timed(`what ${posts.length} posts reach on foot`, () =>
    roadCovers(foot, 'from', spots(foot, posts), onFoot, MOST_SECONDS),
  );
  const counted = stations.map((_, i) => ({ row: rowOf(reached, i), ratio: 1, delaySeconds: 0 }));
  timed('the soonest at each grid', () => nearestOf(counted, labels.length));
  const places = labels.filter((_, i) => i % Math.floor(labels.length / CANDIDATES) === 0);
  const offers = roadCovers(car, 'from', spots(car, places), demand, MOST_SECONDS);
  const candidates = places.map((_, i) =>
    reachedWithin({ row: rowOf(offers, i), ratio: 1, delaySeconds: 0 }, TARGET_SECONDS),
  );
  const weights = Float64Array.from(city.grids, ({ residents }) => residents);
  timed(`the best 5 of ${places.length} places`, () =>
    placeNext(candidates, weights, new Uint8Array(labels.length), 5),
  );
  printResults('coverage', rows, {
    grids: labels.length,
    links: car.linkEnd.length,
    loadBefore: before,
    loadAfter: loadavg()[0] ?? 0,
  });
}
