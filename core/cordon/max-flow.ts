/**
 * A directed network with a source and a sink, on typed arrays. Capacities lie apart, by arc: whole numbers or Infinity, so that every result
 * is exact.
 */
export interface FlowNetwork {
  nodeCount: number;
  source: number;
  sink: number;
  /** Arc 2a goes from `arcEnd[2a + 1]` to `arcEnd[2a]`; arc 2a + 1 is its reverse, of capacity 0. */
  arcEnd: Int32Array;
  /** Arcs that leave node n, reverse ones too: `arcsOf[firstOf[n]]` to `arcsOf[firstOf[n + 1] − 1]`. */
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
  return { nodeCount, source, sink, arcEnd, firstOf, arcsOf };
}

/**
 * Sends as much as possible from source to sink, beside what is sent already, and tells how much that is. `residual` holds what is free on every
 * arc (at first its capacity, 0 for reverse ones) and is left with what is still free. Infinity: some way has no limit, and the
 * residual means nothing.
 *
 * By augmenting ways that are found between two trees, one from the source and one to the sink, which are mended and kept from one way to
 * the next (Boykov & Kolmogorov 2004, "An experimental comparison of min-cut/max-flow algorithms", section 3): on the roads of a city a cut
 * needs few ways, and a new search for each, or for all of one length, would go over the whole city.
 */
export function greatestFlow(network: FlowNetwork, residual: Float64Array): number {
  const trees = new SearchTrees(network, residual);
  let flow = 0;
  for (let bridge = trees.nextBridge(); bridge !== NONE; bridge = trees.nextBridge()) {
    const sent = trees.fillOver(bridge);
    if (sent === Number.POSITIVE_INFINITY) return sent;
    flow += sent;
  }
  return flow;
}

const NONE = -1;
/** In place of the arc to a parent: the node lost it, and looks for another. */
const ORPHAN = -2;
const FREE = 0;
const OF_SOURCE = 1;
const OF_SINK = 2;

/** A tree of free arcs from the source and one to the sink, that grow until they touch. */
class SearchTrees {
  readonly #network: FlowNetwork;
  readonly #residual: Float64Array;
  readonly #tree: Uint8Array;
  /** The arc between a node and its parent, in the direction of the flow. */
  readonly #parentArc: Int32Array;
  /** Arcs to the root as they were at `#known`. */
  readonly #depth: Int32Array;
  readonly #known: Int32Array;
  #ways = 0;
  /** Nodes that may touch others: a ring, each in it once. */
  readonly #active: Int32Array;
  readonly #isActive: Uint8Array;
  #head = 0;
  #tail = 0;
  #growing = NONE;
  /** Grows while they are gone through. */
  readonly #orphans: number[] = [];

  constructor(network: FlowNetwork, residual: Float64Array) {
    const { nodeCount, source, sink } = network;
    this.#network = network;
    this.#residual = residual;
    this.#tree = new Uint8Array(nodeCount);
    this.#parentArc = new Int32Array(nodeCount).fill(NONE);
    this.#depth = new Int32Array(nodeCount);
    this.#known = new Int32Array(nodeCount);
    this.#active = new Int32Array(nodeCount + 1);
    this.#isActive = new Uint8Array(nodeCount);
    this.#tree[source] = OF_SOURCE;
    this.#tree[sink] = OF_SINK;
    this.#activate(source);
    this.#activate(sink);
  }

