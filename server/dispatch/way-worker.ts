import { parentPort } from 'node:worker_threads';
import { roadCovers } from '../../core/coverage/road-covers.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import { wayBetween } from '../../core/network/route.ts';
import { timeMatrix } from '../../core/network/time-matrix.ts';
import type { SearchGraph, WayAnswer, WayAsk } from './way-protocol.ts';

/** A thread that searches the roads. */
let kept: RoadGraph | undefined;

parentPort?.on('message', (ask: WayAsk) => {
  const answer = answerOf(ask);
  parentPort?.postMessage(answer, buffersOf(answer));
});

/** What crosses to the other side without being copied. */
function buffersOf(answer: WayAnswer): ArrayBuffer[] {
  if (answer.kind === 'times') return [answer.seconds.buffer];
  if (answer.kind !== 'covers') return [];
  const { first, demand, seconds } = answer.sets;
  return [first.buffer, demand.buffer, seconds.buffer];
}

function answerOf(ask: WayAsk): WayAnswer {
  try {
    if (ask.graph) kept = wholeGraph(ask.graph);
    if (!kept) throw new Error('no graph was sent');
    const graph = kept;
    if (ask.kind === 'ways')
      return { kind: 'ways', ways: ask.legs.map(([from, to]) => wayBetween(graph, from, to) ?? null) };
    if (ask.kind === 'covers') {
      const { direction, facilities, demand, mostSeconds } = ask;
      return { kind: 'covers', sets: roadCovers(graph, direction, facilities, demand, mostSeconds) };
    }
    const seconds = timeMatrix(graph, ask.from, ask.to, ask.mostSeconds);
    return { kind: 'times', seconds: Float64Array.from(seconds) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Searches look at no line and at no id. */
function wholeGraph(graph: SearchGraph): RoadGraph {
  return { ...graph, roads: [], roadIndex: new Map(), nodeIndex: new Map(), index: undefined };
}
