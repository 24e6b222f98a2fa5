/**
 * Greatest flow and smallest cut between two nodes by augmenting ways (Ford & Fulkerson 1956), on typed arrays. The ways are sought depth first
 * toward the sink, large ones before small ones (capacity scaling; Edmonds & Karp 1972), and many of them in one walk: a cut of a
 * city needs few long ways, and a search breadth first would walk the whole city for each. Capacities are whole numbers or
 * Infinity, so that every result is exact.
 */
export interface FlowNetwork {
  nodeCount: number;
  source: number;
  sink: number;
  /** Arc 2a goes from `arcEnd[2a + 1]` to `arcEnd[2a]`; arc 2a + 1 is its reverse, of capacity 0. */
  arcEnd: Int32Array;
  /** Arcs that leave node n, reverse ones too, those first that lead nearest to the sink: `arcsOf[firstOf[n]]` to `arcsOf[firstOf[n + 1] − 1]`. */
  firstOf: Int32Array;
  arcsOf: Int32Array;
}

/** A network of the arcs from `starts[a]` to `ends[a]`. */
export function flowNetwork(
  nodeCount: number,
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
  source: number,
  sink: number,
): FlowNetwork {
  const arcEnd = new Int32Array(starts.length * 2);
  const firstOf = new Int32Array(nodeCount + 1);
  for (let arc = 0; arc < starts.length; arc += 1) {
    arcEnd[arc * 2] = ends[arc]!;
    arcEnd[arc * 2 + 1] = starts[arc]!;
    firstOf[starts[arc]! + 1]! += 1;
    firstOf[ends[arc]! + 1]! += 1;
  }
  for (let node = 0; node < nodeCount; node += 1) firstOf[node + 1]! += firstOf[node]!;
  const next = firstOf.slice();
  const arcsOf = new Int32Array(arcEnd.length);
  for (let arc = 0; arc < arcEnd.length; arc += 1) {
    const start = arcEnd[arc ^ 1]!;
    arcsOf[next[start]!] = arc;
    next[start]! += 1;
  }
  const network = { nodeCount, source, sink, arcEnd, firstOf, arcsOf };
  nearestFirst(network, stepsToSink(network));
  return network;
}

/** Sorts the arcs of every node by the steps that are left from their ends; few arcs leave a node. */
function nearestFirst({ nodeCount, arcEnd, firstOf, arcsOf }: FlowNetwork, steps: Int32Array): void {
  for (let node = 0; node < nodeCount; node += 1)
    for (let i = firstOf[node]! + 1; i < firstOf[node + 1]!; i += 1) {
      const arc = arcsOf[i]!;
      const own = steps[arcEnd[arc]!]!;
      let at = i;
      for (; at > firstOf[node]! && steps[arcEnd[arcsOf[at - 1]!]!]! > own; at -= 1)
        arcsOf[at] = arcsOf[at - 1]!;
      arcsOf[at] = arc;
    }
}

/** Fewest arcs from each node to the sink; the number of nodes where there is no way. */
function stepsToSink({ nodeCount, sink, arcEnd, firstOf, arcsOf }: FlowNetwork): Int32Array {
  const steps = new Int32Array(nodeCount).fill(nodeCount);
  const queue = new Int32Array(nodeCount);
  steps[sink] = 0;
  queue[0] = sink;
  let tail = 1;
  for (let head = 0; head < tail; head += 1) {
    const node = queue[head]!;
    for (let i = firstOf[node]!; i < firstOf[node + 1]!; i += 1) {
      const arc = arcsOf[i]!;
      const next = arcEnd[arc]!;
      if ((arc & 1) === 0 || steps[next]! < nodeCount) continue;
      steps[next] = steps[node]! + 1;
      queue[tail] = next;
      tail += 1;
    }
  }
  return steps;
}

const LARGEST_STEP = 2 ** 20;
const STEP_FACTOR = 2 ** 10;
/** Walks after which ways are sought shortest first: what so many could not fill, thousands might not. */
const MOST_WALKS = 8;

/**
 * Sends as much as possible from source to sink. `residual` holds the capacity of every arc (0 for reverse ones) and is left with what is
 * still free. Infinity: some way has no limit, and the residual means nothing.
 */
export function greatestFlow(network: FlowNetwork, residual: Float64Array): number {
  let flow = 0;
  let walks = 0;
  for (let least = LARGEST_STEP; least >= 1; least /= STEP_FACTOR) {
    for (let sent = Number.NaN; sent !== 0; ) {
      if (walks === MOST_WALKS) return flow + restShortestFirst(network, residual);
      walks += 1;
      sent = walk(network, residual, least);
      if (sent === Number.POSITIVE_INFINITY) return sent;
      flow += sent;
    }
  }
  return flow;
}

/** What can still be sent (see `greatestFlow`), by ways of the fewest arcs, all of one length at once (Dinitz 1970). */
export function restShortestFirst(network: FlowNetwork, residual: Float64Array): number {
  let flow = 0;
  for (;;) {
    const steps = freeStepsToSink(network, residual);
    if (steps[network.source] === network.nodeCount) return flow;
    flow += fillShortest(network, residual, steps);
    if (flow === Number.POSITIVE_INFINITY) return flow;
  }
}

