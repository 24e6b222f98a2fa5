import type { Roads } from './roads.ts';
import { type Seed, type Spread, type SpreadLimits, spread } from './spread.ts';

/** A start of a way: a node, and how far from it one begins. A point part-way along a road is two of them, its ends. */
export interface Start {
  node: number;
  /** Seconds at free speed from the place to the node; 0: it is the node. */
  offsetSeconds: number;
  /** Bearing of travel from the place to the node, clockwise from north; left out where the place is the node. */
  bearingDegrees?: number;
}

/**
 * A direction that was reported. It speaks of the first piece of road only: of the way from a point on a road to its two
 * ends, or of the links that leave the node where it began. A piece whose bearing differs by more than the tolerance is
 * entered `againstSeconds` later; with Infinity not at all, until one comes back to the place another way.
 */
export interface Direction {
  bearingDegrees: number;
  /** 0 to 180, to either side. */
  toleranceDegrees: number;
  againstSeconds: number;
  /** Bearing at the beginning of a link, clockwise from north. */
  bearingOf: (link: number) => number;
}

/** Where and when the reachable area begins to grow. Moments are seconds on one clock of the caller's choice. */
export interface Departure {
  starts: readonly Start[];
  sinceSeconds: number;
  direction?: Direction | undefined;
}

/** How much faster or slower than free speed one may travel; 0 < slow ≤ fast. */
export interface SpeedRange {
  slow: number;
  fast: number;
}

/** The growing area: the earliest moment at every node, and where it entered the network. */
export interface Front extends Spread {
  seeds: readonly Seed[];
  /** Nodes that are the place itself: nobody can close them. */
  origins: readonly number[];
}

/**
 * The area reachable from a departure as it grows, at one speed. `limits.speedFactor` is that speed; nodes held since
 * before one could be there are not passed.
 */
export function frontOf(roads: Roads, departure: Departure, limits: SpreadLimits): Front {
  const { speedFactor = 1 } = limits;
  const seeds = departure.starts.flatMap((start) => seedsOf(roads, departure, start, speedFactor));
  const front = spread(
    roads,
    seeds.filter(({ seconds }) => seconds < Number.POSITIVE_INFINITY),
    limits,
  );
  const origins = departure.starts.filter(({ offsetSeconds }) => offsetSeconds === 0).map(({ node }) => node);
  for (const node of origins) {
    if (front.seconds[node]! <= departure.sinceSeconds) continue;
    front.seconds[node] = departure.sinceSeconds;
    front.cameBy[node] = -1;
    front.cameFrom[node] = -1;
  }
  return { ...front, seeds: seeds.filter(({ seconds }) => seconds < Number.POSITIVE_INFINITY), origins };
}

function seedsOf(
  roads: Roads,
  { sinceSeconds, direction }: Departure,
  start: Start,
  speedFactor: number,
): Seed[] {
  const { node, offsetSeconds, bearingDegrees } = start;
  const seconds = sinceSeconds + offsetSeconds / speedFactor;
  if (direction === undefined) return [{ node, seconds }];
  if (bearingDegrees !== undefined || offsetSeconds > 0)
    return [{ node, seconds: seconds + againstSeconds(direction, bearingDegrees) }];
  const seeds: Seed[] = [];
  for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1)
    seeds.push({
      node: roads.linkEnd[link]!,
      seconds:
        seconds +
        againstSeconds(direction, direction.bearingOf(link)) +
        roads.linkSeconds[link]! / speedFactor,
      link,
      from: node,
    });
  return seeds;
}

/** How much later a piece with this bearing is entered; a piece without a bearing goes any way. */
function againstSeconds(direction: Direction, bearing: number | undefined): number {
  if (bearing === undefined) return 0;
  const off = Math.abs(((((bearing - direction.bearingDegrees) % 360) + 540) % 360) - 180);
  return off > direction.toleranceDegrees ? direction.againstSeconds : 0;
}

/** How much of each link may have been travelled at a moment. */
export interface ReachedLinks {
  links: Int32Array;
  /** 0 to 1 from the start of each link. */
  share: Float64Array;
}

/**
 * What may have been reached at a moment: whole links, and the pieces of those that one is on. For drawing the area as it
 * grows. Links against a reported direction count as entered late, not by a way back to the place.
 */
export function reachedLinks(
  roads: Roads,
  { direction }: Departure,
  front: Front,
  speedFactor: number,
  atSeconds: number,
): ReachedLinks {
  const links: number[] = [];
  const share: number[] = [];
  const origins = new Set(direction ? front.origins : []);
  for (let node = 0; node + 1 < roads.firstLink.length; node += 1) {
    if (!(front.seconds[node]! < atSeconds)) continue;
    for (let link = roads.firstLink[node]!; link < roads.firstLink[node + 1]!; link += 1) {
      const late = direction && origins.has(node) ? againstSeconds(direction, direction.bearingOf(link)) : 0;
      const left = atSeconds - front.seconds[node]! - late;
      const seconds = roads.linkSeconds[link]! / speedFactor;
      if (!(left > 0) || seconds === Number.POSITIVE_INFINITY) continue;
      links.push(link);
      share.push(Math.min(1, left / seconds));
    }
  }
  return { links: Int32Array.from(links), share: Float64Array.from(share) };
}
