import FlatQueue from 'flatqueue';
import { nodeCountOf, type Roads } from './roads.ts';

/** A place from which something spreads, and when it is there. */
export interface Seed {
  node: number;
  seconds: number;
  /** Link and node by which it came there, for the way back; −1 or left out: it starts here. */
  link?: number;
  from?: number;
}

export interface SpreadLimits {
  /** Travel is this many times faster than at free speed. */
  speedFactor?: number;
  /** Nothing after this moment. */
  untilSeconds?: number;
  /** By node: from when on nobody passes it; Infinity: never held. */
  heldSince?: Float64Array | undefined;
}

/** Earliest moments at every node, on the clock of the seeds. */
export interface Spread {
  /** Infinity: never. At a held node: when it comes up to it, not past it. */
  seconds: Float64Array;
  /** Link and node by which each node was reached first; −1 at seeds and where nothing came. */
  cameBy: Int32Array;
  cameFrom: Int32Array;
}

/**
 * Earliest arrivals (Dijkstra 1959) at all nodes from seeds that begin at moments of their own. A node held since before
 * the arrival is reached and not passed; one held later lets through what was there before.
 */
export function spread(roads: Roads, seeds: readonly Seed[], limits: SpreadLimits = {}): Spread {
  const { speedFactor = 1, untilSeconds = Number.POSITIVE_INFINITY, heldSince } = limits;
  const { firstLink, linkEnd, linkSeconds } = roads;
  const count = nodeCountOf(roads);
  const seconds = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const cameBy = new Int32Array(count).fill(-1);
  const cameFrom = new Int32Array(count).fill(-1);
  const queue = new FlatQueue<number>();
  for (const { node, seconds: at, link = -1, from = -1 } of seeds) {
    if (at >= seconds[node]! || at > untilSeconds) continue;
    seconds[node] = at;
    cameBy[node] = link;
    cameFrom[node] = from;
    queue.push(node, at);
  }
  while (queue.length > 0) {
    const at = queue.peekValue()!;
    const node = queue.pop()!;
    if (at > seconds[node]! || (heldSince !== undefined && heldSince[node]! <= at)) continue;
    const end = firstLink[node + 1]!;
    for (let link = firstLink[node]!; link < end; link += 1) {
      const next = linkEnd[link]!;
      const then = at + linkSeconds[link]! / speedFactor;
      if (then >= seconds[next]! || then > untilSeconds) continue;
      seconds[next] = then;
      cameBy[next] = link;
      cameFrom[next] = node;
      queue.push(next, then);
    }
  }
  return { seconds, cameBy, cameFrom };
}

/** Nodes and links in order of the way by which `node` was reached first; one node and no link where a seed lies. */
export function wayTo({ cameBy, cameFrom }: Spread, node: number): { nodes: number[]; links: number[] } {
  const nodes = [node];
  const links: number[] = [];
  for (let at = node; cameBy[at]! >= 0; at = cameFrom[at]!) {
    links.push(cameBy[at]!);
    nodes.push(cameFrom[at]!);
  }
  return { nodes: nodes.reverse(), links: links.reverse() };
}
