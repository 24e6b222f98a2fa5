/** What the turn restrictions of a city come to for who drives: from where, which turns, for whom. The words are the page's. */
import { bearingDegrees } from '../geometry/metres.ts';
import { reversedLine } from '../geometry/ring.ts';
import type { UnitVehicle } from '../vocabulary.ts';
import { measureLine, pointAlong } from './along.ts';
import type { RoadGraph } from './road-graph.ts';
import { TRAVEL } from './travel.ts';
import type { TurnRestriction } from './turn-restrictions.ts';
import { type TurnKind, turnBetween } from './turn-steps.ts';

/**
 * Turns that may not be made where one road ends at a node (`no`: one turn), or the only ones that may (`only`). Roads and nodes are
 * indices of the graph.
 */
export interface TurnRule {
  kind: 'no' | 'only';
  /** The road by which one comes, whether against the direction of its line, and the node it is about. */
  road: number;
  isBackwards: boolean;
  node: number;
  /** A place on that road a little before the node, 1e-7 degree, and the heading towards the node, degrees clockwise from north. */
  lng7: number;
  lat7: number;
  headingDegrees: number;
  turns: RuledTurn[];
  /** For whom it holds, in the order of `graphs`. */
  vehicles: UnitVehicle[];
}

/** What a turn comes to in all, the road that it leads into, and those over which it is made, one after the other; [] for most. */
export interface RuledTurn {
  kind: TurnKind;
  road: number;
  over: number[];
}

/** How far before its node a rule is shown, or in the middle of a shorter road. */
const BEFORE_METRES = 20;

/**
 * The rules that bind at least one of the vehicles of `graphs`, all of the same roads, as their searches keep them (`bannedWays`): of ways
 * that a vehicle may use all through, those `only` that hold together as one, in the order of their roads. Throws if a road or a node does
 * not exist.
 */
export function turnRules(
  graphs: readonly RoadGraph[],
  restrictions: readonly TurnRestriction[],
): TurnRule[] {
  const byApproach = new Map<string, Approach>();
  for (const graph of graphs)
    for (const restriction of restrictions) addTurns(byApproach, graph, restriction);
  const [graph] = graphs;
  if (!graph) return [];
  const approaches = [...byApproach.values()].sort((a, b) => a.from - b.from || (a.kind < b.kind ? -1 : 1));
  return approaches.flatMap((approach) => rulesOf(graph, approach));
}

/**
 * Roads that a rule says something of: the one it is for, those it names, and of `only` all that meet where it holds, which is also at the
 * ends of the roads over which one must go.
 */
export function concerns({ roads, nodeIndex }: RoadGraph, rule: TurnRule, road: number): boolean {
  if (rule.road === road || rule.turns.some((turn) => turn.road === road || turn.over.includes(road)))
    return true;
  if (rule.kind === 'no') return false;
  const endsOf = (one: number): (number | undefined)[] => {
    const { fromNode, toNode } = roads[one]!;
    return [nodeIndex.get(fromNode), nodeIndex.get(toNode)];
  };
  const holdsAt = [rule.node, ...rule.turns.flatMap(({ over }) => over.flatMap(endsOf))];
  return endsOf(road).some((node) => holdsAt.includes(node));
}

/** A way is road i along its line at 2 i, against it at 2 i + 1. */
interface Approach {
  kind: TurnRule['kind'];
  from: number;
  node: number;
  /** By what is told of a turn, so that nothing is told twice. */
  turns: Map<string, BoundTurn>;
}

interface BoundTurn {
  turn: RuledTurn;
  vehicles: UnitVehicle[];
}

function addTurns(byApproach: Map<string, Approach>, graph: RoadGraph, restriction: TurnRestriction): void {
  const { vehicle } = graph;
  const { kind, except } = restriction;
  const { fromRoad, node, over, toRoad } = placesOf(graph, restriction);
  if (!vehicle || !TRAVEL[vehicle].obeysTurns || except.includes(vehicle)) return;
  const last = endOver(graph, node, over);
  const into = last === undefined ? [] : waysOf(graph, toRoad, graph.linkStart, last);
  for (const from of into.length > 0 ? waysOf(graph, fromRoad, graph.linkEnd, node) : []) {
    const key = `${kind} ${from}`;
    const approach = byApproach.get(key) ?? { kind, from, node, turns: new Map() };
    byApproach.set(key, approach);
    for (const to of into) {
      const turn: RuledTurn = { kind: kindOver(graph, from, over, to), road: toRoad, over };
      const told = [turn.kind, toRoad, ...over].join();
      const bound = approach.turns.get(told) ?? { turn, vehicles: [] };
      approach.turns.set(told, bound);
      if (!bound.vehicles.includes(vehicle)) bound.vehicles.push(vehicle);
    }
  }
}

