import { nearestEdge } from '../network/edge-index.ts';
import { isochrones } from '../network/isochrones.ts';
import type { Reach } from '../network/reach.ts';
import type { RoadGraph } from '../network/road-graph.ts';
import type { Asked } from './answer.ts';
import type { AnsweredArea, CordonAsk } from './ask.ts';
import { frontOf } from './departure.ts';
import { type CordonGround, OFF_ROAD_METRES } from './ground.ts';
import { nodeCountOf } from './roads.ts';

/** By minutes from the beginning: a wide area is looked at from afar, and a fine one of it takes its time. */
const CELLS = [
  { untilMinutes: 6, cellMetres: 40 },
  { untilMinutes: Number.POSITIVE_INFINITY, cellMetres: 100 },
];
/** Whoever leaves the road runs. */
const OFF_ROAD_KMH = 15;
const LEAST_AREA_M2 = 10_000;

/**
 * The area that may be reached at the fast speed at some moments, in their order; past no checkpoint that is held. The graphs must have no turn
 * restrictions.
 */
export function answerAreas(
  ground: CordonGround,
  { ask, problem }: Asked,
  atMs: readonly number[],
): AnsweredArea[] {
  const { departure, speeds, roads, checkpoints } = problem;
  const graph = withoutHeldRoads(ground, ask);
  const heldSince = new Float64Array(nodeCountOf(roads)).fill(Number.POSITIVE_INFINITY);
  for (const { node, sinceSeconds } of checkpoints)
    heldSince[node] = Math.min(heldSince[node]!, sinceSeconds);
  const front = frontOf(roads, departure, { speedFactor: speeds.fast, heldSince });
  // The clock of a reach runs at free speed from the departure.
  const free = (seconds: number): number => (seconds - departure.sinceSeconds) * speeds.fast;
  const stateSeconds = front.seconds.slice(0, graph.nodeCount).map(free);
  const minutes = atMs.map((one) => Math.max(1, free((one - ask.nowMs) / 1000)) / 60);
  const reach: Reach = {
    graph,
    direction: 'from',
    origins: placeOf(ground, ask),
    limitSeconds: Math.max(...minutes) * 60,
    stateSeconds,
    seconds: stateSeconds,
    via: new Int32Array(0),
  };
  const { cellMetres } = CELLS.find(({ untilMinutes }) => Math.max(...minutes) <= untilMinutes)!;
  const offRoadMetres = Math.max(100, cellMetres * 1.5);
  const options = { cellMetres, offRoadMetres, leastAreaM2: LEAST_AREA_M2, walkKmh: OFF_ROAD_KMH };
  return isochrones(reach, minutes, options).map(({ polygons }, i) => ({
    atMs: atMs[i]!,
    polygons: polygons.map((rings) => rings.map((ring) => Array.from(ring))),
  }));
}

/** The place itself, from where the first piece of road is drawn where no direction is known. */
function placeOf({ edges, graphs }: CordonGround, { travel, lng7, lat7, directionDegrees }: CordonAsk) {
  const place = nearestEdge(edges, graphs.get(travel)!, lng7, lat7, OFF_ROAD_METRES);
  return place && directionDegrees === null ? [{ ...place, delaySeconds: 0 }] : [];
}

/** Roads are not drawn beyond a checkpoint that is held. */
function withoutHeldRoads({ graphs, checkpoints }: CordonGround, ask: CordonAsk): RoadGraph {
  const graph = graphs.get(ask.travel)!;
  const linkSeconds = graph.linkSeconds.slice();
  for (const { heldSinceMs, place } of checkpoints) {
    if (heldSinceMs === null || heldSinceMs > ask.sinceMs) continue;
    for (const link of [graph.roadLinks[place.road * 2]!, graph.roadLinks[place.road * 2 + 1]!])
      if (link >= 0) linkSeconds[link] = Number.POSITIVE_INFINITY;
  }
  return { ...graph, linkSeconds };
}
