import { byCell } from '../geometry/by-cell.ts';
import { type BegunBan, begunBans, goneOn } from './begun-bans.ts';

/**
 * What a search walks over. A state is a node, or a node reached by links after which not every way on is allowed: states 0
 * to `nodeCount` - 1 are the nodes, the others come in the order of their nodes. Only such links have states of their own, so that turn
 * restrictions are exact and cost nothing elsewhere. Arcs `first[s]` to `first[s + 1]` - 1 leave state s.
 */
export interface Arcs {
  stateCount: number;
  first: Int32Array;
  /** States where each arc starts and ends, and the link that it runs over. */
  start: Int32Array;
  end: Int32Array;
  link: Int32Array;
  /** State in which each link is left where nothing is known of the links before it. */
  linkState: Int32Array;
  /** Further states of node n: `firstFurther[n]` to `firstFurther[n + 1]` - 1. */
  firstFurther: Int32Array;
}

/**
 * Arcs over links that run from `starts[link]` to `ends[link]`, but for the ways `banned`: two or more links that may not be gone one after the
 * other. The arcs of nodes come first, those of one node in the order of links.
 */
export function arcsOf(
  nodeCount: number,
  starts: Int32Array,
  ends: Int32Array,
  banned: readonly (readonly number[])[],
): Arcs {
  const out = byCell(nodeCount, (put) => {
    for (let link = 0; link < starts.length; link += 1) put(starts[link]!, link);
  });
  const { none, all } = begunBans(banned);
  const begun = all.sort((a, b) => ends[a.link]! - ends[b.link]! || a.link - b.link);
  const states = new Map(begun.map((one, i) => [one, nodeCount + i]));
  const stateAfter = (link: number, at: BegunBan | undefined) => (at && states.get(at)) ?? ends[link]!;
  const linkState = ends.slice();
  for (const [link, at] of none.next) linkState[link] = stateAfter(link, at);
  const linksOf = (node: number) => out.items.subarray(out.starts[node]!, out.starts[node + 1]!);
  const onwards = begun.map((from) =>
    Array.from(linksOf(ends[from.link]!), (link) => ({ link, at: goneOn(from, link) })).filter(
      ({ at }) => !at?.isBanned,
    ),
  );
  const stateCount = nodeCount + begun.length;
  const first = new Int32Array(stateCount + 1);
  first.set(out.starts);
  onwards.forEach((arcs, i) => {
    first[nodeCount + i + 1] = first[nodeCount + i]! + arcs.length;
  });
  const further = onwards.flat();
  const arcCount = starts.length + further.length;
  const [start, end, link] = [new Int32Array(arcCount), new Int32Array(arcCount), new Int32Array(arcCount)];
  for (let state = 0; state < stateCount; state += 1) start.fill(state, first[state]!, first[state + 1]!);
  link.set(out.items);
  end.set(out.items.map((one) => linkState[one]!));
  further.forEach((arc, i) => {
    link[starts.length + i] = arc.link;
    end[starts.length + i] = stateAfter(arc.link, arc.at);
  });
  const nodes = begun.map((one) => ends[one.link]!);
  return { stateCount, first, start, end, link, linkState, firstFurther: furtherOf(nodeCount, nodes) };
}

/** Where the further states of each node begin, given the nodes of all, ascending. */
function furtherOf(nodeCount: number, nodes: readonly number[]): Int32Array {
  const firstFurther = new Int32Array(nodeCount + 1);
  for (const node of nodes) firstFurther[node + 1]! += 1;
  firstFurther[0] = nodeCount;
  for (let node = 0; node < nodeCount; node += 1) firstFurther[node + 1]! += firstFurther[node]!;
  return firstFurther;
}
