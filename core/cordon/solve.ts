import { type CutNetwork, type CutRequest, cutNetwork, withExitCosts } from './cut-network.ts';
import type { Front } from './departure.ts';
import type { Situation } from './situation.ts';
import { type SearchLimits, type SearchResult, staffedCut } from './staffed-cut.ts';
import { CHANGE_COST, type Staff, UNIT_COST } from './staffing.ts';
import { secondsAt } from './travel-search.ts';

/** What a plan is to be good at. */
export interface Aim {
  /** The speed that every post must be in time for. */
  assume: 'fast' | 'slow';
  /** Seconds beyond the margin that every post must have to spare. */
  spareSeconds: number;
  /** So much less enclosed weight is worth one more unit; Infinity: the size decides only among plans of equal cost. */
  weightWorthUnit: number;
}

export const FEWEST: Aim = {
  assume: 'fast',
  spareSeconds: 0,
  weightWorthUnit: Number.POSITIVE_INFINITY,
};

/** What a search for one aim came to. */
export interface Solved {
  aim: Aim;
  /** Nodes to hold, and the index of a unit for each; every one is in time, who goes where is not yet chosen well. */
  nodes: number[];
  isComplete: boolean;
  isExact: boolean;
  isTieExact: boolean;
  leastUnits: number | null;
  leastGaps: number;
  /** 1: some unit can hold the node in time. */
  isHoldable: Uint8Array;
  request: CutRequest;
  cuts: number;
}

const LATENESS_LEVELS = 15;

/**
 * The nodes to hold for an aim: all exits closed with the fewest units (the fewest new orders, the smallest area among equals); if
 * that can't be, the fewest exits left open, of these those that are reached last, with the fewest units; with `mayLeaveGaps` false that is not
 * looked for, and no node is held.
 */
export function solve(situation: Situation, aim: Aim, limits: SearchLimits, mayLeaveGaps = true): Solved {
  const isHoldable = holdableNodes(situation, aim);
  const request = requestOf(situation, aim, isHoldable);
  const whole = searchIn(situation, aim, cutNetwork(request), limits);
  const { best } = whole.result;
  if (best)
    return {
      ...outcome(aim, request, whole, best.nodes),
      isComplete: true,
      leastUnits: leastUnitsOf(aim, whole.result.leastCost),
      leastGaps: 0,
    };
  if (!mayLeaveGaps)
    return { ...outcome(aim, request, whole, []), isComplete: false, leastUnits: null, leastGaps: 1 };
  const rest = costOfRest(situation, request);
  const exitCost = costsOfOpen(request, situation[aim.assume], rest);
  const partial = searchIn(situation, aim, withExitCosts(whole.network, exitCost), limits, whole.staff);
  const result = partial.result.best;
  const isExact = whole.result.isProven && partial.result.isProven;
  const leastOpen = Math.ceil((partial.result.leastCost - rest) / Math.max(...exitCost));
  return {
    ...outcome(aim, { ...request, exitCost }, partial, result?.nodes ?? []),
    isComplete: false,
    isExact,
    leastUnits: null,
    leastGaps: isExact ? (result?.open.length ?? 0) : Math.max(whole.result.isProven ? 1 : 0, leastOpen),
  };
}

function outcome(
  aim: Aim,
  request: CutRequest,
  { network, result }: { network: CutNetwork; result: SearchResult },
  indices: readonly number[],
) {
  const nodes = indices.map((i) => network.nodes[i]!);
  const { isProven: isExact, isTieProven: isTieExact, cuts } = result;
  return { aim, request, nodes, isExact, isTieExact, cuts, isHoldable: request.isHoldable };
}

/** `known`: the staff of the network, which other costs of exits leave as it is. */
function searchIn(situation: Situation, aim: Aim, network: CutNetwork, limits: SearchLimits, known?: Staff) {
  if (network.constant === Number.POSITIVE_INFINITY) return { network, staff: undefined, result: IMPOSSIBLE };
  const staff = known ?? staffOf(situation, aim, network);
  return { network, staff, result: staffedCut(network, staff, limits, inForce(situation, network)) };
}

/** Nodes of the network that units hold or are on their way to. */
function inForce({ problem }: Situation, { nodes }: CutNetwork): number[] {
  const held = new Set(problem.units.map(({ standing, sentTo }) => standing?.node ?? sentTo));
  return [...nodes.keys()].filter((i) => held.has(nodes[i]!));
}

const IMPOSSIBLE: SearchResult = {
  best: undefined,
  leastCost: Number.POSITIVE_INFINITY,
  isProven: true,
  isTieProven: true,
  cuts: 0,
};

/** What a unit has to spare at a node, in seconds; below 0: it is late. */
export function slackOf(situation: Situation, assume: 'fast' | 'slow', unit: number, node: number): number {
  const { problem, arrivals } = situation;
  return situation[assume].seconds[node]! - problem.marginSeconds - secondsAt(arrivals[unit]!, node);
}

