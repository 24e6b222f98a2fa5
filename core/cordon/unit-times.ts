import type { CordonUnit } from './problem.ts';
import { nodeCountOf, type Roads } from './roads.ts';
import { type Spread, spread } from './spread.ts';

/** Travel times kept from plan to plan, so that an update computes only what changed. Give the same one to every plan of an incident. */
export interface TravelMemory {
  linkSeconds: Float64Array | undefined;
  byUnit: Map<string, { key: string; travel: Spread }>;
}

/** A memory with nothing in it. */
export function travelMemory(): TravelMemory {
  return { linkSeconds: undefined, byUnit: new Map() };
}

/**
 * When each unit can be at each node, on the clock of the problem, in the order of the units; Infinity: never. Where it stands it has been
 * since it came. Remembered times are used where the unit is where it was and its ways are still the quickest.
 */
export function arrivals(
  roads: Roads,
  units: readonly CordonUnit[],
  nowSeconds: number,
  memory: TravelMemory,
): Float64Array[] {
  forgetChanged(roads, memory);
  return units.map((unit) => {
    const leaves = Math.max(nowSeconds, unit.readyAtSeconds);
    const at = travelOf(roads, unit, memory).seconds.slice();
    for (let node = 0; node < at.length; node += 1) at[node]! += leaves;
    if (unit.standing) at[unit.standing.node] = Math.min(at[unit.standing.node]!, unit.standing.sinceSeconds);
    return at;
  });
}

function travelOf(roads: Roads, { id, starts, speedFactor }: CordonUnit, { byUnit }: TravelMemory): Spread {
  const key = JSON.stringify([speedFactor, starts.map(({ node, offsetSeconds }) => [node, offsetSeconds])]);
  const known = byUnit.get(id);
  if (known?.key === key) return known.travel;
  const seeds = starts.map(({ node, offsetSeconds }) => ({ node, seconds: offsetSeconds / speedFactor }));
  const travel = spread(roads, seeds, { speedFactor });
  byUnit.set(id, { key, travel });
  return travel;
}

/** Forgets the travel that a closure or an opening since the last plan touches. */
function forgetChanged(roads: Roads, memory: TravelMemory): void {
  const { linkSeconds: before, byUnit } = memory;
  memory.linkSeconds = roads.linkSeconds;
  if (before === undefined || before === roads.linkSeconds) return;
  const changed: { link: number; start: number }[] = [];
  for (let start = 0; start < nodeCountOf(roads); start += 1)
    for (let link = roads.firstLink[start]!; link < roads.firstLink[start + 1]!; link += 1)
      if (before[link] !== roads.linkSeconds[link]) changed.push({ link, start });
  for (const [id, { travel }] of byUnit)
    if (changed.some(({ link, start }) => touches(roads, travel, link, start, before[link]!)))
      byUnit.delete(id);
}

function touches(
  { linkEnd, linkSeconds }: Roads,
  { seconds, cameBy }: Spread,
  link: number,
  start: number,
  before: number,
): boolean {
  if (linkSeconds[link]! > before) return cameBy[linkEnd[link]!] === link;
  return seconds[start]! < seconds[linkEnd[link]!]!;
}
