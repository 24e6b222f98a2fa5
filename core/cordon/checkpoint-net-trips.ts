/** Modelled trips over the roads, which of them pass a place, and what closing it costs them. Never measured traffic. */
import type { CheckpointNet } from './checkpoint-net.ts';
import { nodeCountOf, type Roads, withClosures } from './roads.ts';
import { type Spread, spread, wayTo } from './spread.ts';

/** A part of the area: where its trips begin, how many there are, and how much draws trips of others. */
export interface TripZone {
  node: number;
  produces: number;
  attracts: number;
}

/** Who is `seconds` farther away is drawn to 1/e as much. */
export interface TripFall {
  withinSeconds: number;
  acrossSeconds: number;
}

export type TripKind = 'within' | 'across';
export const TRIP_KINDS = ['within', 'across'] as const;

/** Trips by their quickest ways. Trip t is of `zone[t]`, and goes to zone `end[t]`, or over crossing `end[t]` where `isAcross[t]` is 1. */
export interface TripSet {
  zones: readonly TripZone[];
  zone: Int32Array;
  end: Int32Array;
  isAcross: Uint8Array;
  weight: Float64Array;
  seconds: Float64Array;
  /** Its links: `first[t]` to `first[t + 1] − 1` of `links`. */
  first: Int32Array;
  links: Int32Array;
  /** Sums of weights. */
  all: Record<TripKind, number>;
}

/**
 * Trips of each zone, as many as it produces, once among the other zones and once over the crossings: the gravity model held to what is
 * produced, T_ij = P_i A_j f(c_ij) / Σ_k A_k f(c_ik) with f(c) = exp(−c / fall) and c the seconds of the quickest way (Wilson 1971, Environment and
 * Planning 3, 1–32). `crossingDraw`: A of each crossing. Where no way leads there is no trip; of equally quick ways one counts.
 */
export function modelTrips(
  { roads, crossings }: CheckpointNet,
  zones: readonly TripZone[],
  crossingDraw: ArrayLike<number>,
  fall: TripFall,
): TripSet {
  const rows: { zone: number; end: number; isAcross: number; weight: number; seconds: number }[] = [];
  const links: number[] = [];
  const first = [0];
  const all = { within: 0, across: 0 };
  const over = crossings.map((crossing) => secondsOver(roads, crossing));
  zones.forEach(({ node: from, produces }, zone) => {
    if (produces <= 0) return;
    const tree = spread(roads, [{ node: from, seconds: 0 }]);
    const take = (
      kind: TripKind,
      seconds: Float64Array,
      draw: (end: number) => number,
      falls: number,
    ): void => {
      const pulls = seconds.map((one, end) => draw(end) * Math.exp(-one / falls));
      const sum = pulls.reduce((total, pull) => total + pull, 0);
      if (!(sum > 0)) return;
      all[kind] += produces;
      pulls.forEach((pull, end) => {
        if (pull === 0) return;
        const isAcross = kind === 'across' ? 1 : 0;
        rows.push({ zone, end, isAcross, weight: (produces * pull) / sum, seconds: seconds[end]! });
        pushWay(links, tree, isAcross ? crossings[end]!.node : zones[end]!.node);
        if (isAcross && crossings[end]!.link >= 0) links.push(crossings[end]!.link);
        first.push(links.length);
      });
    };
    const among = Float64Array.from(zones, (other) => tree.seconds[other.node]!);
    take('within', among, (end) => (end === zone ? 0 : zones[end]!.attracts), fall.withinSeconds);
    const out = Float64Array.from(crossings, ({ node }, i) => tree.seconds[node]! + over[i]!);
    take('across', out, (end) => crossingDraw[end]!, fall.acrossSeconds);
  });
  return {
    zones,
    zone: Int32Array.from(rows, (row) => row.zone),
    end: Int32Array.from(rows, (row) => row.end),
    isAcross: Uint8Array.from(rows, (row) => row.isAcross),
    weight: Float64Array.from(rows, (row) => row.weight),
    seconds: Float64Array.from(rows, (row) => row.seconds),
    first: Int32Array.from(first),
    links: Int32Array.from(links),
    all,
  };
}

function pushWay(links: number[], tree: Spread, node: number): void {
  for (const link of wayTo(tree, node).links) links.push(link);
}

