import { type FlowNetwork, flowNetwork, greatestFlow, sideOf } from './max-flow.ts';
import { nodeCountOf, type Roads } from './roads.ts';
import { leadingOut, withoutSpurs } from './ways-out.ts';

/** What is to be shut in, by whom it can be, and what it costs to leave ways out open. */
export interface CutRequest {
  roads: Roads;
  /** Nodes where the area begins to grow. */
  from: readonly number[];
  /** 1: held already; nobody passes. By node, as the others. */
  isHeld: Uint8Array;
  /** 1: some unit can be there in time. */
  isHoldable: Uint8Array;
  exits: readonly number[];
  /** By exit: what it costs to leave it open; Infinity: it must be closed. Whole numbers. */
  exitCost: Float64Array;
  /** Weight of each node for the size of the enclosed area. */
  weights: ArrayLike<number>;
  /** What one unit of enclosed weight costs; 0: the size is no part of the cost. A whole number. */
  weightCost: number;
}

/**
 * The vertex cut as a flow: a holdable node is two flow nodes with an arc between them that is cut by holding it; every other way has no
 * limit. What is reached whatever is held is one node with the source; what leads to no exit is left out unless its size counts.
 */
export interface CutNetwork {
  request: CutRequest;
  /** Holdable nodes of the roads that can matter; their arcs are the first of the network. */
  nodes: Int32Array;
  flow: FlowNetwork;
  /** Capacities of all arcs but the first. */
  capacity: Float64Array;
  /** Room for what a cut uses up of them. */
  residual: Float64Array;
  /** Cost of what is reached whatever is held; Infinity: an exit that must be closed is. */
  constant: number;
  /** The part of it that its size costs. */
  innerCost: number;
  /** By exit: the arc that costs what leaving it open does; INNER: it is reached whatever is held; OUT: it is not reached. */
  exitArc: Int32Array;
  /** Flow nodes before and after each holdable node. */
  before: Int32Array;
  after: Int32Array;
}

const SOURCE = 0;
const SINK = 1;
const OUT = -1;
const INNER = -2;

/** Builds the network. Exits are ends: what lies behind one that is reached does not count. */
export function cutNetwork(request: CutRequest): CutNetwork {
  const isExit = new Uint8Array(nodeCountOf(request.roads));
  for (const exit of request.exits) isExit[exit] = 1;
  const isEnd = (node: number): boolean => request.isHeld[node] === 1 || isExit[node] === 1;
  const reached = flood(request, isEnd);
  const inner = flood(request, (node) => isEnd(node) || request.isHoldable[node] === 1);
  for (let node = 0; node < inner.length; node += 1) if (request.isHoldable[node] === 1) inner[node] = 0;
  const matters = request.weightCost > 0 ? reached : leadingOut(request, reached, isExit);
  if (request.weightCost === 0) withoutSpurs(request, reached, inner, matters, isExit);
  const places = numbered(request, reached, inner, matters);
  return { request, ...places, ...arcsOf(request, places, isExit, inner) };
}

/** The same network where leaving exits open costs something else; nothing costs 0, before or after. */
export function withExitCosts(network: CutNetwork, exitCost: Float64Array): CutNetwork {
  const { exitArc, innerCost } = network;
  const request = { ...network.request, exitCost };
  const capacity = network.capacity.slice();
  exitArc.forEach((arc, i) => {
    if (arc >= 0) capacity[arc * 2] = costOfEnd(request, request.exits[i]!, i);
  });
  return { ...network, request, capacity, constant: innerCost + costOfInner(exitArc, exitCost) };
}

function costOfEnd({ exitCost, weights, weightCost }: CutRequest, node: number, exit: number): number {
  return (exit >= 0 ? exitCost[exit]! : 0) + weightCost * weights[node]!;
}

function costOfInner(exitArc: Int32Array, exitCost: Float64Array): number {
  return exitArc.reduce((sum, arc, i) => (arc === INNER ? sum + exitCost[i]! : sum), 0);
}

/** Nodes reached from the beginning (1), ends included, not passed. */
function flood({ roads, from, isHeld }: CutRequest, isEnd: (node: number) => boolean): Uint8Array {
  const { firstLink, linkEnd, linkSeconds } = roads;
  const reached = new Uint8Array(nodeCountOf(roads));
  const stack: number[] = [];
  for (const node of from) {
    if (reached[node] === 1 || isHeld[node] === 1) continue;
    reached[node] = 1;
    if (!isEnd(node)) stack.push(node);
  }
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (let link = firstLink[node]!; link < firstLink[node + 1]!; link += 1) {
      const next = linkEnd[link]!;
      if (reached[next] === 1 || isHeld[next] === 1 || linkSeconds[link] === Number.POSITIVE_INFINITY)
        continue;
      reached[next] = 1;
      if (!isEnd(next)) stack.push(next);
    }
  return reached;
}

interface Places {
  nodes: Int32Array;
  before: Int32Array;
  after: Int32Array;
  /** Flow nodes by node of the roads; −1: not in the network. */
  entry: Int32Array;
  exit: Int32Array;
  count: number;
}

function numbered(
  { isHoldable, isHeld }: CutRequest,
  reached: Uint8Array,
  inner: Uint8Array,
  matters: Uint8Array,
): Places {
  const entry = new Int32Array(reached.length).fill(-1);
  const exit = new Int32Array(reached.length).fill(-1);
  const nodes: number[] = [];
  let count = 2;
  for (let node = 0; node < reached.length; node += 1) {
    if (inner[node] === 1) entry[node] = exit[node] = SOURCE;
    else if (reached[node] === 1 && matters[node] === 1 && isHeld[node] === 0) {
      entry[node] = count++;
      exit[node] = isHoldable[node] === 1 ? count++ : entry[node]!;
      if (isHoldable[node] === 1) nodes.push(node);
    }
  }
  const before = Int32Array.from(nodes, (node) => entry[node]!);
  const after = Int32Array.from(nodes, (node) => exit[node]!);
  return { nodes: Int32Array.from(nodes), before, after, entry, exit, count };
}

