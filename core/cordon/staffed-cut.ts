import FlatQueue from 'flatqueue';
import { type CutNetwork, cheapestCut } from './cut-network.ts';
import { type Attempt, CHANGE_COST, type Staff, type StaffedCut, staffed, UNIT_COST } from './staffing.ts';

/** How long to search: smallest cuts looked for until the cost is proven, and for the size of the area among equals. */
export interface SearchLimits {
  mostCuts: number;
  mostTieCuts: number;
  /** What is found by then has to do: a moment of `clock` in milliseconds, and cuts that each search looks for however late it is. */
  time?: { untilMs: number; clock: () => number; leastCuts: number } | undefined;
}

export interface SearchResult {
  /** The best found; undefined: none found, and if it is proven, there is none. */
  best: StaffedCut | undefined;
  /** No plan costs less; Infinity: there is no plan. */
  leastCost: number;
  /** No plan needs fewer units or leaves fewer exits open. */
  isProven: boolean;
  /** Nor is any of the same cost smaller. */
  isTieProven: boolean;
  cuts: number;
}

/** A part of all plans: those that hold some nodes, and do not hold others. */
interface Branch {
  bound: number;
  held: readonly number[];
  barred: readonly number[];
  /** What a unit costs above its due, so that scarce ones are used where nothing else will do. By unit, whole numbers. */
  prices: Float64Array;
}

interface Search {
  network: CutNetwork;
  staff: Staff;
  limits: SearchLimits;
  best: StaffedCut | undefined;
  cuts: number;
  /** Costs are multiples of this. */
  grain: number;
  /** No plan costs more. */
  mostCost: number;
}

const ROOT_ROUNDS = 24;
const ROUNDS = 6;
/** Rounds for what is already proven but for the size of the area. */
const TIE_ROUNDS = 4;

/**
 * The cheapest vertex cut each of whose nodes has a unit of its own that is there in time; among equals the one that encloses the
 * least. A smallest cut alone is only a lower bound, since nodes may need the same unit. The search is exact: bounds are smallest cuts in
 * which units have prices (Lagrangian relaxation of "one unit, one node"; Geoffrion 1974; the prices rise on units that Hall's condition shows to be
 * short), and what stays between bound and best plan is split on nodes, held or not (branch and bound, best bound first). `inForce`: nodes that
 * are held now; no plan that is found is worse than going on with them.
 */
export function staffedCut(
  network: CutNetwork,
  staff: Staff,
  limits: SearchLimits,
  inForce: readonly number[] = [],
): SearchResult {
  const { request } = network;
  const total = request.weightCost > 0 ? sum(request.weights) * request.weightCost : 0;
  const search: Search = {
    network,
    staff,
    limits,
    best: undefined,
    cuts: 0,
    grain: request.weightCost > 0 ? 1 : CHANGE_COST,
    mostCost: staff.unitCount * (UNIT_COST + 2 * CHANGE_COST) + total + sum(finite(request.exitCost)),
  };
  if (inForce.length > 0) keep(search, staffed(network, staff, inForce).plan);
  const queue = new FlatQueue<Branch>();
  const push = (branch: Branch): void => queue.push(branch, branch.bound);
  push({ bound: 0, held: [], barred: [], prices: new Float64Array(staff.unitCount) });
  let provenAt = -1;
  for (let branch = queue.pop(); branch !== undefined; branch = queue.pop()) {
    if (isHopeless(search, branch.bound)) continue;
    if (provenAt < 0 && isUnitsProven(search, branch.bound)) provenAt = search.cuts;
    if (isSpent(search) || (provenAt >= 0 && search.cuts >= provenAt + limits.mostTieCuts))
      return resultOf(search, branch.bound, false);
    explore(search, branch, search.cuts === 0 ? ROOT_ROUNDS : ROUNDS).forEach(push);
  }
  return resultOf(search, Number.POSITIVE_INFINITY, true);
}

function isSpent({ cuts, limits: { mostCuts, time } }: Search): boolean {
  if (cuts >= mostCuts) return true;
  return time !== undefined && cuts >= time.leastCuts && time.clock() > time.untilMs;
}

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < values.length; i += 1) all += values[i]!;
  return all;
}

/** Exits that must be closed cost nothing in a plan. */
function finite(costs: Float64Array): Float64Array {
  return costs.map((cost) => (cost < Number.POSITIVE_INFINITY ? cost : 0));
}

function isHopeless({ best, mostCost }: Search, bound: number): boolean {
  return bound > (best?.cost ?? mostCost);
}

/** Whether fewer units or open exits than in the best plan are ruled out. */
function isUnitsProven({ best, grain }: Search, bound: number): boolean {
  if (best === undefined) return false;
  return grain === 1 ? bound >= best.cost : Math.ceil(bound / UNIT_COST) >= Math.floor(best.cost / UNIT_COST);
}

function resultOf(search: Search, bound: number, isDone: boolean): SearchResult {
  const { best, cuts } = search;
  return {
    best,
    leastCost: Math.min(bound, best?.cost ?? Number.POSITIVE_INFINITY),
    isProven: isDone || isUnitsProven(search, bound),
    isTieProven: isDone,
    cuts,
  };
}

