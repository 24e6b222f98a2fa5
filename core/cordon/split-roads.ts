import type { RoadPlace } from '../network/edge-index.ts';
import type { RoadGraph } from '../network/road-graph.ts';
import type { Start } from './departure.ts';
import type { Roads } from './roads.ts';

/**
 * The roads of a graph with some places on them made nodes of their own, so that a post can stand there: node n of the graph stays n, place k
 * is `graph.nodeCount + k`. Turn restrictions are left aside: who flees or hurries keeps none.
 */
export interface SplitRoads {
  firstLink: Int32Array;
  linkStart: Int32Array;
  linkEnd: Int32Array;
  /** The link of the graph that each link is a part of, and which: shares of its length in its direction, 0 to 1. */
  linkOf: Int32Array;
  fromShare: Float64Array;
  toShare: Float64Array;
  /** Links that are parts of link l of the graph, in its direction: `partsOf[l]` to `partsOf[l + 1] − 1` of `parts`. */
  partsOf: Int32Array;
  parts: Int32Array;
}

/** What of a graph is split. */
type JoinedLinks = Pick<RoadGraph, 'nodeCount' | 'linkStart' | 'linkEnd' | 'linkRoad' | 'linkBackwards'>;

interface Part {
  start: number;
  end: number;
  of: number;
  from: number;
  to: number;
}

/** Splits the roads of a graph at places. */
export function splitRoads(graph: JoinedLinks, places: readonly RoadPlace[]): SplitRoads {
  const onRoad = new Map<number, { fraction: number; node: number }[]>();
  places.forEach(({ road, fraction }, i) => {
    const own = onRoad.get(road) ?? [];
    own.push({ fraction, node: graph.nodeCount + i });
    onRoad.set(road, own);
  });
  const pieces: Part[] = [];
  const partsOf = new Int32Array(graph.linkEnd.length + 1);
  for (let link = 0; link < graph.linkEnd.length; link += 1) {
    partsOf[link] = pieces.length;
    pieces.push(...partsOfLink(graph, link, onRoad.get(graph.linkRoad[link]!) ?? []));
  }
  partsOf[graph.linkEnd.length] = pieces.length;
  return { ...packed(graph.nodeCount + places.length, pieces), partsOf };
}

function partsOfLink(
  { linkStart, linkEnd, linkBackwards }: JoinedLinks,
  link: number,
  places: readonly { fraction: number; node: number }[],
): Part[] {
  const [start, end] = [linkStart[link]!, linkEnd[link]!];
  if (places.length === 0) return [{ start, end, of: link, from: 0, to: 1 }];
  const isBackwards = linkBackwards[link] === 1;
  const stops = places
    .map(({ fraction, node }) => ({ share: isBackwards ? 1 - fraction : fraction, node }))
    .sort((a, b) => a.share - b.share);
  const all = [{ share: 0, node: start }, ...stops, { share: 1, node: end }];
  return all.slice(1).map(({ share, node }, i) => {
    const before = all[i]!;
    return { start: before.node, end: node, of: link, from: before.share, to: share };
  });
}

function packed(nodeCount: number, pieces: readonly Part[]) {
  const firstLink = new Int32Array(nodeCount + 1);
  for (const { start } of pieces) firstLink[start + 1]! += 1;
  for (let node = 0; node < nodeCount; node += 1) firstLink[node + 1]! += firstLink[node]!;
  const next = firstLink.slice();
  const ints = () => new Int32Array(pieces.length);
  const [linkStart, linkEnd, linkOf, parts] = [ints(), ints(), ints(), ints()];
  const [fromShare, toShare] = [new Float64Array(pieces.length), new Float64Array(pieces.length)];
  pieces.forEach(({ start, end, of, from, to }, i) => {
    const link = next[start]!;
    next[start] = link + 1;
    linkStart[link] = start;
    linkEnd[link] = end;
    linkOf[link] = of;
    fromShare[link] = from;
    toShare[link] = to;
    parts[i] = link;
  });
  return { firstLink, linkStart, linkEnd, linkOf, fromShare, toShare, parts };
}

/** The split roads with the seconds that the links of the graph take now; Infinity: closed. */
export function roadsAt(split: SplitRoads, linkSeconds: Float64Array): Roads {
  const { firstLink, linkEnd, linkOf, fromShare, toShare } = split;
  const seconds = new Float64Array(linkEnd.length);
  for (let link = 0; link < seconds.length; link += 1) {
    const whole = linkSeconds[linkOf[link]!]!;
    seconds[link] = whole === Number.POSITIVE_INFINITY ? whole : whole * (toShare[link]! - fromShare[link]!);
  }
  return { firstLink, linkEnd, linkSeconds: seconds };
}

/**
 * The ends that are reached from a place on a road, each at the nearest node of the split roads on that side. `leaveSeconds` is added to
 * both: the way to the road at free speed. None: the road is closed both ways.
 */
export function startsAt(
  graph: RoadGraph,
  split: SplitRoads,
  { road, fraction }: RoadPlace,
  { leaveSeconds, bearings }: { leaveSeconds: number; bearings?: readonly [along: number, against: number] },
): Start[] {
  return [0, 1].flatMap((isAgainst) => {
    const link = graph.roadLinks[road * 2 + isAgainst]!;
    if (link < 0 || graph.partSeconds[link] === Number.POSITIVE_INFINITY) return [];
    const share = isAgainst === 1 ? 1 - fraction : fraction;
    for (let i = split.partsOf[link]!; i < split.partsOf[link + 1]!; i += 1) {
      const part = split.parts[i]!;
      const ahead = split.toShare[part]! - share;
      if (ahead < 0) continue;
      const offsetSeconds = leaveSeconds + ahead * graph.partSeconds[link]!;
      const bearing = bearings?.[isAgainst];
      const start = { node: split.linkEnd[part]!, offsetSeconds };
      return [bearing === undefined ? start : { ...start, bearingDegrees: bearing }];
    }
    return [];
  });
}
