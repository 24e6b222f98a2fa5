import type { UnitVehicle } from '../vocabulary.ts';
import { TRAVEL } from './travel.ts';

/**
 * A turn that is forbidden (`no`), or the only one allowed (`only`), from a road over a node to a road, all by their ids. Two roads that
 * are the same forbid turning round. With `viaRoads` the turn is made over these as well, one after the other from the node on: who comes by the
 * first road may not take the last one after all of them, or must take all of them and then it; who comes onto them otherwise is free.
 */
export interface TurnRestriction {
  kind: 'no' | 'only';
  fromRoad: number;
  /** Where the first road ends. */
  viaNode: number;
  /** Absent: none. */
  viaRoads?: readonly number[];
  toRoad: number;
  /** For whom it does not hold. */
  except: readonly UnitVehicle[];
}

interface Links {
  firstLink: Int32Array;
  linkStart: Int32Array;
  linkEnd: Int32Array;
  /** Link along road i at 2 i, against it at 2 i + 1; -1: none. */
  roadLinks: Int32Array;
  roadIndex: ReadonlyMap<number, number>;
  nodeIndex: ReadonlyMap<number, number>;
}

/**
 * The ways that a vehicle (none: anybody) may not go, each two or more links one after the other. Where several `only` begin alike, what any of
 * them goes on with is allowed. A restriction whose roads the vehicle does not use has no effect. Throws if a road or a node does not exist.
 */
export function bannedWays(
  links: Links,
  restrictions: readonly TurnRestriction[],
  vehicle: UnitVehicle | undefined,
): number[][] {
  const banned: number[][] = [];
  const only: Prescribed = new Map();
  for (const restriction of restrictions) {
    const ways = waysOf(links, restriction);
    if (vehicle && (!TRAVEL[vehicle].obeysTurns || restriction.except.includes(vehicle))) continue;
    if (restriction.kind === 'no') banned.push(...ways);
    else for (const way of ways) prescribe(only, way);
  }
  for (const [link, next] of only) banned.push(...strayings(links, [link], next));
  return banned;
}

/** The same seen from their ends: what may not be gone before. */
export function reversedWays(banned: readonly (readonly number[])[]): number[][] {
  return banned.map((way) => [...way].reverse());
}

/** All ways that a restriction is about, as links: by its first road to its node, over the others, into its last. */
function waysOf(links: Links, { fromRoad, viaNode, viaRoads = [], toRoad }: TurnRestriction): number[][] {
  const { roadLinks, roadIndex, linkStart, linkEnd } = links;
  const node = links.nodeIndex.get(viaNode);
  const [from, ...others] = [fromRoad, ...viaRoads, toRoad].map((id) => {
    const road = roadIndex.get(id);
    if (road === undefined || node === undefined)
      throw new Error(
        `a turn from road ${fromRoad} over node ${viaNode} to road ${toRoad}: ${node === undefined ? `node ${viaNode}` : `road ${id}`} does not exist`,
      );
    return [...roadLinks.subarray(road * 2, road * 2 + 2)].filter((link) => link >= 0);
  });
  let ways = from!.filter((link) => linkEnd[link] === node).map((link) => [link]);
  for (const road of others)
    ways = ways.flatMap((way) =>
      road.filter((link) => linkStart[link] === linkEnd[way.at(-1)!]).map((link) => [...way, link]),
    );
  return ways;
}

/** Links by which one must go on, each with those after it; the last ones have none. */
type Prescribed = Map<number, Prescribed>;

function prescribe(only: Prescribed, way: readonly number[]): void {
  let at = only;
  for (const link of way) {
    const next: Prescribed = at.get(link) ?? new Map();
    at.set(link, next);
    at = next;
  }
}

/** What leaves the prescribed ways that begin with some links. */
function strayings(links: Links, begun: readonly number[], after: Prescribed): number[][] {
  if (after.size === 0) return [];
  const node = links.linkEnd[begun.at(-1)!]!;
  const ways: number[][] = [];
  for (let link = links.firstLink[node]!; link < links.firstLink[node + 1]!; link += 1) {
    const next = after.get(link);
    ways.push(...(next ? strayings(links, [...begun, link], next) : [[...begun, link]]));
  }
  return ways;
}
