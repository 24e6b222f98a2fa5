import { parentPort } from 'node:worker_threads';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import { wayBetween } from '../../core/network/route.ts';
import { timeMatrix } from '../../core/network/time-matrix.ts';
import type { SearchGraph, WayAnswer, WayAsk } from './way-protocol.ts';

/** A thread that searches the roads. */
let kept: RoadGraph | undefined;

parentPort?.on('message', (ask: WayAsk) => {
  const answer = answerOf(ask);
  parentPort?.postMessage(answer, answer.kind === 'times' ? [answer.seconds.buffer] : []);
});

function answerOf(ask: WayAsk): WayAnswer {
  try {
    if (ask.graph) kept = wholeGraph(ask.graph);
    if (!kept) throw new Error('no graph was sent');
    const graph = kept;
    if (ask.kind === 'ways')
      return { kind: 'ways', ways: ask.legs.map(([from, to]) => wayBetween(graph, from, to) ?? null) };
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
