import type { CordonProblem } from '../../../core/cordon/problem.ts';
import type { Roads } from '../../../core/cordon/roads.ts';

/** Second ways to every result of the cordon, by trying everything; for graphs of up to a dozen nodes. */

export function roadsOf(
  nodeCount: number,
  links: readonly { from: number; to: number; seconds: number }[],
): Roads {
  const sorted = [...links].sort((a, b) => a.from - b.from);
  const firstLink = new Int32Array(nodeCount + 1);
  for (const { from } of sorted) firstLink[from + 1]! += 1;
  for (let node = 0; node < nodeCount; node += 1) firstLink[node + 1]! += firstLink[node]!;
  return {
    firstLink,
    linkEnd: Int32Array.from(sorted, ({ to }) => to),
    linkSeconds: Float64Array.from(sorted, ({ seconds }) => seconds),
  };
}

export function linksOf({ firstLink, linkEnd, linkSeconds }: Roads) {
  return Array.from(linkEnd, (to, link) => ({
    from: firstLink.findIndex((_, node) => firstLink[node + 1]! > link),
    to,
    seconds: linkSeconds[link]!,
  }));
}

/** Earliest moments by relaxing all links over and over (Bellman-Ford); `blocked` is not passed if it is held by then. */
export function times(
  roads: Roads,
  seeds: readonly { node: number; seconds: number }[],
  factor: number,
  heldSince: readonly number[] = [],
): number[] {
  const links = linksOf(roads);
  const at = new Array<number>(roads.firstLink.length - 1).fill(Number.POSITIVE_INFINITY);
  for (const { node, seconds } of seeds) at[node] = Math.min(at[node]!, seconds);
  for (let round = 0; round <= at.length; round += 1)
    for (const { from, to, seconds } of links)
      if ((heldSince[from] ?? Number.POSITIVE_INFINITY) > at[from]!)
        at[to] = Math.min(at[to]!, at[from]! + seconds / factor);
  return at;
}

/** Open exits and passed nodes when nodes are held; exits are not passed. */
export function passed(
  roads: Roads,
  from: readonly number[],
  held: ReadonlySet<number>,
  exits: ReadonlySet<number>,
) {
  const seen = new Set<number>();
  const open = new Set<number>();
  const visit = (node: number): void => {
    if (held.has(node) || seen.has(node) || open.has(node)) return;
    if (exits.has(node)) {
      open.add(node);
      return;
    }
    seen.add(node);
    for (const link of linksOf(roads))
      if (link.from === node && link.seconds < Number.POSITIVE_INFINITY) visit(link.to);
  };
  from.forEach(visit);
  return { seen, open };
}

export function canStaff(nodes: readonly number[], units: readonly ((node: number) => boolean)[]): boolean {
  const [node, ...rest] = nodes;
  if (node === undefined) return true;
  return units.some(
    (can, i) =>
      can(node) &&
      canStaff(
        rest,
        units.filter((_, other) => other !== i),
      ),
  );
}

export interface Truth {
  /** Fewest exits left open by any plan. */
  open: number;
  /** Fewest units of the plans that leave so few open. */
  units: number;
  /** Smallest number of reached nodes of those. */
  enclosed: number;
  /** Smallest of `units × worth + reached nodes` of those that leave the fewest open. */
  leastSum: number;
}

/** Tries every set of nodes and every assignment. `worth`: enclosed nodes that one unit outweighs. */
export function bestByTrying(problem: CordonProblem, spareSeconds = 0, worth = 1): Truth {
  const { roads, departure, speeds, marginSeconds, nowSeconds, units, checkpoints } = problem;
  if (!('nodes' in problem.exits)) throw new Error('exits must be nodes');
  const count = roads.firstLink.length - 1;
  const heldSince = new Array<number>(count).fill(Number.POSITIVE_INFINITY);
  for (const { node, sinceSeconds } of checkpoints)
    heldSince[node] = Math.min(heldSince[node]!, sinceSeconds);
  const seeds = departure.starts.map(({ node, offsetSeconds }) => ({
    node,
    seconds: departure.sinceSeconds + offsetSeconds / speeds.fast,
  }));
  const front = times(roads, seeds, speeds.fast, heldSince);
  const fixed = new Set(front.keys());
  for (const node of fixed)
    if (heldSince[node] === Number.POSITIVE_INFINITY || heldSince[node]! > front[node]!) fixed.delete(node);
  const origins = new Set(
    departure.starts.filter(({ offsetSeconds }) => offsetSeconds === 0).map(({ node }) => node),
  );
  const cans = units.map(({ starts, speedFactor, readyAtSeconds, standing }) => {
    const travel = times(
      roads,
      starts.map(({ node, offsetSeconds }) => ({ node, seconds: offsetSeconds / speedFactor })),
      speedFactor,
    ).map((one) => one + Math.max(nowSeconds, readyAtSeconds));
    if (standing) travel[standing.node] = Math.min(travel[standing.node]!, standing.sinceSeconds);
    return (node: number) => front[node]! - marginSeconds - travel[node]! >= spareSeconds;
  });
  const candidates = [...front.keys()].filter(
    (node) =>
      !fixed.has(node) &&
      !origins.has(node) &&
      front[node]! < Number.POSITIVE_INFINITY &&
      cans.some((can) => can(node)),
  );
  const exits = new Set(problem.exits.nodes);
  const truth: Truth = { open: Infinity, units: Infinity, enclosed: Infinity, leastSum: Infinity };
  for (let mask = 0; mask < 1 << candidates.length; mask += 1) {
    const set = candidates.filter((_, i) => mask & (1 << i));
    if (set.length > units.length || !canStaff(set, cans)) continue;
    const { seen, open } = passed(
      roads,
      seeds.map(({ node }) => node),
      new Set([...fixed, ...set]),
      exits,
    );
    const size = seen.size + open.size;
    if (open.size < truth.open)
      Object.assign(truth, { open: open.size, units: Infinity, leastSum: Infinity });
    if (open.size > truth.open) continue;
    if (set.length < truth.units) Object.assign(truth, { units: set.length, enclosed: Infinity });
    if (set.length === truth.units) truth.enclosed = Math.min(truth.enclosed, size);
    truth.leastSum = Math.min(truth.leastSum, set.length * worth + size);
  }
  return truth;
}
