import { nearestNode, type RoadGraph } from '../../../core/network/road-graph.ts';
import type { CityIncidents } from '../city.ts';
import { hash32 } from '../random.ts';
import type { Crew, Order } from './crew.ts';
import type { Call } from './work.ts';

/** When all are busy an incident waits for the first to be free, but not longer than this. */
const LONGEST_WAIT_SECONDS = 2400;
/** Nobody is sent further than this. */
const LONGEST_WAY_SECONDS = 5400;

/**
 * Sends the crew that can be there first to each incident reported from `since` on that a unit was assigned to. The way and the
 * wait for a crew make its steps later than the incident says, never sooner. `unworked`: incidents that nobody came free for.
 */
export function assignCalls(
  incidents: CityIncidents,
  crews: readonly Crew[],
  graph: RoadGraph,
  since: number,
): { calls: Map<number, Call>; unworked: Set<number> } {
  const calls = new Map<number, Call>();
  const unworked = new Set<number>();
  for (const incident of inOrderOfAssignment(incidents, since)) {
    const order = orderOf(incidents, incident);
    const node = nearestNode(graph, ...order.scene) ?? 0;
    const crew = quickest(crews, order.wantedAt, node);
    if (crew) calls.set(incident, crew.take(order));
    else unworked.add(incident);
  }
  return { calls, unworked };
}

function inOrderOfAssignment({ count, reportedAt, assignedAfter }: CityIncidents, since: number): number[] {
  const assignedAt = (i: number) => reportedAt[i]! + assignedAfter[i]!;
  const wanted: number[] = [];
  for (let i = count - 1; i >= 0 && reportedAt[i]! >= since; i--) if (assignedAfter[i]! > 0) wanted.push(i);
  return wanted.sort((a, b) => assignedAt(a) - assignedAt(b) || a - b);
}

function orderOf(incidents: CityIncidents, incident: number): Order {
  const at = (after: Uint32Array) => (after[incident]! > 0 ? after[incident]! : Infinity);
  const [assigned, arrived, resolved] = [
    at(incidents.assignedAfter),
    at(incidents.arrivedAfter),
    at(incidents.resolvedAfter),
  ];
  return {
    incident,
    scene: [incidents.lng7[incident]!, incidents.lat7[incident]!],
    wantedAt: incidents.reportedAt[incident]! + assigned,
    travelSeconds: arrived - assigned,
    staySeconds: resolved === Infinity ? Infinity : resolved - arrived,
  };
}

/** The crew that is there first, one that is still busy included. */
function quickest(crews: readonly Crew[], at: number, node: number): Crew | undefined {
  let best: Crew | undefined;
  let bestSeconds = Infinity;
  crews.forEach((crew, i) => {
    const from = crew.freeFrom(at);
    const way = crew.secondsTo(node);
    if (from > at + LONGEST_WAIT_SECONDS || way > LONGEST_WAY_SECONDS) return;
    const seconds = 2 * (from - at) + way + (hash32(at + i) % 45);
    if (seconds >= bestSeconds) return;
    best = crew;
    bestSeconds = seconds;
  });
  return best;
}