  /** Grows the trees until a free arc leads from that of the source to that of the sink; NONE: there is no way any more. */
  nextBridge(): number {
    for (;;) {
      if (this.#growing === NONE) {
        if (this.#head === this.#tail) return NONE;
        this.#growing = this.#active[this.#head]!;
        this.#head = this.#head === this.#active.length - 1 ? 0 : this.#head + 1;
        this.#isActive[this.#growing] = 0;
      }
      const bridge = this.#tree[this.#growing] === FREE ? NONE : this.#grow(this.#growing);
      if (bridge !== NONE) return bridge;
      this.#growing = NONE;
    }
  }

  #activate(node: number): void {
    if (this.#isActive[node] === 1) return;
    this.#isActive[node] = 1;
    this.#active[this.#tail] = node;
    this.#tail = this.#tail === this.#active.length - 1 ? 0 : this.#tail + 1;
  }

  /** Takes free nodes beside a node into its tree; gives the arc to the other tree where it touches that. */
  #grow(node: number): number {
    const { arcEnd, firstOf, arcsOf } = this.#network;
    const [residual, tree, depth, known] = [this.#residual, this.#tree, this.#depth, this.#known];
    const own = tree[node]!;
    const turned = own === OF_SOURCE ? 0 : 1;
    const end = firstOf[node + 1]!;
    for (let i = firstOf[node]!; i < end; i += 1) {
      const arc = arcsOf[i]! ^ turned;
      if (!(residual[arc]! > 0)) continue;
      const next = arcEnd[arc ^ turned]!;
      if (tree[next] === FREE) {
        tree[next] = own;
        this.#activate(next);
      } else if (tree[next] !== own) return arc;
      else if (known[next]! > known[node]! || depth[next]! <= depth[node]! + 1) continue;
      this.#parentArc[next] = arc;
      depth[next] = depth[node]! + 1;
      known[next] = known[node]!;
    }
    return NONE;
  }

  /** Sends what the way over this arc can take, and mends the trees. */
  fillOver(bridge: number): number {
    const { source, sink, arcEnd } = this.#network;
    const [residual, parentArc] = [this.#residual, this.#parentArc];
    const way = [bridge];
    for (let node = arcEnd[bridge ^ 1]!; node !== source; node = arcEnd[parentArc[node]! ^ 1]!)
      way.push(parentArc[node]!);
    const fromSource = way.length;
    for (let node = arcEnd[bridge]!; node !== sink; node = arcEnd[parentArc[node]!]!)
      way.push(parentArc[node]!);
    let sent = Number.POSITIVE_INFINITY;
    for (const arc of way) sent = Math.min(sent, residual[arc]!);
    if (sent === Number.POSITIVE_INFINITY) return sent;
    way.forEach((arc, i) => {
      residual[arc]! -= sent;
      residual[arc ^ 1]! += sent;
      if (i > 0 && residual[arc] === 0) this.#orphan(arcEnd[i < fromSource ? arc : arc ^ 1]!);
    });
    this.#ways += 1;
    for (const orphan of this.#orphans) this.#adopt(orphan);
    this.#orphans.length = 0;
    return sent;
  }

  #orphan(node: number): void {
    this.#parentArc[node] = ORPHAN;
    this.#orphans.push(node);
  }

  /** Finds a node the parent of its tree that is nearest to the root; without any it is free, and its children look for others. */
  #adopt(node: number): void {
    const { arcEnd, firstOf, arcsOf } = this.#network;
    const own = this.#tree[node]!;
    const turned = own === OF_SOURCE ? 1 : 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = firstOf[node]!; i < firstOf[node + 1]!; i += 1) {
      const arc = arcsOf[i]! ^ turned;
      const next = arcEnd[arc ^ turned]!;
      if (this.#tree[next] !== own || !(this.#residual[arc]! > 0)) continue;
      const depth = this.#depthOf(next, turned);
      if (depth >= least) continue;
      least = depth;
      this.#parentArc[node] = arc;
    }
    if (least < Number.POSITIVE_INFINITY) {
      this.#depth[node] = least + 1;
      this.#known[node] = this.#ways;
      return;
    }
    this.#tree[node] = FREE;
    for (let i = firstOf[node]!; i < firstOf[node + 1]!; i += 1) {
      const arc = arcsOf[i]! ^ turned;
      const next = arcEnd[arc ^ turned]!;
      if (this.#tree[next] !== own) continue;
      if (this.#residual[arc]! > 0) this.#activate(next);
      if (this.#parentArc[next] === (arc ^ 1)) this.#orphan(next);
    }
  }

  /** Arcs between a node and the root of its tree; Infinity: an orphan lies between. What it finds is known until the next way. */
  #depthOf(node: number, turned: number): number {
    const { arcEnd } = this.#network;
    const [parentArc, depth, known] = [this.#parentArc, this.#depth, this.#known];
    let arcs = 0;
    let at = node;
    for (; known[at]! < this.#ways; at = arcEnd[parentArc[at]! ^ turned]!) {
      if (parentArc[at] === ORPHAN) return Number.POSITIVE_INFINITY;
      if (parentArc[at] === NONE) break;
      arcs += 1;
    }
    const rootDepth = known[at] === this.#ways ? depth[at]! : 0;
    known[at] = this.#ways;
    depth[at] = rootDepth;
    const found = arcs + rootDepth;
    for (let back = node; known[back]! < this.#ways; back = arcEnd[parentArc[back]! ^ turned]!) {
      known[back] = this.#ways;
      depth[back] = arcs + rootDepth;
      arcs -= 1;
    }
    return found;
  }
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
