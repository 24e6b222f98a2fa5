import { assign } from './assignment.ts';
import type { Situation } from './situation.ts';
import { type Aim, changeOf, slackOf } from './solve.ts';
import { secondsAt } from './travel-search.ts';

const NEW_ORDER_SECONDS = 1e9;

/** A node and the index of the unit that holds it. */
export interface Placed {
  node: number;
  unit: number;
}

/**
 * Shares nodes among units, one each: the fewest new orders; then the largest least slack (bottleneck assignment by thresholds;
 * Garfinkel 1971); then the least sum of arrivals. The nodes must be ones that can be staffed.
 */
export function place(situation: Situation, aim: Aim, nodes: readonly number[]): Placed[] {
  const count = situation.problem.units.length;
  const slack = new Float64Array(nodes.length * count);
  const cost = new Float64Array(nodes.length * count);
  nodes.forEach((node, row) => {
    for (let unit = 0; unit < count; unit += 1) {
      const spare = slackOf(situation, aim.assume, unit, node);
      const wait = Math.max(0, secondsAt(situation.arrivals[unit]!, node) - situation.problem.nowSeconds);
      slack[row * count + unit] = spare >= aim.spareSeconds ? spare : Number.NEGATIVE_INFINITY;
      cost[row * count + unit] = changeOf(situation, unit, node) * NEW_ORDER_SECONDS + wait;
    }
  });
  const units = shared(slack, cost, nodes.length, count);
  return nodes.map((node, row) => ({ node, unit: units[row]! }));
}

function shared(slack: Float64Array, cost: Float64Array, rows: number, columns: number): Int32Array {
  const atLeast = (least: number): { columnOf: Int32Array; changes: number } | undefined => {
    const allowed = cost.map((one, i) => (slack[i]! >= least ? one : Number.POSITIVE_INFINITY));
    const found = assign(allowed, rows, columns);
    if (!('columnOf' in found)) return undefined;
    let changes = 0;
    found.columnOf.forEach((column, row) => {
      changes += Math.floor(cost[row * columns + column]! / NEW_ORDER_SECONDS);
    });
    return { columnOf: found.columnOf, changes };
  };
  const levels = [...new Set(slack)].filter((one) => one > Number.NEGATIVE_INFINITY).sort((a, b) => a - b);
  let best = atLeast(levels[0] ?? 0);
  if (best === undefined) throw new RangeError('these nodes cannot be held by one unit each in time');
  let [low, high] = [0, levels.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const found = atLeast(levels[middle]!);
    if (found && found.changes <= best.changes) {
      best = found;
      low = middle;
    } else high = middle;
  }
  return best.columnOf;
}