function arcsOf(request: CutRequest, places: Places, isExit: Uint8Array, inner: Uint8Array) {
  const { roads, from, exits } = request;
  const { entry, exit } = places;
  const most = places.before.length + from.length + roads.linkEnd.length + entry.length;
  const starts = new Int32Array(most);
  const ends = new Int32Array(most);
  const capacity = new Float64Array(most * 2);
  starts.set(places.before);
  ends.set(places.after);
  let count = places.before.length;
  const isFed = new Uint8Array(places.count);
  const add = (start: number, end: number, cost: number): void => {
    if (start < 0 || end < 0 || start === end || end === SOURCE) return;
    if (start === SOURCE && isFed[end] === 1) return;
    if (start === SOURCE) isFed[end] = 1;
    starts[count] = start;
    ends[count] = end;
    capacity[count * 2] = cost;
    count += 1;
  };
  for (const node of from) add(SOURCE, entry[node]!, Number.POSITIVE_INFINITY);
  const exitAt = new Int32Array(entry.length).fill(-1);
  exits.forEach((node, i) => {
    exitAt[node] = i;
  });
  const exitArc = new Int32Array(exits.length).fill(OUT);
  let innerCost = 0;
  for (let node = 0; node < entry.length; node += 1) {
    if (entry[node]! < 0) continue;
    const i = exitAt[node]!;
    if (i >= 0) exitArc[i] = inner[node] === 1 ? INNER : count;
    if (inner[node] === 1) innerCost += costOfEnd(request, node, -1);
    else {
      const cost = costOfEnd(request, node, i);
      if (cost > 0) add(exit[node]!, SINK, cost);
    }
    if (isExit[node] === 1) continue;
    for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1)
      if (roads.linkSeconds[link]! < Number.POSITIVE_INFINITY)
        add(exit[node]!, entry[roads.linkEnd[link]!]!, Number.POSITIVE_INFINITY);
  }
  const flow = flowNetwork(places.count, starts.subarray(0, count), ends.subarray(0, count), SOURCE, SINK);
  const constant = innerCost + costOfInner(exitArc, request.exitCost);
  const capacities = capacity.slice(0, count * 2);
  return { flow, capacity: capacities, residual: capacities.slice(), constant, innerCost, exitArc };
}

/**
 * The cheapest cut at given prices of the holdable nodes (whole numbers or Infinity); among equals the one nearest to the source, which
 * encloses the least, or to the exits, which leaves the most time. Infinity: there is none.
 */
export function cheapestCut(
  { nodes, flow, capacity, residual, constant, before, after }: CutNetwork,
  price: Float64Array,
  nearest: 'source' | 'exits' = 'source',
): { cost: number; cut: number[] } {
  residual.set(capacity);
  for (let i = 0; i < nodes.length; i += 1) residual[i * 2] = price[i]!;
  const cost = constant + greatestFlow(flow, residual);
  if (cost === Number.POSITIVE_INFINITY) return { cost, cut: [] };
  const atSource = nearest === 'source';
  const side = sideOf(flow, residual, atSource ? SOURCE : SINK, !atSource);
  const [near, far] = atSource ? [before, after] : [after, before];
  const cut: number[] = [];
  for (let i = 0; i < nodes.length; i += 1) if (side[near[i]!] === 1 && side[far[i]!] === 0) cut.push(i);
  return { cost, cut };
}

/** What is reached when nodes are held besides those that are already. */
export interface Enclosed {
  /** Passed nodes, those held and the exits that are open not counted. */
  nodes: number[];
  /** Held nodes that were come up to. */
  bounds: Set<number>;
  /** Indices of the exits that are open. */
  open: number[];
  weight: number;
}

/** The area that is left when these nodes of the roads are held. */
export function enclosedBy(
  { roads, from, isHeld, exits, weights }: CutRequest,
  held: Iterable<number>,
): Enclosed {
  const { firstLink, linkEnd, linkSeconds } = roads;
  const isBound = isHeld.slice();
  for (const node of held) isBound[node] = 1;
  const exitAt = new Int32Array(isBound.length).fill(-1);
  exits.forEach((exit, i) => {
    exitAt[exit] = i;
  });
  const seen = new Uint8Array(isBound.length);
  const enclosed: Enclosed = { nodes: [], bounds: new Set(), open: [], weight: 0 };
  const { nodes, bounds, open } = enclosed;
  const visit = (node: number): void => {
    seen[node] = 1;
    if (isBound[node] === 1) bounds.add(node);
    else {
      enclosed.weight += weights[node]!;
      if (exitAt[node]! >= 0) open.push(exitAt[node]!);
      else nodes.push(node);
    }
  };
  for (const node of from) if (seen[node] === 0) visit(node);
  // Those found are gone through in the order in which they were found.
  for (let i = 0; i < nodes.length; i += 1)
    for (let link = firstLink[nodes[i]!]!; link < firstLink[nodes[i]! + 1]!; link += 1)
      if (seen[linkEnd[link]!] === 0 && linkSeconds[link]! < Number.POSITIVE_INFINITY) visit(linkEnd[link]!);
  return enclosed;
}
