import type { CordonProblem, CordonUnit } from '../core/cordon/problem.ts';
import type { Roads } from '../core/cordon/roads.ts';
import { spread } from '../core/cordon/spread.ts';
import { makeCity } from '../data/city/make-city.ts';
import { makeRandom, type Random } from '../data/city/random.ts';

export interface CordonCity {
  roads: Roads;
  crossings: number[];
  roadCount: number;
}

const BLOCK_METRES = 150;
const AVENUE_EVERY = 8;

/** A made city of about `roadCount` roads: crooked blocks, avenues, a river with few bridges, one-way streets; avenues cross the border. */
export function makeCordonCity(roadCount: number, seed: number): CordonCity {
  const random = makeRandom(seed, 'cordon city');
  const side = Math.round(Math.sqrt(roadCount / 1.87));
  const river = Math.round(side * random.between(0.35, 0.65));
  const roads: { from: number; to: number; seconds: number; isOneWay: boolean }[] = [];
  const add = (from: number, to: number, line: number): void => {
    const isAvenue = line % AVENUE_EVERY === 0;
    if (!isAvenue && random.chance(0.07)) return;
    const kmh = isAvenue ? 60 : random.between(20, 40);
    const seconds = (BLOCK_METRES * random.between(0.8, 1.4) * 3.6) / kmh;
    const road = { from, to, seconds, isOneWay: !isAvenue && random.chance(0.12) };
    roads.push(random.chance(0.5) ? road : { ...road, from: to, to: from });
  };
  const isBridge = (column: number): boolean => column % (AVENUE_EVERY * 2) === 0;
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1) {
      const node = row * side + column;
      if (column + 1 < side) add(node, node + 1, row);
      if (row + 1 < side && (row !== river || isBridge(column))) add(node, node + side, column);
    }
  const isCrossing = (line: number): boolean => line % (AVENUE_EVERY * 2) === 0;
  const crossings = Array.from({ length: side }, (_, line) => line)
    .filter(isCrossing)
    .flatMap((line) => [line, (side - 1) * side + line, line * side, line * side + side - 1]);
  return {
    roads: packed(side * side, roads),
    crossings: [...new Set(crossings)],
    roadCount: roads.length,
  };
}

/** The roads of the demo city; roads across its border end at crossings. */
export function demoCordonCity(): CordonCity {
  const { roadNodes, roads, checkpoints } = makeCity({ asOf: '2026-11-24T00:00:00Z', incidents: 100 });
  const indexOf = new Map(roadNodes.map(({ id }, index) => [id, index]));
  const ends = roads.map((road) => ({
    from: indexOf.get(road.fromNode)!,
    to: indexOf.get(road.toNode)!,
    seconds: (road.lengthMetres * 3.6) / road.speedKmh,
    isOneWay: road.oneWay,
  }));
  const degree = new Int32Array(roadNodes.length);
  for (const { from, to } of ends) {
    degree[from]! += 1;
    degree[to]! += 1;
  }
  const roadOf = new Map(roads.map(({ id }, index) => [id, ends[index]!]));
  const crossings = checkpoints
    .filter(({ border }) => border === 'city')
    .map(({ roadId }) => roadOf.get(roadId)!)
    .map(({ from, to }) => (degree[from]! < degree[to]! ? from : to));
  return {
    roads: packed(roadNodes.length, ends),
    crossings: [...new Set(crossings)],
    roadCount: roads.length,
  };
}

function packed(
  nodeCount: number,
  roads: readonly { from: number; to: number; seconds: number; isOneWay: boolean }[],
): Roads {
  const links = roads
    .flatMap((road) => (road.isOneWay ? [road] : [road, { ...road, from: road.to, to: road.from }]))
    .sort((a, b) => a.from - b.from);
  const firstLink = new Int32Array(nodeCount + 1);
  for (const { from } of links) firstLink[from + 1]! += 1;
  for (let node = 0; node < nodeCount; node += 1) firstLink[node + 1]! += firstLink[node]!;
  return {
    firstLink,
    linkEnd: Int32Array.from(links, ({ to }) => to),
    linkSeconds: Float64Array.from(links, ({ seconds }) => seconds),
  };
}

/** A node far from the crossings: the one of a few drawn that is reached last from the nearest of them. */
function innerNode(roads: Roads, crossings: readonly number[], random: Random): number {
  const { seconds } = spread(
    roads,
    crossings.map((node) => ({ node, seconds: 0 })),
  );
  const drawn = Array.from({ length: 4 }, () => random.below(seconds.length));
  const reached = drawn.filter((node) => seconds[node]! < Number.POSITIVE_INFINITY);
  return reached.sort((a, b) => seconds[b]! - seconds[a]!)[0] ?? 0;
}

/** An incident in the city `agoSeconds` before now, with units all over it. */
export function makeCordonProblem(
  { roads, crossings }: CordonCity,
  unitCount: number,
  agoSeconds: number,
  random: Random,
): CordonProblem {
  const count = roads.firstLink.length - 1;
  const units = Array.from(
    { length: unitCount },
    (_, i): CordonUnit => ({
      id: `unit ${i}`,
      starts: [{ node: random.below(count), offsetSeconds: random.between(0, 10) }],
      readyAtSeconds: random.chance(0.2) ? random.between(0, 120) : 0,
      speedFactor: 1.4,
    }),
  );
  return {
    roads,
    departure: {
      starts: [{ node: innerNode(roads, crossings, random), offsetSeconds: 0 }],
      sinceSeconds: -agoSeconds,
    },
    speeds: { slow: 0.7, fast: 1.2 },
    nowSeconds: 0,
    marginSeconds: 60,
    exits: { nodes: crossings },
    units,
    checkpoints: crossings
      .filter(() => random.chance(0.15))
      .map((node, i) => ({ id: `checkpoint ${i}`, node, sinceSeconds: -3600 })),
  };
}
