/** How ways begin and end: the states of a search round a node or a place part-way along a road. */
import type { Arcs } from './arcs.ts';
import type { RoadPlace } from './edge-index.ts';
import type { RoadGraph } from './road-graph.ts';
import type { Found, Seed } from './search.ts';

/** Where a way begins or ends: a node, or a place part-way along a road. */
export type Spot = { node: number } | RoadPlace;

/** A spot where a way begins, and the seconds until it does. */
export type Origin = Spot & { delaySeconds?: number };

/** Whether a search begins at its spots, or ends there. */
export type Direction = 'from' | 'to';

/** The arcs that a search walks over. */
export function arcsTowards(graph: RoadGraph, direction: Direction): Arcs {
  return direction === 'from' ? graph.forward : graph.backward;
}

/** A link with how much of it lies before a place, in the link's own direction. */
export interface LinkPlace {
  link: number;
  share: number;
}

/** A place on its road's links; none where its vehicle may not go. */
export function linkPlaces({ roadLinks }: RoadGraph, { road, fraction }: RoadPlace): LinkPlace[] {
  const [along, against] = [roadLinks[road * 2]!, roadLinks[road * 2 + 1]!];
  const both = [
    { link: along, share: fraction },
    { link: against, share: 1 - fraction },
  ];
  return both.filter(({ link }) => link >= 0);
}

/** Where a search begins from a spot: a place on a road begins at the ends of its links. */
export function seedsAt(graph: RoadGraph, direction: Direction, origin: Origin): Seed[] {
  const { delaySeconds = 0 } = origin;
  if ('node' in origin) return [{ state: origin.node, seconds: delaySeconds }];
  const { linkState } = arcsTowards(graph, direction);
  return linkPlaces(graph, origin).map(({ link, share }) => ({
    state: linkState[link]!,
    seconds:
      delaySeconds +
      (direction === 'from'
        ? shareOf(graph.partSeconds[link]!, 1 - share)
        : shareOf(graph.linkSeconds[link]!, share)),
  }));
}

/** Part of the seconds of a link; of a closed one there is no part. */
export function shareOf(seconds: number, share: number): number {
  return seconds === Number.POSITIVE_INFINITY ? seconds : seconds * share;
}

/** The state from which a link is entered soonest, and when; Infinity where none is. */
export function entryOf(
  graph: RoadGraph,
  direction: Direction,
  { stateSeconds }: Found,
  link: number,
): { state: number; seconds: number } {
  const arcs = arcsTowards(graph, direction);
  const node = direction === 'from' ? graph.linkStart[link]! : graph.linkEnd[link]!;
  let best = node;
  for (let state = arcs.firstFurther[node]!; state < arcs.firstFurther[node + 1]!; state += 1)
    if (stateSeconds[state]! < stateSeconds[best]! && allows(arcs, state, link)) best = state;
  return { state: best, seconds: stateSeconds[best]! };
}

function allows({ first, link }: Arcs, state: number, wanted: number): boolean {
  for (let arc = first[state]!; arc < first[state + 1]!; arc += 1) if (link[arc] === wanted) return true;
  return false;
}

/** How a place is reached soonest over a link's end: by which link, from which state of the search, and after how many seconds. */
export interface Arrival {
  link: number;
  state: number;
  seconds: number;
}

/** The soonest arrival at a place from the ends of its road, undefined if there is none. */
export function arrivalAt(
  graph: RoadGraph,
  direction: Direction,
  found: Found,
  place: RoadPlace,
): Arrival | undefined {
  let best: Arrival | undefined;
  for (const { link, share } of linkPlaces(graph, place)) {
    const { state, seconds: before } = entryOf(graph, direction, found, link);
    const last =
      direction === 'from'
        ? shareOf(graph.linkSeconds[link]!, share)
        : shareOf(graph.partSeconds[link]!, 1 - share);
    const seconds = before + last;
    if (seconds < (best?.seconds ?? Number.POSITIVE_INFINITY)) best = { link, state, seconds };
  }
  return best;
}

/** The way between two places on one road without leaving it: its link and seconds, undefined if it is another road or leads the wrong way. */
export function directWay(
  graph: RoadGraph,
  from: RoadPlace,
  to: RoadPlace,
): { link: number; seconds: number } | undefined {
  if (from.road !== to.road) return undefined;
  const starts = linkPlaces(graph, from);
  let best: { link: number; seconds: number } | undefined;
  for (const { link, share } of linkPlaces(graph, to)) {
    const length = share - (starts.find((start) => start.link === link)?.share ?? 1);
    const seconds = length < 0 ? Number.POSITIVE_INFINITY : shareOf(graph.partSeconds[link]!, length);
    if (seconds < (best?.seconds ?? Number.POSITIVE_INFINITY)) best = { link, seconds };
  }
  return best;
}

/** The states that a spot is reached from, in the direction of a search. */
export function statesBefore(graph: RoadGraph, direction: Direction, spot: Spot): number[] {
  const { firstFurther } = arcsTowards(graph, direction);
  const nodes = 'node' in spot ? [spot.node] : nodesBefore(graph, direction, spot.road);
  return nodes.flatMap((node) => [
    node,
    ...Array.from(
      { length: firstFurther[node + 1]! - firstFurther[node]! },
      (_, i) => firstFurther[node]! + i,
    ),
  ]);
}

function nodesBefore(graph: RoadGraph, direction: Direction, road: number): number[] {
  const links = [graph.roadLinks[road * 2]!, graph.roadLinks[road * 2 + 1]!].filter((link) => link >= 0);
  const nodes = links.map((link) => (direction === 'from' ? graph.linkStart[link]! : graph.linkEnd[link]!));
  return [...new Set(nodes)];
}

/** Seconds at a spot by what a search has found so far. */
export function spotSeconds(graph: RoadGraph, direction: Direction, found: Found, spot: Spot): number {
  if (!('node' in spot)) return arrivalAt(graph, direction, found, spot)?.seconds ?? Number.POSITIVE_INFINITY;
  const states = statesBefore(graph, direction, spot);
  return states.reduce(
    (least, state) => Math.min(least, found.stateSeconds[state]!),
    Number.POSITIVE_INFINITY,
  );
}
