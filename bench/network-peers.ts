import type { RoadPlace } from '../core/network/edge-index.ts';
import { reachFrom } from '../core/network/reach.ts';
import type { RoadGraph } from '../core/network/road-graph.ts';
import { route } from '../core/network/route.ts';
import { directWay, type Spot, seedsAt, spotSeconds, statesBefore } from '../core/network/spots.ts';
import { timeMatrix } from '../core/network/time-matrix.ts';
import type { TurnRestriction } from '../core/network/turn-restrictions.ts';
import { PgRouting } from './network-pgrouting.ts';
import { plainSeconds } from './network-plain.ts';
import { type ResultRow, spread, timeMs } from './table.ts';

export interface Asked {
  graph: RoadGraph;
  restrictions: readonly TurnRestriction[];
  spots: readonly RoadPlace[];
  repeat: number;
}

type Answers = ArrayLike<number>;

/** Something that another one answers too, and our own answers to the same. Seconds; Infinity: no way. */
interface Question {
  what: string;
  times: number;
  /** What is timed: the i-th time of many. */
  ask: (i: number) => unknown;
  answers: () => Promise<Answers> | Answers;
  ours: () => Answers;
}

/** How often something is done before it is timed so many times. */
export function warmUps(times: number): number {
  return times > 3 ? 5 : 1;
}

/** The textbook's search in this process, with the turns, without lines. */
export async function plainRows(asked: Asked): Promise<ResultRow[]> {
  const { graph, spots, repeat } = asked;
  const found = (from: RoadPlace, wanted?: readonly number[]) =>
    plainSeconds(graph.forward, graph.linkSeconds, seedsAt(graph, 'from', from), wanted);
  const secondsTo = (stateSeconds: Float64Array, from: RoadPlace, to: RoadPlace) => {
    const over = spotSeconds(graph, 'from', { stateSeconds, via: new Int32Array(0) }, to);
    return Math.min(over, directWay(graph, from, to)?.seconds ?? over);
  };
  const way = ([from, to]: Pair) => secondsTo(found(from, statesBefore(graph, 'from', to)), from, to);
  const matrix = () =>
    spots.flatMap((from) => {
      const stateSeconds = found(from);
      return spots.map((to) => secondsTo(stateSeconds, from, to));
    });
  const pairs = pairsOf(asked);
  return await rowsOf('textbook heap', [
    {
      ...oneToAll(asked),
      ask: (i) => found(at(spots, i)),
      answers: () => found(at(spots, 0)),
    },
    {
      ...{ what: 'route without line', times: repeat * 3, ask: (i) => way(at(pairs, i)) },
      ...{ answers: () => pairs.map(way), ours: () => pairs.map((pair) => ourWay(graph, pair)) },
    },
    { ...allToAll(asked), ask: matrix, answers: matrix },
  ]);
}

/** pgRouting over the same arcs, in the empty database at `url`. */
export async function pgRoutingRows(url: string, name: string, asked: Asked): Promise<ResultRow[]> {
  const { graph, restrictions, spots, repeat } = asked;
  const peer = await PgRouting.load(url, graph, spots, restrictions);
  const pairs = pairsOf(asked);
  const way = ([from, to]: Pair) => peer.route(spots.indexOf(from), spots.indexOf(to));
  const nodePairs = pairs.map((pair) => pair.map(({ road }) => nodeOf(graph, road)) as [number, number]);
  const rows = rowsOf(name, [
    {
      ...oneToAll(asked),
      ask: (i) => peer.countFrom(i % spots.length),
      answers: () => peer.secondsFrom(0, graph.forward.stateCount),
    },
    {
      ...{ what: 'route with line', times: repeat * 3, ask: (i) => way(at(pairs, i)) },
      answers: () => inTurn(pairs, way),
      ours: () => pairs.map((pair) => ourWay(graph, pair)),
    },
    {
      ...{ what: 'route without line, turns by its pgr_trsp', times: repeat * 3 },
      ask: (i) => peer.turningRoute(...at(nodePairs, i)),
      answers: () => inTurn(nodePairs, (pair) => peer.turningRoute(...pair)),
      ours: () => nodePairs.map(([from, to]) => ourWay(graph, [{ node: from }, { node: to }])),
    },
    { ...allToAll(asked), ask: () => peer.matrix(spots.length), answers: () => peer.matrix(spots.length) },
  ]);
  return await rows.finally(() => peer.close());
}

function oneToAll({ graph, spots, repeat }: Asked) {
  return { what: 'one to all', times: repeat, ours: () => reachFrom(graph, [at(spots, 0)]).stateSeconds };
}

function allToAll({ graph, spots }: Asked) {
  const what = `${spots.length} × ${spots.length} times`;
  return { what, times: 3, ours: () => timeMatrix(graph, spots, spots) };
}

type Pair = readonly [from: RoadPlace, to: RoadPlace];

/** The pairs between which our own routes are timed. */
function pairsOf({ spots, repeat }: Asked): Pair[] {
  return Array.from({ length: repeat * 3 + 1 }, (_, i) => [at(spots, i), at(spots, i * 7 + 1)]);
}

function ourWay(graph: RoadGraph, [from, to]: readonly [Spot, Spot]): number {
  return route(graph, from, to)?.seconds ?? Number.POSITIVE_INFINITY;
}

function nodeOf(graph: RoadGraph, road: number): number {
  return graph.linkStart[graph.roadLinks[road * 2]!]!;
}

function at<T>(list: readonly T[], i: number): T {
  return list[i % list.length]!;
}

async function inTurn<T>(list: readonly T[], ask: (one: T) => Promise<number>): Promise<number[]> {
  const answers: number[] = [];
  for (const one of list) answers.push(await ask(one));
  return answers;
}

async function rowsOf(by: string, questions: readonly Question[]): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  for (const { what, times, ask, answers, ours } of questions) {
    const differing = countDiffering(await answers(), ours());
    for (let i = 0; i < warmUps(times); i += 1) await ask(i);
    const samples: number[] = [];
    for (let i = 1; i <= times; i += 1) samples.push(await timeMs(() => ask(i)));
    rows.push({ what, by, ...spread(samples), differing });
  }
  return rows;
}

/** How many answers are more than a microsecond apart. */
function countDiffering(answers: Answers, ours: Answers): number {
  return Array.from(ours).filter(
    (seconds, i) => seconds !== answers[i] && !(Math.abs(seconds - answers[i]!) < 1e-6),
  ).length;
}
