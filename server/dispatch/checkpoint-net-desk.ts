import { type CheckpointNet, crossingLeaves } from '../../core/cordon/checkpoint-net.ts';
import { netCut } from '../../core/cordon/checkpoint-net-cut.ts';
import { type NetGround, netGround } from '../../core/cordon/checkpoint-net-ground.ts';
import {
  innerNode,
  linksOfRoad,
  type NetPlace,
  placeClosed,
  roadsByNode,
} from '../../core/cordon/checkpoint-net-places.ts';
import { FALL_MINUTES } from '../../core/cordon/checkpoint-net-terms.ts';
import {
  type ClosingCost,
  closingCost,
  modelTrips,
  type NetClosing,
  type TripKind,
  type TripSet,
  tripShares,
} from '../../core/cordon/checkpoint-net-trips.ts';
import { type Spread, spread } from '../../core/cordon/spread.ts';
import { distanceMetres } from '../../core/geometry/metres.ts';
import type {
  NetAnswer,
  NetAnswers,
  NetClosingAnswer,
  NetQuestion,
  NetRoadsMessage,
  NetSituation,
} from './checkpoint-net-protocol.ts';

/** A zone, or a chosen place, farther from every road has none. */
const ZONE_METRES = 3000;
export const PLACE_METRES = 300;
const MOST_KEPT = 4;
const FALL = { withinSeconds: FALL_MINUTES.within * 60, acrossSeconds: FALL_MINUTES.across * 60 };

interface Kept {
  ground: NetGround;
  trips: TripSet;
  /** Of each zone of the trips, its place among those given. */
  zoneOf: number[];
  /** Worked out when it is first asked for. */
  net: Omit<NetAnswer, 'crossings'> | undefined;
}

/** What the thread of the checkpoint net knows: the roads as they are now, and what was worked out on them last. */
export class CheckpointNetDesk {
  #roads: NetRoadsMessage | undefined;
  readonly #kept = new Map<string, Kept>();

  takeRoads(roads: NetRoadsMessage): void {
    this.#roads = roads;
  }

  answer(question: NetQuestion): NetAnswers[NetQuestion['what']] {
    const kept = this.#known(question.situation);
    return question.what === 'net'
      ? netAnswer(kept, question.situation)
      : closingAnswer(kept, question.situation, question.closing);
  }

  /** The one that was asked for last stays longest. */
  #known(situation: NetSituation): Kept {
    if (!this.#roads) throw new Error('the thread of the checkpoint net has no roads yet');
    const kept = this.#kept.get(situation.key) ?? workedOut(this.#roads, situation);
    this.#kept.delete(situation.key);
    this.#kept.set(situation.key, kept);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    return kept;
  }
}

function workedOut(
  { graph, edges, lanes, kmh }: NetRoadsMessage,
  { area, checkpoints, zones }: NetSituation,
) {
  const without = netGround(graph, edges, area, checkpoints, lanes);
  const placed = zones.flatMap((zone, at) => {
    const node = innerNode(without, zone, ZONE_METRES);
    return node === undefined ? [] : [{ at, node, produces: zone.produces, attracts: zone.attracts }];
  });
  const inner = [...new Set(placed.filter(({ produces }) => produces > 0).map(({ node }) => node))];
  const ground: NetGround = { ...without, inner };
  const draw = ground.crossings.map(({ road }) => lanes[road]! * kmh[road]!);
  const trips = modelTrips(ground, placed, draw, FALL);
  return { ground, trips, zoneOf: placed.map(({ at }) => at), net: undefined };
}

function netAnswer(kept: Kept, situation: NetSituation): NetAnswer {
  kept.net ??= weighed(kept, situation);
  const held = new Set(situation.checkpoints.filter(({ isHeld }) => isHeld).map(({ id }) => id));
  const now: NetGround = {
    ...kept.ground,
    checkpoints: kept.ground.checkpoints.map((one) => ({ ...one, isHeld: held.has(one.id) })),
  };
  const leaves = crossingLeaves(now);
  const nearest = nearestCheckpoints(now, situation);
  const crossings = now.crossings.map(({ road, lng7, lat7, own }, i) => ({
    road,
    lng7,
    lat7,
    own,
    leaves: leaves[i]!,
    nearest: nearest[i]!,
  }));
  return { ...kept.net, crossings };
}

