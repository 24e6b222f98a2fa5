/** Ways over the roads of the demo city and of a made town of 250,000 roads: one to all, matrix, route, closures, isochrones; beside a textbook search and pgRouting. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { withClosures } from '../core/network/closures.ts';
import { indexEdges, nearestEdge, type RoadPlace } from '../core/network/edge-index.ts';
import { isochrones } from '../core/network/isochrones.ts';
import { reachFrom, reachTo, secondsAt } from '../core/network/reach.ts';
import { type RoadGraph, roadGraph } from '../core/network/road-graph.ts';
import { route } from '../core/network/route.ts';
import { timeMatrix } from '../core/network/time-matrix.ts';
import { turnSteps } from '../core/network/turn-steps.ts';
import { makeCity } from '../data/city/make-city.ts';
import { Random } from '../server/live/simulation/random.ts';
import { onFreshDatabase } from './city-database.ts';
import { type MadeRoads, makeBlocks, makeTurns } from './network-made.ts';
import { pgRoutingRows, plainRows, warmUps } from './network-peers.ts';
import { pgRoutingOf } from './network-pgrouting.ts';
import { printResults, type ResultRow, spread } from './table.ts';

const PLACES = 100;

interface Options {
  turns: number;
  repeat: number;
  seed: number;
  /** A server on which databases may be made, and the pgRouting that it has; empty: none. */
  postgres: string;
  peer: string;
}

/**
 * `--roads N` of the made town, `--turns N` forbidden in each network, `--repeat N`, `--seed N`. pgRouting is asked when TEST_POSTGRES_URL or
 * --postgres names a server that has it and on which databases may be made.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      roads: { type: 'string', default: '250000' },
      turns: { type: 'string', default: '2000' },
      repeat: { type: 'string', default: '15' },
      seed: { type: 'string', default: '1' },
      postgres: { type: 'string', default: process.env.TEST_POSTGRES_URL ?? '' },
    },
  });
  const [roads, turns, repeat, seed] = [values.roads, values.turns, values.repeat, values.seed].map(Number);
  const before = loadavg()[0] ?? 0;
  const { postgres } = values;
  const peer = postgres ? await pgRoutingOf(postgres) : '';
  const options = { turns: turns!, repeat: repeat!, seed: seed!, postgres, peer };
  const city = makeCity({ asOf: '2026-11-24T00:00:00Z', incidents: 100 });
  const points = new Map(city.roadNodes.map(({ id, point }) => [id, point] as const));
  const rows = [
    ...(await measure('demo city', { points, roads: city.roads }, options)),
    ...(await measure('made town', makeBlocks(roads!, seed!), options)),
  ];
  printResults('network', rows, {
    turns: turns!,
    loadBefore: before,
    loadAfter: loadavg()[0] ?? 0,
    textbook:
      'a binary heap of pairs in the same process over the same arrays, so with the same turns; no lines',
    peer: peer
      ? `${peer}, warm: the same arcs in its table, so with the same turns and places; it reads them all at each call. pgr_trsp: over the roads and turns themselves, between nodes; it does not always find the quickest way`
      : 'pgRouting is left out: name a server that has it with --postgres or TEST_POSTGRES_URL.',
    differing: 'answers that are more than a microsecond from ours',
  });
}

async function measure(where: string, made: MadeRoads, options: Options): Promise<ResultRow[]> {
  const { repeat, seed } = options;
  const restrictions = makeTurns(made.roads, options.turns, seed);
  const rows: ResultRow[] = [];
  const timed = <R>(what: string, times: number, work: (i: number) => R): R => {
    let result = work(0);
    for (let i = 1; i < warmUps(times); i += 1) work(i);
    const samples = Array.from({ length: times }, (_, i) => {
      const start = performance.now();
      result = work(i + 1);
      return performance.now() - start;
    });
    rows.push({ where, what, by: 'Jingwei', ...spread(samples) });
    return result;
  };
  const graph = timed('build the graph', 3, () =>
    roadGraph(made.points, made.roads, { vehicle: 'car', restrictions }),
  );
  const edges = timed('index the roads', 3, () => indexEdges(made.roads));
  const random = new Random(seed);
  const spots = Array.from({ length: PLACES }, () => {
    const node = Math.floor(random.next() * graph.nodeCount);
    return nearestEdge(edges, graph, graph.points[node * 2]! + 3000, graph.points[node * 2 + 1]! + 2000)!;
  });
  const spot = (i: number) => spots[i % PLACES]!;
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
  const asked = { graph, restrictions, spots, repeat };
  const byPeers = await plainRows(asked);
  if (options.peer)
    await onFreshDatabase(options.postgres, async (url) => {
      byPeers.push(...(await pgRoutingRows(url, options.peer, asked)));
    });
  rows.push(...byPeers.map((row) => ({ where, ...row })));
  return rows.map((row) => ({ ...row, roads: made.roads.length, links: graph.linkEnd.length }));
}

function routeOf(graph: RoadGraph, from: RoadPlace, to: RoadPlace) {
  const found = route(graph, from, to);
  return found && turnSteps(graph, found);
}
