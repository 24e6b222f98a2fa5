/** Ways over the roads of the demo city and of a made town of 250,000 roads: one to all, matrix, route, closures, isochrones. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { withClosures } from '../core/network/closures.ts';
import { indexEdges, nearestEdge } from '../core/network/edge-index.ts';
import { isochrones } from '../core/network/isochrones.ts';
import { reachFrom, reachTo, secondsAt } from '../core/network/reach.ts';
import { type RoadGraph, roadGraph } from '../core/network/road-graph.ts';
import { route } from '../core/network/route.ts';
import { timeMatrix } from '../core/network/time-matrix.ts';
import { turnSteps } from '../core/network/turn-steps.ts';
import { makeCity } from '../data/city/make-city.ts';
import { Random } from '../server/live/simulation/random.ts';
import { type MadeRoads, makeBlocks, makeTurns } from './network-made.ts';
import { printResults, type ResultRow, spread } from './table.ts';

/** `--roads N` of the made town, `--turns N` forbidden in each network, `--repeat N`, `--seed N`. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      roads: { type: 'string', default: '250000' },
      turns: { type: 'string', default: '2000' },
      repeat: { type: 'string', default: '15' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [roads, turns, repeat, seed] = [values.roads, values.turns, values.repeat, values.seed].map(Number);
  const before = loadavg()[0] ?? 0;
  const city = makeCity({ asOf: '2026-11-24T00:00:00Z', incidents: 100 });
  const points = new Map(city.roadNodes.map(({ id, point }) => [id, point] as const));
  const rows = [
    ...measure('demo city', { points, roads: city.roads }, turns!, repeat!, seed!),
    ...measure('made town', makeBlocks(roads!, seed!), turns!, repeat!, seed!),
  ];
  printResults('network', rows, { turns: turns!, loadBefore: before, loadAfter: loadavg()[0] ?? 0 });
}

function measure(where: string, made: MadeRoads, turns: number, repeat: number, seed: number): ResultRow[] {
  const restrictions = makeTurns(made.roads, turns, seed);
  const rows: ResultRow[] = [];
  const timed = <R>(what: string, times: number, work: (i: number) => R): R => {
    let result = work(0);
    const samples = Array.from({ length: times }, (_, i) => {
      const start = performance.now();
      result = work(i + 1);
      return performance.now() - start;
    });
    rows.push({ where, what, ...spread(samples) });
    return result;
  };
  const graph = timed('build the graph', 3, () =>
    roadGraph(made.points, made.roads, { vehicle: 'car', restrictions }),
  );
  const edges = timed('index the roads', 3, () => indexEdges(made.roads));
  const random = new Random(seed);
  const spots = Array.from({ length: 100 }, () => {
    const node = Math.floor(random.next() * graph.nodeCount);
    return nearestEdge(edges, graph, graph.points[node * 2]! + 3000, graph.points[node * 2 + 1]! + 2000)!;
  });
  const spot = (i: number) => spots[i % spots.length]!;
  timed('nearest road of 100 places', repeat, () =>
    spots.map(({ lng7, lat7 }) => nearestEdge(edges, graph, lng7 + 3000, lat7 - 2000)),
  );
  timed('one to all', repeat, (i) => reachFrom(graph, [spot(i)]));
  timed('all to one, 400 units', repeat, (i) => {
    const reach = reachTo(graph, [spot(i)]);
    return Array.from({ length: 400 }, (_, unit) => secondsAt(reach, spot(unit)));
  });
  timed('100 closures', repeat, (i) =>
    withClosures(
      graph,
      spots.map(({ road }) => ({ roadId: made.roads[(road + i) % made.roads.length]!.id })),
    ),
  );
  timed('route with line and turns', repeat * 3, (i) => routeOf(graph, spot(i), spot(i * 7 + 1)));
  timed('100 × 100 times', 3, () => timeMatrix(graph, spots, spots));
  timed('isochrones of 5, 10 and 15 minutes', Math.min(repeat, 7), (i) =>
    isochrones(reachFrom(graph, [spot(i)], 900), [5, 10, 15]),
  );
  return rows.map((row) => ({ ...row, roads: made.roads.length, links: graph.linkEnd.length }));
}

function routeOf(graph: RoadGraph, from: Parameters<typeof route>[1], to: Parameters<typeof route>[2]) {
  const found = route(graph, from, to);
  return found && turnSteps(graph, found);
}
