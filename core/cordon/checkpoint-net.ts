/** The checkpoint net looked at without an incident: what it misses, which checkpoints matter, what closing one costs traffic. */
import { cheapestCut, cutNetwork, enclosedBy } from './cut-network.ts';
import { nodeCountOf, type Roads } from './roads.ts';
import { type Spread, spread, wayTo } from './spread.ts';

/** Trips between two nodes, as many as `weight` says. */
export interface Trip {
  from: number;
  to: number;
  weight: number;
}

export interface CheckpointNet {
  roads: Roads;
  /** Nodes that stand for the city, such as the middles of its zones; none of them a crossing. */
  inner: readonly number[];
  /** Nodes where roads cross the border. */
  crossings: readonly number[];
  checkpoints: readonly { id: string; node: number }[];
  /** What passes each node, such as its lanes, whole numbers; left out: 1 each. By node. */
  lanes?: ArrayLike<number> | undefined;
  trips: readonly Trip[];
}

/** A border crossing without a checkpoint. */
export interface BareCrossing {
  node: number;
  /** True: ways lead there from the city past no checkpoint. False: checkpoints further in guard it. */
  isReached: boolean;
}

/** Border crossings without a checkpoint of their own. */
export function bareCrossings({ roads, inner, crossings, checkpoints }: CheckpointNet): BareCrossing[] {
  const count = nodeCountOf(roads);
  const isHeld = new Uint8Array(count);
  for (const { node } of checkpoints) isHeld[node] = 1;
  const request = {
    roads,
    from: inner,
    isHeld,
    isHoldable: new Uint8Array(count),
    exits: crossings,
    exitCost: new Float64Array(crossings.length),
    weights: new Uint8Array(count),
    weightCost: 0,
  };
  const open = new Set(enclosedBy(request, new Set()).open.map((i) => crossings[i]!));
  return crossings.filter((node) => isHeld[node] === 0).map((node) => ({ node, isReached: open.has(node) }));
}

/** How much a checkpoint matters. */
export interface CheckpointWeight {
  id: string;
  /** By how much the least number of lanes that part the city from its border falls when this checkpoint holds its own. */
  cutDrop: number;
  /** 0 to 1: the part of all trips whose quickest way passes it. */
  tripShare: number;
}

/**
 * How much each checkpoint matters, in the order given, and the smallest cut between city and border. Of equally quick ways of a trip one
 * counts.
 */
export function checkpointWeights(net: CheckpointNet): { cut: number; checkpoints: CheckpointWeight[] } {
  const { roads, inner, crossings, checkpoints, lanes } = net;
  const count = nodeCountOf(roads);
  const isHoldable = new Uint8Array(count).fill(1);
  for (const node of inner) isHoldable[node] = 0;
  const network = cutNetwork({
    roads,
    from: inner,
    isHeld: new Uint8Array(count),
    isHoldable,
    exits: crossings,
    exitCost: new Float64Array(crossings.length).fill(Number.POSITIVE_INFINITY),
    weights: new Uint8Array(count),
    weightCost: 0,
  });
  const price = Float64Array.from(network.nodes, (node) => lanes?.[node] ?? 1);
  const cut = cheapestCut(network, price).cost;
  const placeOf = new Map(Array.from(network.nodes, (node, i) => [node, i]));
  const shares = tripShares(net);
  return {
    cut,
    checkpoints: checkpoints.map(({ id, node }) => {
      const place = placeOf.get(node);
      const held = price.slice();
      if (place !== undefined) held[place] = 0;
      const cutDrop = place === undefined || cut === Infinity ? 0 : cut - cheapestCut(network, held).cost;
      return { id, cutDrop, tripShare: shares.get(node) ?? 0 };
    }),
  };
}

/** By node of a checkpoint: the part of all trips that pass it. Trips that no way serves count in the whole. */
function tripShares({ roads, trips, checkpoints }: CheckpointNet): Map<number, number> {
  const shares = new Map(checkpoints.map(({ node }) => [node, 0]));
  const all = trips.reduce((sum, { weight }) => sum + weight, 0);
  for (const [from, own] of byOrigin(trips)) {
    const tree = spread(roads, [{ node: from, seconds: 0 }]);
    for (const { to, weight } of own) {
      if (tree.seconds[to] === Number.POSITIVE_INFINITY) continue;
      for (const node of new Set(wayTo(tree, to).nodes)) {
        const share = shares.get(node);
        if (share !== undefined) shares.set(node, share + weight / all);
      }
    }
  }
  return shares;
}

function byOrigin(trips: readonly Trip[]): Map<number, Trip[]> {
  const groups = new Map<number, Trip[]>();
  for (const trip of trips) groups.set(trip.from, [...(groups.get(trip.from) ?? []), trip]);
  return groups;
}

/** What closing one node costs the trips. */
export interface ClosingCost {
  /** Weight of trips that take longer but still have a way. */
  delayedWeight: number;
  /** Weight of trips that have no way any more. */
  severedWeight: number;
  /** Sum over delayed trips of weight times seconds, and the most that one trip loses. */
  extraSeconds: number;
  mostExtraSeconds: number;
}

/** What traffic loses when nobody passes a node, for each of some nodes. Trips that begin or end at it are not counted as delayed. */
export function closingCosts({ roads, trips }: CheckpointNet, closed: readonly number[]): ClosingCost[] {
  const costs = closed.map(
    (): ClosingCost => ({ delayedWeight: 0, severedWeight: 0, extraSeconds: 0, mostExtraSeconds: 0 }),
  );
  for (const [from, own] of byOrigin(trips)) {
    const before = spread(roads, [{ node: from, seconds: 0 }]);
    const passing = passingTrips(before, own, closed);
    for (const [i, passers] of passing) {
      if (from === closed[i]) continue;
      const heldSince = new Float64Array(nodeCountOf(roads)).fill(Number.POSITIVE_INFINITY);
      heldSince[closed[i]!] = Number.NEGATIVE_INFINITY;
      const after = spread(roads, [{ node: from, seconds: 0 }], { heldSince });
      for (const trip of passers)
        lose(costs[i]!, trip.weight, after.seconds[trip.to]! - before.seconds[trip.to]!);
    }
  }
  return costs;
}

/** By index of a node: the trips whose quickest way passes it. */
function passingTrips(tree: Spread, trips: readonly Trip[], nodes: readonly number[]): Map<number, Trip[]> {
  const indexOf = new Map(nodes.map((node, i) => [node, i]));
  const passing = new Map<number, Trip[]>();
  for (const trip of trips) {
    if (tree.seconds[trip.to] === Number.POSITIVE_INFINITY) continue;
    for (const node of new Set(wayTo(tree, trip.to).nodes)) {
      const i = indexOf.get(node);
      if (i !== undefined) passing.set(i, [...(passing.get(i) ?? []), trip]);
    }
  }
  return passing;
}

function lose(cost: ClosingCost, weight: number, extra: number): void {
  if (extra === Number.POSITIVE_INFINITY) cost.severedWeight += weight;
  else if (extra > 0) {
    cost.delayedWeight += weight;
    cost.extraSeconds += weight * extra;
    cost.mostExtraSeconds = Math.max(cost.mostExtraSeconds, extra);
  }
}
