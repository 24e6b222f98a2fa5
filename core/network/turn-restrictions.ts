import type { UnitVehicle } from '../vocabulary.ts';
import { TRAVEL } from './travel.ts';

/**
 * A turn that is forbidden (`no`), or the only one allowed (`only`), from a road over a node to a road, all by their ids. Two roads that
 * are the same forbid turning round.
 */
export interface TurnRestriction {
  kind: 'no' | 'only';
  fromRoad: number;
  viaNode: number;
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
 * Which links may not follow a link, for a vehicle (none: for anybody). Where several `only` hold for one road and node, each of their
 * turns is allowed. A restriction whose roads the vehicle does not use has no effect. Throws if a road or a node does not exist.
 */
export function bannedTurns(
  links: Links,
  restrictions: readonly TurnRestriction[],
  vehicle: UnitVehicle | undefined,
): Map<number, Set<number>> {
  const banned = new Map<number, Set<number>>();
  const only = new Map<number, Set<number>>();
  for (const restriction of restrictions) {
    const { from, to } = turnsOf(links, restriction);
    if (vehicle && (!TRAVEL[vehicle].obeysTurns || restriction.except.includes(vehicle))) continue;
    const into = restriction.kind === 'no' ? banned : only;
    for (const link of to.length > 0 ? from : []) {
      const set = into.get(link) ?? new Set<number>();
      for (const next of to) set.add(next);
      into.set(link, set);
    }
  }
  for (const [link, allowed] of only) {
    const set = banned.get(link) ?? new Set<number>();
    const node = links.linkEnd[link]!;
    for (let next = links.firstLink[node]!; next < links.firstLink[node + 1]!; next += 1)
      if (!allowed.has(next)) set.add(next);
    banned.set(link, set);
  }
  return banned;
}

/** Which links arrive and leave by a restriction's roads. */
function turnsOf(links: Links, { fromRoad, viaNode, toRoad }: TurnRestriction) {
  const node = links.nodeIndex.get(viaNode);
  const roads = [links.roadIndex.get(fromRoad), links.roadIndex.get(toRoad)];
  const missing = node === undefined ? `node ${viaNode}` : roads.includes(undefined) ? 'a road' : undefined;
  if (missing)
    throw new Error(
      `a turn from road ${fromRoad} over node ${viaNode} to road ${toRoad}: ${missing} does not exist`,
    );
  const [from, to] = roads.map((road) =>
    [...links.roadLinks.subarray(road! * 2, road! * 2 + 2)].filter((link) => link >= 0),
  );
  return {
    from: from!.filter((link) => links.linkEnd[link] === node),
    to: to!.filter((link) => links.linkStart[link] === node),
  };
}

/** Turns seen from their ends: what may not precede a link. */
export function reversedTurns(banned: ReadonlyMap<number, ReadonlySet<number>>): Map<number, Set<number>> {
  const reversed = new Map<number, Set<number>>();
  for (const [link, nexts] of banned)
    for (const next of nexts) {
      const set = reversed.get(next) ?? new Set<number>();
      reversed.set(next, set.add(link));
    }
  return reversed;
}