/** Bounds a branch from below, plan by plan; gives the parts that remain, none if it is settled. */
function explore(search: Search, branch: Branch, rounds: number): Branch[] {
  const { network, staff, grain } = search;
  let { bound } = branch;
  const ascent = ascentFrom(branch.prices);
  let last: { set: number[]; attempt: Attempt } | undefined;
  for (let round = 0; round < rounds; round += 1) {
    if (last && isSpent(search)) break;
    const relaxed = relax(search, branch, ascent.prices);
    if (relaxed.value === Number.POSITIVE_INFINITY) return [];
    bound = Math.max(bound, Math.ceil(relaxed.value / grain) * grain);
    if (isHopeless(search, bound)) return [];
    const attempt = staffed(network, staff, relaxed.set);
    keep(search, attempt.plan);
    last = { set: relaxed.set, attempt };
    if (isSettled(search, relaxed.value, attempt)) return [];
    if (round >= TIE_ROUNDS && isUnitsProven(search, bound)) break;
    if (!climb(search, ascent, relaxed, attempt)) break;
  }
  return last ? split(search, { ...branch, bound, prices: ascent.best }, last.set, last.attempt) : [];
}

/** The best plan has no less cost or size than anything in a branch whose cheapest cut is this. */
function isSettled({ best }: Search, value: number, { plan, weight, shortage }: Attempt): boolean {
  if (best !== undefined && value === best.cost && weight >= best.weight) return true;
  return shortage === undefined && plan !== undefined && plan.cost === value;
}

function keep(search: Search, plan: StaffedCut | undefined): void {
  const { best } = search;
  if (plan === undefined) return;
  if (best === undefined || plan.cost < best.cost || (plan.cost === best.cost && plan.weight < best.weight))
    search.best = plan;
}

interface Relaxed {
  /** No plan of the branch costs less. */
  value: number;
  set: number[];
  /** How many nodes lean on each unit, where equal units share. */
  use: Float64Array;
}

/** The cheapest cut of a branch when every node takes the unit that is cheapest for it, less what the units' prices brought in. */
function relax(search: Search, { held, barred }: Branch, prices: Float64Array): Relaxed {
  const { network, staff } = search;
  const price = new Float64Array(network.nodes.length);
  for (let node = 0; node < price.length; node += 1) price[node] = dearness(staff, prices, node);
  let value = -sum(prices);
  for (const node of held) {
    value += price[node]!;
    price[node] = 0;
  }
  for (const node of barred) price[node] = Number.POSITIVE_INFINITY;
  search.cuts += 1;
  const { cost, cut } = cheapestCut(network, price);
  const isHeld = new Set(held);
  const set = [...held, ...cut.filter((node) => !isHeld.has(node))];
  return { value: value + cost, set, use: leaning(staff, prices, set) };
}

function dearness({ first, unit, cost }: Staff, prices: Float64Array, node: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = first[node]!; i < first[node + 1]!; i += 1)
    least = Math.min(least, cost[i]! + prices[unit[i]!]!);
  return least;
}

function leaning(staff: Staff, prices: Float64Array, set: readonly number[]): Float64Array {
  const use = new Float64Array(staff.unitCount);
  for (const node of set) {
    const least = dearness(staff, prices, node);
    const equal: number[] = [];
    for (let i = staff.first[node]!; i < staff.first[node + 1]!; i += 1)
      if (staff.cost[i]! + prices[staff.unit[i]!]! <= least + CHANGE_COST) equal.push(staff.unit[i]!);
    for (const one of equal) use[one]! += 1 / equal.length;
  }
  return use;
}

/** Prices on their way up. */
interface Ascent {
  prices: Float64Array;
  best: Float64Array;
  bestValue: number;
  /** How far above the best value the next step aims. */
  aim: number;
  fails: number;
}

function ascentFrom(prices: Float64Array): Ascent {
  return { prices, best: prices, bestValue: Number.NEGATIVE_INFINITY, aim: 2 * UNIT_COST, fails: 0 };
}

/** One step of the prices (subgradient with a target level; Polyak 1969). False: no step leads on. */
function climb({ best }: Search, ascent: Ascent, { value, use }: Relaxed, { shortage }: Attempt): boolean {
  if (value > ascent.bestValue) {
    if (value - ascent.bestValue > ascent.aim / 2) ascent.aim *= 2;
    ascent.bestValue = value;
    ascent.best = ascent.prices;
    ascent.fails = 0;
  } else {
    ascent.fails += 1;
    if (ascent.fails % 2 === 0) ascent.aim /= 2;
  }
  const slope = use.map((used, unit) => (ascent.prices[unit]! > 0 ? used - 1 : Math.max(0, used - 1)));
  for (const unit of shortage?.units ?? [])
    slope[unit] = Math.max(slope[unit]!, shortage!.rows.length / shortage!.units.length - 1);
  const steep = slope.reduce((all, one) => all + one * one, 0);
  if (steep === 0 || ascent.aim < CHANGE_COST) return false;
  const target = Math.min(
    ascent.bestValue + ascent.aim,
    Math.max(best?.cost ?? Number.POSITIVE_INFINITY, value + 1),
  );
  const step = Math.max(1, target - value) / steep;
  ascent.prices = ascent.prices.map((price, unit) => Math.max(0, Math.round(price + step * slope[unit]!)));
  return true;
}

/** Splits a branch on a node of its last cut: of those that are short of units the one with the fewest, else any that is not yet held. */
function split({ staff }: Search, branch: Branch, set: readonly number[], { shortage }: Attempt): Branch[] {
  const isHeld = new Set(branch.held);
  const free = (shortage?.rows ?? set).filter((node) => !isHeld.has(node));
  const offers = (node: number): number => staff.first[node + 1]! - staff.first[node]!;
  const [node] = free.sort((a, b) => offers(a) - offers(b));
  if (node === undefined) return [];
  return [
    { ...branch, held: [...branch.held, node] },
    { ...branch, barred: [...branch.barred, node] },
  ];
}
