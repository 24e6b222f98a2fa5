/** The checkpoint net looked at without an incident: where the city can be left, and past which checkpoints. */
import { nodeCountOf, type Roads } from './roads.ts';

/** A checkpoint on the roads: one node, or one on each carriageway. */
export interface NetCheckpoint {
  id: string;
  nodes: readonly number[];
  /** Whoever passes is looked at now, or nobody passes. */
  isHeld: boolean;
}

/** Where a road leads over the border. */
export interface NetCrossing {
  /** The last node inside. */
  node: number;
  /** The link over the border; −1: the road ends at it. */
  link: number;
  /** Ids of checkpoints that stand on it, after the last junction. */
  own: readonly string[];
}

/** The roads of an area with its border and its checkpoints. */
export interface CheckpointNet {
  roads: Roads;
  /** 1: within the area. By node. */
  isInside: Uint8Array;
  /** Lanes of each link, whole numbers from 1. */
  lanes: ArrayLike<number>;
  /** Nodes that stand for the area, such as the middles of its zones. */
  inner: readonly number[];
  crossings: readonly NetCrossing[];
  checkpoints: readonly NetCheckpoint[];
}

/**
 * How the area can be left at a crossing: past no checkpoint at all; past checkpoints of which some way meets none that is held now; past held
 * ones only; or not at all now, since the road is closed or no way leads there.
 */
export const CROSSING_LEAVES = ['free', 'past_open', 'guarded', 'not_now'] as const;
export type CrossingLeaves = (typeof CROSSING_LEAVES)[number];

/** How the area can be left at each crossing, in the order of the crossings. */
export function crossingLeaves(net: CheckpointNet): CrossingLeaves[] {
  const reached = floodInside(net, []);
  const pastNone = floodInside(net, net.checkpoints);
  const pastOpen = floodInside(
    net,
    net.checkpoints.filter(({ isHeld }) => isHeld),
  );
  return net.crossings.map(({ node, link }) => {
    const isOpen = link < 0 || net.roads.linkSeconds[link]! < Number.POSITIVE_INFINITY;
    if (!isOpen || reached[node] === 0) return 'not_now';
    if (pastNone[node] === 1) return 'free';
    return pastOpen[node] === 1 ? 'past_open' : 'guarded';
  });
}

/** Nodes reached from the inner ones (1) without leaving the area and without coming to one of these checkpoints. */
function floodInside(
  { roads, isInside, inner }: CheckpointNet,
  checkpoints: readonly NetCheckpoint[],
): Uint8Array {
  const isBarred = isInside.map((inside) => 1 - inside);
  for (const { nodes } of checkpoints) for (const node of nodes) isBarred[node] = 1;
  const reached = new Uint8Array(nodeCountOf(roads));
  const stack: number[] = [];
  const visit = (node: number): void => {
    if (reached[node] === 1 || isBarred[node] === 1) return;
    reached[node] = 1;
    stack.push(node);
  };
  inner.forEach(visit);
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1)
      if (roads.linkSeconds[link]! < Number.POSITIVE_INFINITY) visit(roads.linkEnd[link]!);
  return reached;
}