function holdableNodes(situation: Situation, { assume, spareSeconds }: Aim): Uint8Array {
  const { problem, arrivals, heldSince } = situation;
  const front = situation[assume];
  const isHoldable = new Uint8Array(heldSince.length);
  const { seconds } = front;
  const needed = problem.marginSeconds + spareSeconds;
  for (const at of arrivals)
    for (let i = 0; i < at.nodes.length; i += 1)
      if (at.seconds[i]! <= seconds[at.nodes[i]!]! - needed) isHoldable[at.nodes[i]!] = 1;
  for (let node = 0; node < isHoldable.length; node += 1)
    if (problem.holdable?.[node] === 0 || seconds[node] === Number.POSITIVE_INFINITY) isHoldable[node] = 0;
  for (const node of front.origins) isHoldable[node] = 0;
  return isHoldable;
}

function requestOf(situation: Situation, aim: Aim, isHoldable: Uint8Array): CutRequest {
  const { problem, heldSince, exits, weights } = situation;
  const front = situation[aim.assume];
  const isHeld = new Uint8Array(heldSince.length);
  for (let node = 0; node < isHeld.length; node += 1) {
    if (!isInTime(front, heldSince[node]!, node)) continue;
    isHeld[node] = 1;
    isHoldable[node] = 0;
  }
  const reached = exits.filter(
    (exit) => front.seconds[exit]! < Number.POSITIVE_INFINITY && isHeld[exit] === 0,
  );
  return {
    roads: problem.roads,
    from: front.seeds.map(({ node }) => node),
    isHeld,
    isHoldable,
    exits: reached,
    exitCost: new Float64Array(reached.length).fill(Number.POSITIVE_INFINITY),
    weights,
    weightCost: Math.ceil(UNIT_COST / aim.weightWorthUnit),
  };
}

function isInTime({ seconds }: Front, since: number, node: number): boolean {
  return since < Number.POSITIVE_INFINITY && since <= seconds[node]!;
}

/** More than everything that a plan can cost besides open exits. */
function costOfRest({ problem, weights }: Situation, { weightCost }: CutRequest): number {
  let weight = 0;
  for (let node = 0; node < weights.length; node += 1) weight += weights[node]!;
  return (problem.units.length + 1) * (UNIT_COST + 2 * CHANGE_COST) + weight * weightCost;
}

/** Leaving one exit open outweighs everything else; those that are reached sooner cost more. */
function costsOfOpen({ exits }: CutRequest, { seconds }: Front, rest: number): Float64Array {
  const base = rest * (LATENESS_LEVELS * exits.length + 1);
  const latestFirst = [...exits].sort((a, b) => seconds[b]! - seconds[a]!);
  const levels = new Map(
    latestFirst.map((exit, rank) => [exit, Math.floor((rank * LATENESS_LEVELS) / exits.length)]),
  );
  return Float64Array.from(exits, (exit) => base + rest * levels.get(exit)!);
}

function staffOf(situation: Situation, { assume, spareSeconds }: Aim, { nodes }: CutNetwork): Staff {
  const { problem, arrivals } = situation;
  const { seconds } = situation[assume];
  const needed = problem.marginSeconds + spareSeconds;
  const indexOf = new Int32Array(seconds.length).fill(-1);
  nodes.forEach((node, i) => {
    indexOf[node] = i;
  });
  const latest = Float64Array.from(nodes, (node) => seconds[node]! - needed);
  const first = new Int32Array(nodes.length + 1);
  for (const at of arrivals)
    for (let i = 0; i < at.nodes.length; i += 1) {
      const index = indexOf[at.nodes[i]!]!;
      if (index >= 0 && at.seconds[i]! <= latest[index]!) first[index + 1]! += 1;
    }
  for (let i = 0; i < nodes.length; i += 1) first[i + 1]! += first[i]!;
  const next = first.slice();
  const unit = new Int32Array(first[nodes.length]!);
  const cost = new Float64Array(unit.length).fill(UNIT_COST + 2 * CHANGE_COST);
  for (let one = 0; one < arrivals.length; one += 1) {
    const at = arrivals[one]!;
    const { standing, sentTo } = problem.units[one]!;
    const post = indexOf[standing?.node ?? -1] ?? -1;
    const order = indexOf[sentTo ?? -1] ?? -1;
    for (let i = 0; i < at.nodes.length; i += 1) {
      const index = indexOf[at.nodes[i]!]!;
      if (index < 0 || at.seconds[i]! > latest[index]!) continue;
      const offer = next[index]!;
      next[index] = offer + 1;
      unit[offer] = one;
      if (index === post || index === order)
        cost[offer] = UNIT_COST + CHANGE_COST * changeOf(situation, one, nodes[index]!);
    }
  }
  return { unitCount: problem.units.length, first, unit, cost };
}

/** 0: it stands there; 1: it is on its way there; 2: it would be a new order. */
export function changeOf({ problem }: Situation, unit: number, node: number): 0 | 1 | 2 {
  const { standing, sentTo } = problem.units[unit]!;
  if (standing?.node === node) return 0;
  return sentTo === node ? 1 : 2;
}

function leastUnitsOf({ weightWorthUnit }: Aim, leastCost: number): number | null {
  if (weightWorthUnit < Number.POSITIVE_INFINITY) return null;
  return Math.ceil(leastCost / (UNIT_COST + 2 * CHANGE_COST));
}
