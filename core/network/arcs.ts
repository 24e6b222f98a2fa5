import { byCell } from '../geometry/by-cell.ts';

/**
 * What a search walks over. A state is a node, or a node reached by a link after which not every turn is allowed: states 0 to
 * `nodeCount` - 1 are the nodes, the others come in the order of their nodes. Only such links have a state of their own, so that turn
 * restrictions are exact and cost nothing elsewhere. Arcs `first[s]` to `first[s + 1]` - 1 leave state s.
 */
export interface Arcs {
  stateCount: number;
  first: Int32Array;
  /** States where each arc starts and ends, and the link that it runs over. */
  start: Int32Array;
  end: Int32Array;
  link: Int32Array;
  /** State in which each link is left. */
  linkState: Int32Array;
  /** Further states of node n: `firstFurther[n]` to `firstFurther[n + 1]` - 1. */
  firstFurther: Int32Array;
}

/** Links after which some links may not be taken. */
export type BannedTurns = ReadonlyMap<number, ReadonlySet<number>>;

/** Arcs over links that run from `starts[link]` to `ends[link]`. The arcs of nodes come first, those of one node in the order of links. */
export function arcsOf(nodeCount: number, starts: Int32Array, ends: Int32Array, banned: BannedTurns): Arcs {
  const out = byCell(nodeCount, (put) => {
    for (let link = 0; link < starts.length; link += 1) put(starts[link]!, link);
  });
  const arriving = [...banned.keys()].sort((a, b) => ends[a]! - ends[b]! || a - b);
  const allowed = arriving.map((link) => linksAfter(out, ends[link]!, banned.get(link)));
  const { linkState, firstFurther } = statesOf(nodeCount, ends, arriving);
  const stateCount = nodeCount + arriving.length;
  const arcCount = allowed.reduce((sum, links) => sum + links.length, starts.length);
  const first = new Int32Array(stateCount + 1);
  first.set(out.starts);
  allowed.forEach((links, i) => {
    first[nodeCount + i + 1] = first[nodeCount + i]! + links.length;
  });
  const link = new Int32Array(arcCount);
  link.set(out.items);
  allowed.forEach((links, i) => {
    link.set(links, first[nodeCount + i]!);
  });
  const start = new Int32Array(arcCount);
  for (let state = 0; state < stateCount; state += 1) start.fill(state, first[state]!, first[state + 1]!);
  return { stateCount, first, start, end: link.map((one) => linkState[one]!), link, linkState, firstFurther };
}

function linksAfter(
  { starts, items }: { starts: Int32Array; items: Int32Array },
  node: number,
  banned: ReadonlySet<number> | undefined,
): Int32Array {
  return items.slice(starts[node]!, starts[node + 1]!).filter((link) => !banned?.has(link));
}

function statesOf(nodeCount: number, ends: Int32Array, arriving: readonly number[]) {
  const linkState = ends.slice();
  const firstFurther = new Int32Array(nodeCount + 1);
  arriving.forEach((link, i) => {
    linkState[link] = nodeCount + i;
    firstFurther[ends[link]! + 1]! += 1;
  });
  firstFurther[0] = nodeCount;
  for (let node = 0; node < nodeCount; node += 1) firstFurther[node + 1]! += firstFurther[node]!;
  return { linkState, firstFurther };
}