/** Fewest free arcs from each node to the sink; the number of nodes where there is no way, or none that is as short as the source's. */
function freeStepsToSink(
  { nodeCount, source, sink, arcEnd, firstOf, arcsOf }: FlowNetwork,
  residual: Float64Array,
): Int32Array {
  const steps = new Int32Array(nodeCount).fill(nodeCount);
  const queue = new Int32Array(nodeCount);
  steps[sink] = 0;
  queue[0] = sink;
  let tail = 1;
  for (let head = 0; head < tail && steps[source] === nodeCount; head += 1) {
    const node = queue[head]!;
    for (let i = firstOf[node]!; i < firstOf[node + 1]!; i += 1) {
      const arc = arcsOf[i]!;
      const next = arcEnd[arc]!;
      if (steps[next]! < nodeCount || !(residual[arc ^ 1]! > 0)) continue;
      steps[next] = steps[node]! + 1;
      queue[tail] = next;
      tail += 1;
    }
  }
  return steps;
}

/** Fills ways on which every arc leads one step nearer to the sink until there is none; `steps` is used up. */
function fillShortest(
  { nodeCount, source, sink, arcEnd, firstOf, arcsOf }: FlowNetwork,
  residual: Float64Array,
  steps: Int32Array,
): number {
  const current = firstOf.slice();
  const path: number[] = [];
  let flow = 0;
  for (let node = source; ; ) {
    if (node === sink) {
      const sent = fill(path, residual);
      if (sent === Number.POSITIVE_INFINITY) return sent;
      flow += sent;
      path.length = path.findIndex((arc) => residual[arc] === 0);
      node = path.length > 0 ? arcEnd[path[path.length - 1]!]! : source;
      continue;
    }
    const nearer = steps[node]! - 1;
    let i = current[node]!;
    for (; i < firstOf[node + 1]!; i += 1) {
      const arc = arcsOf[i]!;
      if (steps[arcEnd[arc]!] === nearer && residual[arc]! > 0) break;
    }
    current[node] = i;
    if (i < firstOf[node + 1]!) {
      path.push(arcsOf[i]!);
      node = arcEnd[arcsOf[i]!]!;
      continue;
    }
    steps[node] = nodeCount;
    const back = path.pop();
    if (back === undefined) return flow;
    node = arcEnd[back ^ 1]!;
  }
}

const ON_PATH = 1;
const DEAD = 2;

/** One walk depth first that fills ways of at least `least` each; a node that leads nowhere is not entered again. */
function walk(
  { nodeCount, source, sink, arcEnd, firstOf, arcsOf }: FlowNetwork,
  residual: Float64Array,
  least: number,
): number {
  const state = new Uint8Array(nodeCount);
  const current = firstOf.slice();
  const path: number[] = [];
  let flow = 0;
  state[source] = ON_PATH;
  for (let node = source; ; ) {
    if (node === sink) {
      const sent = fill(path, residual);
      if (sent === Number.POSITIVE_INFINITY) return sent;
      flow += sent;
      const from = path.findIndex((arc) => residual[arc]! < least);
      for (let i = from; i < path.length; i += 1) state[arcEnd[path[i]!]!] = 0;
      node = arcEnd[path[from]! ^ 1]!;
      path.length = from;
      continue;
    }
    const end = firstOf[node + 1]!;
    let i = current[node]!;
    for (; i < end; i += 1) {
      const arc = arcsOf[i]!;
      if (residual[arc]! >= least && state[arcEnd[arc]!] === 0) break;
    }
    current[node] = i;
    if (i < end) {
      path.push(arcsOf[i]!);
      node = arcEnd[arcsOf[i]!]!;
      state[node] = ON_PATH;
      continue;
    }
    state[node] = DEAD;
    const back = path.pop();
    if (back === undefined) return flow;
    node = arcEnd[back ^ 1]!;
  }
}

function fill(path: readonly number[], residual: Float64Array): number {
  let sent = Number.POSITIVE_INFINITY;
  for (const arc of path) sent = Math.min(sent, residual[arc]!);
  if (sent === Number.POSITIVE_INFINITY) return sent;
  for (const arc of path) {
    residual[arc]! -= sent;
    residual[arc ^ 1]! += sent;
  }
  return sent;
}

/**
 * Nodes still reached from `from` by free arcs (1) after a greatest flow; `isBackwards`: nodes that still reach `from`. From the source: the side
 * of the smallest cut that lies closest to it, a part of the side of every other smallest cut; from the sink: the same about the sink.
 */
export function sideOf(
  { nodeCount, arcEnd, firstOf, arcsOf }: FlowNetwork,
  residual: Float64Array,
  from: number,
  isBackwards = false,
): Uint8Array {
  const side = new Uint8Array(nodeCount);
  const stack = [from];
  side[from] = 1;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (let i = firstOf[node]!; i < firstOf[node + 1]!; i += 1) {
      const arc = arcsOf[i]!;
      const next = arcEnd[arc]!;
      if (side[next] === 1 || !(residual[isBackwards ? arc ^ 1 : arc]! > 0)) continue;
      side[next] = 1;
      stack.push(next);
    }
  }
  return side;
}
