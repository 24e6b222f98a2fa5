import { assign } from './assignment.ts';
import { type CutNetwork, type Enclosed, enclosedBy } from './cut-network.ts';

/** What one unit costs in a plan; changes of orders and the like stay far below it. */
export const UNIT_COST = 1_000_000;
/** What one step of change costs: a unit kept where it stands 0, left on its way 1, sent anew 2. */
export const CHANGE_COST = 1000;

/** Which units can hold each holdable node of a cut network in time, and at what cost. */
export interface Staff {
  unitCount: number;
  /** Offers for node i of the network: `first[i]` to `first[i + 1] − 1`. */
  first: Int32Array;
  unit: Int32Array;
  /** Whole numbers: `UNIT_COST` and changes. */
  cost: Float64Array;
}

/** A cut with a unit of its own at each node. Indices are those of the network and of the units. */
export interface StaffedCut {
  nodes: number[];
  units: number[];
  /** Of units, open exits and, if it counts, of the enclosed weight. */
  cost: number;
  weight: number;
  open: number[];
}

/** What came of staffing a set of nodes: a plan, or the nodes that have too few units between them. */
export interface Attempt {
  plan: StaffedCut | undefined;
  shortage: { rows: number[]; units: number[] } | undefined;
  /** Enclosed weight if every node of the set were held. */
  weight: number;
}

const UNSTAFFED_COST = 1e13;

/**
 * Staffs a set of nodes as cheaply as possible. If some can't be, and exits may stay open, the plan holds as many of them as units allow.
 * Nodes that hold nothing back are let go.
 */
export function staffed(network: CutNetwork, staff: Staff, set: readonly number[]): Attempt {
  const { request } = network;
  const enclosed = enclosedWith(network, set);
  const found = assign(costs(staff, set, 0), set.length, staff.unitCount);
  if ('columnOf' in found)
    return {
      plan: lean(network, staff, set, enclosed),
      shortage: undefined,
      weight: enclosed.weight,
    };
  const shortage = { rows: found.rows.map((row) => set[row]!), units: found.columns };
  const mayStayOpen = request.exitCost.every((cost) => cost < Number.POSITIVE_INFINITY);
  if (!mayStayOpen) return { plan: undefined, shortage, weight: enclosed.weight };
  const partly = assign(costs(staff, set, set.length), set.length, staff.unitCount + set.length);
  if (!('columnOf' in partly)) return { plan: undefined, shortage, weight: enclosed.weight };
  const some = set.filter((_, row) => partly.columnOf[row]! < staff.unitCount);
  const plan = lean(network, staff, some, enclosedWith(network, some));
  return { plan, shortage, weight: enclosed.weight };
}

function enclosedWith({ request, nodes }: CutNetwork, set: readonly number[]): Enclosed {
  return enclosedBy(
    request,
    set.map((i) => nodes[i]!),
  );
}

/** The plan of a set that can be staffed, without the nodes that nothing comes up to. */
function lean(
  { request, nodes }: CutNetwork,
  staff: Staff,
  set: readonly number[],
  { bounds, open, weight }: Enclosed,
): StaffedCut | undefined {
  const needed = set.filter((i) => bounds.has(nodes[i]!));
  const taken = assign(costs(staff, needed, 0), needed.length, staff.unitCount);
  if (!('columnOf' in taken)) return undefined;
  let cost = taken.cost + request.weightCost * weight;
  for (const exit of open) cost += request.exitCost[exit]!;
  if (cost === Number.POSITIVE_INFINITY) return undefined;
  return { nodes: needed, units: Array.from(taken.columnOf), cost, weight, open };
}

/** Costs row by row; with columns at the end by which nodes stay unstaffed. */
function costs({ unitCount, first, unit, cost }: Staff, set: readonly number[], spare: number): Float64Array {
  const width = unitCount + spare;
  const matrix = new Float64Array(set.length * width).fill(Number.POSITIVE_INFINITY);
  set.forEach((node, row) => {
    for (let i = first[node]!; i < first[node + 1]!; i += 1) matrix[row * width + unit[i]!] = cost[i]!;
    matrix.fill(UNSTAFFED_COST, row * width + unitCount, (row + 1) * width);
  });
  return matrix;
}
