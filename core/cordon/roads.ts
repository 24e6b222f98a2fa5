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
