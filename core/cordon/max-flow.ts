/**
 * Greatest flow and smallest cut between two nodes (Dinic 1970; max-flow min-cut: Ford & Fulkerson 1956), on typed arrays.
 * Capacities are whole numbers or Infinity, so that every result is exact.
 */
export interface FlowNetwork {
  nodeCount: number;
  /** Arc 2a goes from `arcEnd[2a + 1]` to `arcEnd[2a]`; arc 2a + 1 is its reverse, of capacity 0. */
  arcEnd: Int32Array;
  /** Arcs that leave node n, reverse ones too: `arcsOf[firstOf[n]]` to `arcsOf[firstOf[n + 1] − 1]`. */
  firstOf: Int32Array;
  arcsOf: Int32Array;
}

/** A network of the arcs from `starts[a]` to `ends[a]`. */
export function flowNetwork(
  nodeCount: number,
  starts: readonly number[],
  ends: readonly number[],
): FlowNetwork {
  const arcEnd = new Int32Array(starts.length * 2);
  const firstOf = new Int32Array(nodeCount + 1);
  starts.forEach((start, arc) => {
    arcEnd[arc * 2] = ends[arc]!;
    arcEnd[arc * 2 + 1] = start;
    firstOf[start + 1]! += 1;
    firstOf[ends[arc]! + 1]! += 1;
  });
  for (let node = 0; node < nodeCount; node += 1) firstOf[node + 1]! += firstOf[node]!;
  const next = firstOf.slice();
  const arcsOf = new Int32Array(arcEnd.length);
  for (let arc = 0; arc < arcEnd.length; arc += 1) {
    const start = arcEnd[arc ^ 1]!;
    arcsOf[next[start]!] = arc;
    next[start]! += 1;
  }
  return { nodeCount, arcEnd, firstOf, arcsOf };
}

/**
 * Sends as much as possible from `source` to `sink`. `residual` holds the capacity of every arc (0 for reverse ones) and is left
 * with what is still free. Infinity: some way has no limit, and the residual means nothing.
 */
export function greatestFlow(
  network: FlowNetwork,
  residual: Float64Array,
  source: number,
  sink: number,
): number {
  const { nodeCount, firstOf } = network;
  const level = new Int32Array(nodeCount);
  const queue = new Int32Array(nodeCount);
  const current = new Int32Array(nodeCount);
  let flow = 0;
  while (levelsFrom(network, residual, level, queue, source, sink)) {
    current.set(firstOf.subarray(0, nodeCount));
    const sent = blockingFlow(network, residual, level, current, source, sink);
    if (sent === Number.POSITIVE_INFINITY) return sent;
    flow += sent;
  }
  return flow;
}

/** Steps from the source by free arcs; stops at the sink. False: the sink can't be reached. */
function levelsFrom(
  { arcEnd, firstOf, arcsOf }: FlowNetwork,
  residual: Float64Array,
  level: Int32Array,
  queue: Int32Array,
  source: number,
  sink: number,
): boolean {
  level.fill(-1);
  level[source] = 0;
  queue[0] = source;
  let tail = 1;
  for (let head = 0; head < tail; head += 1) {
    const node = queue[head]!;
    const end = firstOf[node + 1]!;
    for (let i = firstOf[node]!; i < end; i += 1) {
      const arc = arcsOf[i]!;
      const next = arcEnd[arc]!;
      if (level[next]! >= 0 || !(residual[arc]! > 0)) continue;
      level[next] = level[node]! + 1;
      if (next === sink) return true;
      queue[tail] = next;
      tail += 1;
    }
  }
  return false;
}

/** Fills all shortest ways of the present levels, one after another, without recursion. */
function blockingFlow(
  { arcEnd, firstOf, arcsOf }: FlowNetwork,
  residual: Float64Array,
  level: Int32Array,
  current: Int32Array,
  source: number,
  sink: number,
): number {
  const path: number[] = [];
  let node = source;
  let flow = 0;
  for (;;) {
    if (node === sink) {
      const sent = fill(path, residual);
      if (sent === Number.POSITIVE_INFINITY) return sent;
      flow += sent;
      const full = path.findIndex((arc) => residual[arc] === 0);
      node = arcEnd[path[full]! ^ 1]!;
      path.length = full;
      continue;
    }
    const end = firstOf[node + 1]!;
    let i = current[node]!;
    for (; i < end; i += 1) {
      const arc = arcsOf[i]!;
      if (residual[arc]! > 0 && level[arcEnd[arc]!] === level[node]! + 1) break;
    }
    current[node] = i;
    if (i < end) {
      path.push(arcsOf[i]!);
      node = arcEnd[arcsOf[i]!]!;
      continue;
    }
    const back = path.pop();
    if (back === undefined) return flow;
    node = arcEnd[back ^ 1]!;
    current[node]! += 1;
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
