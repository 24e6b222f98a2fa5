/** What the turn restrictions of a city come to for who drives: from where, which turns, for whom. The words are the page's. */
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
  turns: { kind: TurnKind; road: number }[];
  /** For whom it holds, in the order of `graphs`. */
  vehicles: UnitVehicle[];
}

/** How far before its node a rule is shown, or in the middle of a shorter road. */
const BEFORE_METRES = 20;

/**
 * The rules that bind at least one of the vehicles of `graphs`, all of the same roads, as their searches keep them (`bannedTurns`): of ways
 * that a vehicle may use, those `only` that hold together as one, in the order of their roads. Throws if a road or a node does not exist.
 */
export function turnRules(
  graphs: readonly RoadGraph[],
  restrictions: readonly TurnRestriction[],
): TurnRule[] {
  const byApproach = new Map<string, Approach>();
  for (const graph of graphs)
    for (const restriction of restrictions) addPairs(byApproach, graph, restriction);
  const [graph] = graphs;
  if (!graph) return [];
  const approaches = [...byApproach.values()].sort((a, b) => a.from - b.from || (a.kind < b.kind ? -1 : 1));
  return approaches.flatMap((approach) => rulesOf(graph, approach));
}

/** Roads that a rule says something of: the one it is for, those it names, and of `only` all that meet where it holds. */
export function concerns({ roads, nodeIndex }: RoadGraph, rule: TurnRule, road: number): boolean {
  if (rule.road === road || rule.turns.some((turn) => turn.road === road)) return true;
  const { fromNode, toNode } = roads[road]!;
  return rule.kind === 'only' && [fromNode, toNode].some((id) => nodeIndex.get(id) === rule.node);
}

/** A way is road i along its line at 2 i, against it at 2 i + 1. */
interface Approach {
  kind: TurnRule['kind'];
  from: number;
  node: number;
  /** Ways into which, and for whom. */
  into: Map<number, UnitVehicle[]>;
}

function addPairs(byApproach: Map<string, Approach>, graph: RoadGraph, restriction: TurnRestriction): void {
  const { vehicle } = graph;
  const { kind, fromRoad, viaNode, toRoad, except } = restriction;
  const node = graph.nodeIndex.get(viaNode);
  const roads = [graph.roadIndex.get(fromRoad), graph.roadIndex.get(toRoad)] as const;
  if (node === undefined || roads[0] === undefined || roads[1] === undefined)
    throw new Error(`a turn from road ${fromRoad} over node ${viaNode} to road ${toRoad} is of no roads`);
  if (!vehicle || !TRAVEL[vehicle].obeysTurns || except.includes(vehicle)) return;
  const into = waysOf(graph, roads[1], graph.linkStart, node);
  for (const from of into.length > 0 ? waysOf(graph, roads[0], graph.linkEnd, node) : []) {
    const key = `${kind} ${from}`;
    const approach = byApproach.get(key) ?? { kind, from, node, into: new Map() };
    byApproach.set(key, approach);
    for (const to of into) {
      const vehicles = approach.into.get(to) ?? [];
      approach.into.set(to, vehicles.includes(vehicle) ? vehicles : [...vehicles, vehicle]);
    }
  }
}

/** Ways of a road that have `node` at the given end of their link. */
function waysOf({ roadLinks }: RoadGraph, road: number, ends: Int32Array, node: number): number[] {
  return [2 * road, 2 * road + 1].filter((way) => roadLinks[way]! >= 0 && ends[roadLinks[way]!] === node);
}

function rulesOf(graph: RoadGraph, { kind, from, node, into }: Approach): TurnRule[] {
  const line = lineOfWay(graph, from);
  const measured = measureLine(line);
  const before = Math.min(BEFORE_METRES, measured.lengthMetres / 2);
  const { lng7, lat7 } = pointAlong(measured, measured.lengthMetres - before);
  const turnInto = (to: number) => {
    const { headingDegrees, kind } = turnBetween(line, lineOfWay(graph, to));
    return { headingDegrees, turn: { kind: to === (from ^ 1) ? ('u_turn' as const) : kind, road: to >> 1 } };
  };
  return together(kind, into).map(({ ways, vehicles }) => {
    const turns = ways.map(turnInto);
    return {
      ...{ kind, road: from >> 1, isBackwards: (from & 1) === 1, node, lng7, lat7, vehicles },
      headingDegrees: turns[0]!.headingDegrees,
      turns: turns.map(({ turn }) => turn),
    };
  });
}

/** Each turn that is forbidden is told by itself; the only ones allowed to the same vehicles are one rule. */
function together(
  kind: TurnRule['kind'],
  into: ReadonlyMap<number, UnitVehicle[]>,
): { ways: number[]; vehicles: UnitVehicle[] }[] {
  if (kind === 'no') return [...into].map(([way, vehicles]) => ({ ways: [way], vehicles }));
  const byWays = new Map<string, { ways: number[]; vehicles: UnitVehicle[] }>();
  for (const vehicle of new Set([...into.values()].flat())) {
    const ways = [...into].flatMap(([way, vehicles]) => (vehicles.includes(vehicle) ? [way] : []));
    const same = byWays.get(ways.join()) ?? { ways, vehicles: [] };
    same.vehicles.push(vehicle);
    byWays.set(ways.join(), same);
  }
  return [...byWays.values()];
}

/** The line of a way in its own direction, flat [lng7, lat7, ...]. */
function lineOfWay({ roads }: RoadGraph, way: number): number[] {
  const line = Array.from(roads[way >> 1]!.line);
  return (way & 1) === 0 ? line : reversedLine(line);
}