/** A restriction by the indices of its roads and its node. */
function placesOf(
  { roadIndex, nodeIndex }: RoadGraph,
  { fromRoad, viaNode, viaRoads = [], toRoad }: TurnRestriction,
): { fromRoad: number; node: number; over: number[]; toRoad: number } {
  const node = nodeIndex.get(viaNode);
  const [from, to, ...over] = [fromRoad, toRoad, ...viaRoads].map((id) => roadIndex.get(id));
  if (
    node === undefined ||
    from === undefined ||
    to === undefined ||
    !over.every((one) => one !== undefined)
  ) {
    const roads = viaRoads.length > 0 ? ` and roads ${viaRoads.join(', ')}` : '';
    throw new Error(
      `a turn from road ${fromRoad} over node ${viaNode}${roads} to road ${toRoad} is of no roads`,
    );
  }
  return { fromRoad: from, node, over, toRoad: to };
}

/** Where one is after going from a node over roads, each to its other end; undefined where one may not go so. */
function endOver(graph: RoadGraph, node: number, over: readonly number[]): number | undefined {
  let at = node;
  for (const road of over) {
    const [way] = waysOf(graph, road, graph.linkStart, at);
    if (way === undefined) return undefined;
    at = graph.linkEnd[graph.roadLinks[way]!]!;
  }
  return at;
}

/** Ways of a road that have `node` at the given end of their link. */
function waysOf({ roadLinks }: RoadGraph, road: number, ends: Int32Array, node: number): number[] {
  return [2 * road, 2 * road + 1].filter((way) => roadLinks[way]! >= 0 && ends[roadLinks[way]!] === node);
}

/**
 * What a turn comes to in all, by the headings before and after it. Over roads, back onto a road of the same name is turning round even
 * where the carriageways are not parallel, and a sharp turn is to the side where the last road begins.
 */
function kindOver(graph: RoadGraph, from: number, over: readonly number[], to: number): TurnKind {
  if (to === (from ^ 1)) return 'u_turn';
  const [before, after] = [lineOfWay(graph, from), lineOfWay(graph, to)];
  const { kind, headingDegrees } = turnBetween(before, after);
  if (over.length === 0 || !kind.startsWith('sharp')) return kind;
  const [was, is] = [graph.roads[from >> 1]!, graph.roads[to >> 1]!];
  if ((was.nameZh && was.nameZh === is.nameZh) || (was.nameEn && was.nameEn === is.nameEn)) return 'u_turn';
  const bearing = bearingDegrees(before.at(-2)!, before.at(-1)!, after[0]!, after[1]!);
  return (bearing - headingDegrees + 360) % 360 < 180 ? 'sharp_right' : 'sharp_left';
}

function rulesOf(graph: RoadGraph, { kind, from, node, turns }: Approach): TurnRule[] {
  const line = lineOfWay(graph, from);
  const measured = measureLine(line);
  const before = Math.min(BEFORE_METRES, measured.lengthMetres / 2);
  const { lng7, lat7 } = pointAlong(measured, measured.lengthMetres - before);
  const { headingDegrees } = turnBetween(line, line);
  const place = { road: from >> 1, isBackwards: (from & 1) === 1, node, lng7, lat7, headingDegrees };
  return together(kind, [...turns.values()]).map((rule) => ({ kind, ...place, ...rule }));
}

/** Each turn that is forbidden is told by itself; the only ones allowed to the same vehicles are one rule. */
function together(
  kind: TurnRule['kind'],
  bound: readonly BoundTurn[],
): Pick<TurnRule, 'turns' | 'vehicles'>[] {
  if (kind === 'no') return bound.map(({ turn, vehicles }) => ({ turns: [turn], vehicles }));
  const byTurns = new Map<string, Pick<TurnRule, 'turns' | 'vehicles'>>();
  for (const vehicle of new Set(bound.flatMap(({ vehicles }) => vehicles))) {
    const own = bound.filter(({ vehicles }) => vehicles.includes(vehicle));
    const key = own.map((one) => bound.indexOf(one)).join();
    const same = byTurns.get(key) ?? { turns: own.map(({ turn }) => turn), vehicles: [] };
    same.vehicles.push(vehicle);
    byTurns.set(key, same);
  }
  return [...byTurns.values()];
}

/** The line of a way in its own direction, flat [lng7, lat7, ...]. */
function lineOfWay({ roads }: RoadGraph, way: number): number[] {
  const line = Array.from(roads[way >> 1]!.line);
  return (way & 1) === 0 ? line : reversedLine(line);
}
