/**
 * Roads as the cordon reads them: places where roads meet, and directed links between them. The cordon is about places
 * and roads: what is shut in is a part of the road network, whoever or whatever may be there.
 */

/** A compressed sparse row graph of directed links; nodes and links count from 0. */
export interface Roads {
  /** Links that leave node n: `firstLink[n]` to `firstLink[n + 1] − 1`. */
  firstLink: Int32Array;
  /** Node where each link ends. */
  linkEnd: Int32Array;
  /** Seconds along each link at free speed; Infinity: the link is closed to everybody. */
  linkSeconds: Float64Array;
}

/** Number of nodes. */
export function nodeCountOf({ firstLink }: Roads): number {
  return firstLink.length - 1;
}

/** The same roads with links, and nodes with all links from and to them, closed. The arrays given stay as they are. */
export function withClosures(
  roads: Roads,
  closedLinks: Iterable<number>,
  closedNodes: Iterable<number>,
): Roads {
  const linkSeconds = roads.linkSeconds.slice();
  for (const link of closedLinks) linkSeconds[link] = Number.POSITIVE_INFINITY;
  const nodes = new Set(closedNodes);
  for (const node of nodes)
    linkSeconds.fill(Number.POSITIVE_INFINITY, roads.firstLink[node]!, roads.firstLink[node + 1]!);
  if (nodes.size > 0)
    roads.linkEnd.forEach((end, link) => {
      if (nodes.has(end)) linkSeconds[link] = Number.POSITIVE_INFINITY;
    });
  return { ...roads, linkSeconds };
}

/** The links into each node: `links[first[n]]` to `links[first[n + 1] − 1]`, and where they start. */
export interface LinksInto {
  first: Int32Array;
  links: Int32Array;
  starts: Int32Array;
}

const known = new WeakMap<Int32Array, LinksInto>();

/** The links into each node, closed ones too; made once for roads that share their links. */
export function linksInto(roads: Roads): LinksInto {
  const found = known.get(roads.linkEnd) ?? turnedRound(roads);
  known.set(roads.linkEnd, found);
  return found;
}

function turnedRound({ firstLink, linkEnd }: Roads): LinksInto {
  const count = firstLink.length - 1;
  const first = new Int32Array(count + 1);
  for (const end of linkEnd) first[end + 1]! += 1;
  for (let node = 0; node < count; node += 1) first[node + 1]! += first[node]!;
  const next = first.slice();
  const links = new Int32Array(linkEnd.length);
  const starts = new Int32Array(linkEnd.length);
  for (let node = 0; node < count; node += 1)
    for (let link = firstLink[node]!; link < firstLink[node + 1]!; link += 1) {
      const place = next[linkEnd[link]!]!;
      next[linkEnd[link]!] = place + 1;
      links[place] = link;
      starts[place] = node;
    }
  return { first, links, starts };
}