function weighed({ ground, trips, zoneOf }: Kept, { zones }: NetSituation): Omit<NetAnswer, 'crossings'> {
  const lanes = netCut(ground, (link) => ground.lanes[link]!);
  const roads = netCut(ground, () => 1);
  const shares = tripShares(ground, trips);
  const across = trips.isAcross.reduce((sum, one) => sum + one, 0);
  return {
    least: { lanes: lanes.least, roads: roads.least },
    cut: [...new Set(roads.links.map((link) => ground.graph.linkRoad[ground.split.linkOf[link]!]!))],
    checkpoints: ground.checkpoints.map(({ id }, i) => ({
      id,
      drop: { lanes: lanes.drops[i]!, roads: roads.drops[i]! },
      share: shares[i]!,
    })),
    offRoad: ground.offRoad,
    zonesApart: zones.length - zoneOf.length,
    trips: { within: trips.weight.length - across, across },
  };
}

/** For each crossing the checkpoint whose people are there first by car. */
function nearestCheckpoints(
  { roads, checkpoints, crossings }: NetGround,
  { checkpoints: given }: NetSituation,
): NetAnswer['crossings'][number]['nearest'][] {
  const idOf = new Map(checkpoints.flatMap(({ id, nodes }) => nodes.map((node) => [node, id] as const)));
  const tree = spread(
    roads,
    [...idOf.keys()].map((node) => ({ node, seconds: 0 })),
  );
  const placeOf = new Map(given.map((one) => [one.id, one]));
  return crossings.map(({ node, lng7, lat7 }) => {
    const metresTo = (place: NetPlace): number => distanceMetres(lng7, lat7, place.lng7, place.lat7);
    const seconds = tree.seconds[node]!;
    if (seconds < Number.POSITIVE_INFINITY) {
      const id = idOf.get(startOf(tree, node))!;
      return { id, metres: metresTo(placeOf.get(id)!), seconds };
    }
    const [first] = given
      .map((one) => ({ id: one.id, metres: metresTo(one), seconds: null }))
      .sort((a, b) => a.metres - b.metres);
    return first ?? null;
  });
}

function startOf({ cameFrom }: Spread, node: number): number {
  let at = node;
  while (cameFrom[at]! >= 0) at = cameFrom[at]!;
  return at;
}

function closingAnswer(
  { ground, trips, zoneOf }: Kept,
  { checkpoints, zones }: NetSituation,
  closing: { checkpointId: string } | NetPlace,
): NetAnswers['closing'] {
  const found =
    'checkpointId' in closing ? checkpointClosed(ground, checkpoints, closing) : closedAt(ground, closing);
  if (!found) return 'off_road';
  const { nodes, links, ...what } = found;
  const costs = closingCost(ground, trips, { nodes, links });
  const told = ({ worst, ...cost }: ClosingCost, kind: TripKind): NetClosingAnswer[TripKind] => {
    if (!worst) return { ...cost, worst };
    const { zone, end, extraSeconds } = worst;
    const toZone = kind === 'within' ? zoneOf[end]! : null;
    const { lng7, lat7 } = toZone === null ? ground.crossings[end]! : zones[toZone]!;
    return { ...cost, worst: { zone: zoneOf[zone]!, toZone, lng7, lat7, extraSeconds } };
  };
  return { ...what, within: told(costs.within, 'within'), across: told(costs.across, 'across') };
}

type Found = NetClosing & Pick<NetClosingAnswer, 'kind' | 'lng7' | 'lat7' | 'roads'>;

function checkpointClosed(
  ground: CheckpointNet,
  given: NetSituation['checkpoints'],
  { checkpointId }: { checkpointId: string },
): Found | undefined {
  const one = ground.checkpoints.find(({ id }) => id === checkpointId);
  const place = given.find(({ id }) => id === checkpointId);
  if (!one || !place) return undefined;
  return { kind: 'checkpoint', lng7: place.lng7, lat7: place.lat7, roads: [], nodes: one.nodes, links: [] };
}

function closedAt(ground: NetGround, place: NetPlace): Found | undefined {
  const closed = placeClosed(ground, place, PLACE_METRES);
  if (!closed) return undefined;
  const { kind, lng7, lat7 } = closed;
  if (kind === 'road')
    return { kind, lng7, lat7, roads: [closed.road], nodes: [], links: linksOfRoad(ground, closed.road) };
  return {
    kind,
    lng7,
    lat7,
    roads: [...roadsByNode(ground.graph)(closed.node)],
    nodes: [closed.node],
    links: [],
  };
}