/** The part of all trips of a kind, 0 to 1, whose quickest way passes a checkpoint, in the order of the checkpoints. */
export function tripShares(
  { roads, checkpoints }: CheckpointNet,
  trips: TripSet,
): Record<TripKind, number>[] {
  const at = new Int32Array(nodeCountOf(roads)).fill(-1);
  checkpoints.forEach(({ nodes }, i) => {
    for (const node of nodes) at[node] = i;
  });
  const shares = checkpoints.map(() => ({ within: 0, across: 0 }));
  const last = new Int32Array(checkpoints.length).fill(-1);
  for (let trip = 0; trip < trips.weight.length; trip += 1) {
    const kind = trips.isAcross[trip] === 1 ? 'across' : 'within';
    for (let i = trips.first[trip]!; i < trips.first[trip + 1]!; i += 1) {
      const passed = at[roads.linkEnd[trips.links[i]!]!]!;
      if (passed < 0 || last[passed] === trip) continue;
      last[passed] = trip;
      shares[passed]![kind] += trips.weight[trip]! / trips.all[kind];
    }
  }
  return shares;
}

/** What is closed: nodes, and links. */
export interface NetClosing {
  nodes: readonly number[];
  links: readonly number[];
}

/** What a closing costs trips of one kind; shares of all of them, 0 to 1. */
export interface ClosingCost {
  delayed: number;
  /** No way leads there any more; of trips across: they can not leave there. */
  severed: number;
  /** Of those that are delayed, on average; null: none is. */
  meanExtraSeconds: number | null;
  /** The trip that is delayed most: zone and end as in `TripSet`. */
  worst: { zone: number; end: number; extraSeconds: number } | null;
}

/**
 * What closing costs trips whose quickest way passes what is closed: how much longer their next best way takes. Trips that begin or end
 * among zones at a closed node are left out: only their middle lies there.
 */
export function closingCost(
  { roads, crossings }: CheckpointNet,
  trips: TripSet,
  { nodes, links }: NetClosing,
): Record<TripKind, ClosingCost> {
  const passing = passingTrips(roads, trips, { nodes, links });
  const closed = withClosures(roads, links, nodes);
  const costs = { within: new Losses(), across: new Losses() };
  for (const [zone, own] of passing) {
    const after = spread(closed, [{ node: trips.zones[zone]!.node, seconds: 0 }]).seconds;
    for (const trip of own) {
      const end = trips.end[trip]!;
      const isAcross = trips.isAcross[trip] === 1;
      const then = isAcross
        ? after[crossings[end]!.node]! + secondsOver(closed, crossings[end]!)
        : after[trips.zones[end]!.node]!;
      costs[isAcross ? 'across' : 'within'].take(trips, trip, then - trips.seconds[trip]!);
    }
  }
  return { within: costs.within.told(trips.all.within), across: costs.across.told(trips.all.across) };
}

/** By zone: the trips that pass what is closed. */
function passingTrips(roads: Roads, trips: TripSet, { nodes, links }: NetClosing): Map<number, number[]> {
  const isNode = new Set(nodes);
  const isLink = new Set(links);
  const passing = new Map<number, number[]>();
  for (let trip = 0; trip < trips.weight.length; trip += 1) {
    const isAcross = trips.isAcross[trip] === 1;
    const [from, to] = [
      trips.zones[trips.zone[trip]!]!.node,
      isAcross ? -1 : trips.zones[trips.end[trip]!]!.node,
    ];
    if (isNode.has(from) || isNode.has(to)) continue;
    for (let i = trips.first[trip]!; i < trips.first[trip + 1]!; i += 1) {
      const link = trips.links[i]!;
      if (!isLink.has(link) && !isNode.has(roads.linkEnd[link]!)) continue;
      const zone = trips.zone[trip]!;
      const own = passing.get(zone);
      if (own) own.push(trip);
      else passing.set(zone, [trip]);
      break;
    }
  }
  return passing;
}

/** From the last node inside over the border. */
function secondsOver({ linkSeconds }: Roads, { link }: { link: number }): number {
  return link < 0 ? 0 : linkSeconds[link]!;
}

class Losses {
  #delayed = 0;
  #severed = 0;
  #extra = 0;
  #worst: ClosingCost['worst'] = null;

  take({ weight, zone, end }: TripSet, trip: number, extraSeconds: number): void {
    const own = weight[trip]!;
    if (extraSeconds === Number.POSITIVE_INFINITY) {
      this.#severed += own;
      return;
    }
    // Less than a rounding of sums is an equally quick way.
    if (extraSeconds < 1e-6) return;
    this.#delayed += own;
    this.#extra += own * extraSeconds;
    if (extraSeconds > (this.#worst?.extraSeconds ?? 0))
      this.#worst = { zone: zone[trip]!, end: end[trip]!, extraSeconds };
  }

  told(all: number): ClosingCost {
    const share = (part: number): number => (all > 0 ? part / all : 0);
    return {
      delayed: share(this.#delayed),
      severed: share(this.#severed),
      meanExtraSeconds: this.#delayed > 0 ? this.#extra / this.#delayed : null,
      worst: this.#worst,
    };
  }
}
